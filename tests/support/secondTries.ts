import type { Reporter, TestCase } from 'vitest/node'

/** Names the tests that failed first and passed when run once more: to look into, and nothing that stays unsaid. */
export default class SecondTries implements Reporter {
  readonly #names: string[] = []

  onTestCaseResult(test: TestCase): void {
    if (test.diagnostic()?.flaky) this.#names.push(`${test.module.relativeModuleId} > ${test.fullName}`)
  }

  onTestRunEnd(): void {
    for (const name of this.#names) process.stdout.write(`Passed at the second try: ${name}\n`)
  }
}
