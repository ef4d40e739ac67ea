import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { mkdtempDisposable, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { EventMap, Topic } from '../../../src/domain/bus.ts'
import { PathNames } from '../../../src/domain/pathNames.ts'
import { Redactor } from '../../../src/domain/redaction.ts'
import type { InputAssignment } from '../../../src/domain/worker.ts'
import { createIngest } from '../../../src/worker/mediamtx/ingest.ts'
import type { IngestDeps } from '../../../src/worker/mediamtx/ingest.ts'
import type { Ingest } from '../../../src/worker/ingest.ts'
import { FakeMediamtx } from '../../support/fakeMediamtx.ts'
import { fakeStarter } from '../../support/fakeProcess.ts'
import type { FakeProcess } from '../../support/fakeProcess.ts'
import { rtspAnswer, startRtsp } from '../../support/rtspServer.ts'
import { until } from '../../support/until.ts'
import { settle, VirtualClock } from '../../support/virtualClock.ts'

const input = (changes: Partial<InputAssignment> = {}): InputAssignment => ({
  ...{ id: '1', name: 'A feed', udpPort: 5001, listenAddress: '127.0.0.1', desired: 'RUNNING' },
  ...{ multicastGroup: null, sourceAddress: null },
  ...changes,
})

let clock: VirtualClock
let server: FakeMediamtx
let starter: ReturnType<typeof fakeStarter>
let told: { [T in Topic]?: EventMap[T][] }
let ingest: Ingest
let started: Promise<void>

const heard = <T extends Topic>(topic: T): EventMap[T][] => (told[topic] ??= []) as EventMap[T][]
const states = () =>
  heard('inputFact')
    .map(({ state }) => state)
    .filter((state, at, all) => state !== all[at - 1])
const health = () => heard('componentFact').at(-1)?.fact
const said = () => heard('log').map(({ level, text }) => `${level} ${text}`)

function begin(changes: Partial<IngestDeps> = {}): void {
  const bus: IngestDeps['bus'] = {
    publish: (topic, data) => void heard(topic).push(data as never),
    subscribe: () => () => {},
  }
  ingest = createIngest({
    ...{ bus, clock, random: () => 0.5, redactor: new Redactor(), startProcess: starter.startProcess },
    ...{ mediamtxBin: '/bin/true', configPath: '/mediamtx.yml', ffmpegBin: 'ffmpeg', request: server.request },
    ...{ listensOn: () => true },
    ...changes,
  })
  started = ingest.start()
}

beforeEach(() => {
  clock = new VirtualClock()
  server = new FakeMediamtx()
  starter = fakeStarter()
  told = {}
})

afterEach(async () => {
  const stopped = ingest.stop()
  await until(() => clock.advance(1000).then(() => Promise.race([stopped.then(() => true), settle()])), 5000, 'the end')
})

describe('inputs of a MediaMTX of ours', () => {
  const lives = () => starter.started.filter(({ options }) => options.env?.MTX_APIADDRESS !== undefined)

  /** Lets what takes real time pass, such as finding free ports, and answers who asks for the program's version. */
  async function life(count: number): Promise<FakeProcess> {
    await until(
      async () => {
        for (const asked of starter.started.filter(({ options, isGone }) => options.isQuestion && !isGone)) {
          asked.options.onStdout?.('v1.20.1')
          asked.end({ code: 0 })
        }
        await clock.advance(50)
        return lives().length >= count
      },
      5000,
      `life ${count}`,
    )
    await clock.advance(500)
    return lives()[count - 1]!
  }

  const say = (process: FakeProcess, message: string, level = 'ERR') =>
    process.options.onStdout?.(JSON.stringify({ level, message }))

  async function flow(seconds: number): Promise<void> {
    for (let n = 0; n < seconds * 5; n += 1) {
      server.arrived.set('in-1', (server.arrived.get('in-1') ?? 0) + 50_000)
      await clock.advance(200)
    }
  }

  it('wait for their feed, carry it, and are taken up anew when it is lost', async () => {
    begin()
    const changed: string[] = []
    const end = ingest.onChange((id) => changed.push(id))
    ingest.reconcile([input()])
    expect(ingest.sight('1')).toMatchObject({ state: 'UNKNOWN', readUrl: null })
    await life(1)
    await started
    expect(server.configured.get('in-1')?.source).toBe('udp+mpegts://127.0.0.1:5001')
    expect(health()).toMatchObject({ healthy: true, version: '1.20.1', detail: expect.stringMatching(/^Runs as a process of/) })
    await flow(2)
    expect(ingest.sight('1')).toMatchObject({ state: 'LIVE', readUrl: expect.stringMatching(/^rtsp:\/\/reader:.+\/in-1$/) })
    expect(ingest.sight('1').bitrateBps).toBeGreaterThan(1e6)
    expect(ingest.rates()).toHaveLength(1)
    await clock.advance(4000)
    expect(states()).toEqual(['UNKNOWN', 'WAITING', 'LIVE', 'LOST'])
    expect(server.changes).toEqual(['POST in-1', 'DELETE in-1', 'POST in-1'])
    expect(ingest.sight('1').readUrl).toBeNull()
    expect(changed.length).toBeGreaterThanOrEqual(3)
    end()
  })

  it('are UNKNOWN while it is gone, and wait for their feeds when it is back: told once, with how it ended', async () => {
    const redactor = new Redactor()
    redactor.learn('CANARY')
    begin({ redactor })
    ingest.reconcile([input(), input({ id: '2', udpPort: 5002, desired: 'STOPPED' })])
    const first = await life(1)
    await flow(2)
    const { since } = health()!
    say(first, 'out of memory at CANARY')
    server.forget()
    server.answers = () => Promise.reject(new TypeError('no connection'))
    first.end({ code: 3 })
    await clock.advance(0)
    expect(ingest.sight('1')).toMatchObject({ state: 'UNKNOWN', readUrl: null })
    expect(ingest.sight('2').state).toBe('STOPPED')
    expect(health()).toMatchObject({
      healthy: false,
      version: null,
      detail: 'MediaMTX ended with exit code 3: out of memory at ****',
    })
    expect(said()).toContain('ERROR MediaMTX ended with exit code 3: out of memory at **** Starting it again')
    expect(heard('componentFact').filter(({ fact }) => !fact.healthy)).toHaveLength(1)
    server.answers = async () => {}
    await life(2)
    expect([...server.configured.keys()]).toEqual(['in-1'])
    expect(ingest.sight('1').state).toBe('WAITING')
    expect(health()?.healthy).toBe(true)
    expect(health()!.since! > since!).toBe(true)
  })

  it('are FAILED where the program is missing, which is told at once, and go on when it is there', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'programs-'))
    const mediamtxBin = join(folder.path, 'mediamtx')
    begin({ mediamtxBin })
    ingest.reconcile([input()])
    await clock.advance(0)
    await started
    const detail = `MediaMTX is missing: there is no program at ${mediamtxBin}.`
    expect(health()).toMatchObject({ healthy: false, version: null, detail })
    expect(heard('inputFact').at(-1)).toMatchObject({ state: 'FAILED', failure: { code: 'PROGRAM_MISSING' } })
    expect(said()).toContain(`ERROR ${detail}`)
    await symlink('/bin/true', mediamtxBin)
    await clock.advance(10_000)
    await life(1)
    expect(ingest.sight('1').state).toBe('WAITING')
  })

  it('are not held up by one that runs and never answers: it is ended, and said why', async () => {
    begin()
    ingest.reconcile([input()])
    const first = await life(1)
    server.answers = () => clock.sleep(2000).then(() => Promise.reject(new DOMException('too late', 'TimeoutError')))
    await clock.advance(5000)
    expect(first.signals).toContain('SIGKILL')
    expect(said()).toContain('ERROR MediaMTX runs but does not answer; ending it')
  })

  it('are all looked at anew, with a new MediaMTX, after a mistake of ours about one', async () => {
    begin()
    ingest.reconcile([input()])
    const first = await life(1)
    const end = ingest.onChange(() => {
      end()
      throw new Error('a mistake')
    })
    await flow(1)
    expect(first.signals).toEqual(['SIGKILL'])
    expect(said()).toContain('ERROR The watch over MediaMTX failed: Error: a mistake')
    await life(2)
    await flow(2)
    expect(ingest.sight('1').state).toBe('LIVE')
  })

  it('have refusals told where they belong, and are tried again', async () => {
    server.refused.set('in-1', 'invalid source')
    begin()
    ingest.reconcile([input()])
    await life(1)
    expect(heard('log').find(({ inputId, level }) => inputId === '1' && level === 'ERROR')?.text).toBe(
      'MediaMTX refused it: invalid source',
    )
    server.refused.clear()
    await clock.advance(1000)
    expect(server.configured.has('in-1')).toBe(true)
  })

  it('are FAILED while their port is taken, with who has it, and listen again within a second of its end', async () => {
    const holder = createSocket('udp4').bind(0, '127.0.0.1')
    await once(holder, 'listening')
    const { port } = holder.address()
    begin()
    ingest.reconcile([input({ udpPort: port })])
    const process = await life(1)
    const line = (at: number, why = 'address already in use') =>
      `[path in-1] [MPEG-TS source] listen udp 127.0.0.1:${at}: bind: ${why}`
    // Of the port that it had before.
    say(process, line(port === 65_535 ? 1024 : port + 1, 'cannot assign requested address'))
    await settle()
    expect(ingest.sight('1').state).toBe('WAITING')
    say(process, line(port))
    await until(() => ingest.sight('1').state === 'FAILED', 3000, 'the verdict')
    expect(heard('inputFact').at(-1)?.failure).toMatchObject({
      code: 'PORT_BUSY',
      message: expect.stringMatching(new RegExp(`^UDP port ${port} is held by .+ \\(pid \\d+\\)\\.$`)),
    })
    expect(await ingest.inputPortHolder(port, '0.0.0.0')).toMatch(/\(pid \d+\)$/)
    server.changes.length = 0
    holder.close()
    await once(holder, 'close')
    await until(() => clock.advance(300).then(() => server.changes.includes('POST in-1')), 5000, 'the path to be made anew')
    expect(server.changes).toEqual(['DELETE in-1', 'POST in-1'])
    await until(() => clock.advance(300).then(() => ingest.sight('1').state === 'WAITING'), 5000, 'it to listen')
  })

  it('hear nothing of a path while it is not wanted, and of unknown paths only by name', async () => {
    begin()
    ingest.reconcile([input({ desired: 'STOPPED' })])
    const process = await life(1)
    say(process, '[path in-1] [MPEG-TS source] listen udp 127.0.0.1:5001: bind: address already in use')
    say(process, '[path studio] something about it')
    say(process, '[path in-1] stream is available and online', 'INF')
    await settle()
    expect(ingest.sight('1').state).toBe('STOPPED')
    expect(said()).toContain('ERROR [path studio] something about it')
  })

  it('keep lines about our own looks to themselves', async () => {
    begin()
    ingest.hideReaders((port) => port === 4242)
    const process = await life(1)
    told.log = []
    say(process, '[RTSP] [conn 127.0.0.2:9] opened', 'INF')
    say(process, '[RTSP] [conn 127.0.0.1:4242] opened', 'INF')
    say(process, '[RTSP] [conn 127.0.0.1:4243] opened', 'INF')
    expect(said()).toEqual(['INFO [RTSP] [conn 127.0.0.1:4243] opened'])
  })

  it('let go of one that left only when its path is gone; what is told of it then comes last', async () => {
    begin()
    ingest.reconcile([input(), input({ id: '2', udpPort: 5002 })])
    await life(1)
    server.answers = () => clock.sleep(100)
    ingest.reconcile([input({ id: '2', udpPort: 5002 })])
    expect(heard('inputGone')).toEqual([])
    await clock.advance(1000)
    expect(heard('inputGone')).toEqual([{ id: '1' }])
    expect([...server.configured.keys()]).toEqual(['in-2'])
    expect(ingest.sight('1')).toEqual({ state: 'STOPPED', readUrl: null, lastGrowthAt: null, tracks: [], bitrateBps: 0 })
  })

  it('begin anew elsewhere when their port changes, and are told of by their new state', async () => {
    begin()
    ingest.reconcile([input()])
    await life(1)
    await flow(2)
    ingest.reconcile([input({ udpPort: 5009 })])
    expect(ingest.sight('1')).toMatchObject({ state: 'WAITING', readUrl: null })
    await clock.advance(100)
    expect(server.configured.get('in-1')?.source).toBe('udp+mpegts://127.0.0.1:5009')
    ingest.reconcile([input({ udpPort: 5009, name: 'Another name' })])
    expect(server.changes).toEqual(['POST in-1', 'POST in-1'])
  })

  it('get a test signal only while they are wanted', async () => {
    begin()
    ingest.reconcile([input(), input({ id: '2', udpPort: 5002, desired: 'STOPPED' })])
    await life(1)
    const before = starter.started.length
    ingest.startTestSignal('2', 60)
    ingest.startTestSignal('9', 60)
    await clock.advance(500)
    expect(starter.started).toHaveLength(before)
    ingest.startTestSignal('1', 60)
    await clock.advance(500)
    expect(starter.started.length).toBeGreaterThan(before)
    for (const asked of starter.started.slice(before)) asked.end({ code: 0 })
    ingest.stopTestSignal('1')
    await until(
      () => clock.advance(1000).then(() => starter.started.every(({ options, isGone }) => options.env || isGone)),
      3000,
      'its end',
    )
  })
})

