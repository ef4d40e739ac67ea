import type { Clock } from '../../domain/clock.ts'
import type { Bell } from '../bell.ts'
import { watchApi } from './apiWatch.ts'
import type { ApiEvents } from './apiWatch.ts'
import type { Life, MediamtxServer } from './life.ts'

export interface LifeEvents extends Required<Pick<ApiEvents, 'onPaths' | 'wantsConnections' | 'onConnections'>> {
  onConnected(life: Life, ...news: Parameters<ApiEvents['onConnected']>): void
  /** It does not answer, in a sentence; may be told again. */
  onSilent(detail: string): void
  /** Something went wrong that people are to know. */
  onTrouble(text: string): void
}

const watchAgainMs = 1000

/** Watches one life after the other: ends a child that is frozen, and bears with a MediaMTX elsewhere. */
export class LifeWatch {
  readonly #clock: Clock
  readonly #bell: Bell
  readonly #server: MediamtxServer
  readonly #events: LifeEvents
  #over = new AbortController()

  constructor(clock: Clock, bell: Bell, server: MediamtxServer, events: LifeEvents) {
    this.#clock = clock
    this.#bell = bell
    this.#server = server
    this.#events = events
  }

  begin(life: Life): void {
    this.#over = new AbortController()
    void this.#watch(life, this.#over.signal)
  }

  end(): void {
    this.#over.abort()
    this.#bell.ring()
  }

  async #watch(life: Life, over: AbortSignal): Promise<void> {
    const events: ApiEvents = {
      ...this.#events,
      onAnswer: () => this.#server.meet(),
      onCheck: (paths) => this.#server.check(paths),
      onConnected: (...news) => this.#events.onConnected(life, ...news),
      onSilent: (error) => this.#events.onSilent(life.silence(error)),
      // Of a child silence is nothing new while it starts, and is ended when it lasts.
      onStillSilent: (error) => life.kill === null && this.#events.onSilent(life.silence(error)),
      onFrozen: () => this.#frozen(life),
    }
    while (!over.aborted) {
      // What one watch began must not go on beside the next.
      const watch = new AbortController()
      const signal = AbortSignal.any([over, watch.signal])
      try {
        await watchApi(life.client, this.#clock, this.#bell, signal, events, life.kill !== null)
      } catch (error) {
        // A mistake of ours in one input must not end the feeds of all: with a new MediaMTX, or sight, everything is looked at anew.
        this.#events.onTrouble(`The watch over MediaMTX failed: ${String(error)}`)
        watch.abort()
        if (life.kill) return life.kill()
        this.#events.onSilent('MediaMTX is looked at anew after a mistake of this server.')
        await this.#clock.sleep(watchAgainMs, over)
      }
    }
  }

  #frozen({ kill }: Life): void {
    if (kill === null) return
    this.#events.onTrouble('MediaMTX runs but does not answer; ending it')
    kill()
  }
}
