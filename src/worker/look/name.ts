import type { LookupAddress } from 'node:dns'
import type { Names } from './names.ts'
import { LookError, unlessAborted } from './step.ts'

/** The addresses of a host; `instead` when no answer comes in time. Rejects when there are none. */
export async function resolveName(
  host: string,
  names: Names,
  instead: LookupAddress[] | null,
  signal: AbortSignal,
): Promise<{ result: LookupAddress[]; detail: string }> {
  const late = () => new LookError('dnsDown', `no answer to the question for ${host}`)
  const answer = names.resolve(host).catch(({ code, message }: NodeJS.ErrnoException) => {
    throw new LookError(code === 'EAI_AGAIN' ? 'dnsDown' : 'nameNotFound', message)
  })
  const addresses = await unlessAborted(answer, signal, late).catch((error: unknown) => {
    if (instead === null || !signal.aborted) throw error
    return instead
  })
  return { result: addresses, detail: `${host} is ${addresses.map(({ address }) => address).join(', ')}` }
}
