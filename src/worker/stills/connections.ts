import { readFileSync } from 'node:fs'
import { socketsOf } from '../processes/sockets.ts'

/** Whether one of these processes has the IPv4 connection that begins at this TCP port of loopback; false also where the system does not tell. */
export function haveConnectionFrom(pids: readonly number[], port: number): boolean {
  if (pids.length === 0) return false
  const local = `0100007F:${port.toString(16).toUpperCase().padStart(4, '0')}`
  // A table that changes while it is read may lack a row.
  const inode = inodeFrom(local) ?? inodeFrom(local)
  return inode !== undefined && pids.some((pid) => socketsOf(pid)?.includes(inode))
}

function inodeFrom(local: string): string | undefined {
  const row = read('/proc/net/tcp')
    .split('\n')
    .find((line) => line.includes(` ${local} `) && line.trim().split(/\s+/)[1] === local)
  return row?.trim().split(/\s+/)[9]
}

function read(file: string): string {
  try {
    return readFileSync(file, 'latin1')
  } catch {
    return ''
  }
}
