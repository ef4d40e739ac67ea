import { mkdtemp, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createServer } from 'node:tls'
import type { Socket } from 'node:net'
import { createStartProcess, findOnPath } from '../../../src/worker/processes/process.ts'
import { serve } from './tcp.ts'

export interface Certificate {
  keyFile: string
  certFile: string
}

/** Signed by itself, for `name`; valid for so many days from now, or out of date when that is below 0. */
export async function makeCertificate(folder: string, name: string, days = 30): Promise<Certificate> {
  const own = await mkdtemp(join(folder, 'certificate-'))
  const [keyFile, certFile, wish] = [join(own, 'key.pem'), join(own, `${name}.pem`), join(own, 'wish.pem')]
  const subject = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`]
  await openssl('req', '-new', '-newkey', 'rsa:2048', '-nodes', '-keyout', keyFile, '-out', wish, ...subject)
  const validity = ['-days', String(days), '-copy_extensions', 'copy']
  await openssl('x509', '-req', '-in', wish, '-signkey', keyFile, '-out', certFile, ...validity)
  return { keyFile, certFile }
}

async function openssl(...args: string[]): Promise<void> {
  const file = findOnPath('openssl')
  if (file === null) throw new Error('The captures of TLS need openssl: install it')
  const { code } = await createStartProcess()({ file, args }).ended
  if (code !== 0) throw new Error(`openssl ${args[0]} ended with code ${code}`)
}

/** A TLS server that does `greet` to whoever got through the handshake. Resolves with its port. */
export async function startTlsPeer(
  stack: AsyncDisposableStack,
  { keyFile, certFile }: Certificate,
  greet: (socket: Socket) => void,
): Promise<number> {
  const sockets = new Set<Socket>()
  const options = { key: await readFile(keyFile), cert: await readFile(certFile) }
  const server = createServer(options, (socket) => {
    socket.on('error', () => {})
    greet(socket)
  })
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
  })
  return serve(stack, server, sockets)
}
