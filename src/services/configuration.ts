import type { Clock } from '../domain/clock.ts'
import type { ConfigurationFile, ConfigurationPlan, WrittenConfiguration } from '../domain/configuration/configuration.ts'
import { Faults } from '../domain/configuration/faults.ts'
import type { Steps } from '../domain/configuration/match.ts'
import type { UsualOutput } from '../domain/newSettings.ts'
import type { SettingsStore } from '../db/settings.ts'
import { batchOf, remember } from './configurationSteps.ts'
import { PlacesOfSteps } from './configurationPlaces.ts'
import type { PlaceParts } from './configurationPlaces.ts'
import type { Catalogue } from './memory/catalogue.ts'
import type { ConfigurationService } from './services.ts'
import type { Timeline } from './timeline.ts'
import { checkNoneIsLost } from './unknownValues.ts'
import type { Writes } from './writes.ts'

export interface ConfigurationParts extends PlaceParts {
  catalogue: Catalogue
  store: SettingsStore
  writes: Writes
  timeline: Pick<Timeline, 'settings' | 'wish'>
  clock: Clock
  /** Addresses of this machine. */
  localAddresses: () => string[]
  usual: UsualOutput
}

/** Everything that people set, as a file. */
export class Configuration implements ConfigurationService {
  readonly #parts: ConfigurationParts

  constructor(parts: ConfigurationParts) {
    this.#parts = parts
  }

  async write(): Promise<WrittenConfiguration> {
    const { catalogue, usual } = this.#parts
    const { write } = await import('../domain/configuration/write.ts')
    const outputs = catalogue.storedOutputs().map(({ settings }) => settings)
    return write(catalogue.inputSettings(), outputs, usual)
  }

  async plan(file: ConfigurationFile): Promise<ConfigurationPlan> {
    return this.#parts.writes.inTurn(async () => (await this.#prepare(file)).plan)
  }

  async apply(file: ConfigurationFile): Promise<ConfigurationPlan> {
    const { writes, store, catalogue, timeline } = this.#parts
    return writes.inTurn(async () => {
      const { plan, steps } = await this.#prepare(file)
      if (plan.changes.length === 0) return plan
      const batch = batchOf(steps)
      checkNoneIsLost(catalogue.leftOut, batch.removed.inputs)
      return writes.store(
        () => store.apply(batch),
        (stored) => {
          remember({ catalogue, timeline }, batch, stored)
          return plan
        },
      )
    })
  }

  /** Throws ConfigurationError with everything that is wrong. */
  async #prepare({ text, variables, keepOthers }: ConfigurationFile): Promise<{ plan: ConfigurationPlan; steps: Steps }> {
    const { catalogue, clock, localAddresses, usual } = this.#parts
    // Loaded when it is needed: with the parser of YAML it takes some megabytes.
    const { readText, readWanted, match, planOf } = await import('../domain/configuration/read.ts')
    const { inputs, lineOf } = readText(text)
    const faults = new Faults(lineOf)
    const values = new Map((variables ?? []).filter(({ value }) => value !== '').map(({ name, value }) => [name, value]))
    const wanted = await readWanted(inputs, { values, local: localAddresses(), usual }, faults)
    faults.throwAny()
    const current = { inputs: catalogue.inputSettings(), outputs: catalogue.storedOutputs() }
    const steps = match(wanted, current, { keepOthers: keepOthers ?? false, now: clock.date() }, faults)
    faults.throwAny()
    await new PlacesOfSteps(steps, current, this.#parts).check(faults)
    faults.throwAny()
    return { plan: planOf(steps, current, usual), steps }
  }
}
