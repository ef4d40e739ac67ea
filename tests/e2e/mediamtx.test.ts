import { execFile } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { copyFile, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Bus, ComponentFact, EventMap, Topic } from '../../src/domain/bus.ts'
import type { InputFact } from '../../src/domain/input.ts'
import type { LogEntry } from '../../src/domain/log.ts'
import { Redactor } from '../../src/domain/redaction.ts'
import type { InputState } from '../../src/domain/states.ts'
import type { InputAssignment } from '../../src/domain/worker.ts'
import type { Ingest } from '../../src/worker/ingest.ts'
import { createIngest } from '../../src/worker/mediamtx/ingest.ts'
import { createStartProcess } from '../../src/worker/processes/process.ts'
import { systemClock } from '../../src/worker/systemClock.ts'
import { decodeUrl } from '../support/decode.ts'
import { feedFile, startFeed } from '../support/feed.ts'
import type { Feed } from '../support/feed.ts'
import { isMediamtxExternal } from '../support/manager.ts'
import { freeUdpPort } from '../support/ports.ts'
import { ffmpegBin, mediamtxBin } from '../support/programs.ts'

/** Notes what is published, with the time. */
class Recorder implements Bus {
  readonly facts: { at: number; fact: InputFact }[] = []
  readonly health: ComponentFact[] = []
  readonly lines: LogEntry[] = []
  readonly gone: string[] = []

  publish<T extends Topic>(topic: T, data: EventMap[T]): void {
    if (topic === 'inputFact') this.facts.push({ at: Date.now(), fact: data as InputFact })
    if (topic === 'componentFact') this.health.push((data as EventMap['componentFact']).fact)
    if (topic === 'log') this.lines.push(data as LogEntry)
    if (topic === 'inputGone') this.gone.push((data as EventMap['inputGone']).id)
  }

  subscribe(): () => void {
    return () => {}
  }
}

let folder: string
let configPath: string
let bus: Recorder
let ingest: Ingest
let feeds: Feed[]

beforeAll(async () => {
  await feedFile()
})

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ingest-'))
  configPath = join(folder, 'mediamtx.yml')
  await copyFile(join(import.meta.dirname, '../../mediamtx.yml'), configPath)
  feeds = []
  begin(mediamtxBin())
})

afterEach(async () => {
  await Promise.all(feeds.map((feed) => feed.kill()))
  await ingest.stop()
  await rm(folder, { recursive: true, force: true })
})

function begin(program: string): void {
  bus = new Recorder()
  const startProcess = createStartProcess()
  const programs = { mediamtxBin: program, ffmpegBin: ffmpegBin(), configPath }
  ingest = createIngest({ bus, clock: systemClock, random: Math.random, redactor: new Redactor(), startProcess, ...programs })
}

async function sendTo(port: number): Promise<Feed> {
  const started = await startFeed({ port })
  feeds.push(started)
  return started
}

function input(udpPort: number, changes: Partial<InputAssignment> = {}): InputAssignment {
  const where = { listenAddress: '127.0.0.1', multicastGroup: null, sourceAddress: null }
  return { id: '1', name: 'A feed', udpPort, ...where, desired: 'RUNNING', ...changes }
}

async function until(what: string, isSo: () => boolean, withinMs = 10_000): Promise<number> {
  const start = Date.now()
  while (!isSo()) {
    if (Date.now() - start > withinMs) throw new Error(`Not within ${withinMs} ms: ${what}\n${JSON.stringify(bus.facts.at(-1))}`)
    await sleep(10)
  }
  return Date.now() - start
}

function untilState(state: InputState, withinMs?: number, id = '1'): Promise<number> {
  return until(`input ${id} is ${state}`, () => ingest.sight(id).state === state, withinMs)
}

function pidsOf(isIt: (command: string) => boolean): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return isIt(readFileSync(`/proc/${pid}/cmdline`, 'utf8'))
      } catch {
        return false
      }
    })
}

/** This test's own MediaMTX: no other has the same configuration file. */
function mediamtxPids(): number[] {
  return pidsOf((command) => command.includes(configPath))
}

function lastFact(id = '1'): InputFact | undefined {
  return bus.facts.findLast(({ fact }) => fact.id === id)?.fact
}

/** A reader that joins now gets a picture, and one that repacks it as FLV, the strictest about times, is content. */
async function expectReadable(id = '1'): Promise<void> {
  const { readUrl } = ingest.sight(id)
  expect(readUrl).not.toBeNull()
  const toFlv = [
    '-nostdin',
    '-loglevel',
    'error',
    '-rtsp_transport',
    'tcp',
    '-i',
    readUrl!,
    '-t',
    '2',
    '-c',
    'copy',
    '-f',
    'flv',
    '-y',
  ]
  const [decoded] = await Promise.all([
    decodeUrl(readUrl!, 2),
    promisify(execFile)(ffmpegBin(), [...toFlv, join(folder, `${id}.flv`)], { timeout: 15_000 }),
  ])
  expect(decoded.videoFrames).toBeGreaterThan(20)
}

