import { once } from 'node:events'
import { readFile, stat } from 'node:fs/promises'
import { isIP } from 'node:net'
import type { Socket } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import { connect, createSecureContext } from 'node:tls'
import type { SecureContext, TLSSocket } from 'node:tls'
import { faultOfError } from '../../domain/causes/look.ts'
import { LookError, unlessAborted } from './step.ts'

/** Whose certificate is verified, and by what. */
export interface TlsWish {
  host: string
  context: Promise<SecureContext>
  allowInvalidCertificate: boolean
}

/**
 * Encrypts the connection. Rejects when the certificate cannot be trusted, unless that is allowed. To be called as soon as
 * the connection stands, with a context that is there: that the other end closes while nobody reads goes unnoticed.
 */
export async function encrypt(
  socket: Socket,
  { host, context, allowInvalidCertificate }: TlsWish,
  signal: AbortSignal,
): Promise<{ result: TLSSocket; detail: string }> {
  const secure = connect({
    ...{ socket, host, secureContext: await context, rejectUnauthorized: false },
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

const contexts = new Map<string, { modifiedAt: number; context: SecureContext }>()

/**
 * What certificates are verified by: those in `caFile`. Reading a hundred authorities takes longer than all the rest of a
 * look, so it is kept until the file changes.
 */
export async function contextOf(caFile: string, allowsAnything: boolean): Promise<SecureContext> {
  const { mtimeMs: modifiedAt } = await stat(caFile)
  const key = `${caFile} ${allowsAnything}`
  const known = contexts.get(key)
  if (known?.modifiedAt === modifiedAt) return known.context
  // Who allows any certificate mostly has an old server of one's own, which FFmpeg still talks to.
  const old = { minVersion: 'TLSv1', ciphers: 'DEFAULT:@SECLEVEL=0' } as const
  const context = createSecureContext({ ca: await readFile(caFile), ...(allowsAnything ? old : {}) })
  contexts.set(key, { modifiedAt, context })
  return context
}

async function encrypted(secure: TLSSocket): Promise<void> {
  try {
    await once(secure, 'secureConnect')
    // Node tells this from within OpenSSL's reading: who destroyed the socket right now would free what is being read.
    await setImmediate()
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const fault = faultOfError(code)
    throw new LookError(fault === 'unreachable' ? 'closedInTls' : fault, message)
  }
}

function nameOf(subject: { CN?: string | string[] } | undefined): string {
  return [subject?.CN ?? 'nobody'].flat().join(', ').slice(0, 100)
}
