import type { ServerResponse } from 'node:http'

/** Operations of one place that are worked on at a time. */
const atOnce = 8
/** Who is so slow makes room for the next: most such wait for others. */
const longestMs = 1000
/** Who was refused shall wait so long. */
const quietMs = 1000
/** So many refusals in that time are told to one place; after these it is not even listened to. */
const mostTold = 100

interface Place {
  working: number
  waiting: (() => void)[]
  /** When the next one may begin beside those that are worked on. */
  begins: Promise<void>
}

/** `FULL`: too many wait already. `GONE`: whoever asked did not wait. */
export type Turn = 'TURN' | 'FULL' | 'GONE'

/**
 * Lets each place that callers come from have a few operations under way; further ones wait, in their order. However much one
 * place asks for, others have to wait for a few of its operations only.
 */
export class Turns {
  readonly #mostWaiting: number
  readonly #places = new Map<string, Place>()
  /** Refusals of the last moment. */
  readonly #refusals = new Map<string, number>()

  constructor(mostWaiting = 500) {
    this.#mostWaiting = mostWaiting
  }

  /** Whether this place goes on and on after it was refused: to read what it sends costs others more than they have. */
  isShutOut(name: string): boolean {
    return (this.#refusals.get(name) ?? 0) > mostTold
  }

  /** Resolves when it is the turn of this one, which is over with its answer. */
  async take(name: string, response: ServerResponse): Promise<Turn> {
    const place = this.#places.get(name) ?? { working: 0, waiting: [], begins: Promise.resolve() }
    this.#places.set(name, place)
    if (place.working >= atOnce) {
      if (place.waiting.length >= this.#mostWaiting) return this.#refuse(name)
      await new Promise<void>((resolve) => place.waiting.push(resolve))
    } else if (place.working++ > 0) {
      // What arrived together would otherwise be worked on in one go, before anything of others is read.
      await (place.begins = place.begins.then(() => new Promise((resolve) => setImmediate(resolve))))
    }
    let isOver = false
    const end = () => {
      if (isOver) return
      isOver = true
      clearTimeout(impatience)
      // Most are worked on in one go: those of others, which arrived meanwhile, shall be read before the next.
      setImmediate(() => this.#end(name, place))
    }
    const impatience = setTimeout(end, longestMs).unref()
    // Of several requests of one connection, only the first one's answer is told that it closed.
    if (response.closed || response.req.socket.destroyed) {
      end()
      return 'GONE'
    }
    response.once('close', end)
    return 'TURN'
  }

  #refuse(name: string): Turn {
    const before = this.#refusals.get(name)
    this.#refusals.set(name, (before ?? 0) + 1)
    if (before === undefined) setTimeout(() => this.#refusals.delete(name), quietMs).unref()
    return 'FULL'
  }

  #end(name: string, place: Place): void {
    const next = place.waiting.shift()
    if (next) return next()
    place.working--
    if (place.working === 0) this.#places.delete(name)
  }
}
