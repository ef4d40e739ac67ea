import { TcpRows } from '../outputs/tcpRows.ts'
import { inTable } from '../outputs/tcpTable.ts'
import { kernelTable, socketsOf } from '../processes/sockets.ts'

/** Whether one of these processes has the IPv4 connection that begins at this TCP port of loopback; false also where the system does not tell. */
export function haveConnectionFrom(pids: readonly number[], port: number): boolean {
  if (pids.length === 0) return false
  const local = inTable('127.0.0.1', port)
  // A table that changes while it is read may lack a row.
  const inode = inodeFrom(local) ?? inodeFrom(local)
  return inode !== undefined && pids.some((pid) => socketsOf(pid)?.includes(inode))
}

function inodeFrom(local: string): string | undefined {
  return new TcpRows(kernelTable('/proc/net/tcp')).inodeFrom(local)
}
