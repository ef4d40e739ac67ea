import type { Clock } from '../domain/clock.ts'
import { failedAtOnce } from '../domain/destinations/destinationTest.ts'
import type { DestinationTest } from '../domain/destinations/destinationTest.ts'
import { InvalidValueError } from '../domain/errors.ts'
import type { Cause } from '../domain/failure.ts'
import { badSettings } from '../domain/causes/look.ts'
import { areUnreadable, secretNames } from '../domain/output.ts'
import type { NewOutput, OutputSecrets, OutputTarget } from '../domain/output.ts'
import { checkNoLoop } from '../domain/loops.ts'
import type { OwnPlace } from '../domain/loops.ts'
import { readNewTarget } from '../domain/protocols/index.ts'
import { recognizeDestination } from '../domain/destinations/recognizeDestination.ts'
import { secretUnreadable } from '../domain/causes/secret.ts'
import type { Worker } from '../domain/worker.ts'
import type { Catalogue } from './memory/catalogue.ts'
import type { DestinationService } from './services.ts'

export interface DestinationParts {
  catalogue: Catalogue
  worker: Worker
  clock: Clock
  here: () => OwnPlace
}

export class Destinations implements DestinationService {
  readonly recognize = recognizeDestination
  readonly #parts: DestinationParts

  constructor(parts: DestinationParts) {
    this.#parts = parts
  }

  async test(draft: NewOutput, signal?: AbortSignal): Promise<DestinationTest> {
    try {
      const { target, secrets } = readNewTarget(draft, 'output')
      this.#checkNoLoop(target)
      return await this.#parts.worker.testDestination(target, allOf(secrets), signal)
    } catch (error) {
      return this.#refused(error)
    }
  }

  async testOutput(id: string, signal?: AbortSignal): Promise<DestinationTest | null> {
    const { catalogue, worker } = this.#parts
    const output = catalogue.output(id)
    if (!output) return null
    const secrets = catalogue.usableSecretsOf(id)
    if (areUnreadable(secrets)) return this.#failed(secretUnreadable(output, secrets.unreadable))
    try {
      this.#checkNoLoop(output)
      return await worker.testDestination(output, secrets, signal)
    } catch (error) {
      return this.#refused(error)
    }
  }

  #checkNoLoop(target: OutputTarget): void {
    const { catalogue, here } = this.#parts
    checkNoLoop(target, { inputs: catalogue.inputSettings(), outputs: catalogue.outputs() }, here(), 'output.url')
  }

  #refused(error: unknown): DestinationTest {
    if (error instanceof InvalidValueError) return this.#failed(badSettings(error.message))
    throw error
  }

  #failed(cause: Cause): DestinationTest {
    return failedAtOnce('settings', cause, this.#parts.clock.date())
  }
}

/** What was not given is not there: nothing is stored for a draft. */
function allOf(secrets: Partial<OutputSecrets>): OutputSecrets {
  return Object.fromEntries(secretNames.map((name) => [name, secrets[name] ?? null])) as unknown as OutputSecrets
}
