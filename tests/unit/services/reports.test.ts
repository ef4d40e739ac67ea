import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LogEntry } from '../../../src/domain/log.ts'
import { nextOf, startServices } from '../../support/services.ts'
import { settle } from '../../support/virtualClock.ts'

let app: Awaited<ReturnType<typeof startServices>>
beforeEach(async () => void (app = await startServices()))
afterEach(() => app.stop())

async function log(...entries: (Partial<LogEntry> & { text: string })[]): Promise<void> {
  for (const entry of entries) {
    const usual = { level: 'INFO' as const, source: 'APP' as const, outputId: null, inputId: null, repeated: 0, dropped: 0 }
    app.bus.publish('log', { at: '2026-01-01T00:00:00.000Z', ...usual, ...entry })
  }
  await settle()
}
const many = (count: number, more: Partial<LogEntry> = {}) =>
  Array.from({ length: count }, (_, n) => ({ text: `line ${n}`, ...more }))

describe('logs', () => {
  it('are read page by page, oldest of the page first', async () => {
    await log(...many(5))
    const last = app.logs.page({ first: 2 })
    expect(last.lines.map(({ text }) => text)).toEqual(['line 3', 'line 4'])
    expect(last.hasOlder).toBe(true)
    const older = app.logs.page({ first: 3, before: last.lines[0]?.id })
    expect(older.lines.map(({ text }) => text)).toEqual(['line 0', 'line 1', 'line 2'])
    expect(older.hasOlder).toBe(false)
    expect(() => app.logs.page({ first: 2, before: 'x' })).toThrow(expect.objectContaining({ field: 'before' }))
  })

  it('are told apart by output, input, source, level and text', async () => {
    await log(
      { text: 'of 1', source: 'OUTPUT', outputId: '1', level: 'ERROR' },
      { text: 'of 2', source: 'OUTPUT', outputId: '2', level: 'DEBUG' },
      { text: 'of input', source: 'INPUT', inputId: '1', level: 'WARNING' },
      { text: 'app' },
    )
    const texts = (filter: Omit<Parameters<typeof app.logs.page>[0], 'first'>) =>
      app.logs.page({ ...filter, first: 10 }).lines.map(({ text }) => text)
    expect(texts({})).toEqual(['of 1', 'of 2', 'of input', 'app'])
    expect(texts({ outputId: '2' })).toEqual(['of 2'])
    expect(texts({ outputId: '3' })).toEqual([])
    expect(texts({ inputId: '1' })).toEqual(['of input'])
    expect(texts({ source: 'OUTPUT', level: 'INFO' })).toEqual(['of 1'])
    expect(texts({ level: 'WARNING' })).toEqual(['of 1', 'of input'])
    expect(texts({ search: 'OF I' })).toEqual(['of input'])
  })

  it('keep 2000 lines of each, so that one talker drowns no other', async () => {
    await log({ text: 'quiet', source: 'OUTPUT', outputId: '2' }, ...many(3000, { source: 'OUTPUT', outputId: '1' }))
    expect(app.logs.page({ outputId: '1', first: 5000 }).lines).toHaveLength(2000)
    expect(app.logs.page({ outputId: '2', first: 5 }).lines).toHaveLength(1)
    app.bus.publish('outputGone', { id: '2' })
    await settle()
    expect(app.logs.page({ outputId: '2', first: 5 }).lines).toEqual([])
  })

  it('give ids that grow over a new start', async () => {
    await log({ text: 'a' }, { text: 'b' })
    const [a, b] = app.logs.page({ first: 2 }).lines.map(({ id }) => Number(id))
    expect(b).toBe(Number(a) + 1)
    expect(a).toBeGreaterThan(app.clock.date().getTime() * 1000 - 1)
  })

  it('are followed after a replay, with no gap and no double', async () => {
    await log(...many(3))
    const lastTwo = app.logs.follow({ last: 2 })
    const afterFirst = app.logs.follow({ last: 0, after: app.logs.page({ first: 3 }).lines[0]?.id })
    const none = app.logs.follow({ last: 0, level: 'ERROR' })
    await log({ text: 'new' }, { text: 'bad', level: 'ERROR' })
    for (const follower of [lastTwo, afterFirst]) {
      const texts = [await nextOf(follower), await nextOf(follower), await nextOf(follower)].map(({ text }) => text)
      expect(texts).toEqual(['line 1', 'line 2', 'new'])
    }
    expect((await nextOf(none)).text).toBe('bad')
    expect(() => app.logs.follow({ outputId: '9', last: 1 })).toThrow(expect.objectContaining({ name: 'NotFound', id: '9' }))
  })

  it('tell a slow reader how many lines it lost', async () => {
    const slow = app.logs.follow({ last: 10 })
    await log(...many(1500))
    expect(await nextOf(slow)).toMatchObject({ text: 'line 500', dropped: 500 })
    expect(await nextOf(slow)).toMatchObject({ text: 'line 501', dropped: 0 })
  })
})

