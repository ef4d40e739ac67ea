import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { IncidentEvent } from '../../../src/domain/events.ts'
import type { Failure } from '../../../src/domain/failure.ts'
import type { EventMap, Topic } from '../../../src/domain/bus.ts'
import { IncidentRule } from '../../../src/domain/incidents.ts'
import { InProcessBus } from '../../../src/services/bus.ts'
import { nextOf, startServices } from '../../support/services.ts'
import { settle, VirtualClock } from '../../support/virtualClock.ts'

let app: Awaited<ReturnType<typeof startServices>>
let folder: string
let file: string
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sdm-incidents-'))
  file = join(folder, 'app.db')
  app = await startServices({ file })
  await app.inputs.create({ name: 'Camera' })
  for (const name of ['A', 'B']) {
    await app.outputs.create({ inputId: '1', name, protocol: 'UDP', url: `udp://198.51.100.7:600${name === 'A' ? 0 : 1}` })
  }
  await mediamtx(true)
  await observe({ input: 'LIVE' })
})
afterEach(async () => {
  await app.stop()
  rmSync(folder, { recursive: true, force: true })
})

const refused: Failure = {
  ...{ code: 'REFUSED', message: 'Nothing listens there', likelyCause: null, advice: [], evidence: null },
  ...{ firstSeenAt: '2026-01-01T00:00:00.000Z', lastSeenAt: '2026-01-01T00:00:00.000Z', count: 1 },
}

async function pass(ms: number): Promise<void> {
  await app.clock.advance(ms)
  for (let i = 0; i < 20; i++) await settle()
}
async function mediamtx(healthy: boolean): Promise<void> {
  app.bus.publish('componentFact', { component: 'mediamtx', fact: { healthy, version: null, detail: null, since: null } })
  await pass(100)
}
async function observe({ input, a }: { input?: 'LIVE' | 'LOST'; a?: 'LIVE' | 'FAILED' }): Promise<void> {
  if (input) app.worker.observeInput({ id: '1', state: input })
  if (a) app.worker.observeOutput({ id: '1', state: a, failure: a === 'FAILED' ? refused : null })
  await settle()
  await pass(100)
}
const page = (open: boolean | null = null, before: string | null = null, first = 10) =>
  app.incidents.page({ open, first, before })
const titles = async (open: boolean | null = null) => (await page(open)).incidents.map(({ title }) => title)
async function restart({ crash = false } = {}): Promise<void> {
  if (crash) await app.db.close()
  await app.stop()
  app = await startServices({ file })
}

