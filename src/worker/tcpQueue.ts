import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/**
 * Bytes that a process has written into its TCP connections and that the other side has not acknowledged yet, the
 * connection to where it reads left out. Infinity when there is no such connection; null where the system does not show
 * it (not Linux).
 */
export function unacknowledgedBytes(pid: number, readUrl: string): number | null {
  const reads = remoteOf(readUrl)
  const sockets = socketsOf(pid)
  if (sockets === null) return null
  let found = false
  let bytes = 0
  for (const table of ['tcp', 'tcp6']) {
    for (const row of rows(`/proc/${pid}/net/${table}`)) {
      // sl local_address rem_address st tx_queue:rx_queue tr:tm->when retrnsmt uid timeout inode
      const [, , remote = '', , queues = '', , , , , inode = ''] = row.trim().split(/\s+/)
      if (!sockets.has(inode) || remote.endsWith(reads)) continue
      found = true
      bytes += Number.parseInt(queues.split(':')[0] ?? '', 16)
    }
  }
  return found ? bytes : Number.POSITIVE_INFINITY
}

/** The end of `remote` in the kernel's table: address (of IPv4, least byte first) and port in hexadecimal digits. */
function remoteOf(url: string): string {
  const { hostname, port } = new URL(url)
  const bytes = /^\d+\.\d+\.\d+\.\d+$/.test(hostname) ? hostname.split('.').reverse() : []
  const hex = (value: number, digits: number) => value.toString(16).toUpperCase().padStart(digits, '0')
  return `${bytes.map((byte) => hex(Number(byte), 2)).join('')}:${hex(Number(port || 554), 4)}`
}

function socketsOf(pid: number): Set<string> | null {
  try {
    const inodes = new Set<string>()
    for (const fd of readdirSync(`/proc/${pid}/fd`)) {
      const inode = /^socket:\[(\d+)\]$/.exec(linkOf(`/proc/${pid}/fd/${fd}`))?.[1]
      if (inode !== undefined) inodes.add(inode)
    }
    return inodes
  } catch {
    return null
  }
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    return ''
  }
}

function rows(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').trimEnd().split('\n').slice(1)
  } catch {
    return []
  }
}
