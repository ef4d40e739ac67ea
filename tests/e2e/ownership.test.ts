import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { markerName } from '../../src/domain/ownership.ts'
import type { ApiClient } from '../support/api.ts'
import { startFeed } from '../support/feed.ts'
import { guarded } from '../support/guarded.ts'
import { descendants, runs, startManager, until } from '../support/manager.ts'
import type { Manager } from '../support/manager.ts'
import { change, createInput, createOutput, outputs } from '../support/operations.ts'
import { pathWith } from '../support/pathWith.ts'
import { admin, canRunPostgres, createDatabase, startPostgres } from '../support/postgres.ts'
import { startUdpReceiver } from '../support/udpReceiver.ts'
import type { UdpReceiver } from '../support/udpReceiver.ts'

const main = join(import.meta.dirname, '../../src/main.ts')

const epochOf = async (api: ApiClient) => (await api.query<{ system: { epoch: number } }>('{ system { epoch } }')).system.epoch
const logIds = async (api: ApiClient) =>
  (await api.query<{ logs: { lines: { id: string }[] } }>('{ logs(first: 1000) { lines { id } } }')).logs.lines.map(
    ({ id }) => id,
  )

/** An input with a feed, and outputs to these receivers that are live. */
async function serve(manager: Manager, receivers: readonly UdpReceiver[]) {
  const { api } = manager
  const camera = await createInput(api)
  const feed = await startFeed({ port: camera.udpPort })
  for (const { port } of receivers)
    await createOutput(api, { inputId: camera.id, protocol: 'UDP', url: `udp://127.0.0.1:${port}`, reconnectDelaySeconds: 1 })
  await allLive(api)
  return { camera, feed }
}

const allLive = (api: ApiClient) =>
  until(
    async () => (await outputs(api)).every(({ state, desired }) => state === (desired === 'RUNNING' ? 'LIVE' : 'STOPPED')),
    15_000,
    'every output to be as wished',
  )

/** The environment of the manager whose place another one would take, but with no port in common. */
function rivalOf({ dataDir, database }: Manager): Record<string, string> {
  return {
    ...{
      PATH: process.env.PATH ?? '',
      DATA_DIR: dataDir,
      ...database,
      PORT: '0',
      API_KEY: 'another-key-of-the-tests',
      SECRET_KEY: 'another-secret-90be',
      LOG_FORMAT: 'text',
    },
    ...{ FFMPEG_BIN: process.env.FFMPEG_BIN ?? 'ffmpeg', MEDIAMTX_BIN: process.env.MEDIAMTX_BIN ?? 'mediamtx' },
    MEDIAMTX_CONFIG_PATH: join(import.meta.dirname, '../../mediamtx.yml'),
  }
}

/** What a start with this environment prints, once it has ended. */
async function refused(env: Record<string, string>): Promise<{ code?: number; stdout: string; stderr: string }> {
  const start = promisify(execFile)(process.execPath, [main], { env, cwd: env.DATA_DIR, timeout: 20_000 })
  return await start.catch((error: { code?: number; stdout: string; stderr: string }) => error)
}

it('a second manager on a database is refused and told who has it, also while the first stands still, whose streams notice nothing', async () => {
  await using manager = await startManager()
  await using receiver = await startUdpReceiver()
  const { feed } = await serve(manager, [receiver])
  await using _feed = feed
  const before = { children: descendants(manager.pid), files: readdirSync(manager.dataDir), printed: manager.printed() }
  const pids = (list: typeof before.children) => list.map(({ pid }) => pid)
  receiver.longestGapMs()
  const { code, stdout, stderr } = await refused(rivalOf(manager))
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr.trim().split('\n')).toEqual([
    expect.stringMatching(
      new RegExp(
        `The database \\S*(manager\\.db|test_\\w+ at \\S+) is held by another manager: process ${manager.pid} on .+, since .+, at ${manager.api.url.replace(/\/$/, '')}`,
      ),
    ),
  ])
  expect(stderr).toMatch(/End that one first, or name another database in DATABASE_URL/)
  expect(pids(descendants(manager.pid))).toEqual(pids(before.children))
  expect(readdirSync(manager.dataDir)).toEqual(before.files)
  expect(manager.printed()).toBe(before.printed)
  expect(await epochOf(manager.api)).toBe(1)
  expect(receiver.longestGapMs()).toBeLessThan(1000)

  // Longer than a process may be silent.
  process.kill(manager.pid, 'SIGSTOP')
  const [again] = await Promise.all([refused(rivalOf(manager)), sleep(5000)])
  process.kill(manager.pid, 'SIGCONT')
  expect(again.stderr).toBe(stderr)
  await sleep(2000)
  expect(pids(descendants(manager.pid))).toEqual(pids(before.children))
  expect(receiver.longestGapMs()).toBeLessThan(1000)
  expect((await outputs(manager.api)).map(({ state, restarts }) => [state, restarts])).toEqual([['LIVE', 0]])
})

