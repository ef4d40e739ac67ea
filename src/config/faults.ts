/** The environment or the `.env` file cannot be used. `faults` are sentences; none holds a value that was given. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly faults: readonly string[]

  constructor(faults: readonly string[]) {
    super(
      faults.length === 1
        ? faults[0]
        : `The configuration has ${faults.length} faults:\n${faults.map((fault) => `- ${fault}`).join('\n')}`,
    )
    this.faults = faults
  }
}

/** What is wrong, gathered so that it can be told together. */
export class Faults {
  readonly list: string[] = []

  collect<T>(work: () => T): T | undefined {
    try {
      return work()
    } catch (error) {
      this.list.push((error as Error).message)
      return undefined
    }
  }
}

export function errorCode(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'unknown error'
}
