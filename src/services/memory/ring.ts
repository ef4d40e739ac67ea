/** Keeps the newest `capacity` items. */
export class Ring<T> {
  readonly #capacity: number
  readonly #items: T[] = []
  /** Where the oldest item stands once the ring is full. */
  #oldest = 0

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  push(item: T): void {
    if (this.#items.length < this.#capacity) {
      this.#items.push(item)
      return
    }
    this.#items[this.#oldest] = item
    this.#oldest = (this.#oldest + 1) % this.#capacity
  }

  *newestFirst(): Generator<T, void> {
    for (let back = 1; back <= this.#items.length; back++) {
      const index = (this.#oldest - back + this.#items.length) % this.#items.length
      yield this.#items[index] as T
    }
  }
}
