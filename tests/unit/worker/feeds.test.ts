import { mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { InputFact, Track } from '../../../src/domain/input.ts'
import type { StreamSample } from '../../../src/domain/streamLook.ts'
import { damagedFeed } from '../../../src/domain/causes/feed.ts'
import { interfaceOf } from '../../../src/worker/mediamtx/networkInterface.ts'
import { OwnLooks } from '../../../src/worker/mediamtx/ownLooks.ts'
import { settingsOf } from '../../../src/worker/mediamtx/paths.ts'
import { bufferAdvice } from '../../../src/worker/mediamtx/receiveBuffer.ts'
import { SocketDrops } from '../../../src/worker/mediamtx/socketDrops.ts'
import { StreamWatch } from '../../../src/worker/mediamtx/streamWatch.ts'
import { areOthers } from '../../../src/worker/mediamtx/tracks.ts'
import { WatchedInput } from '../../../src/worker/mediamtx/watchedInput.ts'
import { VirtualClock, settle } from '../../support/virtualClock.ts'

const assignment = {
  ...{ id: '1', name: 'A feed', udpPort: 5001, listenAddress: '0.0.0.0', desired: 'RUNNING' as const },
  ...{ multicastGroup: null, sourceAddress: null },
}

describe('the source of a path', () => {
  it.each([
    [{}, 'udp+mpegts://0.0.0.0:5001'],
    [{ listenAddress: '::1' }, 'udp+mpegts://[::1]:5001'],
    [{ multicastGroup: '239.1.2.3' }, 'udp+mpegts://239.1.2.3:5001'],
    [{ multicastGroup: '239.1.2.3', sourceAddress: '192.0.2.9' }, 'udp+mpegts://239.1.2.3:5001?source=192.0.2.9'],
    // No interface has this address: MediaMTX is given what it will complain of.
    [{ multicastGroup: '239.1.2.3', listenAddress: '192.0.2.254' }, 'udp+mpegts://239.1.2.3:5001?interface=192.0.2.254'],
  ])('of %j is %s', (changes, source) => {
    expect(settingsOf({ ...assignment, ...changes }, { isHere: true, bufferBytes: 9 })).toEqual({
      source,
      mpegtsUDPReadBufferSize: 9,
    })
  })

  it('names the interface by its address', () => {
    const entry = { netmask: '', mac: '', internal: false, cidr: null, family: 'IPv4' as const }
    const interfaces = { lo: [{ ...entry, address: '127.0.0.1' }], eth7: [{ ...entry, address: '192.0.2.1' }] }
    expect(interfaceOf('192.0.2.1', interfaces)).toBe('eth7')
    expect(interfaceOf('127.0.0.9', interfaces)).toBe('lo')
    expect(interfaceOf('192.0.2.2', interfaces)).toBeNull()
  })
})

describe('the receive buffer', () => {
  it('is told to be too small, with what to do', () => {
    expect(bufferAdvice(212_992)).toMatch(/212992 bytes only.* sysctl -w net\.core\.rmem_max=16777216 /)
    expect(bufferAdvice(4_194_304)).toBeNull()
    expect(bufferAdvice(undefined)).toBeNull()
  })

  it('loses what the kernel says that it lost, from one look to the next', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'drops-'))
    const file = join(folder.path, 'udp')
    const row = (address: string, inode: number, drops: number) =>
      `  52: ${address}:1389 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 ${inode} 2 0000000000000000 ${drops}        `
    const table = (...rows: string[]) => writeFile(file, ['  sl  local_address', ...rows].join('\n'))
    const drops = new SocketDrops(file)
    const look = async (...rows: string[]) => {
      await table(...rows)
      drops.read()
      return drops.lost(assignment)
    }
    expect(await look()).toBe(0)
    expect(await look(row('00000000', 7, 0))).toBe(0)
    expect(await look(row('00000000', 7, 12))).toBe(12)
    expect(await look(row('00000000', 7, 12))).toBe(0)
    expect(await look(row('00000000', 8, 3))).toBe(3)
    expect(await look(row('0100007F', 9, 3))).toBe(0)
    const group = { ...assignment, multicastGroup: '239.239.0.3' }
    await look(row('0300EFEF', 11, 2), row('00000000', 8, 3))
    expect(drops.lost(group)).toBe(2)
    // Another program in the same group.
    expect(await look(row('00000000', 8, 9), row('00000000', 10, 3))).toBe(0)
  })
})

