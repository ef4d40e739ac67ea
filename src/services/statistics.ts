import type { Clock } from '../domain/clock.ts'
import { NotFoundError } from '../domain/errors.ts'
import type { StatisticsTick } from '../domain/events.ts'
import { countStates } from '../domain/totals.ts'
import type { Totals } from '../domain/totals.ts'
import type { Catalogue } from './memory/catalogue.ts'
import { type Audience, Hub } from './memory/hub.ts'
import type { StatisticsService } from './services.ts'

interface StatisticsFilter {
  inputId?: string | null
  outputIds?: readonly string[] | null
}

interface Question extends StatisticsFilter {
  everyMs: number
}

/**
 * Rates, told to each reader at its own pace; one that is slow gets the newest and misses those between. Readers who asked
 * the same hear of the same tick.
 */
export class Statistics implements StatisticsService {
  readonly #catalogue: Catalogue
  readonly #clock: Clock
  readonly #closing = new AbortController()
  /** One of each question that somebody follows. */
  readonly #hubs = new Map<string, Hub<StatisticsTick>>()
  #dropped = 0

  constructor({ catalogue, clock }: { catalogue: Catalogue; clock: Clock }) {
    this.#catalogue = catalogue
    this.#clock = clock
  }

  follow(question: Question): AsyncIterableIterator<StatisticsTick> {
    const { inputId, outputIds } = question
    if (inputId && !this.#catalogue.hasInput(inputId)) throw new NotFoundError(inputId, `There is no input ${inputId}`)
    const unknown = outputIds?.find((id) => !this.#catalogue.hasOutput(id))
    if (unknown !== undefined) throw new NotFoundError(unknown, `There is no output ${unknown}`)

    const key = JSON.stringify([question.everyMs, inputId ?? null, outputIds ?? null])
    const present = this.#hubs.get(key)
    const hub = present ?? new Hub<StatisticsTick>(1, (count) => (this.#dropped += count))
    const reader = hub.follow({ first: [this.#tick(question)] })
    if (this.#closing.signal.aborted) hub.close()
    if (present || this.#closing.signal.aborted) return reader
    this.#hubs.set(key, hub)
    void this.#run(hub, key, question)
    return reader
  }

  totals(): Totals {
    const catalogue = this.#catalogue
    const inputs = [...catalogue.inputStates()]
    const outputs = [...catalogue.outputStates()]
    return {
      at: catalogue.ratesAt ?? this.#clock.date(),
      inputs: countStates(inputs.map(([, state]) => state)),
      outputs: countStates(outputs.map(([, state]) => state)),
      receivedBps: inputs.reduce((sum, [id]) => sum + catalogue.inputRates(id).bitrateBps, 0),
      sentBps: outputs.reduce((sum, [id]) => sum + catalogue.outputRates(id).bitrateBps, 0),
    }
  }

  get audience(): Audience {
    const readers = [...this.#hubs.values()].reduce((sum, hub) => sum + hub.readers, 0)
    return { readers, dropped: this.#dropped }
  }

  close(): void {
    this.#closing.abort()
  }

  /** Until nobody is left to be told. */
  async #run(hub: Hub<StatisticsTick>, key: string, { everyMs, ...filter }: Question): Promise<void> {
    const { signal } = this.#closing
    let next = this.#clock.now()
    while (hub.readers > 0 && !signal.aborted) {
      // Counted from the beginning, so that ticks do not drift; after a standstill they are not made up for.
      next = Math.max(next + everyMs, this.#clock.now())
      await this.#clock.sleep(next - this.#clock.now(), signal)
      if (hub.readers > 0 && !signal.aborted) hub.publish(this.#tick(filter))
    }
    // At one go: who asks next is not to join one that has ended.
    this.#hubs.delete(key)
    hub.close()
  }

  /** With an input: its and its outputs' rates; with outputs: theirs; with neither: all. */
  #tick({ inputId, outputIds }: StatisticsFilter): StatisticsTick {
    const inputs = outputIds && !inputId ? [] : this.#catalogue.inputSettings().filter(({ id }) => !inputId || id === inputId)
    const outputs = this.#catalogue.outputIds(inputId).filter((id) => !outputIds || outputIds.includes(id))
    return {
      at: this.#catalogue.ratesAt ?? this.#clock.date(),
      inputs: inputs.map(({ id }) => this.#catalogue.inputRates(id)),
      outputs: outputs.map((id) => this.#catalogue.outputRates(id)),
    }
  }
}
