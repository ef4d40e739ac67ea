import type { StoredOutput } from '../db/settings.ts'
import type { LogLevel } from '../domain/log.ts'

/** What a person should know of the keys that stored secrets lie under. `keyFile`: what holds SECRET_KEY, when it is a file. */
export function* tellOfKeys(
  outputs: readonly StoredOutput[],
  keyFile: string | null,
): Generator<{ level: LogLevel; text: string }> {
  const unreadable = outputs.filter(({ unreadable: names }) => names.length > 0)
  if (unreadable.length > 0) {
    const names = unreadable.map(({ settings }) => `"${settings.name}"`).join(', ')
    const key = keyFile === null ? 'SECRET_KEY' : `the key in ${keyFile}`
    const remedy =
      keyFile === null
        ? 'set it back, or name the former one in SECRET_KEY_PREVIOUS'
        : 'put the former file back from a backup, or name the former key in SECRET_KEY_PREVIOUS'
    const text = `Stored secrets of ${names} cannot be read, since ${key} is another than before: ${remedy}, and start again; or enter the secrets anew`
    yield { level: 'ERROR', text }
  }
  const outdated = outputs.reduce((sum, { outdated: { length } }) => sum + length, 0)
  if (outdated > 0) {
    const what = outdated === 1 ? '1 stored secret lies' : `${outdated} stored secrets lie`
    const text = `${what} under SECRET_KEY_PREVIOUS still: to bring them under SECRET_KEY, stop this server and run npm run secrets -- rotate`
    yield { level: 'WARNING', text }
  }
}
