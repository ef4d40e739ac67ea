import { createSocket } from 'node:dgram'
import { readdir, readFile, readlink } from 'node:fs/promises'
import { isIPv6 } from 'node:net'
import { basename } from 'node:path'
import { inodeOf } from './processes/sockets.ts'

interface BoundSocket {
  inode: string
  uid: string
}

/**
 * Who holds a UDP port, in words such as `ffmpeg (pid 123)`; null when a socket could be bound to it on `listenAddress`, or
 * when its only holders are processes that `ownsPid` knows. Where the system does not tell who it is, a bind is tried.
 */
export async function udpPortHolder(
  port: number,
  listenAddress: string,
  ownsPid: (pid: number) => boolean,
): Promise<string | null> {
  const sockets = await boundSockets(port, listenAddress)
  if (sockets === null) return (await canBind(port, listenAddress)) ? null : 'another program'
  if (sockets.length === 0) return null
  const pids = await pidsOf(new Set(sockets.map(({ inode }) => inode)))
  const strangers = sockets.filter(({ inode }) => !ownsPid(pids.get(inode) ?? -1))
  if (strangers.length === 0) return null
  const named = strangers.find(({ inode }) => pids.has(inode))
  if (named) return describe(pids.get(named.inode)!)
  return `a program of another user (user id ${strangers[0]!.uid})`
}

/** Sockets that keep others from binding; null where the kernel's tables cannot be read. */
async function boundSockets(port: number, listenAddress: string): Promise<BoundSocket[] | null> {
  const [v4, v6] = await Promise.all(['/proc/net/udp', '/proc/net/udp6'].map((file) => readFile(file, 'utf8').catch(() => null)))
  if (!v4) return null
  const rows = [...v4.split('\n').slice(1), ...(v6 ?? '').split('\n').slice(1)]
  const wanted = portInHex(port)
  return rows.flatMap((row) => {
    const [, local = '', , , , , , uid = '', , inode = ''] = row.trim().split(/\s+/)
    const [address = '', localPort] = local.split(':')
    return localPort === wanted && overlaps(address, listenAddress) ? [{ inode, uid }] : []
  })
}

function portInHex(port: number): string {
  return port.toString(16).toUpperCase().padStart(4, '0')
}

function overlaps(boundInHex: string, listenAddress: string): boolean {
  if (/^0+$/.test(boundInHex) || listenAddress === '0.0.0.0' || listenAddress === '::') return true
  // The tables name IPv6 addresses in a form of their own; taking any for the same one errs on the safe side.
  if (isIPv6(listenAddress)) return boundInHex.length === 32
  return boundInHex.slice(-8) === addressInHex(listenAddress)
}

/** As the kernel's table has it: the bytes of the address as one little-endian number. */
function addressInHex(address: string): string {
  const bytes = address.split('.').map((part) => Number(part).toString(16).toUpperCase().padStart(2, '0'))
  return bytes.reverse().join('')
}

/** By inode: the processes that have these sockets, as far as we may look into them. */
export async function pidsOf(inodes: ReadonlySet<string>): Promise<Map<string, number>> {
  const found = new Map<string, number>()
  const entries = await readdir('/proc').catch(() => [])
  for (const pid of entries) {
    if (found.size === inodes.size) break
    if (!/^\d+$/.test(pid)) continue
    // Processes end while we look, and those of other users may not be looked into.
    const descriptors = await readdir(`/proc/${pid}/fd`).catch(() => [])
    const links = await Promise.all(descriptors.map((descriptor) => readlink(`/proc/${pid}/fd/${descriptor}`).catch(() => '')))
    for (const link of links) {
      const inode = inodeOf(link)
      if (inode !== undefined && inodes.has(inode)) found.set(inode, Number(pid))
    }
  }
  return found
}

async function describe(pid: number): Promise<string> {
  // The first argument, since threads may rename themselves and the short name is cut at 15 characters.
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  const name = basename(command.split('\0')[0] ?? '') || (await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')).trim()
  return `${name || 'a program'} (pid ${pid})`
}

function canBind(port: number, listenAddress: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createSocket(isIPv6(listenAddress) ? 'udp6' : 'udp4')
    const answer = (free: boolean) => socket.close(() => resolve(free))
    socket.once('error', (error: NodeJS.ErrnoException) => answer(error.code !== 'EADDRINUSE'))
    socket.bind({ port, address: listenAddress, exclusive: true }, () => answer(true))
  })
}
