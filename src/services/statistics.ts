import type { Clock } from '../domain/clock.ts'
import { NotFoundError } from '../domain/errors.ts'
import type { StatisticsTick } from '../domain/events.ts'
import { countStates } from '../domain/totals.ts'
import type { Totals } from '../domain/totals.ts'
import type { Catalogue } from './memory/catalogue.ts'
import { Hub } from './memory/hub.ts'
import type { StatisticsService } from './services.ts'

interface StatisticsFilter {
  inputId?: string | null
  outputIds?: readonly string[] | null
}

/** Rates, told to each reader at its own pace; one that is slow gets the newest and misses those between. */
export class Statistics implements StatisticsService {
  readonly #catalogue: Catalogue
  readonly #clock: Clock
  readonly #closing = new AbortController()

  constructor({ catalogue, clock }: { catalogue: Catalogue; clock: Clock }) {
    this.#catalogue = catalogue
    this.#clock = clock
  }

  follow({ everyMs, ...filter }: StatisticsFilter & { everyMs: number }): AsyncIterableIterator<StatisticsTick> {
    const { inputId, outputIds } = filter
    if (inputId && !this.#catalogue.input(inputId)) throw new NotFoundError(inputId, `There is no input ${inputId}`)
    const unknown = outputIds?.find((id) => !this.#catalogue.output(id))
    if (unknown !== undefined) throw new NotFoundError(unknown, `There is no output ${unknown}`)

    const hub = new Hub<StatisticsTick>(1)
    const ended = new AbortController()
    const end = () => hub.close()
    const reader = hub.follow({
      first: [this.#tick(filter)],
      onEnd: () => {
        ended.abort()
        this.#closing.signal.removeEventListener('abort', end)
      },
    })
    this.#closing.signal.addEventListener('abort', end)
    if (this.#closing.signal.aborted) end()
    void this.#run(hub, filter, everyMs, ended.signal)
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

  close(): void {
    this.#closing.abort()
  }

  async #run(hub: Hub<StatisticsTick>, filter: StatisticsFilter, everyMs: number, ended: AbortSignal): Promise<void> {
    let next = this.#clock.now()
    while (!ended.aborted) {
      // Counted from the beginning, so that ticks do not drift; after a standstill they are not made up for.
      next = Math.max(next + everyMs, this.#clock.now())
      await this.#clock.sleep(next - this.#clock.now(), ended)
      if (!ended.aborted) hub.publish(this.#tick(filter))
    }
  }

  /** With an input: its and its outputs' rates; with outputs: theirs; with neither: all. */
  #tick({ inputId, outputIds }: StatisticsFilter): StatisticsTick {
    const inputs = outputIds && !inputId ? [] : this.#catalogue.inputSettings().filter(({ id }) => !inputId || id === inputId)
    const outputs = this.#catalogue.outputs(inputId).filter(({ id }) => !outputIds || outputIds.includes(id))
    return {
      at: this.#catalogue.ratesAt ?? this.#clock.date(),
      inputs: inputs.map(({ id }) => this.#catalogue.inputRates(id)),
      outputs: outputs.map(({ id }) => this.#catalogue.outputRates(id)),
    }
  }
}
