import { beforeEach, describe, expect, it } from 'vitest'
import type { Bus } from '../../../src/domain/bus.ts'
import type { Cause } from '../../../src/domain/failure.ts'
import type { LogEntry } from '../../../src/domain/log.ts'
import { noSecrets } from '../../../src/domain/output.ts'
import type { OutputFact } from '../../../src/domain/output.ts'
import { Redactor } from '../../../src/domain/redaction.ts'
import type { OutputAssignment } from '../../../src/domain/worker.ts'
import { Beat } from '../../../src/worker/beat.ts'
import type { InputSight } from '../../../src/worker/ingest.ts'
import { Pace } from '../../../src/worker/outputs/pace.ts'
import type { PeerGate } from '../../../src/worker/outputs/peerGate.ts'
import { SupervisedOutput } from '../../../src/worker/outputs/supervisedOutput.ts'
import type { SupervisedDeps } from '../../../src/worker/outputs/supervisedOutput.ts'
import { TcpTable } from '../../../src/worker/outputs/tcpTable.ts'
import { notStarted } from '../../../src/worker/processes/process.ts'
import type { SharedPort, SharedSight } from '../../../src/worker/sharedPort.ts'
import { fakeStarter } from '../../support/fakeProcess.ts'
import type { FakeProcess } from '../../support/fakeProcess.ts'
import { VirtualClock } from '../../support/virtualClock.ts'

const listener: OutputAssignment = {
  ...{ id: '7', inputId: '1', name: 'Hall', generation: 1, desired: 'RUNNING', protocol: 'SRT_LISTENER' },
  ...{ url: 'srt://0.0.0.0:9000?mode=listener', username: null, port: 9000, latencyMs: null, streamId: null },
  ...{ packetSize: null, ttl: null, localAddress: null, allowInvalidCertificate: false },
  ...{ reconnectDelaySeconds: 5, maxReconnectAttempts: 0, hasStreamKey: false, hasPassphrase: false, hasPassword: false },
  secrets: { ...noSecrets, accessToken: 'token' },
}
const shared: OutputAssignment = { ...listener, port: null, url: '', generation: 2 }
const platform: OutputAssignment = {
  ...{ ...listener, protocol: 'RTMP', port: null, url: 'rtmps://live.example/app' },
  secrets: { ...noSecrets, streamKey: 'CANARY-key' },
}

let clock: VirtualClock
let starter: ReturnType<typeof fakeStarter>
let facts: OutputFact[]
let lines: LogEntry[]
let input: InputSight
let port: SharedSight & { opened: number; forgotten: number }
let output: SupervisedOutput
let deps: SupervisedDeps

const fact = () => facts.at(-1)!
const last = (): FakeProcess => starter.started.at(-1)!
const states = () => facts.map(({ state }) => state).filter((state, at, all) => state !== all[at - 1])

function begin(assignment: OutputAssignment, changes: Partial<SupervisedDeps> = {}): void {
  output = new SupervisedOutput(assignment, { ...deps, ...changes })
}

beforeEach(() => {
  clock = new VirtualClock()
  starter = fakeStarter()
  facts = []
  lines = []
  input = { state: 'LIVE', readUrl: 'rtsp://127.0.0.1:1/in-1', lastGrowthAt: 0, tracks: [], bitrateBps: 1e6 }
  port = {
    ...{ isOpen: false, isClosed: true, fault: null, callers: 0, isAcknowledged: false, bytesSent: 0, bitrateBps: 0 },
    ...{ opened: 0, forgotten: 0 },
  }
  const sharedPort: SharedPort = {
    open: (_listener, { onChange }) =>
      Object.assign(port, { isOpen: true, isClosed: false, opened: port.opened + 1, bell: onChange }),
    close: () => Object.assign(port, { isOpen: false, isClosed: true }),
    forget: () => void (port.forgotten += 1),
    sight: () => ({ ...port }),
  }
  const bus: Bus = {
    publish: (topic, data) => {
      if (topic === 'outputFact') facts.push(data as OutputFact)
      if (topic === 'log') lines.push(data as LogEntry)
    },
    subscribe: () => () => {},
  }
  deps = {
    ...{ bus, clock, random: () => 0.999, redactor: new Redactor(), startProcess: starter.startProcess, sharedPort },
    ...{ pace: new Pace(clock), tcpTable: new TcpTable(clock, () => Promise.resolve('')), beat: new Beat(clock, 500) },
    ...{
      ffmpegBin: 'ffmpeg',
      isProgramThere: () => true,
      onReturn: () => {},
      ffmpegVersion: () => '7.0',
      takesPreset: () => true,
    },
    ...{ caFile: 'ca.pem', lookBeforeRetry: async () => ({ cause: null, sawCertificate: false }) },
    ...{ certificateFault: async () => null, allowedPlace: async () => ({ cause: null, addresses: null }) },
    openGate: () => Promise.reject(new Error('nothing here speaks TLS')),
    sight: () => ({ ...input, lastGrowthAt: clock.now() }),
  }
})

