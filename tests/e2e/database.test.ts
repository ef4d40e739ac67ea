import { performance } from 'node:perf_hooks'
import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { describe, expect, it } from 'vitest'
import type { ApiClient } from '../support/api.ts'
import { isOnPostgres } from '../support/database.ts'
import { decodeBytes } from '../support/decode.ts'
import { startFeed } from '../support/feed.ts'
import { canLimit, fillDisk } from '../support/limits.ts'
import { startManager, until } from '../support/manager.ts'
import type { Manager } from '../support/manager.ts'
import { createInput, createOutput, input, output } from '../support/operations.ts'
import { canRunPostgres, createDatabase, startPostgres } from '../support/postgres.ts'
import type { TestPostgres } from '../support/postgres.ts'
import { startUdpReceiver } from '../support/udpReceiver.ts'

/** How long the database is away: a minute by `npm run test:postgres`. */
const awaySeconds = isOnPostgres ? 60 : 6
const patience = (awaySeconds + 110) * 1000

/** What a person waits for at most, with what the answer itself takes. */
const answerWithinMs = 6000

interface Trouble {
  begin: () => void | Promise<void>
  end: () => void | Promise<void>
  /** What System.database says of it. */
  words: RegExp
}

interface Refusal {
  message: string
  ms: number
}

/** The answer to a change that cannot be stored. */
async function refusal(api: ApiClient, mutation: string): Promise<Refusal> {
  const began = performance.now()
  const { errors } = await api.ask(`mutation { ${mutation} }`)
  expect(errors).toMatchObject([{ extensions: { code: 'STORAGE' } }])
  return { message: errors![0]!.message, ms: performance.now() - began }
}

async function ready(api: ApiClient): Promise<[status: number, text: string]> {
  const response = await api.fetch('/readyz')
  return [response.status, (await response.text()).trim()]
}

async function database(api: ApiClient): Promise<{ healthy: boolean; detail: string | null }> {
  return (
    await api.query<{ system: { database: { healthy: boolean; detail: string | null } } }>(
      `{ system { database { healthy detail } } }`,
    )
  ).system.database
}

function count(manager: Manager, words: string): number {
  return manager.printed().split(words).length - 1
}

/** The database goes and comes back under a manager that sends; `restart` begins a new one on it. */
async function outlive(manager: Manager, trouble: Trouble, restart: () => Promise<Manager>): Promise<void> {
  const { api } = manager
  await using fixtures = new AsyncDisposableStack()
  const receiver = fixtures.use(await startUdpReceiver())
  const stopped = fixtures.use(await startUdpReceiver())
  const [camera, second] = [await createInput(api), await createInput(api, { name: 'Second' })]
  fixtures.use(await startFeed({ port: camera.udpPort }))
  const lost = fixtures.use(await startFeed({ port: second.udpPort }))
  const wall = await createOutput(api, {
    inputId: camera.id,
    name: 'Wall',
    protocol: 'UDP',
    url: `udp://127.0.0.1:${receiver.port}`,
  })
  const gate = await createOutput(api, {
    inputId: second.id,
    name: 'Gate',
    protocol: 'UDP',
    url: `udp://127.0.0.1:${stopped.port}`,
  })
  const isLive = async (id: string) => (await output(api, id)).state === 'LIVE'
  await until(async () => (await isLive(wall.id)) && (await isLive(gate.id)), 20_000, 'both outputs to be LIVE')
  expect(await ready(api)).toEqual([200, 'ready'])
  const { pid } = (await output(api, wall.id)).process!
  receiver.take()
  receiver.longestGapMs()

  const wentAt = performance.now()
  await trouble.begin()
  // A change that waits for the database, and a stop behind it that does not.
  const renamed = refusal(api, `updateOutput(id: "${wall.id}", changes: { name: "Renamed" }) { __typename }`)
  const stop = refusal(api, `stopOutput(id: "${gate.id}") { __typename }`)
  await until(async () => (await output(api, gate.id)).state === 'STOPPED', 3000, 'the output to be STOPPED')
  const silentSince = performance.now() + 100
  for (const { ms, message } of [await renamed, await refusal(api, `createInput(input: { name: "Third" }) { __typename }`)]) {
    expect(message).toMatch(/^Nothing was changed\./)
    expect(ms).toBeLessThan(answerWithinMs)
  }
  const { ms, message } = await stop
  expect(message).toMatch(/^The stop of output "Gate" is in force, but could not be stored\./)
  expect(ms).toBeLessThan(answerWithinMs)
  await until(async () => !(await database(api)).healthy, 8000, 'the trouble to be told')
  expect((await database(api)).detail).toMatch(trouble.words)
  expect(await ready(api)).toEqual([503, 'not ready: database'])
  // Something to be written later.
  await lost.kill()
  await until(async () => (await input(api, second.id)).state === 'LOST', 8000, 'the loss to be seen')
  while (performance.now() - wentAt < awaySeconds * 1000) {
    await sleep(500)
    expect((await output(api, wall.id)).process?.pid).toBe(pid)
  }
  expect((await output(api, wall.id)).name).toBe('Wall')
  expect(stopped.sendersSince(silentSince)).toEqual([])
  expect(receiver.longestGapMs()).toBeLessThan(1000)
  const { videoFrames, complaints } = await decodeBytes(receiver.take())
  expect(videoFrames).toBeGreaterThan(100)
  // What was kept begins between two key frames.
  expect(complaints.replace(/^.*(non-existing PPS|decode_slice_header|no frame!|Last message repeated).*$/gm, '').trim()).toBe('')

  await trouble.end()
  await until(async () => (await ready(api))[0] === 200, 20_000, 'the manager to be ready again')
  expect(await database(api)).toEqual({ healthy: true, detail: null })
  expect((await output(api, wall.id)).process?.pid).toBe(pid)
  await api.query(`mutation { updateOutput(id: "${wall.id}", changes: { name: "Renamed" }) { __typename } }`)
  // One line at its beginning and one at its end.
  expect([count(manager, 'Outputs go on;'), count(manager, 'The database works again')]).toEqual([1, 1])
  const asked = `{ incidents { incidents { cause inputName closedAt } } logs(inputId: "${second.id}", search: "no feed") { lines { text } }
    inputs { name outputs { name desired } } }`
  const before = await api.query<{ incidents: { incidents: unknown[] }; logs: { lines: unknown[] } }>(asked)
  expect(before.incidents.incidents).toContainEqual({ cause: 'INPUT_LOST', inputName: 'Second', closedAt: null })
  await manager.kill()

  await using next = await restart()
  const after = await next.api.query<typeof before>(asked)
  expect(after.incidents.incidents).toContainEqual({ cause: 'INPUT_LOST', inputName: 'Second', closedAt: null })
  expect(after).toMatchObject({
    logs: before.logs,
    inputs: [
      { name: 'Camera', outputs: [{ name: 'Renamed', desired: 'RUNNING' }] },
      { name: 'Second', outputs: [{ name: 'Gate', desired: 'STOPPED' }] },
    ],
  })
  expect(await next.stop()).toBe(0)
}