describe.runIf(process.platform === 'linux')('a manager that the kernel does not end the processes of', () => {
  it('leaves none when it is killed, and after the next start each output has one sender; what it finds is known by its mark', async () => {
    using programs = pathWith('bash', 'grep', 'sleep', 'dirname')
    await using first = await startManager({ PATH: programs.path })
    const settings = {
      ...{ PATH: programs.path, DATA_DIR: first.dataDir, UDP_PORT_RANGE_START: String(first.udpPorts.start) },
      SRT_PORT_RANGE_START: String(first.srtPorts.start),
    }
    await using fixtures = new AsyncDisposableStack()
    const receivers = await Promise.all([0, 1, 2].map(async () => fixtures.use(await startUdpReceiver())))
    const { feed } = await serve(first, receivers)
    fixtures.use(feed)
    const [, , unwanted] = await outputs(first.api)
    await change(first.api, 'stopOutput', unwanted!.id)
    const wishes = (await outputs(first.api)).map(({ id, desired }) => [id, desired])
    const ids = await logIds(first.api)
    const children = descendants(first.pid)
    const mark = markOf(children.find(({ args }) => args.includes('-progress'))!.pid)
    expect(mark).toMatch(/^[0-9a-f]{24}-[0-9a-f]{12}:1;$/)
    // Longer than it takes to store what was said.
    await sleep(1500)

    await first.kill()
    const killedAt = performance.now()
    await until(() => children.every(({ pid }) => !runs(pid)), 2000, 'every process of the killed manager to be gone')
    console.log(`children of a killed manager gone after ${Math.round(performance.now() - killedAt)} ms, without setpriv`)

    await using orphan = await plant(mark)
    await using foreign = await plant(mark.replace(/^./, (digit) => (digit === '0' ? '1' : '0')))
    await using bare = await plant(null)
    await using second = await startManager(settings)
    const { api } = second
    expect(runs(orphan.pid)).toBe(false)
    expect([foreign, bare].map(({ pid }) => runs(pid))).toEqual([true, true])
    expect(second.printed()).toMatch(/An earlier start had left processes behind, which were ended: 1 sleep/)
    expect(await epochOf(api)).toBe(2)
    await allLive(api)
    const moment = performance.now()
    await sleep(1000)
    expect(receivers.map((receiver) => receiver.sendersSince(moment).length)).toEqual([1, 1, 0])
    expect((await outputs(api)).map(({ id, desired }) => [id, desired])).toEqual(wishes)
    expect((await logIds(api)).slice(0, ids.length)).toEqual(ids)
    expect(await second.stop()).toBe(0)
  })
})

describe.runIf(canRunPostgres)('a manager on PostgreSQL', () => {
  it('goes on while its database is away, and keeps it while it stands still itself', async () => {
    await using postgres = await startPostgres()
    await using database = await createDatabase(postgres)
    await using manager = await startManager({ DATABASE_URL: database.url })
    await using receiver = await startUdpReceiver()
    const { feed } = await serve(manager, [receiver])
    await using _feed = feed
    const pids = () => descendants(manager.pid).map(({ pid }) => pid)
    const before = pids()
    receiver.longestGapMs()
    await postgres.stop()
    await sleep(3000)
    await postgres.start()
    const lock = `select 1 from pg_locks where locktype = 'advisory' and granted`
    await until(async () => (await admin(database.url, lock)).length === 1, 5000, 'the database to be held again')

    process.kill(manager.pid, 'SIGSTOP')
    await sleep(2000)
    const { stderr } = await refused(rivalOf(manager))
    process.kill(manager.pid, 'SIGCONT')
    expect(stderr).toMatch(new RegExp(`is held by another manager: process ${manager.pid} on `))
    expect(stderr).not.toContain(new URL(database.url).password)
    expect(pids()).toEqual(before)
    expect(receiver.longestGapMs()).toBeLessThan(1000)
    expect(await epochOf(manager.api)).toBe(1)
  })
})

function markOf(pid: number): string {
  const prefix = `${markerName}=`
  const variables = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0')
  return variables.find((variable) => variable.startsWith(prefix))!.slice(prefix.length)
}

/** A process that does nothing, with this mark: what an earlier start could have left, or what only looks like it. */
async function plant(mark: string | null): Promise<{ pid: number } & AsyncDisposable> {
  const [file, args] = guarded(['sleep', '60'])
  const env = { PATH: process.env.PATH, ...(mark === null ? {} : { [markerName]: mark }) }
  const child = spawn(file, args, { stdio: 'ignore', env })
  const pid = child.pid!
  await until(() => readFileSync(`/proc/${pid}/comm`, 'utf8') === 'sleep\n', 3000, 'the process to have begun')
  return {
    pid,
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}