describe('an output that moves between a port of its own and the shared one', () => {
  it('is served by the other only once what served it has ended, and never by both', async () => {
    begin(listener)
    await clock.advance(1000)
    expect(starter.started).toHaveLength(1)
    output.update(shared)
    expect(port.opened).toBe(0)
    await clock.advance(6000)
    expect(last().isGone).toBe(true)
    expect([port.opened > 0, starter.started.length]).toEqual([true, 1])
    expect(fact()).toMatchObject({ state: 'LISTENING', generation: 2 })
    output.update({ ...listener, generation: 3 })
    await clock.advance(1000)
    expect([port.forgotten, starter.started.length]).toEqual([1, 2])
  })

  it('is served as it was wished last when it is moved and moved back while the old one ends', async () => {
    starter = fakeStarter({ ignoresSigterm: true })
    begin(listener, { startProcess: starter.startProcess })
    await clock.advance(1000)
    // While nobody takes what it makes it would be ended at once.
    last().say('[srt @ 0x55] [verbose] accept streamid = x')
    output.update(shared)
    await clock.advance(500)
    output.update({ ...listener, generation: 3, name: 'Again' })
    await clock.advance(10_000)
    expect([port.opened, starter.started.length]).toEqual([0, 2])
    expect(fact().generation).toBe(3)
  })

  it('is served once, however often it is changed meanwhile', async () => {
    begin(shared)
    await clock.advance(100)
    for (const generation of [3, 4, 5]) output.update({ ...listener, generation })
    await clock.advance(1000)
    expect([starter.started.length, fact().generation]).toEqual([1, 5])
  })

  it('is gone when it is deleted in the midst of that, and nothing follows', async () => {
    starter = fakeStarter({ ignoresSigterm: true })
    begin(listener, { startProcess: starter.startProcess })
    await clock.advance(1000)
    output.update(shared)
    const gone = output.dispose()
    await clock.advance(10_000)
    await gone
    expect([port.opened, starter.started.length, last().isGone]).toEqual([0, 1, true])
  })

  it('on the shared port is not looked at out of turn: there is no destination to look for', async () => {
    begin(shared)
    await clock.advance(100)
    await output.lookOutOfTurn()
    expect(fact().state).toBe('LISTENING')
  })
})

describe('an output that listens on a port of its own', () => {
  const cannot = '[fifo @ 0x55] [error] Error opening srt://0.0.0.0:9000?mode=listener: Address already in use'

  /** It tries ten times a second, and says so each time. */
  async function fails(forMs: number): Promise<void> {
    for (let ms = 0; ms < forMs; ms += 100) {
      last().say(cannot)
      last().progress(ms + 40, 1000 + ms)
      await clock.advance(100)
    }
  }

  it('is FAILED when its port stays taken for a second, with the reason', async () => {
    begin(listener)
    await clock.advance(500)
    const first = last()
    await fails(1800)
    expect(first.signals).toEqual(['SIGKILL'])
    expect(states().filter((state) => state === 'LIVE' || state === 'LISTENING')).toEqual([])
    expect(fact().failure).toMatchObject({ code: 'PORT_BUSY', evidence: expect.stringContaining('Address already in use') })
  })

  it('is not FAILED for a moment in which it cannot be listened on, as between two callers', async () => {
    begin(listener)
    await clock.advance(500)
    await fails(600)
    for (let n = 0; n < 10; n += 1) {
      last().progress(5000 + 100 * n, 9000 + n)
      await clock.advance(200)
    }
    expect(last().isGone).toBe(false)
    expect(states()).toEqual(['STARTING', 'LISTENING'])
    last().say('[srt @ 0x55] [verbose] accept streamid = x')
    for (let n = 0; n < 50; n += 1) {
      last().progress(8000 + 200 * n, 90_000 + 10_000 * n)
      await clock.advance(200)
    }
    expect(fact()).toMatchObject({ state: 'LIVE', delivery: 'CONFIRMED' })
    expect(output.rates()).toMatchObject({ callers: 1 })
    last().say('[fifo @ 0x55] [info] Recovery attempt #1')
    await clock.advance(1000)
    expect(output.rates()).toMatchObject({ callers: 0, bitrateBps: 0 })
  })
})

