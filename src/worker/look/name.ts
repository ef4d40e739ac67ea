import type { LookupAddress } from 'node:dns'
import type { Names } from './names.ts'
import { LookError, unlessAborted } from './step.ts'

/**
 * The addresses of a host. Rejects when there are none, and when no answer comes in time, unless `instead` then says what to
 * take for one.
 */
export async function resolveName(
  host: string,
  names: Names,
  instead: () => LookupAddress[] | null,
  signal: AbortSignal,
): Promise<{ result: LookupAddress[]; detail: string }> {
  const late = () => new LookError('dnsDown', `no answer to the question for ${host}`)
  const answer = names.resolve(host).catch(({ code, message }: NodeJS.ErrnoException) => {
    throw new LookError(code === 'EAI_AGAIN' ? 'dnsDown' : 'nameNotFound', message)
  })
  const addresses = await unlessAborted(answer, signal, late).catch((error: unknown) => {
    const known = signal.aborted ? instead() : null
    if (known === null) throw error
    return known
  })
  return { result: addresses, detail: `${host} is ${addresses.map(({ address }) => address).join(', ')}` }
}
