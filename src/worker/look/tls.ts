import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { isIP } from 'node:net'
import type { Socket } from 'node:net'
import { connect } from 'node:tls'
import type { TLSSocket } from 'node:tls'
import { faultOfError } from '../../domain/lookCauses.ts'
import { LookError, unlessAborted } from './step.ts'

/** Whose certificate is verified, and by what. */
export interface TlsWish {
  host: string
  caFile: string
  allowInvalidCertificate: boolean
}

/** Encrypts the connection. Rejects when the certificate cannot be trusted, unless that is allowed. */
export async function encrypt(
  socket: Socket,
  { host, caFile, allowInvalidCertificate }: TlsWish,
  signal: AbortSignal,
): Promise<{ result: TLSSocket; detail: string }> {
  const secure = connect({
    ...{ socket, host, ca: await readFile(caFile), rejectUnauthorized: false },
    // A server name is never an address.
    ...(isIP(host) === 0 ? { servername: host } : {}),
  })
  const late = () => new LookError('silentInTls', 'the connection stands, but no answer to TLS came back')
  await unlessAborted(encrypted(secure), signal, late)
  secure.on('error', () => {})
  const certificate = secure.getPeerCertificate()
  const about = `${secure.getProtocol() ?? 'TLS'}, certificate for ${nameOf(certificate.subject)}, valid until ${certificate.valid_to}`
  if (secure.authorized) return { result: secure, detail: about }
  const evidence = `${String(secure.authorizationError)} (certificate for ${nameOf(certificate.subject)})`
  if (allowInvalidCertificate) return { result: secure, detail: `${about}; not verified, as set (${evidence})` }
  const fault = faultOfError(String(secure.authorizationError))
  throw new LookError(fault === 'certificateOfOther' ? fault : 'badCertificate', evidence)
}

async function encrypted(secure: TLSSocket): Promise<void> {
  try {
    await once(secure, 'secureConnect')
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const fault = faultOfError(code)
    throw new LookError(fault === 'unreachable' ? 'closedInTls' : fault, message)
  }
}

function nameOf(subject: { CN?: string | string[] } | undefined): string {
  return [subject?.CN ?? 'nobody'].flat().join(', ').slice(0, 100)
}
