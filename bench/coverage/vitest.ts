// What Vitest is given in place of its own module for coverage. It is loaded beside the tests as well, which do without the provider.
import v8 from '@vitest/coverage-v8'
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { CoverageProviderModule } from 'vitest/node'

const module: CoverageProviderModule = {
  startCoverage: (options) => v8.startCoverage?.(options),
  takeCoverage: (options) => {
    dropHalfWritten()
    return v8.takeCoverage?.(options)
  },
  stopCoverage: (options) => v8.stopCoverage?.(options),
  getProvider: async () => new (await import('./provider.ts')).JoiningProvider(),
}

export default module

/** What a server had just begun to tell of itself when it was killed would end the whole run. */
function dropHalfWritten(): void {
  const folder = process.env.NODE_V8_COVERAGE
  if (folder === undefined || !existsSync(folder)) return
  for (const file of readdirSync(folder).map((name) => join(folder, name))) if (!isWhole(file)) rmSync(file, { force: true })
}

function isWhole(file: string): boolean {
  try {
    JSON.parse(readFileSync(file, 'utf8'))
    return true
  } catch {
    return false
  }
}
