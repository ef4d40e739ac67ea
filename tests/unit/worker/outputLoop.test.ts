import { beforeEach, describe, expect, it } from 'vitest'
import type { Bus } from '../../../src/domain/bus.ts'
import { noSecrets } from '../../../src/domain/output.ts'
import type { Cause } from '../../../src/domain/failure.ts'
import type { OutputFact, OutputTarget } from '../../../src/domain/output.ts'
import type { LogEntry } from '../../../src/domain/log.ts'
import type { Track } from '../../../src/domain/input.ts'
import { Redactor } from '../../../src/domain/redaction.ts'
import type { OutputAssignment } from '../../../src/domain/worker.ts'
import type { InputSight } from '../../../src/worker/ingest.ts'
import type { RetryLook } from '../../../src/worker/look/beforeRetry.ts'
import type { AllowedPlace } from '../../../src/worker/look/place.ts'
import { OutputLoop } from '../../../src/worker/outputs/outputLoop.ts'
import { Beat } from '../../../src/worker/beat.ts'
import { Pace } from '../../../src/worker/outputs/pace.ts'
import { TcpTable } from '../../../src/worker/outputs/tcpTable.ts'
import { fakeStarter } from '../../support/fakeProcess.ts'
import type { FakeProcess } from '../../support/fakeProcess.ts'
import { VirtualClock } from '../../support/virtualClock.ts'

const readUrl = 'rtsp://reader:pw@127.0.0.1:8554/in-1'
const udpOutput: OutputAssignment = {
  id: '7',
  inputId: '1',
  name: 'Wall',
  generation: 1,
  desired: 'RUNNING',
  protocol: 'UDP',
  url: 'udp://127.0.0.1:6000',
  username: null,
  packetSize: null,
  ttl: null,
  localAddress: null,
  reconnectDelaySeconds: 5,
  maxReconnectAttempts: 0,
  secrets: noSecrets,
  port: null,
  latencyMs: null,
  streamId: null,
  allowInvalidCertificate: false,
  hasStreamKey: false,
  hasPassphrase: false,
  hasPassword: false,
}

/** An output's loop among fakes: virtual time, played processes, an input that the test moves. */
class Stage {
  readonly clock = new VirtualClock()
  readonly facts: OutputFact[] = []
  readonly lines: LogEntry[] = []
  readonly starter
  readonly pace: Pace
  input: InputSight = { state: 'LIVE', readUrl, lastGrowthAt: 0, tracks: [], bitrateBps: 0 }
  isInputGrowing = true
  tracks: Track[] = []
  isProgramThere = true
  certificateFault: Cause | null = null
  place: AllowedPlace = { cause: null, addresses: null }
  look = (_target: OutputTarget, _signal: AbortSignal): Promise<RetryLook> =>
    Promise.resolve({ cause: null, sawCertificate: false })
  /** How often something answered where nothing had. */
  returns = 0
  loop: OutputLoop
  #sentMs = 0

  constructor(
    assignment: Partial<OutputAssignment> = {},
    options: { ignoresSigterm?: boolean } = {},
    pace = new Pace(this.clock),
  ) {
    this.starter = fakeStarter(options)
    this.pace = pace
    const bus: Bus = {
      publish: (topic, data) => {
        if (topic === 'outputFact') this.facts.push(data as OutputFact)
        if (topic === 'log' && (data as LogEntry).text.startsWith('FFmpeg was not started')) this.lines.push(data as LogEntry)
      },
      subscribe: () => () => {},
    }
    this.loop = new OutputLoop(
      { ...udpOutput, ...assignment },
      {
        bus,
        clock: this.clock,
        random: () => 0.999,
        redactor: new Redactor(),
        startProcess: this.starter.startProcess,
        pace,
        tcpTable: new TcpTable(this.clock, () => Promise.resolve('')),
        beat: new Beat(this.clock, 500),
        ffmpegBin: 'ffmpeg',
        isProgramThere: () => this.isProgramThere,
        onReturn: () => (this.returns += 1),
        ffmpegVersion: () => '5.1.9',
        takesPreset: () => true,
        caFile: 'ca.pem',
        lookBeforeRetry: (target, signal) => this.look(target, signal),
        certificateFault: () => Promise.resolve(this.certificateFault),
        allowedPlace: () => Promise.resolve(this.place),
        openGate: () => Promise.reject(new Error('nothing here speaks TLS')),
        sight: () => (this.isInputGrowing ? { ...this.input, lastGrowthAt: this.clock.now() } : this.input),
      },
    )
  }

