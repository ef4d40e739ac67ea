import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { LogEntry, LogLine } from '../../../src/domain/log.ts'
import { LogReader } from '../../../src/services/memory/logReader.ts'
import { nextOf, startServices } from '../../support/services.ts'
import { settle } from '../../support/virtualClock.ts'

let app: Awaited<ReturnType<typeof startServices>>
let folder: string
let file: string
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sdm-logs-'))
  file = join(folder, 'app.db')
  app = await startServices({ file })
})
afterEach(async () => {
  await app.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function log(...entries: (Partial<LogEntry> & { text: string })[]): Promise<void> {
  for (const entry of entries) {
    const usual = { level: 'INFO' as const, source: 'APP' as const, outputId: null, inputId: null, repeated: 0, dropped: 0 }
    app.bus.publish('log', { at: '2026-01-01T00:00:00.000Z', ...usual, ...entry })
  }
  await settle()
}
const many = (count: number, more: Partial<LogEntry> = {}) =>
  Array.from({ length: count }, (_, n) => ({ text: `line ${n}`, ...more }))
const ofOutput = { source: 'OUTPUT', outputId: '1', inputId: '1' } as const

/** Lets what waits be stored. */
async function stored(): Promise<void> {
  await app.clock.advance(1000)
  for (let i = 0; i < 50; i++) await settle()
}
async function restart(): Promise<void> {
  await app.stop()
  app = await startServices({ file })
}
const page = (filter: Omit<Parameters<typeof app.logs.page>[0], 'first'> = {}, first = 10) => app.logs.page({ ...filter, first })
const texts = async (filter: Omit<Parameters<typeof app.logs.page>[0], 'first'> = {}, first = 10) =>
  (await page(filter, first)).lines.map(({ text }) => text)
async function take(reader: AsyncIterator<LogLine>, count: number): Promise<LogLine[]> {
  const taken: LogLine[] = []
  while (taken.length < count) taken.push(await nextOf(reader))
  return taken
}
async function addOutput(): Promise<void> {
  await app.inputs.create({ name: 'Camera' })
  await app.outputs.create({ inputId: '1', name: 'Out', protocol: 'UDP', url: 'udp://198.51.100.7:6000' })
}

describe.each([
  ['in memory', async () => {}],
  ['stored', stored],
  ['of an earlier start', restart],
])('lines %s', (_where, arrive) => {
  beforeEach(addOutput)

  it('are read page by page, oldest of the page first', async () => {
    await log(...many(5))
    await arrive()
    const last = await page({}, 2)
    expect(last.lines.map(({ text }) => text)).toEqual(['line 3', 'line 4'])
    expect(last.hasOlder).toBe(true)
    const older = await page({ before: last.lines[0]?.id ?? null }, 3)
    expect(older.lines.map(({ text }) => text)).toEqual(['line 0', 'line 1', 'line 2'])
    expect(older.hasOlder).toBe(false)
    await expect(page({ before: 'x' })).rejects.toMatchObject({ field: 'before' })
  })

  it('are told apart by output, input, source, level and text', async () => {
    await log(
      { text: 'of 1', ...ofOutput, level: 'ERROR' },
      { text: 'of input', source: 'INPUT', inputId: '1', level: 'WARNING' },
      { text: 'Ärger 100%', level: 'DEBUG' },
    )
    await arrive()
    expect(await texts()).toEqual(['of 1', 'of input', 'Ärger 100%'])
    expect(await texts({ outputId: '1' })).toEqual(['of 1'])
    expect(await texts({ outputId: '3' })).toEqual([])
    expect(await texts({ inputId: '1' })).toEqual(['of 1', 'of input'])
    expect(await texts({ source: 'OUTPUT', level: 'INFO' })).toEqual(['of 1'])
    expect(await texts({ level: 'WARNING' })).toEqual(['of 1', 'of input'])
    expect(await texts({ level: 'DEBUG' })).toEqual(['of 1', 'of input', 'Ärger 100%'])
    expect(await texts({ search: 'OF I' })).toEqual(['of input'])
    expect(await texts({ search: 'Ärger 1' })).toEqual(['Ärger 100%'])
    expect(await texts({ search: 'o%1' })).toEqual([])
  })

  it('are followed after a replay, with no gap and no double', async () => {
    await log(...many(3, ofOutput), { text: 'another' })
    await arrive()
    const lastTwo = app.logs.follow({ last: 2, outputId: '1' })
    const afterFirst = app.logs.follow({ last: 0, outputId: '1', after: (await page()).lines[0]?.id ?? null })
    const none = app.logs.follow({ last: 0, level: 'ERROR' })
    await log({ text: 'new', ...ofOutput }, { text: 'another' }, { text: 'bad', level: 'ERROR', ...ofOutput })
    for (const follower of [lastTwo, afterFirst]) {
      const heard = await take(follower, 4)
      expect(heard.map(({ text }) => text)).toEqual(['line 1', 'line 2', 'new', 'bad'])
    }
    expect((await nextOf(none)).text).toBe('bad')
    expect(() => app.logs.follow({ outputId: '9', last: 1 })).toThrow(expect.objectContaining({ name: 'NotFound', id: '9' }))
  })
})

describe('the log', () => {
  it('keeps 5000 lines of each, so that one talker drowns no other', async () => {
    await addOutput()
    await log({ text: 'quiet', source: 'INPUT', inputId: '1' }, ...many(6000, ofOutput))
    await stored()
    expect(await texts({ outputId: '1' }, 9000)).toEqual(
      many(6000)
        .slice(1000)
        .map(({ text }) => text),
    )
    expect(await texts({ source: 'INPUT' })).toEqual(['quiet'])
  })

  it('lets go of lines with their object, those of a deletion that a crash cut short too', async () => {
    await addOutput()
    await log({ text: 'of the input', source: 'INPUT', inputId: '1' }, { text: 'of the output', ...ofOutput })
    await stored()
    await log({ text: 'not stored yet', ...ofOutput })
    await app.outputs.delete('1')
    app.bus.publish('outputGone', { id: '1' })
    await settle()
    expect(await texts({ outputId: '1' })).toEqual([])
    await stored()
    expect(await texts()).toEqual(['of the input'])
    // As if the process had ended before it heard that the input is gone.
    await app.inputs.delete('1')
    await restart()
    await stored()
    expect(await texts()).toEqual([])
  })

  it('gives ids that grow by one, and over a new start', async () => {
    await log(...many(3))
    const before = (await page()).lines.map(({ id }) => Number(id))
    expect(before).toEqual([before[0], Number(before[0]) + 1, Number(before[0]) + 2])
    await restart()
    await log({ text: 'after' })
    expect(Number((await page()).lines.at(-1)?.id)).toBe(Number(before[2]) + 1)
  })

  it('gives a reader who is far behind every line that is kept, at its own pace', async () => {
    await addOutput()
    await log(...many(4500, ofOutput))
    await stored()
    const reader = app.logs.follow({ last: 0, after: '0', outputId: '1' })
    const heard = await take(reader, 1500)
    await log(...many(3000, { source: 'INPUT', inputId: '1' }), { text: 'new', ...ofOutput })
    await stored()
    heard.push(...(await take(reader, 3001)))
    expect(heard.map(({ text }) => text)).toEqual([...many(4500).map(({ text }) => text), 'new'])
  })

  it('tells a reader who is too slow for what the database keeps how many lines it lost', async () => {
    await addOutput()
    const slow = app.logs.follow({ last: 0, outputId: '1' })
    await log(...many(8000, ofOutput))
    await stored()
    const heard = await take(slow, 5000)
    expect(heard[0]?.text).toBe('line 3000')
    expect(heard.reduce((sum, { dropped }) => sum + dropped, 0)).toBe(3000)
    await log({ text: 'next', ...ofOutput })
    expect(await nextOf(slow)).toMatchObject({ text: 'next', dropped: 0 })
  })

  it('tells a slow reader how many lines it lost', async () => {
    const slow = app.logs.follow({ last: 10 })
    await log({ text: 'first' })
    expect((await nextOf(slow)).text).toBe('first')
    const waiting = nextOf(slow)
    await log({ text: 'live' }, ...many(1500))
    expect((await waiting).text).toBe('live')
    expect(await nextOf(slow)).toMatchObject({ text: 'line 500', dropped: 500 })
    expect(await nextOf(slow)).toMatchObject({ text: 'line 501', dropped: 0 })
  })

  it('ends readers when it closes, whether they wait or have not begun', async () => {
    const waiting = app.logs.follow({ last: 0 })
    const heard = waiting.next()
    const notBegun = app.logs.follow({ last: 5 })
    const left = app.logs.follow({ last: 0 })
    const leaving = left.next()
    await settle()
    await left.return?.()
    expect((await leaving).done).toBe(true)
    await app.close()
    expect((await heard).done).toBe(true)
    expect((await notBegun.next()).done).toBe(true)
  })
})

describe('while another program holds the lock', () => {
  async function locked(work: () => Promise<void>): Promise<void> {
    const other = new DatabaseSync(file)
    other.exec('begin immediate')
    await work()
    other.exec('rollback')
    other.close()
  }

  it('no line is lost, and everything is read and followed as ever', async () => {
    const reader = app.logs.follow({ last: 0 })
    await log({ text: 'before' })
    await stored()
    await locked(async () => {
      await log(...many(1200))
      const began = performance.now()
      for (let i = 0; i < 4; i++) await stored()
      expect(performance.now() - began).toBeLessThan(2000)
      expect(await texts({}, 3)).toEqual(['line 1197', 'line 1198', 'line 1199'])
      expect(app.system.now().database.healthy).toBe(true)
      await stored()
      await stored()
      expect(app.system.now().database).toMatchObject({
        healthy: false,
        detail: expect.stringContaining('in use by another program'),
      })
    })
    await vi.waitFor(async () => {
      await stored()
      expect(app.system.now().database).toMatchObject({ healthy: true, detail: null })
    })
    const heard = await take(reader, 1203)
    expect(heard.slice(0, 1201).map(({ text }) => text)).toEqual(['before', ...many(1200).map(({ text }) => text)])
    expect(heard.slice(1201)).toMatchObject([
      { level: 'ERROR', source: 'APP', text: expect.stringContaining('in use by another program') },
      { level: 'INFO', source: 'APP', text: expect.stringContaining('again') },
    ])
    await restart()
    expect((await page({}, 5000)).lines).toEqual(heard)
  })

  it('lines beyond what memory has room for are lost, and that is told', async () => {
    await addOutput()
    await locked(async () => {
      await log({ text: 'quiet', source: 'MEDIAMTX' }, ...many(11_000, { ...ofOutput, repeated: 1 }))
      await stored()
    })
    await stored()
    await log({ text: 'later', source: 'MEDIAMTX' })
    const { lines } = await page({ outputId: '1' }, 20_000)
    expect(lines).toHaveLength(5000)
    const oldest = await app.db.logs.read({ after: 0, upTo: 1e12, limit: 1, order: 'OLDEST_FIRST', outputId: '1' })
    expect(oldest[0]?.text).toBe('line 6000')
    expect((await page({ source: 'MEDIAMTX' })).lines).toMatchObject([{ text: 'later', dropped: 1 }])
  })

  it('lines of an output that is deleted are not stored again', async () => {
    await addOutput()
    await log(...many(3, ofOutput))
    await stored()
    await app.outputs.delete('1')
    await locked(async () => {
      app.bus.publish('outputGone', { id: '1' })
      await settle()
      await stored()
      expect(await texts()).toEqual([])
    })
    await stored()
    expect(await texts()).toEqual([])
    expect(app.db.logs.books).toEqual([])
  })
})

it('a reader whose reading fails is told so once, and has ended', async () => {
  let ended = 0
  const fails = () => Promise.reject(new Error('The database is away'))
  const reader = new LogReader({ begin: fails, more: fails, live: () => null, onEnd: () => ended++ })
  await expect(reader.next()).rejects.toThrow('away')
  expect([await reader.next(), ended]).toEqual([{ done: true, value: undefined }, 1])
})
