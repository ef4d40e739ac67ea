import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnvFile } from './envFile.ts'

/** A variable of the environment, or else of the `.env` file in `cwd`, as it was given; an empty one counts as not set. */
export function givenVariable(name: string, env: Readonly<Record<string, string | undefined>>, cwd: string): string | undefined {
  if (env[name]) return env[name]
  const file = join(cwd, '.env')
  return (existsSync(file) && parseEnvFile(readFileSync(file, 'utf8'))[name]) || undefined
}