  /** The newest process is refused by its destination. */
  refuse(line = '[error] Connection to tcp://127.0.0.1:1935 failed: Connection refused'): void {
    this.last.say(line)
    this.last.end({ code: 1 })
  }

  /** The destination leaves the newest process. */
  breakOff(): void {
    this.refuse('[error] av_interleaved_write_frame(): Broken pipe')
  }

  get fact(): OutputFact {
    return this.facts.at(-1)!
  }

  get last(): FakeProcess {
    return this.starter.started.at(-1)!
  }

  get starts(): number {
    return this.starter.started.length
  }

  states(): string[] {
    return this.facts.map(({ state }) => state).filter((state, at, all) => state !== all[at - 1])
  }

  /** The newest process sends for so many seconds. */
  async send(seconds: number): Promise<void> {
    for (let second = 0; second <= seconds; second++) {
      this.#sentMs += 1000
      this.last.progress(this.#sentMs, this.#sentMs * 100)
      await this.clock.advance(1000)
    }
  }

  loseInput(): void {
    this.isInputGrowing = false
    this.input = { state: 'LOST', readUrl: null, lastGrowthAt: null, tracks: [], bitrateBps: 0 }
    this.loop.inputChanged()
  }

  findInput(url = readUrl): void {
    this.isInputGrowing = true
    this.input = { state: 'LIVE', readUrl: url, lastGrowthAt: this.clock.now(), tracks: this.tracks, bitrateBps: 1e6 }
    this.loop.inputChanged()
  }
}

describe('an output that is wanted', () => {
  let stage: Stage
  beforeEach(async () => {
    stage = new Stage()
    await stage.clock.advance(0)
  })

  it('is LIVE only once bytes and media time advance', async () => {
    expect(stage.fact.state).toBe('STARTING')
    stage.last.progress(0, 0)
    stage.last.progress(40, 1000)
    await stage.clock.advance(100)
    expect(stage.fact.state).toBe('STARTING')
    stage.last.progress(1040, 100_000)
    await stage.clock.advance(100)
    expect(stage.fact).toMatchObject({ state: 'LIVE', delivery: 'UNCONFIRMED', attempt: 0, restarts: 0, failure: null })
  })

  it('studies a feed until its pictures are described, and for a second when they are', async () => {
    const studied = () => stage.last.options.args[stage.last.options.args.indexOf('-analyzeduration') + 1]
    const track = { kind: 'video', codec: 'H264', profile: null, width: null, height: null, sampleRate: null, channels: null }
    expect(studied()).toBe('1000000')
    for (const [tracks, micros] of [
      [[{ ...track, kind: 'audio', codec: 'MPEG-4 Audio' }, track], '6000000'],
      [[{ ...track, width: 640, height: 360 }], '1000000'],
      [[{ ...track, codec: 'MPEG-1/2 Video' }], '1000000'],
    ] as const) {
      stage.input = { ...stage.input, tracks }
      stage.last.end({ signal: 'SIGKILL' })
      await stage.clock.advance(10_000)
      expect(studied()).toBe(micros)
    }
  })

  it('starts again at once after it dies, then with growing delays', async () => {
    await stage.send(2)
    stage.last.end({ signal: 'SIGKILL' })
    await stage.clock.advance(0)
    await stage.clock.advance(150)
    expect(stage.starts).toBe(2)
    expect(stage.fact).toMatchObject({ state: 'RECONNECTING', attempt: 0, restarts: 1, failure: { code: 'PROGRAM_DIED' } })

    const delays: number[] = []
    for (let attempt = 1; attempt <= 5; attempt++) {
      stage.last.say('[error] Connection to tcp://192.0.2.1:1935 failed: Connection refused')
      stage.last.end({ code: 1 })
      await stage.clock.advance(0)
      expect(stage.fact).toMatchObject({ attempt, failure: { code: 'REFUSED' } })
      const from = stage.clock.now()
      const { starts } = stage
      while (stage.starts === starts) await stage.clock.advance(10)
      delays.push(Math.round((stage.clock.now() - from) / 100) / 10)
    }
    expect(delays).toEqual([1, 2, 4, 5, 5])
    expect(stage.fact).toMatchObject({ state: 'FAILED', nextAttemptAt: null })
  })

  it('stays FAILED while it goes on trying, until bytes flow', async () => {
    for (let attempt = 1; attempt <= 6; attempt++) {
      stage.last.say('[error] Connection refused')
      stage.last.end({ code: 1 })
      await stage.clock.advance(35_000)
    }
    expect(stage.fact.state).toBe('FAILED')
    const seen = stage.states()
    expect(seen.slice(seen.indexOf('FAILED'))).toEqual(['FAILED'])
    await stage.send(2)
    expect(stage.fact).toMatchObject({ state: 'LIVE', failure: null })
  })

  it('tries less often after two minutes of failing', async () => {
    let longest = 0
    const end = 6 * 60_000
    let { starts } = stage
    let at = stage.clock.now()
    stage.last.end({ code: 1 })
    while (stage.clock.now() < end) {
      await stage.clock.advance(100)
      if (stage.starts === starts) continue
      starts = stage.starts
      longest = Math.max(longest, stage.clock.now() - at)
      at = stage.clock.now()
      stage.last.end({ code: 1 })
    }
    expect(longest).toBeGreaterThan(28_000)
    expect(longest).toBeLessThanOrEqual(30_200)
  })

  it('forgets attempts after 30 s live, not before', async () => {
    stage.last.end({ code: 1 })
    await stage.clock.advance(200)
    await stage.send(10)
    expect(stage.fact).toMatchObject({ state: 'LIVE', attempt: 1 })
    await stage.send(25)
    expect(stage.fact).toMatchObject({ state: 'LIVE', attempt: 0 })
  })

  it('waits for a lost input without counting an attempt or a failure', async () => {
    await stage.send(3)
    stage.loseInput()
    await stage.clock.advance(0)
    expect(stage.last.signals).toEqual(['SIGTERM'])
    expect(stage.fact).toMatchObject({ state: 'WAITING_INPUT', attempt: 0, failure: null, process: null })
    await stage.clock.advance(60_000)
    expect(stage.starts).toBe(1)
    stage.findInput()
    await stage.clock.advance(200)
    expect(stage.starts).toBe(2)
    expect(stage.fact).toMatchObject({ state: 'STARTING', attempt: 0 })
  })

  it('reads again when the input comes back under another address', async () => {
    await stage.send(3)
    stage.findInput('rtsp://reader:pw@127.0.0.1:9999/in-1')
    await stage.clock.advance(700)
    expect(stage.starts).toBe(2)
    expect(stage.last.options.args).toContain('rtsp://reader:pw@127.0.0.1:9999/in-1')
  })

  it('takes an end with code 0 for the input’s when the input turns out to be lost', async () => {
    await stage.send(3)
    stage.last.end({ code: 0 })
    await stage.clock.advance(300)
    expect(stage.fact.state).toBe('LIVE')
    stage.loseInput()
    await stage.clock.advance(0)
    expect(stage.fact).toMatchObject({ state: 'WAITING_INPUT', failure: null })
  })

  it('takes an end with code 0 for a failure when the feed goes on', async () => {
    await stage.send(3)
    stage.last.end({ code: 0 })
    await stage.clock.advance(1300)
    expect(stage.facts.some(({ failure }) => failure?.code === 'UNKNOWN')).toBe(true)
    expect(stage.starts).toBe(2)
  })

  it('never counts a jump of the feed’s time as a failure', async () => {
    await stage.send(3)
    stage.last.say('[flv @ 0x55] [error] Packet is missing PTS')
    stage.last.end({ code: 1 })
    await stage.clock.advance(700)
    expect(stage.starts).toBe(2)
    expect(stage.facts.every(({ failure, attempt }) => failure === null && attempt === 0)).toBe(true)
  })

  it('believes only three times in a row that a feed which is there was at fault', async () => {
    for (let start = 1; start <= 3; start++) {
      expect(stage.starts).toBe(start)
      stage.last.say('[flv @ 0x55] [error] Packet is missing PTS')
      stage.last.end({ code: 1 })
      await stage.clock.advance(700)
    }
    expect(stage.fact).toMatchObject({ attempt: 0, failure: null })
    stage.last.say('[flv @ 0x55] [error] Packet is missing PTS')
    stage.last.end({ code: 1 })
    await stage.clock.advance(50)
    expect(stage.fact).toMatchObject({ attempt: 1, failure: { code: 'UNKNOWN' } })
  })

  it.each([
    ['ends for no reason that is known', () => stage.last.end({ code: 234 })],
    ['hangs', () => stage.clock.advance(4000)],
  ])('is not at fault when FFmpeg %s while the feed arrives damaged', async (_, act) => {
    await stage.send(3)
    stage.input = { ...stage.input, state: 'DEGRADED' }
    await act()
    await stage.clock.advance(700)
    expect(stage.starts).toBe(2)
    expect(stage.fact).toMatchObject({ attempt: 0, failure: null })
    expect(stage.states()).not.toContain('RECONNECTING')
    stage.refuse()
    await stage.clock.advance(50)
    expect(stage.fact).toMatchObject({ attempt: 1, failure: { code: 'REFUSED' } })
  })

  it('does not start for a wish that ends while it waits for its turn', async () => {
    const still = new VirtualClock()
    const pace = new Pace(still)
    void pace.turn(new AbortController().signal)
    await still.advance(0)
    const late = new Stage({}, {}, pace)
    await late.clock.advance(0)
    late.loop.update({ ...udpOutput, desired: 'STOPPED' })
    await late.clock.advance(10_000)
    expect(late.starts).toBe(0)
    expect(late.fact.state).toBe('STOPPED')
  })

  it('takes no old line for the cause of an end', async () => {
    stage.last.say('[tcp @ 0x55] [error] Connection refused')
    await stage.send(20)
    stage.last.say('[error] av_interleaved_write_frame(): Broken pipe')
    stage.last.end({ code: 1 })
    await stage.clock.advance(0)
    expect(stage.fact.failure).toMatchObject({ code: 'CONNECTION_LOST' })
  })

  it('bounds the memory of its processes', () => expect(stage.starter.started[0]!.options.isLimited).toBe(true))

  it('kills at once and replaces a process without progress', async () => {
    await stage.send(3)
    await stage.clock.advance(4000)
    expect(stage.starter.started[0]!.signals).toEqual(['SIGKILL'])
    expect(stage.facts.find(({ failure }) => failure !== null)?.failure).toMatchObject({ code: 'STALLED' })
    expect(stage.starts).toBe(2)
  })

  it('does not blame the process while the input itself stands', async () => {
    await stage.send(3)
    stage.isInputGrowing = false
    stage.input = { state: 'LIVE', readUrl, lastGrowthAt: stage.clock.now() - 2000, tracks: [], bitrateBps: 0 }
    await stage.clock.advance(20_000)
    expect(stage.last.signals).toEqual([])
  })

  it('kills nothing healthy when the manager itself was frozen', async () => {
    await stage.send(3)
    await stage.clock.freeze(30_000)
    await stage.send(5)
    expect(stage.starts).toBe(1)
    expect(stage.fact.state).toBe('LIVE')
  })

  it('ends a start that shows nothing for 10 s', async () => {
    await stage.clock.advance(9400)
    expect(stage.starts).toBe(1)
    await stage.clock.advance(1200)
    expect(stage.starter.started[0]!.signals).toEqual(['SIGKILL'])
  })

  it('hears no late progress of a process that is ending', async () => {
    const stubborn = new Stage({}, { ignoresSigterm: true })
    await stubborn.clock.advance(0)
    stubborn.last.progress(40, 1000)
    stubborn.loop.update({ ...udpOutput, desired: 'STOPPED' })
    await stubborn.clock.advance(100)
    stubborn.last.progress(1040, 100_000)
    await stubborn.clock.advance(6000)
    expect(stubborn.states()).toEqual(['STARTING', 'STOPPING', 'STOPPED'])
  })

  it('stops on wish and shows STOPPING until the process is gone', async () => {
    await stage.send(3)
    stage.loop.update({ ...udpOutput, desired: 'STOPPED' })
    await stage.clock.advance(0)
    expect(stage.states()).toEqual(['STARTING', 'LIVE', 'STOPPING', 'STOPPED'])
    expect(stage.fact).toMatchObject({ drops: 0, process: null, failure: null })
    await stage.clock.advance(60_000)
    expect(stage.starts).toBe(1)
  })

  it('restarts for a new generation without showing STOPPED', async () => {
    await stage.send(3)
    stage.loop.update({ ...udpOutput, generation: 2, url: 'udp://127.0.0.1:6001' })
    await stage.clock.advance(200)
    expect(stage.states()).toEqual(['STARTING', 'LIVE', 'STOPPING', 'STARTING'])
    expect(stage.fact).toMatchObject({ generation: 2, restarts: 0 })
    expect(stage.last.options.args.at(-1)).toContain('127.0.0.1:6001')
  })

  it('is left alone by a new name', async () => {
    await stage.send(3)
    stage.loop.update({ ...udpOutput, name: 'Other' })
    await stage.send(3)
    expect(stage.starts).toBe(1)
  })

  it('does not start when the wish ends during the delay', async () => {
    stage.last.end({ code: 1 })
    await stage.clock.advance(200)
    stage.last.end({ code: 1 })
    await stage.clock.advance(0)
    stage.loop.update({ ...udpOutput, desired: 'STOPPED' })
    await stage.clock.advance(60_000)
    expect(stage.starts).toBe(2)
    expect(stage.fact.state).toBe('STOPPED')
  })

  it('says flapping after more than four changes in two minutes, and calms down', async () => {
    for (let round = 0; round < 3; round++) {
      await stage.send(2)
      stage.last.end({ signal: 'SIGSEGV' })
      await stage.clock.advance(5200)
    }
    expect(stage.fact).toMatchObject({ flapping: true, drops: 3 })
    await stage.send(130)
    stage.loop.tick()
    expect(stage.fact).toMatchObject({ flapping: false, drops: 3 })
  })
})

describe('a live output that is too slow', () => {
  let stage: Stage
  let sentBytes: number
  let mediaTimeMs: number
  beforeEach(async () => {
    stage = new Stage()
    stage.input = { ...stage.input, bitrateBps: 8e6 }
    sentBytes = 0
    mediaTimeMs = 0
    await stage.clock.advance(0)
  })

  /** So much of what comes is sent, for so many seconds. */
  async function carry(part: number, seconds: number): Promise<void> {
    for (let second = 0; second < seconds; second++) {
      sentBytes += 1e6 * part
      mediaTimeMs += 1000
      stage.last.progress(mediaTimeMs, sentBytes)
      await stage.clock.advance(1000)
    }
  }

  it('is DEGRADED, says how much it carries, and is not ended for that', async () => {
    await carry(1, 15)
    expect(stage.fact.state).toBe('LIVE')
    await carry(0.4, 15)
    expect(stage.fact).toMatchObject({ state: 'DEGRADED', drops: 0, failure: { code: 'TOO_SLOW' } })
    expect(stage.fact.failure?.message).toMatch(/^This output carries \d\.\d of 8\.0 Mb\/s \(\d+ %\)$/)
    await carry(1, 15)
    expect(stage.fact).toMatchObject({ state: 'LIVE', failure: null, drops: 0, restarts: 0 })
    expect(stage.starts).toBe(1)
    expect(stage.states().slice(-3)).toEqual(['LIVE', 'DEGRADED', 'LIVE'])
  })

  it('drops as a live one does, and begins anew without a verdict', async () => {
    await carry(1, 15)
    await carry(0.4, 15)
    stage.last.end({ signal: 'SIGKILL' })
    await stage.clock.advance(200)
    expect(stage.fact).toMatchObject({ state: 'RECONNECTING', attempt: 0, drops: 1, failure: { code: 'PROGRAM_DIED', count: 1 } })
    await carry(1, 5)
    expect(stage.fact).toMatchObject({ state: 'LIVE', failure: null, attempt: 0 })
  })

  it('is not what an output is whose feed is lost, stopped or late', async () => {
    await carry(1, 15)
    stage.isInputGrowing = false
    stage.input = { ...stage.input, lastGrowthAt: stage.clock.now() }
    await carry(0.1, 12)
    expect(stage.states()).not.toContain('DEGRADED')
  })
})

describe('ways out of FAILED', () => {
  it('stops trying when attempts are used up, and a retry by a person begins anew', async () => {
    const stage = new Stage({ maxReconnectAttempts: 2 })
    for (let start = 1; start <= 3; start++) {
      await stage.clock.advance(9000)
      expect(stage.starts).toBe(start)
      stage.last.end({ code: 1 })
    }
    await stage.clock.advance(120_000)
    expect(stage.starts).toBe(3)
    expect(stage.fact).toMatchObject({ state: 'FAILED', attempt: 3, nextAttemptAt: null })
    stage.loop.retry()
    await stage.clock.advance(200)
    expect(stage.starts).toBe(4)
    expect(stage.fact).toMatchObject({ state: 'STARTING', attempt: 0, failure: null })
  })

  it('goes on when more attempts are allowed', async () => {
    const stage = new Stage({ maxReconnectAttempts: 1 })
    for (let start = 1; start <= 2; start++) {
      await stage.clock.advance(10_000)
      stage.last.end({ code: 1 })
    }
    await stage.clock.advance(20_000)
    expect(stage.starts).toBe(2)
    stage.loop.update({ ...udpOutput, maxReconnectAttempts: 0 })
    await stage.clock.advance(200)
    expect(stage.starts).toBe(3)
  })

  it('waits for a missing program and starts when it is there', async () => {
    const stage = new Stage()
    await stage.clock.advance(0)
    stage.isProgramThere = false
    stage.last.end({ startError: 'ENOENT' })
    await stage.clock.advance(60_000)
    expect(stage.starts).toBe(1)
    expect(stage.fact).toMatchObject({ state: 'FAILED', nextAttemptAt: null, failure: { code: 'PROGRAM_MISSING' } })
    stage.isProgramThere = true
    await stage.clock.advance(11_000)
    expect(stage.starts).toBe(2)
  })

  it('does not start for tracks that the destination cannot carry, until the feed has others', async () => {
    const track = (codec: string): Track => ({
      kind: 'video',
      codec,
      profile: null,
      width: null,
      height: null,
      sampleRate: null,
      channels: null,
    })
    const stage = new Stage({ protocol: 'RTMP', url: 'rtmp://127.0.0.1/app' })
    stage.tracks = [track('H265')]
    stage.findInput()
    await stage.clock.advance(60_000)
    expect(stage.fact).toMatchObject({
      state: 'FAILED',
      nextAttemptAt: null,
      failure: { code: 'CODEC_NOT_CARRIED', evidence: 'H265' },
    })
    expect(stage.starts).toBe(0)
    stage.loseInput()
    await stage.clock.advance(1000)
    stage.tracks = [track('H264')]
    stage.findInput()
    await stage.clock.advance(1000)
    expect(stage.starts).toBe(1)
  })

  it('sends nothing to a host whose certificate is not to be trusted, and goes on looking', async () => {
    const stage = new Stage()
    stage.certificateFault = { code: 'TLS', message: 'another host', likelyCause: null, advice: [], evidence: null }
    await stage.clock.advance(20_000)
    expect(stage.starts).toBe(0)
    expect(stage.fact.failure).toMatchObject({ code: 'TLS' })
    stage.certificateFault = null
    await stage.clock.advance(40_000)
    expect(stage.starts).toBeGreaterThan(0)
  })

  it('sends nothing to where outputs may not send to, is FAILED at once, and looks again', async () => {
    const stage = new Stage()
    const cause: Cause = { code: 'FORBIDDEN_DESTINATION', message: 'not there', likelyCause: null, advice: [], evidence: null }
    stage.place = { cause }
    await stage.clock.advance(20_000)
    expect(stage.starts).toBe(0)
    expect(stage.fact).toMatchObject({ state: 'FAILED', failure: { code: 'FORBIDDEN_DESTINATION' } })
    expect(stage.fact.nextAttemptAt).not.toBeNull()
    stage.place = { cause: null, addresses: null }
    await stage.clock.advance(40_000)
    expect(stage.starts).toBeGreaterThan(0)
  })

  it('never starts with secrets that cannot be read', async () => {
    const stage = new Stage({ secrets: { unreadable: ['streamKey'] } })
    await stage.clock.advance(60_000)
    expect(stage.starts).toBe(0)
    expect(stage.fact).toMatchObject({ state: 'FAILED', nextAttemptAt: null, failure: { code: 'SECRET_UNREADABLE', count: 1 } })
  })
})

describe('a look before an attempt', () => {
  const refused: Cause = { code: 'REFUSED', message: 'nothing listens', likelyCause: null, advice: [], evidence: 'ECONNREFUSED' }
  const nothing = { cause: refused, sawCertificate: false }
  const answer = { cause: null, sawCertificate: false }

  /** An output that has lost its destination, and what its looks find. */
  async function lost(assignment: Partial<OutputAssignment> = {}, found: RetryLook = nothing) {
    const stage = new Stage(assignment)
    const seen = { looks: 0, found }
    stage.look = () => {
      seen.looks += 1
      return Promise.resolve(seen.found)
    }
    await stage.clock.advance(0)
    await stage.send(3)
    stage.breakOff()
    await stage.clock.advance(0)
    return { stage, seen }
  }

  it('spares a start where nothing answers, and is an attempt as any other', async () => {
    const { stage, seen } = await lost()
    expect(seen.looks).toBe(1)
    expect(stage.fact).toMatchObject({
      state: 'RECONNECTING',
      attempt: 1,
      restarts: 0,
      process: null,
      failure: { code: 'REFUSED' },
    })
    expect(stage.fact.nextAttemptAt).not.toBeNull()
    await stage.clock.advance(60_000)
    expect(stage.starts).toBe(1)
    expect(seen.looks).toBeGreaterThan(12)
    expect(stage.fact).toMatchObject({ state: 'FAILED', attempt: seen.looks, restarts: 0, drops: 1 })

    seen.found = answer
    await stage.clock.advance(6000)
    expect(stage.starts).toBe(2)
    await stage.send(2)
    expect(stage.fact).toMatchObject({ state: 'LIVE', restarts: 1, failure: null })
  })

  it('tells that something answers again, and not that it answers still', async () => {
    const { stage, seen } = await lost()
    expect(stage.returns).toBe(0)
    seen.found = answer
    await stage.clock.advance(1000)
    expect([stage.starts, stage.returns]).toEqual([2, 1])
    stage.refuse('[error] rtmp://127.0.0.1/live: Input/output error')
    await stage.clock.advance(20_000)
    expect(stage.starts).toBeGreaterThan(2)
    expect(stage.returns).toBe(1)
  })

  it('comes out of turn when others are answered again: no attempt where nothing answers, else a start at once', async () => {
    const { stage, seen } = await lost()
    await stage.clock.advance(60_000)
    const before = stage.fact
    await Promise.all([stage.loop.lookOutOfTurn(), stage.loop.lookOutOfTurn()])
    await stage.clock.advance(0)
    expect(stage.fact).toEqual(before)
    expect(stage.starts).toBe(1)
    seen.found = answer
    await stage.loop.lookOutOfTurn()
    await stage.clock.advance(0)
    expect(stage.starts).toBe(2)
    const { looks } = seen
    await stage.loop.lookOutOfTurn()
    expect(seen.looks).toBe(looks)
  })

  it('uses up attempts where they are limited', async () => {
    const { stage, seen } = await lost({ maxReconnectAttempts: 3 })
    await stage.clock.advance(120_000)
    expect(seen.looks).toBe(4)
    expect(stage.fact).toMatchObject({ state: 'FAILED', attempt: 4, nextAttemptAt: null })
  })

  it('does not come before a start that a person asked for, or the return of the feed', async () => {
    const { stage, seen } = await lost()
    stage.loseInput()
    await stage.clock.advance(10_000)
    const { looks } = seen
    stage.findInput()
    await stage.clock.advance(100)
    expect([stage.starts, seen.looks]).toEqual([2, looks])
    stage.refuse()
    await stage.clock.advance(5000)
    expect(seen.looks).toBeGreaterThan(looks)
    const before = seen.looks
    stage.loop.retry()
    await stage.clock.advance(100)
    expect([stage.starts, seen.looks]).toEqual([3, before])
  })

  it('does not come after a death of the sender itself', async () => {
    const stage = new Stage()
    stage.look = () => Promise.resolve(nothing)
    await stage.clock.advance(0)
    await stage.send(3)
    stage.last.end({ signal: 'SIGKILL' })
    await stage.clock.advance(0)
    expect(stage.starts).toBe(2)
  })

  it('is left out once after it was followed by a failure', async () => {
    const { stage, seen } = await lost({}, answer)
    const turns: boolean[] = []
    for (let start = 2; start <= 6; start++) {
      while (stage.starts < start) await stage.clock.advance(100)
      turns.push(seen.looks > 0)
      seen.looks = 0
      stage.refuse('[error] Server error: Already publishing')
      await stage.clock.advance(0)
    }
    expect(turns).toEqual([true, false, true, false, true])
  })

  it('is left out for longer when it seems to have used up the only connection that is taken', async () => {
    const { stage, seen } = await lost({}, answer)
    expect(seen.looks).toBe(1)
    for (let start = 2; start <= 7; start++) {
      while (stage.starts < start) await stage.clock.advance(100)
      stage.refuse()
      await stage.clock.advance(0)
    }
    expect(seen.looks).toBe(1)
    await stage.clock.advance(10_000)
    expect(seen.looks).toBe(2)
  })

  it('ends at once when nobody asks for the start any more, and counts for nothing', async () => {
    const { stage } = await lost()
    const signals: AbortSignal[] = []
    stage.look = (_target, signal) => {
      signals.push(signal)
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve(nothing), { once: true }))
    }
    await stage.clock.advance(5000)
    expect(signals).toHaveLength(1)
    stage.findInput()
    stage.loop.update({ ...udpOutput, name: 'Other' })
    await stage.clock.advance(1000)
    expect(signals.map(({ aborted }) => aborted)).toEqual([false])

    stage.loop.update({ ...udpOutput, generation: 2, url: 'udp://127.0.0.1:6001' })
    await stage.clock.advance(0)
    expect(signals.map(({ aborted }) => aborted)).toEqual([true])
    expect(stage.fact).toMatchObject({ generation: 2, attempt: 0 })
    expect(stage.last.options.args.at(-1)).toContain('127.0.0.1:6001')
  })

