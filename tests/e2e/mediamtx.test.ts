import { execFile } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { copyFile, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
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
import { processes } from '../support/processes.ts'
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

beforeAll(async () => {
  await feedFile()
})

/** A MediaMTX of its own with what it is told and tells, and the feeds that are sent to it. */
class Stage implements AsyncDisposable {
  readonly folder: string
  readonly configPath: string
  readonly bus = new Recorder()
  readonly ingest: Ingest
  readonly #feeds: Feed[] = []

  private constructor(folder: string, program: string) {
    this.folder = folder
    this.configPath = join(folder, 'mediamtx.yml')
    const programs = { mediamtxBin: program, ffmpegBin: ffmpegBin(), configPath: this.configPath }
    const given = { bus: this.bus, clock: systemClock, random: Math.random, redactor: new Redactor() }
    this.ingest = createIngest({ ...given, startProcess: createStartProcess(), ...programs })
  }

  static async build(program = mediamtxBin()): Promise<Stage> {
    const stage = new Stage(await mkdtemp(join(tmpdir(), 'ingest-')), program)
    await copyFile(join(import.meta.dirname, '../../mediamtx.yml'), stage.configPath)
    return stage
  }

  async [Symbol.asyncDispose]() {
    await Promise.all(this.#feeds.map((feed) => feed.kill()))
    await this.ingest.stop()
    await rm(this.folder, { recursive: true, force: true })
  }

  async sendTo(port: number): Promise<Feed> {
    const started = await startFeed({ port })
    this.#feeds.push(started)
    return started
  }

  async until(what: string, isSo: () => boolean, withinMs = 10_000): Promise<number> {
    const start = Date.now()
    while (!isSo()) {
      const last = JSON.stringify(this.bus.facts.at(-1))
      if (Date.now() - start > withinMs) throw new Error(`Not within ${withinMs} ms: ${what}\n${last}`)
      await sleep(10)
    }
    return Date.now() - start
  }

  untilState(state: InputState, withinMs?: number, id = '1'): Promise<number> {
    return this.until(`input ${id} is ${state}`, () => this.ingest.sight(id).state === state, withinMs)
  }

  /** No other MediaMTX has the same configuration file. */
  mediamtxPids(): number[] {
    return pidsOf((command) => command.includes(this.configPath))
  }

  lastFact(id = '1'): InputFact | undefined {
    return this.bus.facts.findLast(({ fact }) => fact.id === id)?.fact
  }

  /** A reader that joins now gets a picture, and one that repacks it as FLV, the strictest about times, is content. */
  async expectReadable(id = '1'): Promise<void> {
    const { readUrl } = this.ingest.sight(id)
    expect(readUrl).not.toBeNull()
    const reading = ['-nostdin', '-loglevel', 'error', '-rtsp_transport', 'tcp', '-i', readUrl!, '-t', '2']
    const toFlv = [...reading, '-c', 'copy', '-f', 'flv', '-y', join(this.folder, `${id}.flv`)]
    const [decoded] = await Promise.all([decodeUrl(readUrl!, 2), promisify(execFile)(ffmpegBin(), toFlv, { timeout: 15_000 })])
    expect(decoded.videoFrames).toBeGreaterThan(20)
  }
}

function input(udpPort: number, changes: Partial<InputAssignment> = {}): InputAssignment {
  const where = { listenAddress: '127.0.0.1', multicastGroup: null, sourceAddress: null }
  return { id: '1', name: 'A feed', udpPort, ...where, desired: 'RUNNING', ...changes }
}

function pidsOf(isIt: (command: string) => boolean): number[] {
  return processes().flatMap(({ pid, args }) => (isIt(args.join('\0')) ? [pid] : []))
}

describe.skipIf(isMediamtxExternal).concurrent('a feed', () => {
  it('is LIVE within a second, readable, told with tracks and rates, and gone when its input is', async () => {
    await using at = await Stage.build()
    await at.ingest.start()
    expect(at.bus.health.at(-1)).toMatchObject({ healthy: true, version: expect.stringMatching(/^1\.\d+\.\d+/) })
    const port = await freeUdpPort()
    at.ingest.reconcile([input(port)])
    expect(at.ingest.sight('1')).toMatchObject({ state: 'WAITING', readUrl: null, lastGrowthAt: null })
    await sleep(300)
    await at.sendTo(port)
    await at.untilState('LIVE', 1500)
    await at.expectReadable()
    expect(at.lastFact()?.tracks).toEqual([
      { kind: 'video', codec: 'H264', profile: expect.any(String), width: 640, height: 360, sampleRate: null, channels: null },
      { kind: 'audio', codec: 'MPEG-4 Audio', profile: null, width: null, height: null, sampleRate: 48_000, channels: 2 },
    ])
    await sleep(1500)
    const [rates] = at.ingest.rates()
    expect(rates!.bitrateBps).toBeGreaterThan(500_000)
    expect(rates!.bitrateBps).toBeLessThan(2_000_000)
    expect(rates!.bytesReceived).toBeGreaterThan(200_000)
    expect(at.bus.lines.find(({ text }) => text.includes('stream is available'))).toMatchObject({ source: 'INPUT', inputId: '1' })

    at.ingest.reconcile([input(port, { desired: 'STOPPED' })])
    expect(at.ingest.sight('1')).toMatchObject({ state: 'STOPPED', readUrl: null })
    at.ingest.reconcile([])
    await at.until('the input is gone', () => at.bus.gone.includes('1'))
    // A password of the reader stands in every line that FFmpeg prints of its address, and nowhere here.
    expect(JSON.stringify([at.bus.lines, at.bus.facts])).not.toContain('reader:')
  })

  it('that returns after 0.5, 2, 5 or 8 s is picked up cleanly', async () => {
    await using at = await Stage.build()
    await at.ingest.start()
    const pauses = [0.5, 2, 5, 8]
    const ports = await Promise.all(pauses.map(() => freeUdpPort()))
    const ids = pauses.map((_, index) => String(index + 1))
    at.ingest.reconcile(ids.map((id, index) => input(ports[index]!, { id })))
    await Promise.all(pauses.map((seconds, index) => leaveAndReturn(at, ids[index]!, ports[index]!, seconds)))
  })
})

async function leaveAndReturn(at: Stage, id: string, port: number, seconds: number): Promise<void> {
  const first = await at.sendTo(port)
  await at.untilState('LIVE', 5000, id)
  await sleep(1000)
  await first.kill()
  const stopped = Date.now()
  if (seconds > 3) {
    await at.untilState('LOST', 3000, id)
    expect(at.ingest.sight(id).readUrl).toBeNull()
    expect(at.lastFact(id)?.failure).toMatchObject({ code: 'INPUT_LOST', count: 1 })
  }
  await sleep(Math.max(0, stopped + seconds * 1000 - Date.now()))
  await at.sendTo(port)
  // A pause of about two seconds may or may not be a loss; what counts is that it is over soon.
  await sleep(seconds > 3 ? 0 : 1500)
  await at.untilState('LIVE', 2000, id)
  await at.expectReadable(id)
}

describe.skipIf(isMediamtxExternal).concurrent('a port', () => {
  it('held by another program is told with its holder, and had as soon as it is free', async () => {
    await using at = await Stage.build()
    const socket = createSocket('udp4')
    socket.bind(0, '127.0.0.1')
    await once(socket, 'listening')
    const { port } = socket.address()
    await at.ingest.start()
    at.ingest.reconcile([input(port)])
    await at.untilState('FAILED', 2000)
    const holder = expect.stringMatching(new RegExp(`^UDP port ${port} is held by .*\\(pid ${process.pid}\\)\\.$`))
    expect(at.lastFact()?.failure).toMatchObject({ code: 'PORT_BUSY', message: holder })
    await sleep(2000)
    expect(at.ingest.sight('1').state).toBe('FAILED')
    socket.close()
    await at.untilState('WAITING', 6000)
    expect(at.lastFact()?.failure).toBeNull()
    await at.sendTo(port)
    await at.untilState('LIVE', 1500)
  })

  it('may change, and the feed is looked for at the new one', async () => {
    await using at = await Stage.build()
    const [from, to] = [await freeUdpPort(), await freeUdpPort()]
    await at.ingest.start()
    at.ingest.reconcile([input(from)])
    await at.sendTo(from)
    await at.untilState('LIVE')
    at.ingest.reconcile([input(to)])
    expect(at.ingest.sight('1').state).toBe('WAITING')
    await sleep(1500)
    expect(at.ingest.sight('1').state).toBe('WAITING')
    await at.sendTo(to)
    await at.untilState('LIVE', 1500)
    await at.expectReadable()
  })

  it('of an address that this machine does not have is told so', async () => {
    await using at = await Stage.build()
    await at.ingest.start()
    at.ingest.reconcile([input(await freeUdpPort(), { listenAddress: '192.0.2.77' })])
    await at.untilState('FAILED', 2000)
    expect(at.lastFact()?.failure?.message).toBe('192.0.2.77 is not an address of this machine.')
  })
})

describe.skipIf(isMediamtxExternal).concurrent('MediaMTX', () => {
  it('is started again when it is killed, and the feed is back', async () => {
    await using at = await Stage.build()
    await at.ingest.start()
    const port = await freeUdpPort()
    at.ingest.reconcile([input(port)])
    await at.sendTo(port)
    await at.untilState('LIVE')
    const [before] = at.mediamtxPids()
    process.kill(before!, 'SIGKILL')
    await at.untilState('UNKNOWN', 500)
    expect(at.ingest.sight('1').readUrl).toBeNull()
    expect(at.bus.health.at(-1)?.healthy).toBe(false)
    await at.untilState('LIVE', 2500)
    expect(at.mediamtxPids()).toHaveLength(1)
    expect(at.mediamtxPids()[0]).not.toBe(before)
    expect(at.bus.health.at(-1)).toMatchObject({ healthy: true, detail: expect.stringContaining(String(at.mediamtxPids()[0])) })
    await at.expectReadable()
  })

  it('is replaced when it is frozen', async () => {
    await using at = await Stage.build()
    await at.ingest.start()
    const port = await freeUdpPort()
    at.ingest.reconcile([input(port)])
    await at.sendTo(port)
    await at.untilState('LIVE')
    const [before] = at.mediamtxPids()
    process.kill(before!, 'SIGSTOP')
    await at.untilState('UNKNOWN', 6000)
    await at.untilState('LIVE', 6000)
    expect(at.mediamtxPids()).toHaveLength(1)
    expect(at.mediamtxPids()[0]).not.toBe(before)
  })

  it('gets its paths again when it drops them', async () => {
    await using at = await Stage.build()
    await at.ingest.start()
    const port = await freeUdpPort()
    at.ingest.reconcile([input(port)])
    await at.sendTo(port)
    await at.untilState('LIVE')
    const [pid] = at.mediamtxPids()
    await sleep(1100)
    await writeFile(at.configPath, `${readFileSync(at.configPath, 'utf8')}\n# touched\n`)
    await utimes(at.configPath, new Date(), new Date())
    await at.untilState('WAITING', 2000)
    await at.untilState('LIVE', 2500)
    expect(at.mediamtxPids()).toEqual([pid])
    await at.expectReadable()
  })

  it('is gone after the stop, and so is every test signal', async () => {
    await using at = await Stage.build()
    await at.ingest.start()
    const port = await freeUdpPort()
    at.ingest.reconcile([input(port)])
    at.ingest.startTestSignal('1', 60)
    expect(at.lastFact()?.testSignalEndsAt).toEqual(expect.any(String))
    await at.untilState('LIVE', 5000)
    const isTestSignal = (command: string) => command.includes(`127.0.0.1:${port}?`)
    expect(pidsOf(isTestSignal)).toHaveLength(1)
    await at.ingest.stop()
    expect(at.mediamtxPids()).toEqual([])
    expect(pidsOf(isTestSignal)).toEqual([])
  })

  it('that is missing is told in plain words', async () => {
    const program = join(tmpdir(), 'no-such-program')
    await using at = await Stage.build(program)
    await at.ingest.start()
    at.ingest.reconcile([input(await freeUdpPort())])
    const detail = `MediaMTX is missing: there is no program at ${program}.`
    expect(at.bus.health.at(-1)).toMatchObject({ healthy: false, detail })
    expect(at.lastFact()).toMatchObject({ state: 'FAILED', failure: { code: 'PROGRAM_MISSING', message: detail } })
  })

  it('that cannot start says why, and goes on trying', async () => {
    await using at = await Stage.build()
    await writeFile(at.configPath, 'logLevel: nonsense\n')
    await at.ingest.start()
    expect(at.bus.health.at(-1)?.detail).toMatch(/^MediaMTX ended with exit code 1: invalid log level/)
    await copyFile(join(import.meta.dirname, '../../mediamtx.yml'), at.configPath)
    await at.until('MediaMTX is healthy', () => at.bus.health.at(-1)?.healthy === true)
  })
})

describe.skipIf(isMediamtxExternal).concurrent('a test signal', () => {
  it('is a feed, survives its process, and ends by itself', async () => {
    await using at = await Stage.build()
    await at.ingest.start()
    const port = await freeUdpPort()
    at.ingest.reconcile([input(port)])
    at.ingest.startTestSignal('1', 6)
    await at.untilState('LIVE', 5000)
    await at.expectReadable()
    const [pid] = pidsOf((command) => command.includes(`127.0.0.1:${port}?`))
    process.kill(pid!, 'SIGKILL')
    await at.until('it runs again', () =>
      pidsOf((command) => command.includes(`127.0.0.1:${port}?`)).some((other) => other !== pid),
    )
    await at.until('it has ended', () => at.lastFact()?.testSignalEndsAt === null)
    await at.untilState('LOST', 3000)
    expect(pidsOf((command) => command.includes(`127.0.0.1:${port}?`))).toEqual([])
  })

  it('ends with the wish for its input', async () => {
    await using at = await Stage.build()
    await at.ingest.start()
    const port = await freeUdpPort()
    at.ingest.reconcile([input(port)])
    at.ingest.startTestSignal('1', 60)
    await at.untilState('LIVE', 5000)
    at.ingest.reconcile([input(port, { desired: 'STOPPED' })])
    await at.until('it has ended', () => at.lastFact()?.testSignalEndsAt === null)
    expect(pidsOf((command) => command.includes(`127.0.0.1:${port}?`))).toEqual([])
    expect(at.lastFact()?.state).toBe('STOPPED')
  })
})