describe.skipIf(isMediamtxExternal)('a feed', () => {
  it('is LIVE within a second, readable, told with tracks and rates, and gone when its input is', async () => {
    await ingest.start()
    expect(bus.health.at(-1)).toMatchObject({ healthy: true, version: expect.stringMatching(/^1\.\d+\.\d+/) })
    const port = await freeUdpPort()
    ingest.reconcile([input(port)])
    expect(ingest.sight('1')).toMatchObject({ state: 'WAITING', readUrl: null, lastGrowthAt: null })
    await sleep(300)
    await sendTo(port)
    await untilState('LIVE', 1500)
    await expectReadable()
    expect(lastFact()?.tracks).toEqual([
      { kind: 'video', codec: 'H264', profile: expect.any(String), width: 640, height: 360, sampleRate: null, channels: null },
      { kind: 'audio', codec: 'MPEG-4 Audio', profile: null, width: null, height: null, sampleRate: 48_000, channels: 2 },
    ])
    await sleep(1500)
    const [rates] = ingest.rates()
    expect(rates!.bitrateBps).toBeGreaterThan(500_000)
    expect(rates!.bitrateBps).toBeLessThan(2_000_000)
    expect(rates!.bytesReceived).toBeGreaterThan(200_000)
    expect(bus.lines.find(({ text }) => text.includes('stream is available'))).toMatchObject({ source: 'INPUT', inputId: '1' })

    ingest.reconcile([input(port, { desired: 'STOPPED' })])
    expect(ingest.sight('1')).toMatchObject({ state: 'STOPPED', readUrl: null })
    ingest.reconcile([])
    await until('the input is gone', () => bus.gone.includes('1'))
    // A password of the reader stands in every line that FFmpeg prints of its address, and nowhere here.
    expect(JSON.stringify([bus.lines, bus.facts])).not.toContain('reader:')
  })

  it('that returns after 0.5, 2, 5 or 8 s is picked up cleanly', async () => {
    await ingest.start()
    const pauses = [0.5, 2, 5, 8]
    const ports = await Promise.all(pauses.map(() => freeUdpPort()))
    const ids = pauses.map((_, index) => String(index + 1))
    ingest.reconcile(ids.map((id, index) => input(ports[index]!, { id })))
    await Promise.all(pauses.map((seconds, index) => leaveAndReturn(ids[index]!, ports[index]!, seconds)))
  })
})

async function leaveAndReturn(id: string, port: number, seconds: number): Promise<void> {
  const first = await sendTo(port)
  await untilState('LIVE', 5000, id)
  await sleep(1000)
  await first.kill()
  const stopped = Date.now()
  if (seconds > 3) {
    await untilState('LOST', 3000, id)
    expect(ingest.sight(id).readUrl).toBeNull()
    expect(lastFact(id)?.failure).toMatchObject({ code: 'INPUT_LOST', count: 1 })
  }
  await sleep(Math.max(0, stopped + seconds * 1000 - Date.now()))
  await sendTo(port)
  // A pause of about two seconds may or may not be a loss; what counts is that it is over soon.
  await sleep(seconds > 3 ? 0 : 1500)
  await untilState('LIVE', 2000, id)
  await expectReadable(id)
}

describe.skipIf(isMediamtxExternal)('a port', () => {
  it('held by another program is told with its holder, and had as soon as it is free', async () => {
    const socket = createSocket('udp4')
    socket.bind(0, '127.0.0.1')
    await once(socket, 'listening')
    const { port } = socket.address()
    await ingest.start()
    ingest.reconcile([input(port)])
    await untilState('FAILED', 2000)
    const holder = expect.stringMatching(new RegExp(`^UDP port ${port} is held by .*\\(pid ${process.pid}\\)\\.$`))
    expect(lastFact()?.failure).toMatchObject({ code: 'PORT_BUSY', message: holder })
    await sleep(2000)
    expect(ingest.sight('1').state).toBe('FAILED')
    socket.close()
    await untilState('WAITING', 6000)
    expect(lastFact()?.failure).toBeNull()
    await sendTo(port)
    await untilState('LIVE', 1500)
  })

  it('may change, and the feed is looked for at the new one', async () => {
    const [from, to] = [await freeUdpPort(), await freeUdpPort()]
    await ingest.start()
    ingest.reconcile([input(from)])
    await sendTo(from)
    await untilState('LIVE')
    ingest.reconcile([input(to)])
    expect(ingest.sight('1').state).toBe('WAITING')
    await sleep(1500)
    expect(ingest.sight('1').state).toBe('WAITING')
    await sendTo(to)
    await untilState('LIVE', 1500)
    await expectReadable()
  })

  it('of an address that this machine does not have is told so', async () => {
    await ingest.start()
    ingest.reconcile([input(await freeUdpPort(), { listenAddress: '192.0.2.77' })])
    await untilState('FAILED', 2000)
    expect(lastFact()?.failure?.message).toBe('192.0.2.77 is not an address of this machine.')
  })
})

