import type { Reporter, TestCase } from 'vitest/node'

/** Names the tests that failed first and passed when run once more, and how they failed: to look into, and not to stay unsaid. */
export default class SecondTries implements Reporter {
  readonly #said: string[] = []

  onTestCaseResult(test: TestCase): void {
    if (!test.diagnostic()?.flaky) return
    const errors = test.result().errors?.map(({ message, stack }) => `${message}\n${stack ?? ''}`) ?? []
    this.#said.push(`Passed at the second try: ${test.module.relativeModuleId} > ${test.fullName}`, ...errors)
  }

  onTestRunEnd(): void {
    for (const text of this.#said) process.stdout.write(`${text}\n`)
  }
}
