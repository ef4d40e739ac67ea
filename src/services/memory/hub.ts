/** How one reader follows a hub. */
export interface FollowOptions<T> {
  /** Which events the reader hears; undefined: all. */
  accepts?: (event: T) => boolean
  /**
   * Made when the reader asks first, and again in place of events that were dropped because it was too slow: all that
   * the events would have told. Undefined: the oldest events are lost.
   */
  snapshot?: () => T
  /** What the reader gets before any event, such as a replay. */
  first?: readonly T[]
  /** The first event after a loss, with the number of lost ones told in it. */
  afterLoss?: (event: T, lost: number) => T
  /** Events that were lost before it began. */
  lost?: number
  /** Called once when the reader has ended. */
  onEnd?: () => void
}

/** Who reads a hub, and what they missed. */
export interface Audience {
  readonly readers: number
  /** Events that readers were too slow for, those that a snapshot stands in for included. */
  readonly dropped: number
}

/**
 * Hands events to any number of readers. Each has a sliding buffer of its own, at most `limit` events beside its
 * replay: one that stalls costs nobody anything.
 */
export class Hub<T> implements Audience {
  readonly #readers = new Set<Reader<T>>()
  readonly #limit: number
  readonly #onDrop: (count: number) => void
  #closed = false
  #dropped = 0

  /** `onDrop` hears of each loss. */
  constructor(limit: number, onDrop: (count: number) => void = () => {}) {
    this.#limit = limit
    this.#onDrop = onDrop
  }

  get dropped(): number {
    return this.#dropped
  }

  get readers(): number {
    return this.#readers.size
  }

  publish(event: T): void {
    for (const reader of this.#readers) reader.push(event)
  }

  /** Listens from this call on, until the reader returns or `close` is called. */
  follow(options: FollowOptions<T> = {}): AsyncIterableIterator<T> {
    const reader: Reader<T> = new Reader(this.#limit, {
      ...options,
      onDrop: (count) => {
        this.#dropped += count
        this.#onDrop(count)
      },
      onEnd: () => {
        this.#readers.delete(reader)
        options.onEnd?.()
      },
    })
    this.#readers.add(reader)
    if (this.#closed) reader.end()
    return reader
  }

  /** Ends every reader, those to come at once. */
  close(): void {
    this.#closed = true
    for (const reader of this.#readers) reader.end()
  }
}

interface ReaderOptions<T> extends FollowOptions<T> {
  onDrop: (count: number) => void
}

class Reader<T> implements AsyncIterableIterator<T> {
  readonly #limit: number
  readonly #options: Omit<ReaderOptions<T>, 'first'>
  readonly #asked: ((result: IteratorResult<T>) => void)[] = []
  #buffer: T[]
  #lost = 0
  #wantsSnapshot: boolean
  #ended = false

  constructor(limit: number, options: ReaderOptions<T>) {
    const { first = [], ...rest } = options
    this.#limit = Math.max(limit, first.length)
    this.#options = rest
    this.#buffer = [...first]
    this.#lost = options.lost ?? 0
    this.#wantsSnapshot = options.snapshot !== undefined
  }

  push(event: T): void {
    // A snapshot that is still to be made will tell what this event tells.
    if (this.#wantsSnapshot || this.#ended) return
    if (this.#options.accepts && !this.#options.accepts(event)) return
    const asker = this.#asked.shift()
    if (asker) return asker({ done: false, value: this.#withLoss(event) })
    this.#buffer.push(event)
    if (this.#buffer.length <= this.#limit) return
    if (this.#options.snapshot) {
      this.#options.onDrop(this.#buffer.length)
      this.#buffer = []
      this.#wantsSnapshot = true
    } else {
      this.#options.onDrop(1)
      this.#buffer.shift()
      this.#lost++
    }
  }

  next(): Promise<IteratorResult<T>> {
    if (this.#ended) return Promise.resolve({ done: true, value: undefined })
    if (this.#wantsSnapshot && this.#options.snapshot) {
      this.#wantsSnapshot = false
      return Promise.resolve({ done: false, value: this.#options.snapshot() })
    }
    if (this.#buffer.length === 0) return new Promise((resolve) => this.#asked.push(resolve))
    const event = this.#buffer.shift() as T
    return Promise.resolve({ done: false, value: this.#withLoss(event) })
  }

  async return(): Promise<IteratorResult<T>> {
    this.end()
    return { done: true, value: undefined }
  }

  async throw(error: unknown): Promise<IteratorResult<T>> {
    this.end()
    throw error
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  #withLoss(event: T): T {
    const lost = this.#lost
    this.#lost = 0
    const { afterLoss } = this.#options
    return lost > 0 && afterLoss ? afterLoss(event, lost) : event
  }

  end(): void {
    if (this.#ended) return
    this.#ended = true
    this.#buffer = []
    for (const asker of this.#asked.splice(0)) asker({ done: true, value: undefined })
    this.#options.onEnd?.()
  }
}
