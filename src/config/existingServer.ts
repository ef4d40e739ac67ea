import { isIPv6 } from 'node:net'
import { join, resolve } from 'node:path'
import { readVariables } from './environment.ts'
import { ConfigError, Faults } from './faults.ts'
import { readKey } from './keyFile.ts'

/**
 * The API key that a server with this environment takes; makes none.
 *
 * @throws ConfigError when a variable or the file is wrong, or no server made one yet.
 */
export function existingApiKey(env: Readonly<Record<string, string | undefined>>, cwd: string): string {
  const faults = new Faults()
  const { API_KEY, DATA_DIR } = readVariables(env, cwd)
  if (API_KEY !== undefined) return API_KEY
  const folder = resolve(cwd, DATA_DIR)
  const key = faults.collect(() => readKey(join(folder, 'api-key')))
  if (key !== undefined) return key
  const none = `Nothing is set up yet in ${folder}: start the server once, or say DATA_DIR=... as it was started with.`
  throw new ConfigError(faults.list.length > 0 ? faults.list : [none])
}

/**
 * Where a server with this environment is reached from this machine, and the API key that it takes; makes none.
 *
 * @throws ConfigError as `existingApiKey`.
 */
export function existingServer(env: Readonly<Record<string, string | undefined>>, cwd: string): { url: string; apiKey: string } {
  const apiKey = existingApiKey(env, cwd)
  const { HOST, PORT, BASE_PATH } = readVariables(env, cwd)
  const host = HOST === '0.0.0.0' ? '127.0.0.1' : HOST === '::' ? '::1' : HOST
  return { url: `http://${isIPv6(host) ? `[${host}]` : host}:${PORT}${BASE_PATH}`, apiKey }
}
