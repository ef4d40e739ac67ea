import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { nextOf, startServices } from '../../support/services.ts'
import { settle } from '../../support/virtualClock.ts'

let app: Awaited<ReturnType<typeof startServices>>
beforeEach(async () => void (app = await startServices()))
afterEach(() => app.stop())

describe('statistics', () => {
  const rates = (bitrateBps: number) => {
    const output = { bitrateBps, bytesSent: 1, callers: 0, cpuPercent: 1, rssBytes: 1, mediaTimeMs: 1 }
    app.bus.publish('rates', {
      at: app.clock.date().toISOString(),
      inputs: [{ id: '1', bitrateBps, bytesReceived: 1, errors: 0 }],
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
    expect(app.system.now()).toMatchObject({
      ...{ diskFreeBytes: 5e9, machine: { cores: expect.any(Number), diskBytes: 20e9 } },
      ...{ udpPortRange: { start: 5000, end: 5004 }, srtPortRange: { start: 8890, end: 8893 } },
    })
  })

  it('is ready when database and MediaMTX answer', async () => {
    expect(await app.system.notReady()).toEqual(['mediamtx'])
    await mediamtx(true)
    expect(await app.system.notReady()).toEqual([])
    await app.db.close()
    await app.clock.advance(1000)
    expect(await app.system.notReady()).toEqual(['database'])
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
