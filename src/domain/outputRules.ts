import { holderOf, isMulticast } from './inputRules.ts'
import type { InputSettings } from './input.ts'
import { InvalidValueError } from './errors.ts'
import { plainTarget } from './output.ts'
import type { OutputTarget } from './output.ts'

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

/** Failed starts after the first, 0 for ever. Undefined and null: `usual`. Throws InvalidValueError. */
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

/**
 * Refuses an output that would send to a port where one of our inputs listens; `local` are the addresses of this
 * machine. A name that leads to this machine is not looked up. Throws InvalidValueError.
 */
export function checkNoLoop(
  target: OutputTarget,
  inputs: Iterable<InputSettings>,
  local: readonly string[],
  field: string,
): void {
  if (target.protocol !== 'UDP') return
  const { hostname, port } = new URL(target.url.replace(/^udp:/, 'http:'))
  const host = hostname.replace(/^\[|\]$/g, '').toLowerCase()
  const address = host === 'localhost' ? '127.0.0.1' : host
  if (isMulticast(address)) {
    const joined = [...inputs].find(({ multicastGroup, udpPort }) => multicastGroup === address && udpPort === Number(port || 80))
    if (joined)
      throw new InvalidValueError(field, `Input "${joined.name}" receives that group: the output would feed this server itself`)
    return
  }
  if (!address.startsWith('127.') && address !== '0.0.0.0' && address !== '::1' && !local.includes(address)) return
  const holder = holderOf(inputs, Number(port || 80), address)
  if (holder) throw new InvalidValueError(field, `Input "${holder.name}" listens there: the output would feed this server itself`)
}

const targetNames = ['url', ...Object.keys(plainTarget)] as (keyof OutputTarget)[]

/** Whether what runs for an output must end and start again. */
export function needsRestart(before: OutputTarget, after: OutputTarget): boolean {
  return targetNames.some((name) => before[name] !== after[name])
}