describe('an output whose FFmpeg cannot be started', () => {
  it.each(['EMFILE', 'EAGAIN', 'ENOMEM'])('for %s says so and tries again, with no numbers of a process', async (code) => {
    let starts = 0
    begin(platform, {
      startProcess: () => {
        starts += 1
        return notStarted(code)
      },
    })
    await clock.advance(100)
    expect(fact().state).toBe('RECONNECTING')
    expect(fact().failure?.evidence ?? fact().failure?.message).toContain(code)
    expect(output.rates()).toMatchObject({ cpuPercent: null, rssBytes: null, bytesSent: 0, bitrateBps: 0 })
    await clock.advance(12_000)
    expect(starts).toBeGreaterThan(1)
    const ended = output.dispose()
    await clock.advance(100)
    await ended
  })
})

describe('an output that may not send everywhere', () => {
  /** A gate as far as a loop sees it. */
  function gate() {
    let refuse = (_address: string) => {}
    const played = {
      ...{ pipe: 9, refused: null as string | null, isClosed: false },
      close: () => void (played.isClosed = true),
      [Symbol.dispose]: () => played.close(),
      guard: async ({ kill }: { kill: () => void }, onRefused: () => void) => {
        refuse = (address) => {
          played.refused = address
          kill()
          onRefused()
        }
      },
    }
    return { played, refuse: (address: string) => refuse(address) }
  }
  const allowedPlace = async () => ({ cause: null, addresses: ['192.0.2.1'] })

  it('is FAILED when its FFmpeg connected to where it may not, and the gate is closed with it', async () => {
    const { played, refuse } = gate()
    begin(platform, { allowedPlace, openGate: async () => played as unknown as PeerGate })
    await clock.advance(500)
    const first = last()
    expect(first.options.gate).toBe(9)
    refuse('10.0.0.7')
    await clock.advance(100)
    expect(first.signals).toEqual(['SIGKILL'])
    expect(fact()).toMatchObject({ state: 'FAILED', failure: { evidence: 'live.example is 10.0.0.7' } })
    expect(played.isClosed).toBe(true)
    expect(JSON.stringify([facts, lines])).not.toContain('CANARY')
  })

  it('sends nothing where no gate can be opened, and says why', async () => {
    const none: Cause = { code: 'UNKNOWN', message: 'no pipe', likelyCause: null, advice: [], evidence: 'EMFILE' }
    begin(platform, { allowedPlace, openGate: async () => none })
    await clock.advance(500)
    expect(starter.started).toEqual([])
    expect(fact().failure).toMatchObject({ message: 'no pipe', evidence: 'EMFILE' })
  })

  it('closes a gate that was opened for a start which nobody asks for any more', async () => {
    const { played } = gate()
    const opened = Promise.withResolvers<PeerGate>()
    begin(platform, { allowedPlace, openGate: () => opened.promise })
    await clock.advance(500)
    output.update({ ...platform, desired: 'STOPPED' })
    opened.resolve(played as unknown as PeerGate)
    await clock.advance(500)
    expect([played.isClosed, starter.started.length, fact().state]).toEqual([true, 0, 'STOPPED'])
  })
})

describe('an output whose FFmpeg takes no options from a file', () => {
  it('gives them as arguments, and nothing beside', async () => {
    begin(platform, { takesPreset: () => false })
    await clock.advance(500)
    expect(last().options.hidden).toBeNull()
    expect(last().options.args.join(' ')).toContain('CANARY-key')
  })

  it('keeps its key out of them otherwise', async () => {
    begin(platform)
    await clock.advance(500)
    expect(last().options.hidden).toContain('CANARY-key')
    expect(last().options.args.join(' ')).not.toContain('CANARY-key')
  })
})
