import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { isIP } from 'node:net'
import type { Socket } from 'node:net'
import { connect } from 'node:tls'
import type { TLSSocket } from 'node:tls'
import { causeOfSocketError, lookCause } from '../../domain/lookCauses.ts'
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
  const late = () => lookCause('noAnswer', 'the connection stands, but no answer to TLS came back')
  await unlessAborted(encrypted(secure), signal, late)
  secure.on('error', () => {})
  const certificate = secure.getPeerCertificate()
  const about = `${secure.getProtocol() ?? 'TLS'}, certificate for ${nameOf(certificate.subject)}, valid until ${certificate.valid_to}`
  if (secure.authorized) return { result: secure, detail: about }
  const evidence = `${String(secure.authorizationError)} (certificate for ${nameOf(certificate.subject)})`
  if (allowInvalidCertificate) return { result: secure, detail: `${about}; not verified, as set (${evidence})` }
  throw new LookError(causeOfSocketError({ code: String(secure.authorizationError), message: evidence }))
}

async function encrypted(secure: TLSSocket): Promise<void> {
  try {
    await once(secure, 'secureConnect')
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    // Servers without TLS close the connection, or answer in their own protocol.
    if (code === 'ECONNRESET' || code === 'EPIPE') throw new LookError(lookCause('noTls', message))
    throw error
  }
}

function nameOf(subject: { CN?: string | string[] } | undefined): string {
  return [subject?.CN ?? 'nobody'].flat().join(', ').slice(0, 100)
}