describe('inputs of a MediaMTX elsewhere', () => {
  const external = {
    ...{ apiUrl: 'http://media.example:9997', user: 'manager', password: 'CANARY-api', logFile: null },
    ...{ rtspUrl: 'rtsp://reader:CANARY-read@127.0.0.1:1', feedHost: null },
  }
  const names = new PathNames('sdm-')

  it('are UNKNOWN until it answers, whatever runs here; each reason is told once', async () => {
    server.answers = () => Promise.reject(Object.assign(new Error('no connection'), { code: 'ECONNREFUSED' }))
    await using readers = await startRtsp(() => rtspAnswer('404 Not Found'))
    const rtspUrl = `rtsp://reader:CANARY-read@127.0.0.1:${readers.port}`
    begin({ external: { ...external, rtspUrl }, names, instanceId: 'mine' })
    ingest.reconcile([input()])
    await clock.advance(2500)
    await started
    expect(starter.started).toEqual([])
    expect(ingest.sight('1').state).toBe('UNKNOWN')
    const told = 'The MediaMTX at http://media.example:9997 does not answer (ECONNREFUSED).'
    expect(said().filter((line) => line.endsWith(told))).toHaveLength(1)
    expect(health()).toMatchObject({ healthy: false, detail: told })
    server.answers = async () => {}
    await clock.advance(2000)
    expect(ingest.sight('1').state).toBe('WAITING')
    expect([...server.configured.keys()].toSorted()).toEqual(['sdm-in-1', expect.stringMatching(/^sdm-owner-/)])
    expect(health()).toMatchObject({ healthy: true, detail: expect.stringMatching(/^Runs elsewhere, at/) })
  })

  it('are of no use where outputs cannot read: unhealthy although it answers, and the password is not told', async () => {
    begin({ external, names, instanceId: 'mine' })
    ingest.reconcile([input()])
    await until(() => clock.advance(400).then(() => health()?.detail?.includes('MEDIAMTX_RTSP_URL')), 5000, 'the obstacle')
    expect(health()).toMatchObject({
      healthy: false,
      version: '1.20.1',
      detail: expect.stringContaining('Nothing answers at rtsp://127.0.0.1:1 (MEDIAMTX_RTSP_URL)'),
    })
    expect(JSON.stringify(told)).not.toContain('CANARY')
  })

  it('are never ended for a mistake of ours: it is looked at anew', async () => {
    begin({ external, names, instanceId: 'mine' })
    ingest.reconcile([input()])
    await clock.advance(1000)
    const end = ingest.onChange(() => {
      end()
      throw new Error('a mistake')
    })
    server.arrived.set('sdm-in-1', 9)
    await clock.advance(500)
    expect(said()).toContain('ERROR The watch over MediaMTX failed: Error: a mistake')
    await clock.advance(3000)
    server.arrived.set('sdm-in-1', 99)
    await clock.advance(500)
    expect(ingest.sight('1').state).toBe('LIVE')
  })

  it('are made anew when their paths vanished, as when its file was touched', async () => {
    begin({ external, names, instanceId: 'mine' })
    ingest.reconcile([input()])
    await clock.advance(1000)
    server.forget()
    await clock.advance(1500)
    expect(server.configured.get('sdm-in-1')?.source).toBe('udp+mpegts://127.0.0.1:5001')
  })
})
