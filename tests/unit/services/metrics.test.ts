import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { MetricsRange } from '../../../src/domain/metrics.ts'
import type { OutputRates } from '../../../src/domain/output.ts'
import { startServices } from '../../support/services.ts'
import { settle } from '../../support/virtualClock.ts'

type App = Awaited<ReturnType<typeof startServices>>

const epoch = Date.parse('2026-01-01T00:00:00.000Z') / 1000
const destination = { inputId: '1', protocol: 'UDP', url: 'udp://192.0.2.9:9000' } as const

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sdm-metrics-'))
  file = join(folder, 'app.db')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function withOutput(options: Parameters<typeof startServices>[0] = {}): Promise<App> {
  const app = await startServices(options)
  await app.inputs.create({ name: 'Camera' })
  await app.outputs.create({ ...destination, name: 'Wall' })
  await observe(app)
  return app
}

async function observe(app: App): Promise<void> {
  app.worker.observeInput({ id: '1' })
  app.worker.observeOutput({ id: '1' })
  await app.clock.advance(0)
}

/** Seconds pass, with rates at each; `of`: those of second n. */
async function run(
  { bus, clock }: App,
  seconds: number,
  of: (n: number) => Partial<OutputRates> & { received?: number; errors?: number } = () => ({}),
) {
  for (let n = 0; n < seconds; n++) {
    const { received = 0, errors = 0, ...rates } = of(n)
    const none = { bitrateBps: 0, bytesSent: 0, callers: 0, cpuPercent: null, rssBytes: null, mediaTimeMs: null }
    bus.publish('rates', {
      at: clock.date().toISOString(),
      inputs: [{ id: '1', bitrateBps: received, bytesReceived: 0, errors }],
      outputs: [{ id: '1', ...none, ...rates }],
    })
    await clock.advance(1000)
  }
}

const read = async (app: App, range: MetricsRange, of: { inputId?: string; outputId?: string } = { outputId: '1' }) =>
  (await app.metrics.read(of, range)).points.map(({ at, ...point }) => ({ ...point, at: at - epoch }))

it('has the last five minutes second by second', async () => {
  const app = await withOutput()
  await run(app, 3, (n) => ({ bitrateBps: 1000 * n, cpuPercent: 1.25, rssBytes: 4096 * n, received: 5000 }))
  const rest = { errors: 0, restarts: 0 }
  expect(await read(app, 'FIVE_MINUTES')).toEqual(
    [0, 1, 2].map((n) => ({
      ...{ ...rest, at: n, bitrateBps: 1000 * n, minBitrateBps: 1000 * n, maxBitrateBps: 1000 * n },
      ...{ cpuPercent: 1.25, rssBytes: 4096 * n },
    })),
  )
  expect((await read(app, 'FIVE_MINUTES', { inputId: '1' }))[0]).toMatchObject({ bitrateBps: 5000, cpuPercent: null })
  await run(app, 310)
  const { from, to, stepMs, points } = await app.metrics.read({ outputId: '1' }, 'FIVE_MINUTES')
  expect(stepMs).toBe(1000)
  expect(to.getTime() - from.getTime()).toBe(299_000)
  expect(points).toHaveLength(299)
  expect(points[0]!.at).toBe(from.getTime() / 1000)
  await app.stop()
})

it('leaves gaps where nothing was observed, and none where a tick was late', async () => {
  const app = await withOutput()
  await run(app, 2)
  await app.clock.advance(2000)
  await run(app, 1)
  app.worker.observeOutput({ id: '1', state: 'UNKNOWN' })
  await run(app, 2)
  app.worker.observeOutput({ id: '1', state: 'LIVE' })
  await app.clock.advance(990)
  await run(app, 1)
  await app.clock.advance(20)
  await run(app, 1)
  expect((await read(app, 'FIVE_MINUTES')).map(({ at }) => at)).toEqual([0, 1, 4, 7, 8, 9])
  await app.stop()
})

it('counts what happened in a step, and never less than nothing', async () => {
  const app = await withOutput()
  await run(app, 2, () => ({ errors: 3 }))
  app.worker.observeOutput({ id: '1', state: 'RECONNECTING', drops: 2, restarts: 1 })
  await run(app, 2, () => ({ errors: 8 }))
  // Old drops no longer count, a stop sets the restarts back, and so does a new worker with the errors.
  app.worker.observeOutput({ id: '1', state: 'LIVE', drops: 1, restarts: 0 })
  await run(app, 1, () => ({ errors: 1 }))
  const counts = (points: { errors: number; restarts: number }[]) => points.map(({ errors, restarts }) => [errors, restarts])
  expect(counts(await read(app, 'FIVE_MINUTES', { inputId: '1' }))).toEqual([
    [3, 0],
    [0, 0],
    [5, 0],
    [0, 0],
    [1, 0],
  ])
  expect(counts(await read(app, 'FIVE_MINUTES'))).toEqual([
    [0, 0],
    [2, 1],
    [0, 0],
    [0, 0],
    [0, 0],
  ])
  expect(counts(await read(app, 'ONE_HOUR'))).toEqual([[2, 1]])
  expect(counts(await read(app, 'ONE_DAY', { inputId: '1' }))).toEqual([[9, 0]])
  await app.stop()
})

