import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { pidsOf } from '../ports.ts'

const listening = '0A'

/**
 * The MediaMTX of this machine that listens on a TCP port; null when none does, or none that can be recognised: behind
 * a loopback address there may be another machine, by a forwarded port. Linux.
 */
export async function mediamtxListeningOn(port: number): Promise<number | null> {
  const tables = await Promise.all(['/proc/net/tcp', '/proc/net/tcp6'].map((file) => readFile(file, 'utf8').catch(() => '')))
  const wanted = port.toString(16).toUpperCase().padStart(4, '0')
  const inodes = tables
    .flatMap((table) => table.split('\n').slice(1))
    .flatMap((line) => {
      const [, local = '', , state, , , , , , inode = ''] = line.trim().split(/\s+/)
      return state === listening && local.split(':')[1] === wanted ? [inode] : []
    })
  for (const pid of new Set((await pidsOf(new Set(inodes))).values())) {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
    if (basename(command.split('\0')[0] ?? '').startsWith('mediamtx')) return pid
  }
  return null
}
