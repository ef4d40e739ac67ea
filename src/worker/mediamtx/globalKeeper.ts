import type { GlobalSettings, MediamtxClient } from './client.ts'
import { MediamtxRefusedError } from './client.ts'

export interface GlobalEvents {
  /** What was wished is so now. */
  onApplied(): void
  onRefused(message: string): void
}

/** Makes the settings of MediaMTX that concern no single path what they shall be. They are lost when it ends. */
export class GlobalKeeper {
  readonly #events: GlobalEvents
  #wished: GlobalSettings | null = null
  /** As JSON. */
  #applied: string | null = null
  #client: MediamtxClient | null = null
  #working = false

  constructor(events: GlobalEvents) {
    this.#events = events
  }

  /** Null: as its file has them. */
  wish(settings: GlobalSettings | null): void {
    this.#wished = settings
    this.work()
  }

  connected(client: MediamtxClient): void {
    this.#client = client
    this.#applied = null
    this.work()
  }

  disconnected(): void {
    this.#client = null
    this.#applied = null
  }

  /** MediaMTX is not as we left it. */
  forget(): void {
    this.#applied = null
  }

  get isApplied(): boolean {
    return this.#wished !== null && this.#applied === JSON.stringify(this.#wished)
  }

  /** Goes on where there is something to do; a fault is tried again at the next call. */
  work(): void {
    if (!this.#working) void this.#work()
  }

  async #work(): Promise<void> {
    this.#working = true
    try {
      await this.#makeSo()
    } finally {
      this.#working = false
    }
  }

  async #makeSo(): Promise<void> {
    while (this.#client !== null && this.#wished !== null && !this.isApplied) {
      const [client, wished] = [this.#client, this.#wished]
      try {
        await client.configure(wished)
      } catch (error) {
        // No answer: whoever watches MediaMTX hears of that too.
        if (error instanceof MediamtxRefusedError) this.#events.onRefused(error.message)
        return
      }
      if (client === this.#client) this.#applied = JSON.stringify(wished)
      if (this.isApplied) this.#events.onApplied()
    }
  }
}
