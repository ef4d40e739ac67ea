import { createSocket } from 'node:dgram'
import type { Socket } from 'node:dgram'
import { once } from 'node:events'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'

/** A stream that was silent for so long had ended: the feeds of this bench send 25 pictures a second. */
const silenceMs = 200
const tickMs = 20

/** Destinations of datagrams that only look when they came: fifty of them shall cost next to nothing. */
export class Receivers implements AsyncDisposable {
  readonly #sockets: Socket[] = []
  readonly #resumedAt: (number | null)[] = []
  /** Silence is counted in ticks: while this process is held up it hears nothing, and that is no silence. */
  readonly #lastTick: (number | null)[] = []
  #ticks = 0
  readonly #ticking = setInterval(() => (this.#ticks += 1), tickMs)

  static async open(count: number): Promise<Receivers> {
    const receivers = new Receivers()
    for (let at = 0; at < count; at++) await receivers.#open(at)
    return receivers
  }

  /** Where each receives. */
  get ports(): number[] {
    return this.#sockets.map((socket) => socket.address().port)
  }

  /**
   * Resolves with the moment (performance.now) of the first datagram that receiver number `at` got after a silence, later
   * than `since`. Rejects after `withinMs`.
   */
  async resumed(at: number, since: number, withinMs: number): Promise<number> {
    const deadline = performance.now() + withinMs
    for (;;) {
      const resumedAt = this.#resumedAt[at] ?? null
      if (resumedAt !== null && resumedAt > since) return resumedAt
      if (performance.now() > deadline) throw new Error(`No datagram came within ${withinMs} ms`)
      await sleep(5)
    }
  }

  /** The same for all; resolves with the moment of the last of them. */
  async allResumed(since: number, withinMs: number): Promise<number> {
    const moments = await Promise.all(this.#sockets.map((_, at) => this.resumed(at, since, withinMs)))
    return Math.max(...moments)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#ticking)
    for (const socket of this.#sockets) {
      socket.close()
      await once(socket, 'close')
    }
  }

  async #open(at: number): Promise<void> {
    const socket = createSocket({ type: 'udp4', recvBufferSize: 1024 * 1024 })
    this.#sockets.push(socket)
    socket.on('message', () => {
      const last = this.#lastTick[at] ?? null
      if (last === null || (this.#ticks - last) * tickMs > silenceMs) this.#resumedAt[at] = performance.now()
      this.#lastTick[at] = this.#ticks
    })
    socket.bind(0, '127.0.0.1')
    await once(socket, 'listening')
  }
}
