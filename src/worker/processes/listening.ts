import { kernelTable, socketsOf } from './sockets.ts'

/** Whether a process itself listens on a TCP port of 127.0.0.1; false too where the system does not show its sockets. */
export function listensOn(pid: number, port: number): boolean {
  const sockets = new Set(socketsOf(pid))
  if (sockets.size === 0) return false
  const local = `0100007F:${port.toString(16).toUpperCase().padStart(4, '0')}`
  return kernelTable('/proc/net/tcp')
    .split('\n')
    .some((row) => {
      const [, address, , state, , , , , , inode = ''] = row.trim().split(/\s+/, 10)
      return address === local && state === '0A' && sockets.has(inode)
    })
}