describe('statistics', () => {
  const rates = (bitrateBps: number) => {
    const output = { bitrateBps, bytesSent: 1, callers: 0, cpuPercent: 1, rssBytes: 1, mediaTimeMs: 1 }
    app.bus.publish('rates', {
      at: app.clock.date().toISOString(),
      inputs: [{ id: '1', bitrateBps, bytesReceived: 1 }],
      outputs: [{ id: '1', ...output }],
    })
    return settle()
  }
  beforeEach(async () => {
    for (const name of ['a', 'b']) await app.inputs.create({ name })
    for (const inputId of ['1', '2'])
      await app.outputs.create({ inputId, name: 'o', protocol: 'UDP', url: 'udp://198.51.100.7:6000' })
  })

  it('come at once, then at the pace that was asked for', async () => {
    const reader = app.statistics.follow({ everyMs: 500 })
    expect(await nextOf(reader)).toMatchObject({
      inputs: [{ id: '1', bitrateBps: 0 }, { id: '2' }],
      outputs: [{ id: '1' }, { id: '2' }],
    })
    await rates(8e6)
    let told = false
    const next = nextOf(reader).finally(() => (told = true))
    await app.clock.advance(499)
    expect(told).toBe(false)
    await app.clock.advance(1)
    expect(await next).toMatchObject({ inputs: [{ id: '1', bitrateBps: 8e6, bytesReceived: 1 }, { bitrateBps: 0 }] })
  })

  it('give a slow reader the newest only', async () => {
    const reader = app.statistics.follow({ everyMs: 1000 })
    for (const bitrate of [1, 2, 3]) {
      await rates(bitrate)
      await app.clock.advance(1000)
    }
    expect((await nextOf(reader)).inputs[0]?.bitrateBps).toBe(3)
  })

  it('are of what was asked for', async () => {
    const ids = async (filter: { inputId?: string; outputIds?: string[] }) => {
      const { inputs, outputs } = await nextOf(app.statistics.follow({ ...filter, everyMs: 1000 }))
      return [inputs.map(({ id }) => id), outputs.map(({ id }) => id)]
    }
    expect(await ids({ inputId: '2' })).toEqual([['2'], ['2']])
    expect(await ids({ outputIds: ['1'] })).toEqual([[], ['1']])
    expect(await ids({ outputIds: [] })).toEqual([[], []])
    expect(() => app.statistics.follow({ inputId: '9', everyMs: 1000 })).toThrow(/no input 9/)
    expect(() => app.statistics.follow({ outputIds: ['1', '9'], everyMs: 1000 })).toThrow(/no output 9/)
  })

  it('end when the services close', async () => {
    const reader = app.statistics.follow({ everyMs: 1000 })
    await nextOf(reader)
    const waiting = reader.next()
    await app.close()
    expect((await waiting).done).toBe(true)
  })
})

describe('system', () => {
  const mediamtx = (healthy: boolean) => {
    app.bus.publish('componentFact', { component: 'mediamtx', fact: { healthy, version: '1.20.1', detail: null, since: null } })
    return settle()
  }

  it('tells what there is', async () => {
    await app.inputs.create({ name: 'a' })
    expect(app.system.now()).toMatchObject({
      ...{ version: '1.2.3', startedAt: expect.any(Date), udpPortsFree: 4, processes: 0 },
      ...{ database: { healthy: true, version: expect.stringMatching(/^SQLite 3/) }, mediamtx: { healthy: false } },
    })
    expect(app.system.now().rssBytes).toBeGreaterThan(1e6)
    expect(app.system.now().diskFreeBytes).toBe(5e9)
  })

  it('is ready when database and MediaMTX answer', async () => {
    expect(await app.system.ready()).toBe(false)
    await mediamtx(true)
    expect(await app.system.ready()).toBe(true)
    await app.db.close()
    expect(await app.system.ready()).toBe(false)
  })

  it('is sent at once, and again when something changed, at most once a second', async () => {
    const reader = app.system.follow()
    expect((await nextOf(reader)).mediamtx.healthy).toBe(false)
    await app.clock.advance(1000)
    await settle()
    await mediamtx(true)
    await mediamtx(false)
    await mediamtx(true)
    const heard: boolean[] = []
    const reading = (async () => {
      for await (const { mediamtx: told } of reader) heard.push(told.healthy)
    })()
    await settle()
    expect(heard).toEqual([false])
    await app.clock.advance(1000)
    expect(heard).toEqual([false, true])
    await app.close()
    await reading
  })
})
