import type { LookupAddress } from 'node:dns'
import { lookup } from 'node:dns/promises'
import { LookError, unlessAborted } from './step.ts'

/** The addresses of a host, as FFmpeg gets them: by the system, its hosts file included. Rejects when there are none. */
export async function resolveName(host: string, signal: AbortSignal): Promise<{ result: LookupAddress[]; detail: string }> {
  const late = () => new LookError('dnsDown', `no answer to the question for ${host}`)
  const answer = lookup(host, { all: true, order: 'verbatim' }).catch(({ code, message }: NodeJS.ErrnoException) => {
    throw new LookError(code === 'EAI_AGAIN' ? 'dnsDown' : 'nameNotFound', message)
  })
  const addresses = await unlessAborted(answer, signal, late)
  return { result: addresses, detail: `${host} is ${addresses.map(({ address }) => address).join(', ')}` }
}