describe('incidents', () => {
  it('are followed: the open ones first, then each as it comes, changes and is over', async () => {
    await observe({ input: 'LOST' })
    const reader = app.incidents.follow()
    const heard = async () => {
      const event: IncidentEvent = await nextOf(reader)
      const objects = event.kind === 'SNAPSHOT' ? event.objects : [event.object]
      return [event.kind, ...objects.map(({ title, closedAt }) => `${title}${closedAt ? ' (over)' : ''}`)]
    }
    expect(await heard()).toEqual(['SNAPSHOT', 'Camera has no feed; its 2 outputs wait'])
    await app.outputs.stop('2')
    await pass(1000)
    expect(await heard()).toEqual(['CHANGED', 'Camera has no feed; its output A waits'])
    await mediamtx(false)
    expect(await heard()).toEqual(['ADDED', 'MediaMTX does not answer; 1 output waits'])
    await mediamtx(true)
    expect(await heard()).toEqual(['CHANGED', 'MediaMTX does not answer; 1 output waits (over)'])
    await observe({ input: 'LIVE' })
    expect(await heard()).toEqual(['CHANGED', 'Camera has no feed; its output A waits (over)'])
  })

  it('come in pages, newest first, all or the open or the closed ones', async () => {
    for (let i = 0; i < 3; i++) {
      await mediamtx(false)
      await mediamtx(true)
      await pass(60_000)
    }
    await observe({ input: 'LOST' })
    const first = await page(null, null, 2)
    expect(first).toMatchObject({ incidents: [{ id: '4', cause: 'INPUT_LOST' }, { id: '3' }], hasOlder: true })
    expect(await page(null, '3', 2)).toMatchObject({ incidents: [{ id: '2' }, { id: '1' }], hasOlder: false })
    expect((await page(true)).incidents).toMatchObject([{ id: '4', closedAt: null, outputNames: ['A', 'B'] }])
    expect((await page(false, null, 2)).incidents).toMatchObject([{ id: '3' }, { id: '2' }])
    await expect(page(null, 'x')).rejects.toMatchObject({ name: 'InvalidValue', field: 'before' })
  })

  it('that are over and stored while a page is read are on it', async () => {
    await observe({ input: 'LOST' })
    await pass(2000)
    const { incidents } = app.db
    const read = incidents.read.bind(incidents)
    vi.spyOn(incidents, 'read').mockImplementationOnce(async (range) => {
      const found = await read(range)
      await observe({ input: 'LIVE' })
      await pass(5000)
      return found
    })
    expect((await page(false)).incidents).toMatchObject([{ id: '1', closedAt: expect.any(Date) }])
    expect(await read({ isOpen: false, before: null, limit: 9 })).toHaveLength(1)
  })

  it('are judged again after a mistake, which the log tells once', async () => {
    const judge = vi.spyOn(IncidentRule.prototype, 'judge').mockImplementation(() => {
      throw new Error('a mistake')
    })
    await observe({ input: 'LOST' })
    await pass(3000)
    judge.mockRestore()
    expect((await page()).incidents).toEqual([])
    await pass(2000)
    expect((await page()).incidents).toMatchObject([{ id: '1', closedAt: null }])
    const { lines } = await app.logs.page({ first: 9, search: 'cannot be judged' })
    expect(lines).toMatchObject([{ level: 'ERROR', text: expect.stringContaining('a mistake') }])
  })

  it('keep their ids when a fact comes before the stored ones are known', async () => {
    await observe({ input: 'LOST' })
    await app.stop()
    class EagerBus extends InProcessBus {
      override subscribe<T extends Topic>(topic: T, handler: (data: EventMap[T]) => void): () => void {
        const fact = { healthy: false, version: null, detail: null, since: null }
        if (topic === 'componentFact') this.publish('componentFact', { component: 'mediamtx', fact })
        return super.subscribe(topic, handler)
      }
    }
    app = await startServices({ file, bus: new EagerBus() })
    expect((await page()).incidents).toMatchObject([
      { id: '2', cause: 'MEDIAMTX_DOWN' },
      { id: '1', cause: 'INPUT_LOST' },
    ])
  })

  it('tell of a MediaMTX that was back at once, too', async () => {
    for (const healthy of [false, true])
      app.bus.publish('componentFact', { component: 'mediamtx', fact: { healthy, version: null, detail: null, since: null } })
    await settle()
    expect((await page()).incidents).toMatchObject([{ cause: 'MEDIAMTX_DOWN', closedAt: expect.any(Date) }])
  })

  it('are noticed when nothing else happens, and outlive the names and objects that they are about', async () => {
    await observe({ a: 'FAILED' })
    expect(await titles()).toEqual([])
    await pass(3000)
    expect(await titles(true)).toEqual(['A is not sent: Nothing listens there'])
    await app.inputs.delete('1')
    await pass(1000)
    expect((await page()).incidents).toMatchObject([
      { inputId: '1', inputName: 'Camera', outputIds: ['1'], outputNames: ['A'], closedAt: expect.any(Date) },
    ])
    expect(await titles(true)).toEqual([])
  })

  it.each([
    ['an ordered end', false],
    ['a crash', true],
  ])('stay open over %s, and are closed with the last sight of them when they are over then', async (_how, crash) => {
    await observe({ input: 'LOST', a: 'FAILED' })
    await pass(25_000)
    const seenUntil = app.clock.date().getTime()
    await restart({ crash })
    expect(await titles(true)).toEqual(['A is not sent: Nothing listens there', 'Camera has no feed; its 2 outputs wait'])
    await pass(60_000)
    await observe({ input: 'LIVE', a: 'FAILED' })
    const { incidents } = await page()
    expect(incidents).toMatchObject([{ id: '2', closedAt: null }, { id: '1' }])
    const closedAt = incidents[1]?.closedAt?.getTime() ?? 0
    expect(closedAt).toBeLessThanOrEqual(seenUntil)
    expect(closedAt).toBeGreaterThan(seenUntil - 11_000)
    await observe({ a: 'LIVE' })
    expect((await page(false)).incidents.map(({ id }) => id)).toEqual(['2', '1'])
    await mediamtx(false)
    expect((await page(true)).incidents).toMatchObject([{ id: '3' }])
  })

  it('tell that the server did not run, to each output that was wished', async () => {
    await app.outputs.stop('2')
    await observe({ a: 'LIVE' })
    await pass(25_000)
    app.ending()
    app.worker.observeOutput({ id: '1', state: 'STOPPED', stateSince: app.clock.date().toISOString() })
    await settle()
    await app.stop()
    const clock = new VirtualClock()
    await clock.advance(app.clock.now() + 300_000)
    app = await startServices({ file, clock })
    const { incidents } = await page()
    expect(incidents).toMatchObject([
      {
        ...{ cause: 'SERVER_DOWN', title: 'The server was not running for 5 min; 1 output was off' },
        ...{ outputNames: ['A'], ending: 'RECOVERED', closedAt: clock.date() },
      },
    ])
    expect(clock.date().getTime() - (incidents[0]?.openedAt.getTime() ?? 0)).toBe(300_000)
    const told = async (outputId: string) => (await app.timeline.page({ outputId, first: 9 })).entries.map(({ text }) => text)
    expect((await told('1')).slice(0, 2)).toEqual([incidents[0]?.title, 'The server stopped'])
    expect(await told('2')).not.toContain(incidents[0]?.title)
  })

  it('are told and listed while the database is locked, and stored when it is free', async () => {
    const other = new DatabaseSync(file)
    other.exec('begin immediate')
    const reader = app.incidents.follow()
    await nextOf(reader)
    await observe({ input: 'LOST' })
    expect(await nextOf(reader)).toMatchObject({ kind: 'ADDED', object: { id: '1' } })
    await pass(7000)
    expect(app.system.now().database).toMatchObject({
      healthy: false,
      detail: expect.stringContaining('in use by another program'),
    })
    expect((await page()).incidents).toMatchObject([{ id: '1', closedAt: null }])
    other.exec('rollback')
    other.close()
    await vi.waitFor(async () => {
      await pass(1000)
      expect(app.system.now().database.healthy).toBe(true)
    })
    expect(await app.db.incidents.read({ isOpen: true, before: null, limit: 5 })).toMatchObject([{ id: '1' }])
  })
})