  it('holds no turn while it lasts', async () => {
    const { stage } = await lost()
    stage.look = () => new Promise(() => {})
    await stage.clock.advance(10_000)
    const other = stage.pace.turn(new AbortController().signal)
    await stage.clock.advance(0)
    expect(await other).toBe(true)
  })

  it('that has verified the certificate spares another look for that', async () => {
    const { stage, seen } = await lost()
    stage.certificateFault = refused
    seen.found = { cause: null, sawCertificate: true }
    await stage.clock.advance(2000)
    expect(stage.starts).toBe(2)
  })

  it('is told in the log once, and from time to time how often since', async () => {
    const { stage, seen } = await lost()
    await stage.clock.advance(9 * 60_000)
    expect(stage.lines.map(({ text, repeated }) => [text, repeated])).toEqual([
      ['FFmpeg was not started: nothing listens (ECONNREFUSED)', 0],
    ])
    await stage.clock.advance(3 * 60_000)
    expect(stage.lines).toHaveLength(2)
    expect(stage.lines[1]!.repeated).toBeGreaterThan(30)
    seen.found = answer
    while (stage.starts < 2) await stage.clock.advance(1000)
    await stage.send(2)
    expect(stage.fact.state).toBe('LIVE')
    expect(stage.lines).toHaveLength(3)
  })
})

