import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findOnPath } from '../../src/worker/processes/process.ts'
import { ApiClient, testKey } from './api.ts'
import { startExternalMediamtx } from './externalMediamtx.ts'
import type { ExternalMediamtx } from './externalMediamtx.ts'
import { allRows, freshDatabase, isOnPostgres } from './database.ts'
import type { FreshDatabase } from './database.ts'
import { freeUdpPort } from './ports.ts'
import { ffmpegBin, mediamtxBin } from './programs.ts'
import { descendants } from './processes.ts'
import { until } from './until.ts'

export { type SeenProcess, descendants, processes, runs } from './processes.ts'
export { until } from './until.ts'

export interface Manager {
  api: ApiClient
  pid: number
  dataDir: string
  /** What names its database to whoever else is to use it, beside `dataDir`. */
  database: Record<string, string>
  /** A port that inputs of this manager may have. */
  udpPorts: { start: number; end: number }
  /** The first is the shared port of its listeners. */
  srtPorts: { start: number; end: number }
  mediamtx: {
    pid(): number
    /** Ends it by SIGKILL. It is started again: by the manager, or by whoever started it by hand. */
    kill(): Promise<void>
  }
  /** Everything that it printed. */
  printed(): string
  /** Ends it as a person would; resolves with its exit code. */
  stop(): Promise<number | null>
  /** Ends it by SIGKILL. */
  kill(): Promise<void>
  /** Ends it if it still runs, and removes its data. */
  [Symbol.asyncDispose](): Promise<void>
}

const srtPorts = 10

/** On PostgreSQL: the database that belongs to a folder, for managers that are started on it one after the other. */
const databases = new Map<string, FreshDatabase>()

/** All that a manager keeps for good: its files and, on PostgreSQL, every row. */
export async function everythingStored(dataDir: string): Promise<string[]> {
  const files = readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const texts: string[] = []
  for (const entry of files) texts.push(await readFile(join(entry.parentPath, entry.name), 'latin1'))
  const place = databases.get(dataDir)?.place
  return place && 'url' in place ? [...texts, ...(await allRows(place.url))] : texts
}

async function databaseUrl(dataDir: string): Promise<Record<string, string>> {
  if (!isOnPostgres) return {}
  const database = databases.get(dataDir) ?? (await freshDatabase({ isLasting: true }))
  databases.set(dataDir, database)
  return 'url' in database.place ? { DATABASE_URL: database.place.url } : {}
}

/** With `TEST_MEDIAMTX=external` each manager is given a MediaMTX that was started by hand. */
export const isMediamtxExternal = process.env.TEST_MEDIAMTX === 'external'

/** By data folder: a manager that starts again there finds the same MediaMTX. */
const externals = new Map<string, ExternalMediamtx>()

async function externalFor(dataDir: string, env: Record<string, string>): Promise<ExternalMediamtx | null> {
  if (!isMediamtxExternal || 'MEDIAMTX_API_URL' in env) return null
  const external = externals.get(dataDir) ?? (await startExternalMediamtx())
  externals.set(dataDir, external)
  return external
}

/** The whole product, as `npm start` runs it once everything is set up: a process of its own, with the real programs. */
export async function startManager(env: Record<string, string> = {}): Promise<Manager> {
  const dataDir = env.DATA_DIR ?? (await mkdtemp(join(tmpdir(), 'manager-')))
  // A range of its own, so that managers of different tests never meet.
  const start = Number(env.UDP_PORT_RANGE_START ?? (await freeUdpPort()))
  const end = Math.min(start + 50, 65_535)
  const srt = env.SRT_PORT_RANGE_START ?? (await freeSrtPorts(start, end))
  const external = await externalFor(dataDir, env)
  const database = env.DATABASE_URL === undefined ? await databaseUrl(dataDir) : { DATABASE_URL: env.DATABASE_URL }
  const settings = {
    ...external?.env,
    PATH: process.env.PATH ?? '',
    NODE_BIN: process.execPath,
    DATA_DIR: dataDir,
    PORT: '0',
    API_KEY: testKey,
    SECRET_KEY: 'secret-of-the-tests-90be',
    UDP_PORT_RANGE_START: String(start),
    UDP_PORT_RANGE_END: String(end),
    SRT_PORT_RANGE_START: String(srt),
    SRT_PORT_RANGE_END: String(Number(srt) + srtPorts - 1),
    FFMPEG_BIN: ffmpegBin(),
    MEDIAMTX_BIN: mediamtxBin(),
    MEDIAMTX_CONFIG_PATH: join(import.meta.dirname, '../../mediamtx.yml'),
    PUBLIC_HOST: '127.0.0.1',
    // What it prints is read by tests as people read it.
    LOG_FORMAT: 'text',
    ...env,
    ...database,
  }
  const serve = join(import.meta.dirname, '../../setup/serve.sh')
  // Whatever becomes of the test, the manager does not outlive it.
  const setpriv = findOnPath('setpriv')
  const command = [...(setpriv === null ? [] : [setpriv, '--pdeathsig', 'KILL', '--']), serve]
  const child = spawn(command[0]!, command.slice(1), { env: settings, cwd: dataDir, stdio: ['ignore', 'pipe', 'pipe'] })
  let printed = ''
  child.stdout.on('data', (chunk) => (printed += chunk))
  child.stderr.on('data', (chunk) => (printed += chunk))
  let isWanted = false
  const exited = new Promise<number | null>((resolve) =>
    child.once('exit', (code, signal) => {
      // A test that fails because of this would otherwise not say why.
      if (!isWanted) console.error(`The manager ended by itself (${code ?? signal}):\n${printed.slice(-4000)}`)
      resolve(code)
    }),
  )

  const url = await until(
    () => {
      if (child.exitCode !== null) throw new Error(`The manager ended at once:\n${printed}`)
      return /Dashboard +(\S+)/.exec(printed)?.[1]
    },
    40_000,
    'the address of the manager',
  )
  const manager: Manager = {
    api: new ApiClient(url, settings.API_KEY),
    pid: child.pid!,
    dataDir,
    database,
    udpPorts: { start, end: Number(settings.UDP_PORT_RANGE_END) },
    srtPorts: { start: Number(settings.SRT_PORT_RANGE_START), end: Number(settings.SRT_PORT_RANGE_END) },
    mediamtx: {
      pid: () => external?.pid ?? descendants(child.pid!).find(({ args }) => args[0]?.endsWith('mediamtx'))!.pid,
      kill: async () => {
        if (external === null) process.kill(manager.mediamtx.pid(), 'SIGKILL')
        else await external.kill().then(() => void external.start())
      },
    },
    printed: () => printed,
    stop: () => {
      isWanted = true
      child.kill('SIGTERM')
      return exited
    },
    kill: async () => {
      isWanted = true
      child.kill('SIGKILL')
      await exited
    },
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null && child.signalCode === null) await manager.stop()
      if (env.DATA_DIR === undefined) await external?.[Symbol.asyncDispose]()
      if (env.DATA_DIR !== undefined) return
      await rm(dataDir, { recursive: true, force: true })
      await databases.get(dataDir)?.[Symbol.asyncDispose]()
      databases.delete(dataDir)
    },
  }
  return manager
}

/** The first of so many ports beside those from `start` to `end`. */
async function freeSrtPorts(start: number, end: number): Promise<number> {
  for (;;) {
    const port = await freeUdpPort()
    if ((port + srtPorts <= start || port > end) && port + srtPorts <= 65_535) return port
  }
}
