const spanMs = 2000

/** Bits per second over the last two seconds of a byte counter. */
export class RateWindow {
  #samples: { at: number; bytes: number }[] = []

  /** `at` in monotonic milliseconds. A counter that went back begins anew. */
  add(bytes: number, at: number): void {
    if (bytes < (this.#samples.at(-1)?.bytes ?? 0)) this.#samples = []
    this.#samples.push({ at, bytes })
    while (this.#samples.length > 2 && this.#samples[1]!.at <= at - spanMs) this.#samples.shift()
  }

  clear(): void {
    this.#samples = []
  }

  get bitsPerSecond(): number {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)]
    if (!first || !last || last.at <= first.at) return 0
    return Math.round(((last.bytes - first.bytes) * 8000) / (last.at - first.at))
  }
}