describe.runIf(canRunPostgres)('streams go on while PostgreSQL', () => {
  async function onPostgres(trouble: (server: TestPostgres, url: string) => Trouble): Promise<void> {
    await using server = await startPostgres()
    await using fresh = await createDatabase(server)
    await using manager = await startManager({ DATABASE_URL: fresh.url })
    const again = { DATABASE_URL: fresh.url, DATA_DIR: manager.dataDir }
    await outlive(manager, trouble(server, fresh.url), () => startManager(again))
    expect(manager.printed()).not.toContain(new URL(fresh.url).password)
  }

  it('is gone', { timeout: patience }, () =>
    onPostgres((server) => ({ begin: server.stop, end: server.start, words: /cannot be reached \(nothing listens there\)/ })),
  )

  it.runIf(isOnPostgres)('is frozen', { timeout: patience }, () =>
    onPostgres((server) => ({ begin: server.freeze, end: server.thaw, words: /does not answer|cannot be reached/ })),
  )

  it.runIf(isOnPostgres)('has its tables locked by another program', { timeout: patience }, () =>
    onPostgres((_, url) => {
      const other = new Client(url)
      return {
        words: /under a lock of another program/,
        async begin() {
          await other.connect()
          await other.query('begin; lock table input, output, log_line, incident in access exclusive mode')
        },
        end: () => other.end(),
      }
    }),
  )
})

describe.skipIf(isOnPostgres)('streams go on while SQLite', () => {
  it('is locked by another program', { timeout: patience }, async () => {
    await using manager = await startManager()
    const { dataDir } = manager
    const other = new DatabaseSync(join(dataDir, 'manager.db'))
    const trouble: Trouble = {
      begin: () => other.exec('begin immediate'),
      end: () => other.close(),
      words: /in use by another program/,
    }
    await outlive(manager, trouble, () => startManager({ DATA_DIR: dataDir }))
  })

  it.runIf(canLimit)('has no room left on its disk', { timeout: patience }, async () => {
    await using manager = await startManager()
    const trouble: Trouble = {
      begin: () => fillDisk(manager.pid, 1024),
      end: () => fillDisk(manager.pid, null),
      words: /disk/,
    }
    await outlive(manager, trouble, () => startManager({ DATA_DIR: manager.dataDir }))
  })
})
