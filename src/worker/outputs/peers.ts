import { kernelTable, socketsOf } from '../processes/sockets.ts'
import { remoteOf } from './tcpQueue.ts'
import { TcpRows } from './tcpRows.ts'
import { addressIn } from './tcpTable.ts'

/** Addresses at the other ends of a process's TCP connections, but for the one by which it reads `readUrl`. */
export function peersOf(pid: number, readUrl: string): string[] {
  const inodes = socketsOf(pid) ?? []
  const tables = ['tcp', 'tcp6'].map((name) => new TcpRows(kernelTable(`/proc/self/net/${name}`)))
  const rows = inodes.flatMap((inode) => tables.flatMap((table) => table.row(inode) ?? []))
  // What is read was opened first, and a destination may have the same address.
  const reading = rows.findIndex(({ remote }) => remote.endsWith(remoteOf(readUrl)))
  return rows.filter((_, index) => index !== reading).map(({ remote }) => addressIn(remote))
}
