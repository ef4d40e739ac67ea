import { readFileSync, readdirSync } from 'node:fs'
import type { ApiClient } from '../../tests/support/api.ts'
import { descendants, everythingStored } from '../../tests/support/manager.ts'
import { outputs } from '../../tests/support/operations.ts'
import { handlesOf, sightOf, treeOf } from '../processTree.ts'
import { canary } from './places.ts'
import type { Stage } from './stage.ts'

/** What is there at one moment. */
export interface Sight {
  managerPid: number
  /** By output: the process that serves it. */
  pids: Map<string, number | null>
  processes: number
  zombies: number
  handles: number
  sockets: number
  files: number
  memoryMb: number
}

/** What a row may leave behind: connections of clients come and go, and so do the FFmpegs that take still pictures in turns. */
const slack = { processes: 2, zombies: 0, handles: 12, sockets: 8, files: 3, memoryMb: 60 }

export async function look(stage: Stage): Promise<Sight> {
  const { pid, dataDir, api } = stage.manager
  const told = await outputs(api)
  const below = treeOf(pid).filter((one) => one.pid !== pid)
  return {
    managerPid: pid,
    pids: new Map(told.map(({ id, process }) => [id, process?.pid ?? null])),
    processes: below.filter(({ isZombie }) => !isZombie).length,
    zombies: below.filter(({ isZombie }) => isZombie).length,
    ...handlesOf(pid),
    files: readdirSync(dataDir, { recursive: true }).length,
    memoryMb: (sightOf(pid)?.rssBytes ?? 0) / 1e6,
  }
}

/** What is left after a row, beside what was before it, and what of that is too much. A manager that was started anew holds less. */
export function leftBetween(before: Sight, after: Sight): { left: string; short: string[] } {
  const names = ['processes', 'zombies', 'handles', 'sockets', 'files', 'memoryMb'] as const
  const grown = names.map((name) => ({ name, by: Math.round(after[name] - before[name]) }))
  const told = grown.filter(({ by }) => by !== 0).map(({ name, by }) => `${by > 0 ? '+' : ''}${by} ${words[name]}`)
  return {
    left: told.join(', ') || 'as before',
    short: grown.filter(({ name, by }) => by > slack[name]).map(({ name, by }) => `${by} more ${words[name]} than before`),
  }
}

const words: Record<string, string> = { memoryMb: 'MB of memory' }
for (const name of Object.keys(slack)) words[name] ??= name

/** The newest incident; '0': none. */
export async function newestIncident(api: ApiClient): Promise<number> {
  const { incidents } = await api.query<{ incidents: { incidents: { id: string }[] } }>(
    '{ incidents(first: 1) { incidents { id } } }',
  )
  return Number(incidents.incidents[0]?.id ?? 0)
}

/** Those that began since, oldest first. */
export async function incidentsSince(api: ApiClient, id: number): Promise<{ id: string; cause: string; title: string }[]> {
  const query = '{ incidents(first: 200) { incidents { id cause title } } }'
  const { incidents } = await api.query<{ incidents: { incidents: { id: string; cause: string; title: string }[] } }>(query)
  return incidents.incidents.filter((one) => Number(one.id) > id).reverse()
}

const everything = `{ inputs { id name state failure { message evidence likelyCause advice } outputs { id name url state streamId username
  failure { message evidence likelyCause advice } } } logs(first: 1000) { lines { text } }
  incidents(first: 200) { incidents { title entries { text } failure { message evidence } } } system { mediamtx { detail } database { detail } } }`

/** Places where a secret was found: it must stand in no answer, no printed line, no argument, no environment and no file. */
export async function leaks(stage: Stage): Promise<string[]> {
  const { api, manager, watcher } = stage
  const told: [where: string, text: string][] = [
    ['an answer', JSON.stringify(await api.ask(everything))],
    ['the metrics', await (await api.fetch('/metrics')).text()],
    ['what the manager printed', manager.printed()],
    ['a file', (await everythingStored(manager.dataDir)).join('\n')],
    ...descendants(manager.pid).flatMap(({ pid, args }): [string, string][] => [
      // FFmpeg takes the password of RTSP nowhere else; users are told so.
      ['the arguments of a process', args.filter((argument) => !argument.startsWith('rtsp://')).join(' ')],
      ['the environment of a process', environmentOf(pid)],
    ]),
  ]
  const found = told.flatMap(([where, text]) => {
    const at = text.indexOf(canary)
    return at < 0 ? [] : [`${where}: ${text.slice(Math.max(0, at - 40), at + 20)}`]
  })
  return [...new Set([...found, ...watcher.leaks])].slice(0, 3)
}

function environmentOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8')
  } catch {
    // It ended in this very moment.
    return ''
  }
}
