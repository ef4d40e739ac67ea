import type { DatabaseTimes } from '../db/engine.ts'
import type { Bus } from '../domain/bus.ts'
import type { OutputFact } from '../domain/output.ts'
import type { Redactor } from '../domain/redaction.ts'
import { visible } from '../domain/visible.ts'
import { FailureCounts } from './failureCounts.ts'
import type { Incidents } from './incidents.ts'
import type { Catalogue } from './memory/catalogue.ts'
import type { Audience } from './memory/hub.ts'
import type { AudienceReading, InputReading, OutputReading, Readings } from './readings.ts'
import type { MonitoringService } from './services.ts'
import type { SystemReport } from './system.ts'
import { WaysToLive } from './waysToLive.ts'

export interface MonitoringParts {
  bus: Bus
  catalogue: Catalogue
  redactor: Redactor
  system: SystemReport
  incidents: Pick<Incidents, 'openCount'>
  database: DatabaseTimes
  /** By what they follow. */
  audiences: Readonly<Record<string, () => Audience>>
}

/** Puts together what a monitoring system wants to know. Between two questions it only counts what happens. */
export class Monitoring implements MonitoringService {
  readonly #parts: MonitoringParts
  readonly #inputFailures = new FailureCounts()
  readonly #outputFailures = new FailureCounts()
  readonly #ways = new WaysToLive()
  #wasHealthy: boolean | null = null
  #returns = 0

  constructor(parts: MonitoringParts) {
    this.#parts = parts
    const { bus, catalogue } = parts
    bus.subscribe('inputFact', ({ id, failure }) => {
      if (catalogue.hasInput(id)) this.#inputFailures.observe(id, failure)
    })
    bus.subscribe('outputFact', (fact) => this.#observe(fact))
    // Late words come of what is deleted too: the last is this one.
    bus.subscribe('inputGone', ({ id }) => {
      if (!catalogue.hasInput(id)) this.#inputFailures.forget(id)
    })
    bus.subscribe('outputGone', ({ id }) => {
      if (catalogue.hasOutput(id)) return
      this.#outputFailures.forget(id)
      this.#ways.forget(id)
    })
    bus.subscribe('componentFact', ({ component, fact: { healthy } }) => {
      if (component !== 'mediamtx') return
      if (healthy && this.#wasHealthy === false) this.#returns++
      // Its way up at the start is no return.
      if (healthy || this.#wasHealthy !== null) this.#wasHealthy = healthy
    })
  }

  read(): Readings {
    const { system, incidents, database } = this.#parts
    return {
      ...{ inputs: this.#inputs(), outputs: this.#outputs(), audiences: this.#audiences() },
      toLive: [...this.#ways.all()].map(({ seconds, ...way }) => ({ ...way, seconds: seconds.read() })),
      ...{ system: system.now(), mediamtxReturns: this.#returns, openIncidents: incidents.openCount, lag: system.lag.read() },
      database: { WRITE: database.WRITE.read(), READ: database.READ.read(), LOOK: database.LOOK.read() },
    }
  }

  #observe(fact: OutputFact): void {
    const output = this.#parts.catalogue.output(fact.id)
    if (output === null) return
    this.#outputFailures.observe(fact.id, fact.failure)
    this.#ways.observe(fact, output.protocol)
  }

  #inputs(): InputReading[] {
    const { catalogue } = this.#parts
    return catalogue.inputs().map(({ id, name, desired, state }) => ({
      ...{ id, name: this.#shown(name), isWanted: desired === 'RUNNING', state },
      ...{ failures: this.#inputFailures.of(id), rates: catalogue.inputRates(id) },
    }))
  }

  #outputs(): OutputReading[] {
    const { catalogue } = this.#parts
    return catalogue.outputs().map(({ id, name, desired, state, inputId, protocol, restarts, attempt }) => ({
      ...{ id, name: this.#shown(name), isWanted: desired === 'RUNNING', state, inputId, protocol, restarts, attempt },
      ...{ failures: this.#outputFailures.of(id), rates: catalogue.outputRates(id) },
    }))
  }

  #audiences(): AudienceReading[] {
    return Object.entries(this.#parts.audiences).map(([topic, audience]) => {
      const { readers, dropped } = audience()
      return { topic, readers, dropped }
    })
  }

  /** People may have written anything into a name. */
  #shown(name: string): string {
    return visible(this.#parts.redactor.redact(name))
  }
}
