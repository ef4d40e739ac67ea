import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../src/app.ts'
import { openDatabase } from '../../src/db/database.ts'
import type { Database } from '../../src/db/database.ts'
import { openOwned } from '../../src/db/owner/openOwned.ts'
import type { Ownership } from '../../src/domain/ownership.ts'
import { systemClock } from '../../src/worker/systemClock.ts'
import { ApiClient, testConfig, testKey } from '../support/api.ts'
import { startCutWire } from '../support/cutWire.ts'
import { startFeed } from '../support/feed.ts'
import { createInput, createOutput, output } from '../support/operations.ts'
import { freeUdpPort } from '../support/ports.ts'
import { admin, canRunPostgres, createDatabase, startPostgres } from '../support/postgres.ts'
import type { TestDatabase, TestPostgres } from '../support/postgres.ts'
import { startUdpReceiver } from '../support/udpReceiver.ts'
import { until } from '../support/until.ts'

const hold = { holdMs: 3000, graceMs: 500 }

/** A start on the database, to the point where processes could be started. */
class Start implements AsyncDisposable {
  readonly said: string[] = []
  readonly events: { kind: 'pause' | 'resume' | 'lost'; at: number; why: string }[] = []
  ownership!: Ownership
  #db!: Database

  static async on(url: string): Promise<Start> {
    const start = new Start()
    const say = (_level: string, text: string) => start.said.push(text)
    const open = () => openDatabase({ kind: 'postgres', url, secretKey: 'a secret key of the tests' })
    const { db, ownership } = await openOwned({ kind: 'postgres', url }, open, { clock: systemClock, say, hold })
    start.ownership = ownership
    start.#db = db
    const note = (kind: 'pause' | 'resume' | 'lost') => (why: string) =>
      void start.events.push({ kind, at: performance.now(), why })
    ownership.listen({ onPause: note('pause'), onResume: note('resume'), onLost: note('lost') })
    return start
  }

  async [Symbol.asyncDispose]() {
    await this.ownership.release()
    await this.#db.close()
  }
}

const refusedStart = (url: string) =>
  Start.on(url).then(
    () => 'started',
    (error: Error) => error.message,
  )

