import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { StillEvent } from '../../../src/domain/still.ts'
import { nextOf, startServices } from '../../support/services.ts'
import { settle } from '../../support/virtualClock.ts'

const jpeg = Buffer.from('a picture')
const video = { kind: 'video', codec: 'H264', profile: 'High', width: 1920, height: 1080, sampleRate: null, channels: null }

let services: Awaited<ReturnType<typeof startServices>>
beforeEach(async () => {
  services = await startServices({ udpPortRange: { start: 5000, end: 5009 } })
})
afterEach(() => services.stop())

async function inputs(count: number): Promise<string[]> {
  const made: string[] = []
  for (let each = 0; each < count; each++) {
    const { id } = await services.inputs.create({ name: `Camera ${each}` })
    services.worker.observeInput({ id, tracks: [video] })
    made.push(id)
  }
  await settle()
  return made
}

async function take(inputId: string): Promise<string> {
  const takenAt = services.clock.date().toISOString()
  services.bus.publish('still', { inputId, takenAt, width: 480, height: 270, jpeg: jpeg.toString('base64') })
  await settle()
  return takenAt
}

describe('stills', () => {
  it('are told to those who look: first what is known, then each new one', async () => {
    const [one = '', other = ''] = await inputs(2)
    const follower = services.stills.follow([one])
    expect(await nextOf(follower)).toEqual({ inputId: one, still: null, everyMs: 5000 })
    await take(other)
    const at = await take(one)
    const { inputId, still } = await nextOf(follower)
    expect(inputId).toBe(one)
    expect(still).toMatchObject({ takenAt: new Date(at), width: 480, height: 270 })
    expect(still?.url).toBe(`/api/inputs/${one}/still.jpg?v=${services.stills.image(one)?.version}`)
    expect(services.stills.image(one)?.jpeg).toEqual(jpeg)
    await services.clock.advance(1000)
    await take(one)
    expect((await nextOf(follower)).still?.url).not.toBe(still?.url)
    const late = services.stills.follow([one, other, one])
    expect([await nextOf(late), await nextOf(late)].map((event: StillEvent) => event.still !== null)).toEqual([true, true])
  })

  it('are taken while somebody looks, and for 15 s after the last one', async () => {
    const [one = '', other = ''] = await inputs(2)
    const [first, second] = [services.stills.follow([one, other]), services.stills.follow([one])]
    expect(services.worker.shown).toEqual([one, other])
    await first.return?.()
    await services.clock.advance(14_000)
    expect(services.worker.shown).toEqual([one, other])
    await services.clock.advance(2000)
    expect(services.worker.shown).toEqual([one])
    await second.return?.()
    await services.clock.advance(10_000)
    // Somebody comes back, as with a page that is loaded anew.
    const third = services.stills.follow([one])
    await services.clock.advance(10_000)
    expect(services.worker.shown).toEqual([one])
    await third.return?.()
    await third.return?.()
    await services.clock.advance(15_000)
    expect(services.worker.shown).toEqual([])
  })

  it('say how often they are taken: less often when more than four have a picture', async () => {
    const all = await inputs(6)
    const everyMs = async (ids: string[]) => {
      const follower = services.stills.follow(ids)
      const event = await nextOf(follower)
      await follower.return?.()
      await services.clock.advance(15_000)
      return event.everyMs
    }
    expect(await everyMs(all.slice(0, 4))).toBe(5000)
    expect(await everyMs(all)).toBe(12_000)
    services.worker.observeInput({ id: all[0]!, state: 'LOST' })
    services.worker.observeInput({ id: all[1]!, tracks: [] })
    await settle()
    expect(await everyMs(all)).toBe(5000)
  })

  it('go with the input, when it is stopped or deleted, and stay while its feed is lost', async () => {
    const [one = '', other = ''] = await inputs(2)
    await take(one)
    await take(other)
    services.worker.observeInput({ id: one, state: 'LOST' })
    await settle()
    expect(services.stills.of(one)).not.toBeNull()
    const follower = services.stills.follow([one])
    await nextOf(follower)
    services.worker.observeInput({ id: one, state: 'STOPPED' })
    await settle()
    expect(await nextOf(follower)).toMatchObject({ inputId: one, still: null })
    await services.inputs.delete(other)
    services.bus.publish('inputGone', { id: other })
    await settle()
    await take(other)
    expect(services.stills.image(other)).toBeNull()
  })

  it('are not there for an input that does not exist', () => {
    expect(() => services.stills.follow(['99'])).toThrow('There is no input 99')
    expect(services.worker.shown).toEqual([])
  })
})

describe('the preview', () => {
  it('has an address while there is something that browsers play', async () => {
    const [id = ''] = await inputs(1)
    const url = () => services.previews.urlOf(services.inputs.get(id)!)
    const observe = async (fact: Parameters<typeof services.worker.observeInput>[0]) => {
      services.worker.observeInput(fact)
      await settle()
    }
    expect(url()).toBe(`/api/inputs/${id}/preview/index.m3u8`)
    await observe({ id, state: 'DEGRADED', tracks: [{ ...video, codec: 'H265' }] })
    expect(url()).not.toBeNull()
    for (const tracks of [[], [{ ...video, codec: 'MPEG-1/2 Video' }], [{ ...video, profile: 'High 4:2:2' }]]) {
      await observe({ id, tracks })
      expect(url()).toBeNull()
    }
    await observe({ id, tracks: [{ ...video, kind: 'audio', codec: 'MPEG-4 Audio' }] })
    expect(url()).not.toBeNull()
    await observe({ id, state: 'LOST', tracks: [video] })
    expect(url()).toBeNull()
  })

  it('has none where MediaMTX gives none, and says why', async () => {
    await using without = Object.assign(await startServices({ hasPreview: false }), {
      async [Symbol.asyncDispose]() {
        await without.stop()
      },
    })
    const { id } = await without.inputs.create({ name: 'Camera' })
    without.worker.observeInput({ id, tracks: [video] })
    await settle()
    expect(without.previews.urlOf(without.inputs.get(id)!)).toBeNull()
    const asked = without.previews.open({ inputId: id, file: 'index.m3u8', viewer: null }, new AbortController().signal)
    await expect(asked).rejects.toMatchObject({ problem: 'NOT_SHOWN', message: expect.stringContaining('MEDIAMTX_HLS_URL') })
    expect(without.worker.calls).not.toContain(`preview ${id} index.m3u8`)
  })
})
