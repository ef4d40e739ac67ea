import { readFileSync } from 'node:fs'
import { socketsOf } from '../processes/sockets.ts'

/** Whether one of these processes has the IPv4 connection that begins at this TCP port of loopback; false also where the system does not tell. */
export function haveConnectionFrom(pids: readonly number[], port: number): boolean {
  if (pids.length === 0) return false
  const local = `0100007F:${port.toString(16).toUpperCase().padStart(4, '0')}`
  const row = read('/proc/net/tcp')
    .split('\n')
    .find((line) => line.includes(` ${local} `) && line.trim().split(/\s+/)[1] === local)
  const inode = row?.trim().split(/\s+/)[9]
  return inode !== undefined && pids.some((pid) => socketsOf(pid)?.includes(inode))
}

function read(file: string): string {
  try {
    return readFileSync(file, 'latin1')
  } catch {
    return ''
  }
}
