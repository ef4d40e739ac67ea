import { closeSync, openSync, readSync } from 'node:fs'
import { isIPv4 } from 'node:net'

const any4 = '0'.repeat(8)
const any6 = '0'.repeat(32)
const loopback6 = `${'0'.repeat(24)}01000000`
/** The kernel gives it by the page. */
const pageBytes = 4096

/**
 * Whether a program of this machine waits for connections at this address and has taken all that came. That answers for
 * it without a connection, which may be the only one that it takes. False for other machines, and where the system does
 * not tell.
 */
export function hasIdleListener(address: string, port: number): boolean {
  if (address === '::1') return listensIn('/proc/net/tcp6', [loopback6, any6], port)
  if (!isIPv4(address) || !address.startsWith('127.')) return false
  const hex = Buffer.from(address.split('.').map(Number)).reverse().toString('hex').toUpperCase()
  const mapped = `${'0'.repeat(16)}FFFF0000${hex}`
  return listensIn('/proc/net/tcp', [hex, any4], port) || listensIn('/proc/net/tcp6', [mapped, any6], port)
}

function listensIn(table: string, addresses: readonly string[], port: number): boolean {
  const suffix = port.toString(16).toUpperCase().padStart(4, '0')
  const wanted = new Set(addresses.map((address) => `${address}:${suffix}`))
  for (const row of listeners(table)) {
    const [, local = '', , , queues] = row
    if (wanted.has(local) && queues?.endsWith(':00000000')) return true
  }
  return false
}

/** Rows of listening sockets. They stand first: the rest of the table, which can be long, is not read. */
function* listeners(table: string): Generator<string[]> {
  let file: number
  try {
    file = openSync(table, 'r')
  } catch {
    return
  }
  try {
    const page = Buffer.alloc(pageBytes)
    let text = ''
    for (let length = readSync(file, page); length > 0; length = readSync(file, page)) {
      const lines = (text + page.toString('latin1', 0, length)).split('\n')
      text = lines.pop() ?? ''
      for (const line of lines) {
        const row = line.trim().split(/\s+/)
        if (row[0] === 'sl') continue
        if (row[3] !== '0A') return
        yield row
      }
    }
  } finally {
    closeSync(file)
  }
}