describe('tracks', () => {
  const video: Track = {
    kind: 'video',
    codec: 'H264',
    profile: null,
    width: null,
    height: null,
    sampleRate: null,
    channels: null,
  }
  it('are others when what was known of them changed, or their number', () => {
    const known = { ...video, width: 640 }
    expect(areOthers([], [video])).toBe(false)
    expect(areOthers([video], [known])).toBe(false)
    expect(areOthers([known], [{ ...known, width: 1280 }])).toBe(true)
    expect(areOthers([known], [{ ...known, codec: 'H265' }])).toBe(true)
    expect(areOthers([known], [known, known])).toBe(true)
  })
})

describe('a damaged feed', () => {
  it('is DEGRADED until ten seconds have passed without damage', async () => {
    const clock = new VirtualClock()
    const told: InputFact[] = []
    const input = new WatchedInput(assignment, clock, (changed) => told.push(changed.fact()))
    let inboundBytes = 0
    const look = () =>
      input.see({ name: 'in-1', available: true, inboundBytes: (inboundBytes += 9), tracks2: [{ codec: 'H264' }] }, clock.now())
    input.damaged(damagedFeed(3, 'x'))
    expect(input.state).toBe('STOPPED')
    input.become('WAITING', null)
    look()
    input.damaged(damagedFeed(3, 'x'))
    await clock.advance(9000)
    look()
    expect(input.fact()).toMatchObject({
      state: 'DEGRADED',
      failure: { code: 'BAD_FEED', count: 1 },
      tracks: [{ codec: 'H264' }],
    })
    expect(input.rates().bitrateBps).toBeGreaterThan(0)
    input.damaged(damagedFeed(4, 'y'))
    await clock.advance(9999)
    look()
    expect(input.fact()).toMatchObject({ state: 'DEGRADED', failure: { count: 2 } })
    await clock.advance(1)
    look()
    expect(input.fact()).toMatchObject({ state: 'LIVE', failure: null, tracks: [{ codec: 'H264' }] })
    expect(told).toHaveLength(5)
  })
})

describe('a feed that is lost', () => {
  it('says that it was the test signal, when that has just ended', async () => {
    const clock = new VirtualClock()
    const input = new WatchedInput(assignment, clock, () => {})
    const path = (inboundBytes: number) => ({ name: 'in-1', available: true, inboundBytes, tracks2: [{ codec: 'H264' }] })
    const lose = async (bytes: number) => {
      for (let looks = 0; looks < 3; looks++) {
        await clock.advance(1000)
        input.see(path(bytes), clock.now())
      }
      return input.fact()
    }
    input.become('WAITING', null)
    input.setTestSignal('2026-01-01T00:10:00.000Z')
    input.see(path(9), clock.now())
    input.setTestSignal(null)
    expect(await lose(9)).toMatchObject({ state: 'LOST', failure: { message: expect.stringContaining('test signal is over') } })
    input.see(path(18), clock.now())
    await clock.advance(9000)
    input.see(path(27), clock.now())
    expect(await lose(27)).toMatchObject({ state: 'LOST', failure: { message: 'The feed stopped arriving.' } })
  })
})

