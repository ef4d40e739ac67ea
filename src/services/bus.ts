import type { Bus, EventMap, Topic } from '../domain/bus.ts'

type Handler = (data: never) => void

/**
 * The bus within one process. Events are delivered in the order in which they were published, after the publisher's
 * own code has run, as over a network.
 */
export class InProcessBus implements Bus {
  readonly #handlers = new Map<Topic, Set<Handler>>()
  readonly #onError: (error: unknown) => void
  #waiting: { topic: Topic; data: EventMap[Topic] }[] = []

  /** `onError` hears what handlers throw. */
  constructor(onError: (error: unknown) => void = () => {}) {
    this.#onError = onError
  }

  publish<T extends Topic>(topic: T, data: EventMap[T]): void {
    if (this.#waiting.push({ topic, data }) === 1) queueMicrotask(() => this.#deliver())
  }

  subscribe<T extends Topic>(topic: T, handler: (data: EventMap[T]) => void): () => void {
    const handlers = this.#handlers.get(topic) ?? new Set()
    this.#handlers.set(topic, handlers)
    // An object of its own, so that a function subscribed twice is called twice and ends singly.
    const entry: Handler = (data) => handler(data)
    handlers.add(entry)
    return () => void handlers.delete(entry)
  }

  #deliver(): void {
    const batch = this.#waiting
    this.#waiting = []
    for (const { topic, data } of batch) {
      for (const handler of this.#handlers.get(topic) ?? []) {
        try {
          handler(data as never)
        } catch (error) {
          this.#onError(error)
        }
      }
    }
  }
}
