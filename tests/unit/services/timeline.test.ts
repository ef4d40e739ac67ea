import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { startServices } from '../../support/services.ts'
import { settle } from '../../support/virtualClock.ts'

let app: Awaited<ReturnType<typeof startServices>>
let folder: string
let file: string
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sdm-timeline-'))
  file = join(folder, 'app.db')
  app = await startServices({ file })
  await app.inputs.create({ name: 'Camera' })
  await app.outputs.create({ inputId: '1', name: 'A', protocol: 'RTMP', url: 'rtmp://live.example.com/app/canary-key' })
})
afterEach(async () => {
  await app.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function pass(ms: number): Promise<void> {
  await app.clock.advance(ms)
  for (let i = 0; i < 20; i++) await settle()
}
async function output(state: 'LIVE' | 'RECONNECTING' | 'WAITING_INPUT', generation = 1): Promise<void> {
  const seen = app.clock.date().toISOString()
  const words = {
    code: 'CONNECTION_LOST',
    message: 'The connection ended',
    likelyCause: null,
    advice: [],
    evidence: null,
  } as const
  const failure = state === 'RECONNECTING' ? { ...words, advice: [], firstSeenAt: seen, lastSeenAt: seen, count: 1 } : null
  app.worker.observeOutput({ id: '1', state, failure, stateSince: seen, generation })
  await pass(1000)
}
async function input(state: 'LIVE' | 'LOST'): Promise<void> {
  app.worker.observeInput({ id: '1', state, stateSince: app.clock.date().toISOString() })
  await pass(1000)
}
type Whose = { inputId: string } | { outputId: string }
const page = (whose: Whose, first = 50, before: string | null = null) => app.timeline.page({ ...whose, first, before })
const told = async (whose: Whose) => (await page(whose)).entries.map(({ kind, text }) => `${kind} ${text}`)
const ofOutput = { outputId: '1' }
const ofInput = { inputId: '1' }

describe('timelines', () => {
  it('tell states, settings, wishes and incidents, newest first, and no secret', async () => {
    await input('LIVE')
    await output('LIVE')
    await app.outputs.update('1', { name: 'B', streamKey: 'canary-other' })
    await app.outputs.update('1', { name: 'B' })
    await app.outputs.stop('1')
    await app.outputs.stop('1')
    await app.outputs.start('1')
    await app.outputs.retry('1')
    await input('LOST')
    await output('WAITING_INPUT')
    expect(await told(ofOutput)).toEqual([
      'STATE Waits for its input',
      'INCIDENT Camera has no feed; its output B waits',
      'WISH Asked to try again now',
      'WISH Asked to start',
      'WISH Asked to stop',
      'SETTINGS Changed: name from "A" to "B", stream key',
      'STATE Live',
      'SETTINGS Made',
    ])
    await app.inputs.update('1', { name: 'Roof', tags: ['x'] })
    await app.inputs.startTestSignal('1', 60)
    await app.outputs.delete('1')
    expect((await told(ofInput)).slice(0, 3)).toEqual([
      'SETTINGS Output "B" deleted',
      'WISH A test signal of 60 s asked for',
      'SETTINGS Changed: name from "Camera" to "Roof", tags',
    ])
    expect(await told(ofInput)).toEqual(
      expect.arrayContaining(['INCIDENT Camera has no feed; its output B waits', 'SETTINGS Output "A" added', 'SETTINGS Made']),
    )
    expect(JSON.stringify(await page(ofInput))).not.toContain('canary')
  })

  it('come in pages and outlive a restart; those of deleted objects go', async () => {
    await output('LIVE')
    await app.outputs.stop('1')
    const first = await page(ofOutput, 2)
    expect(first).toMatchObject({ entries: [{ text: 'Asked to stop' }, { text: 'Live' }], hasOlder: true })
    const rest = await page(ofOutput, 2, first.entries[1]!.id)
    expect(rest).toMatchObject({ entries: [{ text: 'Made' }], hasOlder: false })
    await app.stop()
    app = await startServices({ file })
    expect(await told(ofOutput)).toEqual(['WISH Asked to stop', 'STATE Live', 'SETTINGS Made'])
    await app.outputs.start('1')
    const ids = (await page(ofOutput)).entries.map(({ id }) => Number(id))
    expect(ids.toSorted((a, b) => b - a)).toEqual(ids)
    await app.inputs.delete('1')
    app.bus.publish('outputGone', { id: '1' })
    app.bus.publish('inputGone', { id: '1' })
    await pass(3000)
    expect(await app.db.timelines.read('output:1', { before: null, limit: 9 })).toEqual([])
    await expect(page(ofOutput)).rejects.toMatchObject({ name: 'NotFound', id: '1' })
    await expect(page({ inputId: '7' })).rejects.toMatchObject({ name: 'NotFound', id: '7' })
  })

  it('tell of the end of an incident to what was stopped meanwhile', async () => {
    const mediamtx = async (healthy: boolean) => {
      const fact = { healthy, version: null, detail: null, since: null }
      app.bus.publish('componentFact', { component: 'mediamtx', fact })
      await pass(20_000)
    }
    await mediamtx(true)
    await input('LIVE')
    await mediamtx(false)
    await app.inputs.stop('1')
    await mediamtx(true)
    expect((await told(ofInput))[0]).toMatch(/^INCIDENT Over after 20 s: MediaMTX/)
  })

  it('miss nothing that is stored while they are read, and have nothing twice', async () => {
    await output('LIVE')
    await output('RECONNECTING')
    await pass(3000)
    const { timelines } = app.db
    const read = timelines.read.bind(timelines)
    vi.spyOn(timelines, 'read').mockImplementationOnce(async (book, range) => {
      const found = await read(book, range)
      await output('LIVE')
      await pass(3000)
      return found
    })
    const during = await told(ofOutput)
    expect(during).toEqual(await told(ofOutput))
    expect(await read('output:1', { before: null, limit: 9 })).toHaveLength(during.length)
  })

  it('of what was deleted while nobody looked go with the next start', async () => {
    await output('LIVE')
    await app.inputs.delete('1')
    await app.stop()
    app = await startServices({ file })
    await pass(3000)
    expect(await app.db.timelines.read('output:1', { before: null, limit: 9 })).toEqual([])
  })

  it('sum up what comes and goes, in the database too; a late word of an older run is none', async () => {
    await output('LIVE')
    for (let count = 0; count < 20; count++) {
      await output('RECONNECTING')
      await output('LIVE', 2)
      await output('RECONNECTING', 1)
    }
    await pass(3000)
    const entries = await app.db.timelines.read('output:1', { before: null, limit: 100 })
    expect(entries.length).toBeLessThan(6)
    expect(await page(ofOutput)).toMatchObject({ entries: entries.map(({ id }) => ({ id })) })
  })

  it('are told while the database is locked, and stored when it is free', async () => {
    const other = new DatabaseSync(file)
    other.exec('begin immediate')
    await output('LIVE')
    await pass(9000)
    expect(await told(ofOutput)).toEqual(['STATE Live', 'SETTINGS Made'])
    expect(app.system.now().database.healthy).toBe(false)
    other.exec('rollback')
    other.close()
    await vi.waitFor(async () => {
      await pass(2000)
      expect(await app.db.timelines.read('output:1', { before: null, limit: 9 })).toHaveLength(2)
    })
  })
})
