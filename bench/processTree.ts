import { readFileSync, readdirSync, readlinkSync } from 'node:fs'
import { parseProcessStat } from '../src/domain/programs/processStat.ts'
import type { ProcessStat } from '../src/domain/programs/processStat.ts'

/** One process as /proc shows it. */
export interface ProcessSight extends ProcessStat {
  pid: number
  /** It has ended, and its parent has not asked how. */
  isZombie: boolean
}

/** A process that is gone: null. */
export function sightOf(pid: number): ProcessSight | null {
  try {
    const stat = parseProcessStat(readFileSync(`/proc/${pid}/stat`, 'latin1'))
    return stat && { pid, ...stat, isZombie: stat.state === 'Z' }
  } catch {
    return null
  }
}

/** The process and all below it, zombies included. */
export function treeOf(pid: number): ProcessSight[] {
  const all = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (sightOf(Number(name)) ?? []) : []))
  const below = (parent: number): ProcessSight[] =>
    all.filter((one) => one.parent === parent).flatMap((one) => [one, ...below(one.pid)])
  return [...all.filter((one) => one.pid === pid), ...below(pid)]
}

/** CPU time of the process and of everything that it ever started, seconds: what has ended counts too. */
export function treeCpuSeconds(pid: number): number {
  return treeOf(pid).reduce((sum, { cpuSeconds, endedChildrenSeconds }) => sum + cpuSeconds + endedChildrenSeconds, 0)
}

/** Memory of a process with what it shares counted by its share alone, bytes; 0 when it is gone. */
export function pssBytes(pid: number): number {
  return bytesOf(pid, 'Pss')
}

/** The part of it that lies in no file, such as a program that others run too, bytes; 0 when it is gone. */
export function anonymousBytes(pid: number): number {
  return bytesOf(pid, 'Pss_Anon')
}

function bytesOf(pid: number, field: string): number {
  try {
    const kilobytes = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'latin1'))?.[1]
    return Number(kilobytes ?? 0) * 1024
  } catch {
    return 0
  }
}

/** What a process has open. */
export function handlesOf(pid: number): { handles: number; sockets: number } {
  const names = readdirSync(`/proc/${pid}/fd`)
  const targets = names.flatMap((name) => {
    try {
      return [readlinkSync(`/proc/${pid}/fd/${name}`)]
    } catch {
      // Closed meanwhile.
      return []
    }
  })
  return { handles: targets.length, sockets: targets.filter((target) => target.startsWith('socket:')).length }
}
