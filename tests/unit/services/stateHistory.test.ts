import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { FailureCode } from '../../../src/domain/failure.ts'
import type { OutputState } from '../../../src/domain/states.ts'
import { startServices } from '../../support/services.ts'

type App = Awaited<ReturnType<typeof startServices>>

const epoch = Date.parse('2026-01-01T00:00:00.000Z')
const hourMs = 3_600_000

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sdm-states-'))
  file = join(folder, 'app.db')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function withOutput(options: Parameters<typeof startServices>[0] = {}): Promise<App> {
  const app = await startServices(options)
  await app.inputs.create({ name: 'Camera' })
  await app.outputs.create({ inputId: '1', name: 'Wall', protocol: 'UDP', url: 'udp://192.0.2.9:9000' })
  return app
}

/** The output is in this state from now on. */
async function become({ worker, clock }: App, state: OutputState, code: FailureCode | null = null, id = '1'): Promise<void> {
  const stateSince = clock.date().toISOString()
  const seen = { firstSeenAt: stateSince, lastSeenAt: stateSince, count: 1 }
  const failure = code && { code, message: '', likelyCause: null, advice: [], evidence: null, ...seen }
  worker.observeOutput({ id, state, stateSince, failure })
  await clock.advance(0)
}

async function tick({ bus, clock }: App): Promise<void> {
  bus.publish('rates', { at: clock.date().toISOString(), inputs: [], outputs: [] })
  await clock.advance(0)
}

/** Seconds since the beginning of the test. */
const since = (at: number | null) => (at === null ? null : (at - epoch) / 1000)
const read = async (app: App, hours = 24, id = '1') =>
  (await app.stateHistory.ofOutput(id, hours)).map(({ state, from, to, failureCode }) => [
    ...[state, since(from), since(to)],
    ...(failureCode === null ? [] : [failureCode]),
  ])

it('tells states with the time that each lasted and its reason', async () => {
  const app = await withOutput()
  expect(await read(app)).toEqual([])
  await become(app, 'STARTING')
  await app.clock.advance(2000)
  await become(app, 'LIVE')
  await app.clock.advance(8000)
  await become(app, 'RECONNECTING', 'REFUSED')
  // Each further attempt tells the same; another reason is told from when it is known.
  await app.clock.advance(1000)
  app.worker.observeOutput({ id: '1', generation: 0, state: 'LIVE' })
  await app.clock.advance(0)
  await become(app, 'RECONNECTING', 'REFUSED')
  await app.clock.advance(1000)
  await become(app, 'RECONNECTING', 'NO_ANSWER')
  expect(await read(app)).toEqual([
    ['STARTING', 0, 2],
    ['LIVE', 2, 10],
    ['RECONNECTING', 10, 12, 'REFUSED'],
    ['RECONNECTING', 12, null, 'NO_ANSWER'],
  ])
  app.worker.observeInput({ id: '1', state: 'LOST', stateSince: app.clock.date().toISOString() })
  await app.clock.advance(0)
  expect(await app.stateHistory.ofInput('1', 1)).toEqual([{ state: 'LOST', from: epoch + 12_000, to: null, failureCode: null }])
  expect(await app.stateHistory.ofOutput('9', 24)).toEqual([])
  await app.stop()
})

it('knows what is stopped since it was made, of which no fact comes', async () => {
  const app = await startServices()
  await app.inputs.create({ name: 'Camera', start: false })
  await app.clock.advance(5000)
  expect(await app.stateHistory.ofInput('1', 24)).toMatchObject([{ state: 'STOPPED', from: epoch, to: null }])
  await app.stop()
})

it('ends after a crash what lasted where it was last seen, and a time that nobody saw is in no span', async () => {
  const first = await withOutput({ file })
  await become(first, 'LIVE')
  await first.clock.advance(25_000)
  // Not stopped: all that is known is what was stored at 20 s.
  const second = await startServices({ file, clock: first.clock })
  await second.clock.advance(5000)
  expect(await read(second)).toEqual([['LIVE', 0, 20]])
  await become(second, 'LIVE')
  await second.clock.advance(1000)
  expect(await read(second)).toEqual([
    ['LIVE', 0, 20],
    ['LIVE', 30, null],
  ])
  await second.stop()
  await first.stop()
})

