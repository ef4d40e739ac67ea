import { readFileSync } from 'node:fs'
import { parseProcessStat } from '../../domain/programs/processStat.ts'
import { udpPortHolder } from '../ports.ts'
import { LookError } from './step.ts'

/** Whether callers can be waited for at this port: it is free, or what listens there is our own. */
export async function findPortFree(port: number, ownsPid: (pid: number) => boolean): Promise<{ result: true; detail: string }> {
  const holder = await udpPortHolder(port, '0.0.0.0', (pid) => ownsPid(pid) || isChild(pid))
  if (holder !== null) throw new LookError('portBusy', `UDP port ${port} is held by ${holder}`)
  return { result: true, detail: `UDP port ${port} is there for callers; that they can reach it cannot be told from here` }
}

/** Whether we started it: the sender of an output that listens already. */
function isChild(pid: number): boolean {
  try {
    return parseProcessStat(readFileSync(`/proc/${pid}/stat`, 'latin1'))?.parent === process.pid
  } catch {
    return false
  }
}
