import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import { loadConfig } from '../../src/config.ts'
import type { Config } from '../../src/config.ts'
import { ConfigError } from '../../src/config/faults.ts'

export interface ConfigFolder {
  readonly path: string
  load(env?: Record<string, string>): Config
  /** What is wrong with this environment. */
  faults(env: Record<string, string>): readonly string[]
}

/** A folder for each test of a file to start the server in; it is empty, and gone afterwards. */
export function configFolder(): ConfigFolder {
  let path = ''
  beforeEach(() => {
    path = mkdtempSync(join(tmpdir(), 'config-'))
  })
  afterEach(() => rmSync(path, { recursive: true, force: true }))

  const load = (env: Record<string, string> = {}) => loadConfig(env, path)
  return {
    get path() {
      return path
    },
    load,
    faults: (env) => {
      try {
        load(env)
      } catch (error) {
        if (error instanceof ConfigError) return error.faults
        throw error
      }
      return []
    },
  }
}