it('asks for its turn by how long it was live, or first of all when a person waits for it', async () => {
  class SeenPace extends Pace {
    readonly ranks: (number | undefined)[] = []
    override turn(_signal: AbortSignal, rank?: number): Promise<boolean> {
      this.ranks.push(rank)
      return Promise.resolve(true)
    }
  }
  const pace = new SeenPace(new VirtualClock())
  const stage = new Stage({}, {}, pace)
  await stage.clock.advance(0)
  await stage.send(20)
  stage.breakOff()
  await stage.clock.advance(0)
  stage.refuse()
  await stage.clock.advance(0)
  stage.loop.retry()
  await stage.clock.advance(0)
  expect(pace.ranks).toEqual([Infinity, expect.closeTo(20_000, -4), Infinity])
})

describe('dispose', () => {
  it('resolves only after a process that ignores SIGTERM was killed', async () => {
    const stage = new Stage({}, { ignoresSigterm: true })
    await stage.clock.advance(0)
    let isDone = false
    void stage.loop.dispose().then(() => (isDone = true))
    await stage.clock.advance(4900)
    expect(isDone).toBe(false)
    expect(stage.last.signals).toEqual(['SIGTERM', 'SIGTERM'])
    await stage.clock.advance(200)
    expect(stage.last.signals).toEqual(['SIGTERM', 'SIGTERM', 'SIGKILL'])
    expect(isDone).toBe(true)
    expect(stage.fact.state).toBe('STOPPED')
  })
})
