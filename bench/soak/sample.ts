import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Manager } from '../../tests/support/manager.ts'
import { outputs } from '../../tests/support/operations.ts'
import { handlesOf, sightOf, treeCpuSeconds, treeOf } from '../processTree.ts'

/** What a manager holds at one moment. */
export interface Sample {
  /** Milliseconds since the soak began. */
  at: number
  /** Outputs that are. */
  live: number
  memoryMb: number
  handles: number
  sockets: number
  threads: number
  /** MediaMTX, FFmpegs and whatever else runs below the manager. */
  children: number
  zombies: number
  mediamtxMb: number
  logLines: number
  /** Outputs, inputs and components that have lines of the log. */
  books: number
  /** Lines of the one that has the most. */
  longestBook: number
  incidents: number
  /** All files of the data folder. */
  dataMb: number
  /** What it printed. */
  printedKb: number
  /** CPU time since its start, seconds: the manager alone, and with all that it ever started. */
  cpuSeconds: number
  allCpuSeconds: number
}

const megabyte = 1e6

export async function takeSample({ api, pid, dataDir, printed }: Manager, at: number): Promise<Sample> {
  const told = await outputs(api)
  const own = sightOf(pid)
  if (own === null) throw new Error(`The manager has ended:\n${printed().slice(-4000)}`)
  const below = treeOf(pid).filter((one) => one.pid !== pid)
  const mediamtx = below.filter(({ name }) => name.startsWith('mediamtx')).map(({ rssBytes }) => rssBytes)
  return {
    at,
    live: told.filter(({ state }) => state === 'LIVE').length,
    memoryMb: own.rssBytes / megabyte,
    ...handlesOf(pid),
    threads: own.threads,
    children: below.filter(({ isZombie }) => !isZombie).length,
    zombies: below.filter(({ isZombie }) => isZombie).length,
    mediamtxMb: Math.max(0, ...mediamtx) / megabyte,
    ...rowsOf(dataDir),
    dataMb: sizeOf(dataDir) / megabyte,
    printedKb: printed().length / 1000,
    cpuSeconds: own.cpuSeconds,
    allCpuSeconds: treeCpuSeconds(pid),
  }
}

type Rows = Pick<Sample, 'logLines' | 'books' | 'longestBook' | 'incidents'>

function rowsOf(dataDir: string): Rows {
  const database = new DatabaseSync(join(dataDir, 'manager.db'), { readOnly: true, timeout: 1000 })
  try {
    const counted = `select count(*) as books, coalesce(sum(lines), 0) as logLines, coalesce(max(lines), 0) as longestBook,
      (select count(*) from incident) as incidents from (select count(*) as lines from log_line group by book)`
    return { ...(database.prepare(counted).get() as unknown as Rows) }
  } finally {
    database.close()
  }
}

function sizeOf(folder: string): number {
  return readdirSync(folder).reduce((sum, name) => {
    try {
      return sum + statSync(join(folder, name)).size
    } catch {
      // Removed meanwhile.
      return sum
    }
  }, 0)
}
