import { once } from 'node:events'
import { createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { Redactor } from '../../../src/domain/redaction.ts'
import { FfmpegLife } from '../../../src/worker/ffmpeg/ffmpegLife.ts'
import type { LifeOptions } from '../../../src/worker/ffmpeg/ffmpegLife.ts'
import { inTable, TcpTable } from '../../../src/worker/outputs/tcpTable.ts'
import { notStarted } from '../../../src/worker/processes/process.ts'
import { socketsOf } from '../../../src/worker/processes/sockets.ts'
import { FakeProcess } from '../../support/fakeProcess.ts'
import { settle, VirtualClock } from '../../support/virtualClock.ts'

const readUrl = 'rtsp://reader:pw@127.0.0.1:8554/in-1'
const secret = 'CANARY-key'

/** What the kernel shows of a connection; times in hundredths of a second. */
interface Shown {
  queued?: number
  unread?: number
  timer?: string
  retransmits?: number
  timeout?: number
}

function stage(pid: number | null, changes: Partial<LifeOptions> = {}) {
  const clock = new VirtualClock()
  const redactor = new Redactor()
  redactor.learn(secret)
  const kernel = { text: '', reads: 0 }
  const tcpTable = new TcpTable(clock, async (name) => {
    kernel.reads += name === 'tcp' ? 1 : 0
    return name === 'tcp' ? kernel.text : ''
  })
  let process: FakeProcess | null = null
  const said: string[] = []
  const life = new FfmpegLife({
    ...{ ffmpegBin: 'ffmpeg', readUrl, tracks: [], outputArgs: ['-f', 'flv', 'rtmp://x'], preset: null, gate: null },
    ...{ inputBitrateBps: () => 8_000_000, sendsByTcp: true, tcpTable, clock, redactor, onProgress: () => {} },
    startProcess: (options) => (pid === null ? notStarted('EMFILE') : (process = new FakeProcess(pid, options, false))),
    onLine: ({ level, text }) => said.push(`${level} ${text}`),
    ...changes,
  })
  return { clock, kernel, life, said, process: () => process! }
}

describe('one FFmpeg', () => {
  it('that could not be started has no numbers, and says why it ended', async () => {
    const { life } = stage(null)
    expect([life.pid, life.cpuSeconds, life.usage()]).toEqual([null, 0, { cpuPercent: null, rssBytes: null }])
    expect([life.isAcknowledged(() => {}), life.sockets(() => {})]).toEqual([null, null])
    life.kill()
    expect(await life.ended).toMatchObject({ startError: 'EMFILE' })
    await life.stop()
  })

  it('is asked for nothing where the system does not show its sockets', () => {
    const { life, kernel } = stage(2 ** 30)
    expect([life.isAcknowledged(() => {}), life.sockets(() => {}), kernel.reads]).toEqual([null, null, 0])
  })

  it('says its last forty lines, of the last fifteen seconds, without secrets and not too long', async () => {
    const { clock, life, said, process } = stage(5_000_000)
    process().say(`[error] ${'x'.repeat(990)}${secret} and more`)
    expect(life.lastLines()[0]!.text).toBe(`${'x'.repeat(990)}**** and m`)
    expect(said.join()).not.toContain('CANARY')
    for (let line = 1; line <= 45; line += 1) process().say(`[info] line ${line}`)
    expect(life.lastLines()).toHaveLength(40)
    expect(life.lastLines()[0]!.text).toBe('line 6')
    await clock.advance(15_001)
    expect(life.lastLines()).toEqual([])
  })

  it('sends at the rate of the last seconds, and at none once it says nothing more', async () => {
    const { clock, life, process } = stage(5_000_000)
    expect(life.bitrateBps()).toBe(0)
    for (let second = 1; second <= 8; second += 1) {
      process().progress(second * 1000, second * 125_000)
      await clock.advance(1000)
    }
    expect(life.bitrateBps()).toBe(1_000_000)
    expect([life.sentBytes, life.mediaTimeMs]).toEqual([1_000_000, 8000])
    await clock.advance(1600)
    expect(life.bitrateBps()).toBe(0)
  })

  it('that does not count what it sends is taken to send what its input brings', async () => {
    const { clock, life, process } = stage(5_000_000)
    const block = (time: string) => process().options.onFd3?.(`total_size=N/A\nout_time_us=${time}\nprogress=continue\n`, 0)
    block('N/A')
    expect([life.sentBytes, life.mediaTimeMs]).toEqual([0, null])
    block('1000000')
    await clock.advance(2000)
    block('3000000')
    expect([life.sentBytes, life.mediaTimeMs]).toEqual([2_000_000, 3000])
    block('N/A')
    expect([life.sentBytes, life.mediaTimeMs]).toEqual([2_000_000, 3000])
  })
})

describe.runIf(process.platform === 'linux')('the connections of one FFmpeg', () => {
  /** This process stands for FFmpeg: two sockets of it, and what a test says that the kernel shows of them. */
  async function connected() {
    const before = new Set(socketsOf(process.pid))
    const servers = [createServer().listen(0, '127.0.0.1'), createServer().listen(0, '127.0.0.1')]
    await Promise.all(servers.map((server) => once(server, 'listening')))
    const [reads, sends] = socketsOf(process.pid)!.filter((inode) => !before.has(inode))
    const it = stage(process.pid)
    const line = (
      inode: string,
      remote: string,
      { queued = 0, unread = 0, timer = '00:00000000', retransmits = 0, timeout = 24 }: Shown,
    ) => {
      const hex = (value: number) => value.toString(16).toUpperCase().padStart(8, '0')
      return `   1: 0100007F:9C40 ${remote} 01 ${hex(queued)}:${hex(unread)} ${timer} ${hex(retransmits)} 0 0 ${inode} 2 0 ${timeout} 4 0 10 -1`
    }
    return {
      ...it,
      show: (reading: Shown | null, sending: Shown | null) => {
        const rows = [
          ...(reading === null ? [] : [line(reads!, inTable('127.0.0.1', 8554), reading)]),
          ...(sending === null ? [] : [line(sends!, '097200C0:078F', sending)]),
        ]
        it.kernel.text = `head\n${rows.join('\n')}\n`
      },
      [Symbol.asyncDispose]: async () => {
        for (const server of servers) await new Promise((resolve) => server.close(resolve))
      },
    }
  }

  it('show that the destination took something only by a reading that is newer than what was sent', async () => {
    await using it = await connected()
    let news = 0
    const onNews = () => (news += 1)
    it.show({}, { queued: 5000 })
    expect(it.life.isAcknowledged(onNews)).toBe(false)
    await settle()
    expect(news).toBe(1)
    // Nothing was sent so far.
    expect(it.life.isAcknowledged(onNews)).toBe(false)
    await it.clock.advance(100)
    it.process().progress(40, 5000)
    it.process().progress(80, 6000)
    expect(it.life.isAcknowledged(onNews), 'the reading is older').toBe(false)
    it.show({}, { queued: 6000 })
    await it.clock.advance(300)
    expect(it.life.isAcknowledged(onNews)).toBe(false)
    await settle()
    expect(it.life.isAcknowledged(onNews), 'all of it still waits').toBe(false)
    it.show({}, { queued: 5999 })
    await it.clock.advance(300)
    expect(it.life.isAcknowledged(onNews)).toBe(false)
    await settle()
    expect(it.life.isAcknowledged(onNews)).toBe(true)
  })

  it('are read the more often the more they look as if somebody stood still', async () => {
    await using it = await connected()
    let news = 0
    /** Readings within ten seconds in which one asks each tenth of a second. */
    const readings = async () => {
      const before = it.kernel.reads
      for (let tenth = 0; tenth < 100; tenth += 1) {
        it.life.sockets(() => (news += 1))
        await it.clock.advance(100)
      }
      return it.kernel.reads - before
    }
    it.show({}, { queued: 10 })
    await readings()
    const usual = await readings()
    it.show({ unread: 20_000 }, { queued: 10 })
    await readings()
    const heldUp = await readings()
    expect(news).toBe(0)
    it.show({}, { queued: 90_000, timer: '04:00000300', timeout: 24 })
    await readings()
    expect(news).toBeGreaterThan(0)
    const standing = await readings()
    // Every 2.4 s, 0.9 s and 0.3 s.
    expect([usual, heldUp, standing].every((count, at) => Math.abs(count - [4, 11, 33][at]!) <= 2)).toBe(true)
  })

  it('are told as they were for four seconds, and then are not known', async () => {
    await using it = await connected()
    it.show({ unread: 7 }, { queued: 9 })
    it.life.sockets(() => {})
    await settle()
    expect(it.life.sockets(() => {})).toMatchObject({ unreadBytes: 7, sending: { queuedBytes: 9, standsSince: null } })
    it.show(null, { queued: 9 })
    await it.clock.advance(2500)
    it.life.sockets(() => {})
    await settle()
    expect(it.life.sockets(() => {})).toBeNull()
  })
})
