import { readFileSync, readdirSync } from 'node:fs'
import { parseProcessStat } from '../../src/domain/programs/processStat.ts'
import type { ProcessStat } from '../../src/domain/programs/processStat.ts'

export interface SeenProcess {
  pid: number
  parent: number
  args: string[]
}

/** Every process of the machine, as `ps` sees them. */
export function processes(): SeenProcess[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = parseProcessStat(readFileSync(`/proc/${name}/stat`, 'latin1'))
        const args = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0').slice(0, -1)
        return stat === null || stat.state === 'Z' ? [] : [{ pid: Number(name), parent: stat.parent, args }]
      } catch {
        return []
      }
    })
}

/** Processes that belong to a manager: its children and theirs. */
export function descendants(pid: number): SeenProcess[] {
  const all = processes()
  const children = all.filter(({ parent }) => parent === pid)
  return children.flatMap((child) => [child, ...descendants(child.pid)])
}

/** Whether this process still runs (a zombie does not). */
export function runs(pid: number): boolean {
  return processes().some((process) => process.pid === pid)
}

/** What the system counts of a process that runs. */
export function statOf(pid: number): ProcessStat {
  const stat = parseProcessStat(readFileSync(`/proc/${pid}/stat`, 'latin1'))
  if (stat === null) throw new Error(`The system does not tell of process ${pid} as Linux does`)
  return stat
}