describe('our own looks', () => {
  it('are told from other readers by their lines', () => {
    const looks = new OwnLooks()
    const isOurs = (text: string) => looks.isAboutOne(`[RTSP] ${text}`)
    expect(isOurs('[conn 127.0.0.2:4000] opened')).toBe(true)
    expect(isOurs('[conn 127.0.0.1:4000] opened')).toBe(false)
    expect(isOurs('[session ab12] created by 127.0.0.2:4000')).toBe(true)
    expect(isOurs('[session cd34] created by 127.0.0.1:4000')).toBe(false)
    expect(isOurs("[session ab12] is reading from path 'in-1'")).toBe(true)
    expect(isOurs("[session cd34] is reading from path 'in-1'")).toBe(false)
    expect(isOurs('[session ab12] destroyed: not in use')).toBe(true)
    expect(isOurs('[session ab12] is reading again')).toBe(false)
    expect(looks.isAboutOne('[API] started')).toBe(false)
  })
})

describe('the watch over streams', () => {
  function watch() {
    const clock = new VirtualClock()
    const takes: (StreamSample | null)[] = []
    const looked: number[] = []
    const heard: string[] = []
    const streams = new StreamWatch(
      clock,
      async () => {
        looked.push(clock.now())
        return takes.length > 1 ? takes.shift()! : takes[0]!
      },
      { onOther: (id, why) => heard.push(`${id} ${why}`) > 0, onMixed: (id) => heard.push(`${id} MIXED`) },
    )
    let bytes = 0
    /** Looks every 400 ms, with so many bytes more each time. */
    const run = async (seconds: number, growth = 1000) => {
      for (const end = clock.now() + seconds * 1000; clock.now() < end;) {
        await clock.advance(400)
        streams.see('1', 'rtsp://x', (bytes += growth), clock.now())
        await settle()
      }
    }
    return { clock, streams, takes, looked, heard, run }
  }

  it('looks now and then, and after a gap', async () => {
    const { looked, run, takes } = watch()
    takes.push(null)
    await run(12)
    const usual = looked.length
    expect(usual).toBeGreaterThanOrEqual(2)
    expect(usual).toBeLessThanOrEqual(4)
    await run(0.8, 0)
    await run(1.2)
    expect(looked.length).toBe(usual + 1)
  })

  /** What a look shows now of one sender whose time is so far ahead, or of two whose times are that far apart. */
  function sampleOf(now: number, offsetMs: number, apartMs: number | null = null): StreamSample {
    const time = (ms: number) => ({ rtpTime: (now + ms) * 90, at: now })
    const times = apartMs === null ? [time(offsetMs)] : [time(offsetMs), time(offsetMs + apartMs)]
    return { codec: 'H264', clockRate: 90_000, nalTypes: [1], times }
  }

  it('tells of another sender, and of several', async () => {
    const { clock, heard, run, takes, streams } = watch()
    const at = (offsetMs: number) => sampleOf(clock.now(), offsetMs)
    takes.push(at(0))
    await run(2)
    takes[0] = at(60_000)
    await run(6)
    expect(heard).toEqual(['1 RESTARTED'])
    streams.forget('1')
    takes[0] = sampleOf(clock.now(), 0, 90_000)
    await run(4)
    expect(new Set(heard.slice(1))).toEqual(new Set(['1 MIXED']))
    // What one of them shows alone is no other feed.
    const before = heard.length
    takes[0] = at(5000)
    await run(6)
    expect(heard).toHaveLength(before)
  })

  it('tells of several though looks in between show one alone, and looks again soon after the first that showed them', async () => {
    const { clock, heard, looked, run, takes } = watch()
    const one = sampleOf(clock.now(), 0)
    const several = sampleOf(clock.now(), 0, 2000)
    takes.push(several, one, several, one)
    await run(4)
    expect(heard).toEqual(['1 MIXED'])
    expect(looked[2]! - looked[0]!).toBeLessThan(2000)
  })

  it('takes a single look that showed several senders for a restart in that moment', async () => {
    const { clock, heard, run, takes } = watch()
    const one = sampleOf(clock.now(), 0)
    const several = sampleOf(clock.now(), 0, 2000)
    takes.push(several, ...Array<StreamSample>(20).fill(one), several, one)
    await run(50)
    expect(heard).toEqual([])
  })
})
