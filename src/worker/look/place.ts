import type { LookupAddress } from 'node:dns'
import { isIP } from 'node:net'
import type { Cause } from '../../domain/failure.ts'
import type { OutputTarget } from '../../domain/output.ts'
import { portOf } from '../../domain/protocols/index.ts'
import { resolveName } from './name.ts'
import type { Names } from './names.ts'
import { LookError, step } from './step.ts'
import type { LookStep, StepParts } from './step.ts'

export interface Place {
  host: string
  port: number
  /** None: they could not be asked for in time. */
  addresses: readonly LookupAddress[]
}

export interface PlaceDeps {
  names: Names
  /** Whether outputs may not send to this address; absent: they may send to all. */
  isForbidden?: ((address: string) => boolean) | undefined
}

/** How long a question for a name may take, milliseconds. */
const nameLimitMs = 3000

/**
 * Where the URL leads to; null: nowhere, or where outputs may not send to. An address in it needs no step. Whoever `isPatient`
 * gets no answer in time instead of a failure: a sender asks for itself.
 */
export async function* find(
  { url }: OutputTarget,
  { names, isForbidden }: PlaceDeps,
  isPatient: boolean,
  parts: StepParts,
): AsyncGenerator<LookStep, Place | null> {
  const parsed = new URL(url)
  const host = parsed.hostname.replace(/^\[|\]$/g, '')
  const place = { host, port: portOf(parsed) }
  const family = isIP(host)
  const allowed = (addresses: LookupAddress[]) => {
    const forbidden = addresses.find(({ address }) => isForbidden?.(address))
    if (forbidden) throw new LookError('forbiddenPlace', `${host} is ${forbidden.address}`)
    return addresses
  }
  if (family !== 0 && !isForbidden?.(host)) return { ...place, addresses: [{ address: host, family }] }
  const addresses = yield* step('name', parts, async (ended) => {
    if (family !== 0) return { result: allowed([{ address: host, family }]), detail: null }
    // A sender asks for itself, and need not wait until others have had their answers from us.
    const instead = () => (isPatient ? (names.lastKnown(host) ?? (names.isWaiting(host) ? [] : null)) : null)
    const { result, detail } = await resolveName(host, names, instead, ended)
    return { result: allowed(result), detail }
  })
  return addresses && { ...place, addresses }
}

/** Where a sender may be started to: at these addresses in place of a name; null: as its URL says. Or why it may not. */
export type AllowedPlace = { cause: Cause } | { cause: null; addresses: readonly string[] | null }

/**
 * Whether a sender may be started for this target now: not when its host leads to where outputs may not send to, or nobody
 * can say where it leads to.
 */
export async function allowedPlace(
  target: OutputTarget,
  deps: PlaceDeps & Pick<StepParts, 'clock'>,
  signal: AbortSignal,
): Promise<AllowedPlace> {
  const asItIs = { cause: null, addresses: null }
  if (!deps.isForbidden || target.protocol === 'SRT_LISTENER') return asItIs
  const parts = { clock: deps.clock, destination: target, limitMs: nameLimitMs, signal }
  const steps = find(target, deps, false, parts)
  for (;;) {
    const { done, value } = await steps.next()
    if (!done) {
      if (value.cause !== null) return { cause: value.cause }
    } else if (value === null || isIP(value.host) !== 0) return asItIs
    else return { cause: null, addresses: value.addresses.map(({ address }) => address) }
  }
}
