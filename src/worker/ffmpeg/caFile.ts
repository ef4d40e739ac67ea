import { accessSync, constants, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { rootCertificates } from 'node:tls'

/** Where systems keep the certificates of the authorities that they trust. */
const usualPlaces = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
]

/**
 * The file by which FFmpeg verifies certificates: `SSL_CERT_FILE`, else the system's, else those that Node carries,
 * written into `folder`.
 */
export function findCaFile(folder: string, env: NodeJS.ProcessEnv = process.env): string {
  for (const file of [env.SSL_CERT_FILE, ...usualPlaces]) if (file && isReadable(file)) return file
  const file = join(folder, 'ca-certificates.pem')
  writeFileSync(file, rootCertificates.join('\n'))
  return file
}

function isReadable(file: string): boolean {
  try {
    accessSync(file, constants.R_OK)
    return true
  } catch {
    return false
  }
}
