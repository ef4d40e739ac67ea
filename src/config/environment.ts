import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnvFile } from './envFile.ts'
import { ConfigError, errorCode, Faults } from './faults.ts'
import { variableNames, variables } from './variables.ts'

/**
 * The environment, with what it leaves out taken from the `.env` file in `cwd`; an empty variable counts as not set.
 *
 * @throws Error with a sentence when that file cannot be read.
 */
export function wholeEnvironment(env: Readonly<Record<string, string | undefined>>, cwd: string): Record<string, string> {
  return { ...readEnvFile(cwd), ...withoutEmpty(env) }
}

/** Whether the server itself is set up by a variable of this name. */
export function isOwnVariable(name: string): boolean {
  return variableNames.includes(name)
}

/** What the variables say. @throws ConfigError with every fault. */
export function readVariables(env: Readonly<Record<string, string | undefined>>, cwd: string) {
  const faults = new Faults()
  const parsed = variables.safeParse(faults.collect(() => wholeEnvironment(env, cwd)) ?? withoutEmpty(env))
  if (!parsed.success) for (const issue of parsed.error.issues) faults.list.push(issue.message)
  if (!parsed.success || faults.list.length > 0) throw new ConfigError(faults.list)
  return parsed.data
}

function readEnvFile(cwd: string): Record<string, string> {
  let text
  try {
    text = readFileSync(join(cwd, '.env'), 'utf8')
  } catch (error) {
    const code = errorCode(error)
    if (code === 'ENOENT') return {}
    throw new Error(`The .env file cannot be read (${code}): it must be a file that this user may read.`, { cause: error })
  }
  return withoutEmpty(parseEnvFile(text))
}

function withoutEmpty(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ''),
  )
}
