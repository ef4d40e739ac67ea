import type { PortRange } from './inputRules.ts'
import { InvalidValueError } from './errors.ts'
import { plainTarget, secretNames } from './output.ts'
import type { OutputSecrets, OutputTarget, SecretName, StoredSecrets } from './output.ts'

const shortestDelay = 0.5
const longestDelay = 3600
const mostAttempts = 1_000_000

/** Cap of the delay between attempts, seconds. Undefined and null: `usual`. Throws InvalidValueError. */
export function readReconnectDelay(given: number | null | undefined, usual: number, field: string): number {
  const seconds = given ?? usual
  if (!(seconds >= shortestDelay && seconds <= longestDelay)) {
    throw new InvalidValueError(field, `The reconnect delay must be from ${shortestDelay} to ${longestDelay} seconds`)
  }
  return seconds
}

/** Failed attempts after the first, 0 for ever. Undefined and null: `usual`. Throws InvalidValueError. */
export function readMaxAttempts(given: number | null | undefined, usual: number, field: string): number {
  const attempts = given ?? usual
  if (!Number.isInteger(attempts) || attempts < 0 || attempts > mostAttempts) {
    throw new InvalidValueError(
      field,
      `The number of reconnect attempts must be a whole number from 0 (for ever) to ${mostAttempts}`,
    )
  }
  return attempts
}

/** The port of a listener's own. Throws InvalidValueError naming the range. */
export function readSrtPort(port: number, range: PortRange, field: string): number {
  if (range.start > range.end) {
    throw new InvalidValueError(field, 'No port is set aside for this: set SRT_PORT_RANGE_END above SRT_PORT_RANGE_START')
  }
  if (!Number.isInteger(port) || port < range.start || port > range.end) {
    const remedy = 'or leave it out to use the shared port'
    throw new InvalidValueError(field, `The port must be from ${range.start} to ${range.end}, ${remedy}`)
  }
  return port
}

const targetNames = ['url', ...Object.keys(plainTarget)] as (keyof OutputTarget)[]

/** Whether what runs for an output must end and start again. */
export function needsRestart(before: OutputTarget, after: OutputTarget): boolean {
  return targetNames.some((name) => before[name] !== after[name])
}

/** Those of the given secrets that are other than the stored ones; undefined means as stored. `unreadable`: stored, but not to be read. */
export function differingSecrets(
  { hasStreamKey: streamKey, hasPassword: password, hasPassphrase: passphrase }: StoredSecrets,
  { secrets: stored, unreadable }: { secrets: OutputSecrets; unreadable: readonly SecretName[] },
  given: Partial<OutputSecrets>,
): Partial<OutputSecrets> {
  const has = { streamKey, password, passphrase, accessToken: false }
  const changed = secretNames.filter((name) => {
    if (given[name] === undefined || (given[name] === null && !has[name])) return false
    return unreadable.includes(name) || stored[name] !== given[name]
  })
  return Object.fromEntries(changed.map((name) => [name, given[name]]))
}