it('has a gap where the machine slept', async () => {
  const app = await withOutput()
  await become(app, 'LIVE')
  await app.clock.advance(5000)
  await tick(app)
  await app.clock.freeze(595_000)
  await tick(app)
  const withGap = [
    ['LIVE', 0, 5],
    ['LIVE', 600, null],
  ]
  expect(await read(app)).toEqual(withGap)
  await app.clock.advance(29_000)
  await tick(app)
  expect(await read(app)).toEqual(withGap)
  await app.stop()
})

it('keeps 30 days, and asks the database once for all who ask for more than a day', async () => {
  const app = await withOutput({ file })
  await app.outputs.create({ inputId: '1', name: 'Other', protocol: 'UDP', url: 'udp://192.0.2.9:9001' })
  await become(app, 'LIVE')
  await become(app, 'LISTENING', null, '2')
  await app.clock.advance(10_000)
  for (let day = 1; day <= 40; day++) {
    await app.clock.freeze(24 * hourMs - 10_000)
    await become(app, day % 2 ? 'FAILED' : 'LIVE', day % 2 ? 'TLS' : null)
    await app.clock.advance(10_000)
  }
  const statements = vi.spyOn(DatabaseSync.prototype, 'prepare')
  const [days, other] = await Promise.all([read(app, 720), read(app, 720, '2')])
  expect(statements.mock.calls.filter(([sql]) => sql.includes('state_day'))).toHaveLength(1)
  statements.mockClear()
  expect(await read(app, 24)).toHaveLength(2)
  expect(statements).not.toHaveBeenCalled()
  vi.restoreAllMocks()
  expect(days).toHaveLength(31)
  expect(days[0]).toEqual(['LIVE', 10 * 86_400 + 10, 11 * 86_400])
  expect(days.at(-1)).toEqual(['LIVE', 40 * 86_400, null])
  expect(other).toEqual([['LISTENING', 10 * 86_400 + 10, null]])
  using database = new DatabaseSync(file, { readOnly: true })
  const rows = database.prepare('select count(*) as count from state_day').get()
  expect(rows?.count).toBeLessThanOrEqual(33)
  await app.stop()
})

it('writes one row a day, however often a state changes', async () => {
  const app = await withOutput({ file })
  for (let n = 0; n < 20; n++) {
    await become(app, n % 2 ? 'LIVE' : 'RECONNECTING', n % 2 ? null : 'CONNECTION_LOST')
    await app.clock.freeze(1000)
  }
  await app.clock.advance(10_000)
  expect(await read(app)).toHaveLength(20)
  using database = new DatabaseSync(file, { readOnly: true })
  expect(database.prepare('select subject, day from state_day').all()).toEqual([{ subject: 'output:1', day: epoch / 86_400_000 }])
  await app.stop()
})

it('waits for the database, and forgets what is deleted', async () => {
  const app = await withOutput({ file })
  const other = new DatabaseSync(file)
  other.exec('begin immediate')
  await become(app, 'LIVE')
  await app.clock.advance(30_000)
  expect(app.system.now().database).toMatchObject({ healthy: false })
  expect(await read(app)).toEqual([['LIVE', 0, null]])
  other.exec('rollback')
  await app.clock.advance(20_000)
  const rows = () => other.prepare('select count(*) as count from state_day').get()?.count
  expect(rows()).toBe(1)
  await app.outputs.delete('1')
  app.bus.publish('outputGone', { id: '1' })
  await app.clock.advance(20_000)
  expect(rows()).toBe(0)
  // As if the last process had ended before it heard that they are gone.
  const days = [100, 20_454].map((day) => ({ subject: 'output:1', day, spans: [] }))
  await app.db.stateHistory.write({ days, removed: [], seenAt: 0, endedBefore: null })
  await app.stop()
  const next = await startServices({ file })
  await next.clock.advance(20_000)
  expect(rows()).toBe(0)
  other.close()
  await next.stop()
})
