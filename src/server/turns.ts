import type { ServerResponse } from 'node:http'

/** Operations of one place that are worked on at a time. */
const atOnce = 8
/** Who is so slow makes room for the next: most such wait for others. */
const longestMs = 1000

interface Place {
  working: number
  waiting: (() => void)[]
}

/**
 * Lets each place that callers come from have a few operations under way; further ones wait, in their order. However much one
 * place asks for, others have to wait for a few of its operations only.
 */
export class Turns {
  readonly #mostWaiting: number
  readonly #places = new Map<string, Place>()

  constructor(mostWaiting = 500) {
    this.#mostWaiting = mostWaiting
  }

  /** Resolves when it is the turn of this one, which is over with its answer. False: too many wait already. */
  async take(name: string, response: ServerResponse): Promise<boolean> {
    const place = this.#places.get(name) ?? { working: 0, waiting: [] }
    this.#places.set(name, place)
    if (place.working >= atOnce) {
      if (place.waiting.length >= this.#mostWaiting) return false
      await new Promise<void>((resolve) => place.waiting.push(resolve))
    } else place.working++
    let isOver = false
    const end = () => {
      if (isOver) return
      isOver = true
      clearTimeout(impatience)
      // Most are worked on in one go: those of others, which arrived meanwhile, shall be read before the next.
      setImmediate(() => this.#end(name, place))
    }
    const impatience = setTimeout(end, longestMs).unref()
    if (response.closed) end()
    else response.once('close', end)
    return true
  }

  #end(name: string, place: Place): void {
    const next = place.waiting.shift()
    if (next) return next()
    place.working--
    if (place.working === 0) this.#places.delete(name)
  }
}
