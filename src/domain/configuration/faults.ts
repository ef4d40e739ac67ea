import { ConfigurationError, InvalidValueError, PortTakenError } from '../errors.ts'
import type { ConfigurationFault } from './configuration.ts'

/** Gathers what is wrong with a file, so that all of it can be told at once. */
export class Faults {
  readonly #list: ConfigurationFault[] = []
  readonly #lineOf: (field: string) => number | null

  constructor(lineOf: (field: string) => number | null) {
    this.#lineOf = lineOf
  }

  add(field: string, message: string): void {
    this.#list.push({ line: this.#lineOf(field), field, message })
  }

  /** What `work` gives; null after a fault of the file, which is kept. `field`: where a port that is taken stands. */
  async collect<T>(field: string, work: () => T | Promise<T>): Promise<T | null> {
    try {
      return await work()
    } catch (error) {
      if (error instanceof InvalidValueError) this.add(error.field, error.message)
      else if (error instanceof PortTakenError) this.add(field, error.message)
      else throw error
      return null
    }
  }

  /** Throws ConfigurationError when there are any, in the order of the file. */
  throwAny(): void {
    if (this.#list.length === 0) return
    throw new ConfigurationError(this.#list.toSorted((one, other) => (one.line ?? 0) - (other.line ?? 0)))
  }
}