it('keeps steps of 10 s, a minute and 15 minutes, each second in each of them once', async () => {
  const app = await withOutput()
  await run(app, 1000, (n) => ({ bitrateBps: n }))
  const tens = await read(app, 'ONE_HOUR')
  expect(tens).toHaveLength(100)
  expect(tens.slice(0, 2)).toMatchObject([
    { at: 0, bitrateBps: 4.5, minBitrateBps: 0, maxBitrateBps: 9 },
    { at: 10, bitrateBps: 14.5, minBitrateBps: 10, maxBitrateBps: 19 },
  ])
  const minutes = await read(app, 'ONE_DAY')
  expect(minutes.map(({ at }) => at)).toEqual(Array.from({ length: 17 }, (_, n) => 60 * n))
  expect(minutes.map(({ bitrateBps }) => bitrateBps)).toEqual([...Array.from({ length: 16 }, (_, n) => 60 * n + 29.5), 979.5])
  expect(await read(app, 'THIRTY_DAYS')).toMatchObject([
    { at: 0, bitrateBps: 449.5, minBitrateBps: 0, maxBitrateBps: 899 },
    { at: 900, bitrateBps: 949.5, minBitrateBps: 900, maxBitrateBps: 999 },
  ])
  await app.stop()
})

it('goes on after a new start, with the gap of the time in between, and steps that both have seen are whole', async () => {
  const first = await withOutput({ file })
  await run(first, 125, (n) => ({ bitrateBps: n }))
  await first.stop()
  await first.clock.advance(40_000)
  const { clock } = first
  const second = await startServices({ file, clock })
  expect(await read(second, 'FIVE_MINUTES')).toEqual([])
  expect((await read(second, 'ONE_DAY')).map(({ at, bitrateBps }) => [at, bitrateBps])).toEqual([
    [0, 29.5],
    [60, 89.5],
    [120, 122],
  ])
  await observe(second)
  await run(second, 1000, () => ({ bitrateBps: 2 }))
  const tens = (await read(second, 'ONE_HOUR')).map(({ at }) => at)
  expect(tens.slice(10, 16)).toEqual([100, 110, 120, 160, 170, 180])
  const minutes = await read(second, 'ONE_DAY')
  expect(minutes.slice(1, 4)).toMatchObject([
    { at: 60, bitrateBps: 89.5 },
    { at: 120, minBitrateBps: 2, maxBitrateBps: 124 },
    { at: 180, bitrateBps: 2, maxBitrateBps: 2 },
  ])
  const quarters = await read(second, 'THIRTY_DAYS')
  expect(quarters.map(({ at, maxBitrateBps }) => [at, maxBitrateBps])).toEqual([
    [0, 124],
    [900, 2],
  ])
  await second.stop()
})

it('deletes what is too old, and what was measured of what is deleted', async () => {
  const app = await withOutput({ file })
  await run(app, 65)
  await app.clock.freeze(2 * 3_600_000)
  await run(app, 130)
  const rows = () => {
    using database = new DatabaseSync(file, { readOnly: true })
    return database.prepare('select step, min(at) as at, count(*) as count from metrics_point group by step order by step').all()
  }
  expect(rows().map(({ step, at }) => [step, Number(at) - epoch])).toEqual([
    [10, 7260],
    [60, 0],
    [900, 0],
  ])
  await app.outputs.delete('1')
  await app.inputs.delete('1')
  await run(app, 1)
  app.bus.publish('outputGone', { id: '1' })
  app.bus.publish('inputGone', { id: '1' })
  await app.clock.advance(20_000)
  expect(rows()).toEqual([])
  // As if the last process had ended before it heard that they are gone.
  const point = { step: 900, at: epoch, samples: 1, bitrateBps: 1, minBitrateBps: 1, maxBitrateBps: 1, errors: 0, restarts: 0 }
  const points = ['input:1', 'output:1'].map((subject) => ({ ...point, subject, cpuPercent: null, rssBytes: null }))
  await app.db.metrics.write({ points, removed: [], sums: [], prunedAt: null })
  expect(await app.db.metrics.subjects()).toEqual(['input:1', 'output:1'])
  await app.stop()
  const next = await startServices({ file })
  await next.clock.advance(20_000)
  expect(rows()).toEqual([])
  await next.stop()
})

it('loses nothing while another program has the database, and reads the last minutes all the same', async () => {
  const app = await withOutput({ file })
  const other = new DatabaseSync(file)
  other.exec('begin immediate')
  await run(app, 100, (n) => ({ bitrateBps: n }))
  expect(app.system.now().database).toMatchObject({ healthy: false })
  expect(await read(app, 'FIVE_MINUTES')).toHaveLength(100)
  expect(await read(app, 'ONE_HOUR')).toHaveLength(10)
  other.exec('rollback')
  other.close()
  for (let round = 0; round < 40; round++) {
    await app.clock.advance(1000)
    await settle()
  }
  expect(app.system.now().database).toMatchObject({ healthy: true })
  await app.stop()
  const later = await startServices({ file, clock: app.clock })
  expect((await read(later, 'ONE_DAY')).map(({ at, bitrateBps }) => [at, bitrateBps])).toEqual([
    [0, 29.5],
    [60, 79.5],
  ])
  await later.stop()
})

it('is asked for one thing that exists', async () => {
  const app = await withOutput()
  await expect(app.metrics.read({}, 'ONE_DAY')).rejects.toMatchObject({ field: 'inputId' })
  await expect(app.metrics.read({ inputId: '1', outputId: '1' }, 'ONE_DAY')).rejects.toMatchObject({ field: 'inputId' })
  await expect(app.metrics.read({ outputId: '9' }, 'FIVE_MINUTES')).rejects.toMatchObject({ id: '9' })
  await app.stop()
})