describe.runIf(canRunPostgres)('the owner of a PostgreSQL database', () => {
  let postgres: TestPostgres
  beforeAll(async () => {
    postgres = await startPostgres()
  }, 30_000)
  afterAll(() => postgres[Symbol.asyncDispose]())

  /** As the server does by itself when a session has said nothing for half a minute. */
  const endSession = ({ url }: TestDatabase) =>
    admin(
      url,
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'stream-distribution-manager owner' and datname = current_database()`,
    )
  const through = ({ url }: TestDatabase, port: number) => url.replace(/:\d+\//, `:${port}/`)

  /** An owner whose wire to its database is cut, where the session that it had is over. */
  async function startCutOff() {
    await using fixtures = new AsyncDisposableStack()
    const database = fixtures.use(await createDatabase(postgres))
    const wire = fixtures.use(await startCutWire(postgres.port))
    const owner = fixtures.use(await Start.on(through(database, wire.port)))
    wire.cut()
    await endSession(database)
    const all = fixtures.move()
    return { database, wire, owner, [Symbol.asyncDispose]: () => all.disposeAsync() }
  }

  it.concurrent('is alone: a second start is refused, and told who it is', async () => {
    await using database = await createDatabase(postgres)
    {
      await using first = await Start.on(database.url)
      expect(first.ownership).toMatchObject({ epoch: 1 })
      await first.ownership.servesAt('http://127.0.0.1:1234')
      const words = await refusedStart(database.url)
      expect(words).toContain(`process ${process.pid} on `)
      expect(words).toContain('at http://127.0.0.1:1234')
      expect(words).not.toContain('a-password')
      await using second = await createDatabase(postgres)
      await using other = await Start.on(second.url)
      expect(other.ownership.instanceId).not.toBe(first.ownership.instanceId)
    }
    await using next = await Start.on(database.url)
    expect(next.ownership.epoch).toBe(2)
    expect(next.said).toEqual([])
  })

  it('goes on while the server says that it does not run, and holds the database again afterwards', async () => {
    await using database = await createDatabase(postgres)
    await using owner = await Start.on(database.url)
    await postgres.stop()
    await sleep(hold.holdMs + 1500)
    expect(owner.ownership.mayStart()).toBe(true)
    await postgres.start()
    await until(async () => (await refusedStart(database.url)).includes('is held by another'), 5000, 'the lock to be held again')
    expect(owner.events).toEqual([])
    expect((await admin(database.url, 'select epoch from owner'))[0]).toEqual({ epoch: 1 })
  })

  it.concurrent('keeps it while another program locks its row, and when its session is ended', async () => {
    await using database = await createDatabase(postgres)
    await using owner = await Start.on(database.url)
    await admin(database.url, `begin; lock table owner; select pg_sleep(${hold.holdMs / 1000 + 1}); commit`)
    expect(owner.events).toEqual([])
    await endSession(database)
    await sleep(hold.holdMs)
    expect(owner.ownership.mayStart()).toBe(true)
    expect(owner.events).toEqual([])
    expect(await refusedStart(database.url)).toContain('is held by another')
  })

  it.concurrent('that is cut off ends its processes before another one begins, and itself when it comes back', async () => {
    await using it = await startCutOff()
    const { database, wire, owner } = it
    const cutAt = performance.now()
    await using taker = await Start.on(database.url)
    const tookAt = performance.now()
    expect(taker.ownership.epoch).toBe(2)
    expect(taker.said.join()).toMatch(/process \d+ on .* did not say that it ended/)
    expect(owner.events.map(({ kind }) => kind)).toEqual(['pause'])
    expect(owner.events[0]!.at).toBeLessThan(tookAt)
    expect(owner.events[0]!.at - cutAt).toBeLessThanOrEqual(hold.holdMs + 300)
    expect(owner.ownership.mayStart()).toBe(false)
    expect(owner.ownership.trouble()).toMatch(/was not reached for 3 s/)
    wire.mend()
    await until(() => owner.events.length === 2, 10_000, 'the first to know that it is over')
    expect(owner.events[1]).toMatchObject({ kind: 'lost', why: expect.stringMatching(/was taken over by .* process/) })
    expect(taker.ownership.mayStart()).toBe(true)
  })

  it.concurrent('that comes back in time keeps it: the one that waited is refused', async () => {
    await using it = await startCutOff()
    const { database, wire, owner } = it
    const waiting = refusedStart(database.url)
    await sleep(1000)
    wire.mend()
    expect(await waiting).toContain('is held by another manager')
    expect(owner.events.filter(({ kind }) => kind !== 'pause' && kind !== 'resume')).toEqual([])
    await until(() => owner.ownership.mayStart(), 5000, 'the owner to be sure of it again')
    expect(owner.ownership.epoch).toBe(1)
    await until(async () => (await refusedStart(database.url)).includes('is held by another'), 5000, 'the lock to be held again')
  })

  it.concurrent('that is cut off for too long lets its outputs wait, and sends again when it is back', async () => {
    await using database = await createDatabase(postgres)
    await using wire = await startCutWire(postgres.port)
    await using receiver = await startUdpReceiver()
    await using fixtures = new AsyncDisposableStack()
    const dataDir = mkdtempSync(join(tmpdir(), 'cut-off-'))
    fixtures.defer(() => rmSync(dataDir, { recursive: true, force: true }))
    const start = await freeUdpPort()
    const srtPort = await freeUdpPort()
    const place = { kind: 'postgres', url: through(database, wire.port) } as const
    const ranges = { udpPortRange: { start, end: start }, srtPortRange: { start: srtPort, end: srtPort } }
    const printed: string[] = []
    const print = (line: string) => printed.push(line)
    const app = await createApp(testConfig({ dataDir, database: place, ...ranges }), { hold, print })
    fixtures.defer(() => app.stop())
    const api = new ApiClient(app.url, testKey)
    const camera = await createInput(api)
    fixtures.use(await startFeed({ port: camera.udpPort }))
    const { id } = await createOutput(api, { inputId: camera.id, protocol: 'UDP', url: `udp://127.0.0.1:${receiver.port}` })
    const becomes = (state: string) => until(async () => (await output(api, id)).state === state, 20_000, `it to be ${state}`)
    await becomes('LIVE')

    wire.cut()
    await becomes('WAITING_INPUT')
    await until(async () => (await output(api, id)).process === null, 1000, 'its process to be gone')
    const moment = performance.now()
    await sleep(500)
    expect(receiver.sendersSince(moment)).toEqual([])
    const { system } = await api.query<{ system: object }>('{ system { epoch database { healthy detail } } }')
    expect(system).toMatchObject({
      epoch: 1,
      database: { healthy: false, detail: expect.stringMatching(/was not reached for 3 s/) },
    })
    wire.mend()
    await becomes('LIVE')
    expect(printed.filter((line) => /Every output waits/.test(line))).toHaveLength(1)
    expect((await admin(database.url, 'select epoch from owner'))[0]).toEqual({ epoch: 1 })
  })
})
