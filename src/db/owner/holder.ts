import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import { parseProcessStat } from '../../domain/programs/processStat.ts'

/** A process that holds a database, or did. */
export interface Holder {
  hostName: string
  /** What tells one start of one machine, and one container on it, from another; empty where there is no telling. */
  machine: string
  pid: number
  /** In clock ticks since the machine's start; 0: not known. */
  startTicks: number
}

/** This process. */
export function thisProcess(): Holder {
  return { hostName: hostname(), machine: thisMachine(), pid: process.pid, startTicks: statOf(process.pid)?.startTicks ?? 0 }
}

/** Whether that process is known to have ended. One of another machine, or of one that cannot be told, never is. */
export function hasEnded({ machine, pid, startTicks }: Holder): boolean {
  if (machine === '' || machine !== thisMachine()) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    // Not every user may see the processes of others, but all are told whether there is one.
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
  const stat = statOf(pid)
  return stat !== null && (stat.state === 'Z' || stat.startTicks !== startTicks)
}

function thisMachine(): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return `${boot} ${readlinkSync('/proc/self/ns/pid')}`
  } catch {
    return ''
  }
}

function statOf(pid: number) {
  try {
    return parseProcessStat(readFileSync(`/proc/${pid}/stat`, 'latin1'))
  } catch {
    return null
  }
}