describe.skipIf(isMediamtxExternal)('MediaMTX', () => {
  it('is started again when it is killed, and the feed is back', async () => {
    await ingest.start()
    const port = await freeUdpPort()
    ingest.reconcile([input(port)])
    await sendTo(port)
    await untilState('LIVE')
    const [before] = mediamtxPids()
    process.kill(before!, 'SIGKILL')
    await untilState('UNKNOWN', 500)
    expect(ingest.sight('1').readUrl).toBeNull()
    expect(bus.health.at(-1)?.healthy).toBe(false)
    await untilState('LIVE', 2500)
    expect(mediamtxPids()).toHaveLength(1)
    expect(mediamtxPids()[0]).not.toBe(before)
    expect(bus.health.at(-1)).toMatchObject({ healthy: true, detail: expect.stringContaining(String(mediamtxPids()[0])) })
    await expectReadable()
  })

  it('is replaced when it is frozen', async () => {
    await ingest.start()
    const port = await freeUdpPort()
    ingest.reconcile([input(port)])
    await sendTo(port)
    await untilState('LIVE')
    const [before] = mediamtxPids()
    process.kill(before!, 'SIGSTOP')
    await untilState('UNKNOWN', 4000)
    await untilState('LIVE', 6000)
    expect(mediamtxPids()).toHaveLength(1)
    expect(mediamtxPids()[0]).not.toBe(before)
  })

  it('gets its paths again when it drops them', async () => {
    await ingest.start()
    const port = await freeUdpPort()
    ingest.reconcile([input(port)])
    await sendTo(port)
    await untilState('LIVE')
    const [pid] = mediamtxPids()
    await sleep(1100)
    await writeFile(configPath, `${readFileSync(configPath, 'utf8')}\n# touched\n`)
    await utimes(configPath, new Date(), new Date())
    await untilState('WAITING', 2000)
    await untilState('LIVE', 2500)
    expect(mediamtxPids()).toEqual([pid])
    await expectReadable()
  })

  it('is gone after the stop, and so is every test signal', async () => {
    await ingest.start()
    const port = await freeUdpPort()
    ingest.reconcile([input(port)])
    ingest.startTestSignal('1', 60)
    expect(lastFact()?.testSignal).toBe(true)
    await untilState('LIVE', 5000)
    const isTestSignal = (command: string) => command.includes(`127.0.0.1:${port}?`)
    expect(pidsOf(isTestSignal)).toHaveLength(1)
    await ingest.stop()
    expect(mediamtxPids()).toEqual([])
    expect(pidsOf(isTestSignal)).toEqual([])
  })

  it('that is missing is told in plain words', async () => {
    begin(join(folder, 'no-such-program'))
    await ingest.start()
    ingest.reconcile([input(await freeUdpPort())])
    const detail = `MediaMTX is missing: there is no program at ${join(folder, 'no-such-program')}.`
    expect(bus.health.at(-1)).toMatchObject({ healthy: false, detail })
    expect(lastFact()).toMatchObject({ state: 'FAILED', failure: { code: 'PROGRAM_MISSING', message: detail } })
  })

  it('that cannot start says why, and goes on trying', async () => {
    await writeFile(configPath, 'logLevel: nonsense\n')
    await ingest.start()
    expect(bus.health.at(-1)?.detail).toMatch(/^MediaMTX ended with exit code 1: invalid log level/)
    await copyFile(join(import.meta.dirname, '../../mediamtx.yml'), configPath)
    await until('MediaMTX is healthy', () => bus.health.at(-1)?.healthy === true)
  })
})

describe.skipIf(isMediamtxExternal)('a test signal', () => {
  it('is a feed, survives its process, and ends by itself', async () => {
    await ingest.start()
    const port = await freeUdpPort()
    ingest.reconcile([input(port)])
    ingest.startTestSignal('1', 6)
    await untilState('LIVE', 5000)
    await expectReadable()
    const [pid] = pidsOf((command) => command.includes(`127.0.0.1:${port}?`))
    process.kill(pid!, 'SIGKILL')
    await until('it runs again', () => pidsOf((command) => command.includes(`127.0.0.1:${port}?`)).some((other) => other !== pid))
    await until('it has ended', () => lastFact()?.testSignal === false)
    await untilState('LOST', 3000)
    expect(pidsOf((command) => command.includes(`127.0.0.1:${port}?`))).toEqual([])
  })

  it('ends with the wish for its input', async () => {
    await ingest.start()
    const port = await freeUdpPort()
    ingest.reconcile([input(port)])
    ingest.startTestSignal('1', 60)
    await untilState('LIVE', 5000)
    ingest.reconcile([input(port, { desired: 'STOPPED' })])
    await until('it has ended', () => lastFact()?.testSignal === false)
    expect(pidsOf((command) => command.includes(`127.0.0.1:${port}?`))).toEqual([])
    expect(lastFact()?.state).toBe('STOPPED')
  })
})
