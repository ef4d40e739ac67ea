/** How many preparations there are at once: more would only make each other late. */
const lanes = 2

/** Where tests that run side by side take turns: preparations overlap, and a measurement has the machine for itself. */
export class Floor {
  #lanes: Promise<unknown>[] = Array.from({ length: lanes }, () => Promise.resolve())
  #asked = 0

  /** Prepares something. Resolves as `work` does. */
  together<T>(work: () => Promise<T>): Promise<T> {
    const lane = this.#asked++ % lanes
    const done = this.#lanes[lane]!.then(work)
    this.#lanes[lane] = done.catch(() => {})
    return done
  }

  /** Measures something: begins once everything that was asked for before is over. Resolves as `work` does. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    const done = Promise.all(this.#lanes).then(work)
    this.#lanes.fill(done.catch(() => {}))
    return done
  }
}
