import { readFileSync, readdirSync, readlinkSync } from 'node:fs'

/** Linux counts CPU time in hundredths of a second for programs to read, whatever its own clock. */
const ticksPerSecond = 100
const pageBytes = 4096

/** One process as /proc shows it. */
export interface ProcessSight {
  pid: number
  parent: number
  /** Of its program, at most 15 characters. */
  name: string
  /** It has ended, and its parent has not asked how. */
  isZombie: boolean
  /** CPU time of its own, since it began. */
  cpuSeconds: number
  /** CPU time of children of it that have ended, and of theirs. */
  endedChildrenSeconds: number
  threads: number
  rssBytes: number
}

/** A process that is gone: null. */
export function sightOf(pid: number): ProcessSight | null {
  let stat: string
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
  } catch {
    return null
  }
  // Behind the program's name, which stands in parentheses and may hold spaces.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const number = (at: number) => Number(fields[at])
  return {
    pid,
    parent: number(1),
    name: stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')')),
    isZombie: fields[0] === 'Z',
    cpuSeconds: (number(11) + number(12)) / ticksPerSecond,
    endedChildrenSeconds: (number(13) + number(14)) / ticksPerSecond,
    threads: number(17),
    rssBytes: number(21) * pageBytes,
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
  try {
    const kilobytes = /^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'latin1'))?.[1]
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
