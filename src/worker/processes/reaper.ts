import { readFileSync, readdirSync } from 'node:fs'
import type { Clock } from '../../domain/clock.ts'
import { epochOfMarker, markerName } from '../../domain/ownership.ts'
import { parseProcessStat } from '../../domain/programs/processStat.ts'

/** The kernel ends a process at once, but for one that waits for a disk. */
const patienceMs = 5000
const lookEveryMs = 20

/** A process that an earlier start left behind. */
export interface Orphan {
  pid: number
  startTicks: number
  epoch: number
  /** Its program, such as `ffmpeg`. */
  name: string
}

/**
 * Ends what earlier starts on this database left running, known by what their processes carry and by when they began,
 * never by a number alone. Resolves when they are gone, after 5 s in any case. Elsewhere than on Linux it finds nothing.
 */
export async function reap(instanceId: string, epoch: number, clock: Clock): Promise<{ ended: Orphan[]; remaining: Orphan[] }> {
  const orphans = pids().flatMap((pid) => orphanOf(pid, instanceId, epoch))
  for (const orphan of orphans) if (isThere(orphan, instanceId, epoch)) kill(orphan.pid)
  const deadline = clock.now() + patienceMs
  for (;;) {
    const remaining = orphans.filter((orphan) => isThere(orphan, instanceId, epoch))
    if (remaining.length === 0 || clock.now() >= deadline)
      return { ended: orphans.filter((orphan) => !remaining.includes(orphan)), remaining }
    await clock.sleep(lookEveryMs)
  }
}

/** In words, such as `2 ffmpeg, 1 mediamtx`. */
export function countByName(orphans: readonly Orphan[]): string {
  const counts = Map.groupBy(orphans, ({ name }) => name)
  return [...counts].map(([name, { length }]) => `${length} ${name}`).join(', ')
}

function pids(): number[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
  } catch {
    return []
  }
}

function orphanOf(pid: number, instanceId: string, epoch: number): Orphan[] {
  const [seen, environment] = [parseProcessStat(read(pid, 'stat')), read(pid, 'environ')]
  const prefix = `${markerName}=`
  const marker = environment.split('\0').find((variable) => variable.startsWith(prefix))
  const of = marker === undefined ? null : epochOfMarker(marker.slice(prefix.length), instanceId)
  if (seen === null || of === null || of === epoch || pid === process.pid) return []
  return [{ pid, startTicks: seen.startTicks, epoch: of, name: seen.name }]
}

/** The environment of a zombie is gone, too. */
function isThere({ pid, startTicks }: Orphan, instanceId: string, epoch: number): boolean {
  return orphanOf(pid, instanceId, epoch).some((present) => present.startTicks === startTicks)
}

function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1')
  } catch {
    return ''
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It ended in this very moment.
  }
}
