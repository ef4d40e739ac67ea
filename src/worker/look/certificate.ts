import type { Cause } from '../../domain/failure.ts'
import type { OutputTarget } from '../../domain/output.ts'
import { lookAt } from './lookAt.ts'
import type { LookDeps } from './lookAt.ts'

/**
 * Why the certificate of an RTMPS destination is not to be trusted; null when it is, when it need not be, or when one
 * does not get so far, which FFmpeg then tells. FFmpeg verifies it too, but its builds with OpenSSL leave out whether the
 * certificate is for this very host.
 */
export async function certificateFault(target: OutputTarget, deps: LookDeps, signal: AbortSignal): Promise<Cause | null> {
  if (!target.url.startsWith('rtmps:') || target.allowInvalidCertificate) return null
  for await (const { name, cause } of lookAt(target, deps, signal)) {
    if (name === 'tls') return cause?.code === 'TLS' ? cause : null
  }
  return null
}
