import { beforeEach, describe, expect, it } from 'vitest'
import type { Bus } from '../../../src/domain/bus.ts'
import { sharedPortBusy } from '../../../src/domain/causes/listener.ts'
import type { LogEntry } from '../../../src/domain/log.ts'
import { noSecrets } from '../../../src/domain/output.ts'
import type { OutputFact } from '../../../src/domain/output.ts'
import type { OutputAssignment } from '../../../src/domain/worker.ts'
import type { InputSight } from '../../../src/worker/ingest.ts'
import { ListenerLoop } from '../../../src/worker/outputs/listenerLoop.ts'
import type { SharedListener, SharedListenerEvents, SharedPort, SharedSight } from '../../../src/worker/sharedPort.ts'
import { VirtualClock } from '../../support/virtualClock.ts'

const shared: OutputAssignment = {
  ...{ id: '7', inputId: '1', name: 'Hall', generation: 1, desired: 'RUNNING', protocol: 'SRT_LISTENER', url: '' },
  ...{ username: null, port: null, latencyMs: null, streamId: null, packetSize: null, ttl: null, localAddress: null },
  ...{ reconnectDelaySeconds: 5, maxReconnectAttempts: 0, allowInvalidCertificate: false },
  ...{ hasStreamKey: false, hasPassphrase: true, hasPassword: false },
  secrets: { ...noSecrets, passphrase: 'secret-of-it', accessToken: 'token' },
}

/** A shared port that a test plays. */
class FakePort implements SharedPort {
  opened: SharedListener[] = []
  forgotten: string[] = []
  isHeld = false
  now: SharedSight = {
    ...{ isOpen: false, isClosed: true, fault: null, callers: 0, isAcknowledged: false, bytesSent: 0, bitrateBps: 0 },
  }
  events: SharedListenerEvents | null = null

  open(listener: SharedListener, events: SharedListenerEvents): void {
    if (this.isHeld) return
    this.opened.push(listener)
    this.isHeld = true
    this.events = events
    this.now.isClosed = false
  }

  close(): void {
    this.isHeld = false
    this.now.isOpen = false
    if (this.now.callers === 0) this.now.isClosed = true
  }

  forget(outputId: string): void {
    this.forgotten.push(outputId)
  }

  sight(): SharedSight {
    return { ...this.now }
  }

  /** MediaMTX is, or says, something else. */
  become(changes: Partial<SharedSight>): void {
    Object.assign(this.now, changes)
    this.events?.onChange()
  }
}

let clock: VirtualClock
let port: FakePort
let facts: OutputFact[]
let lines: LogEntry[]
let input: InputSight
let loop: ListenerLoop

beforeEach(() => {
  clock = new VirtualClock()
  port = new FakePort()
  facts = []
  lines = []
  input = { state: 'LIVE', readUrl: 'rtsp://127.0.0.1:1/in-1', lastGrowthAt: 0, tracks: [], bitrateBps: 1e6 }
})

async function begin(changes: Partial<OutputAssignment> = {}): Promise<void> {
  const bus: Bus = {
    publish: (topic, data) => {
      if (topic === 'outputFact') facts.push(data as OutputFact)
      if (topic === 'log') lines.push(data as LogEntry)
    },
    subscribe: () => () => {},
  }
  loop = new ListenerLoop({ ...shared, ...changes }, { bus, clock, random: () => 0.999, sharedPort: port, sight: () => input })
  await clock.advance(0)
}

async function served(): Promise<void> {
  await begin()
  port.become({ isOpen: true })
  await clock.advance(0)
}

const states = () => facts.map(({ state }) => state).filter((state, at, all) => state !== all[at - 1])
const fact = () => facts.at(-1)!

async function update(changes: Partial<OutputAssignment>): Promise<void> {
  loop.update({ ...shared, ...changes })
  await clock.advance(0)
}

describe('a listener on the shared port', () => {
  it('is LISTENING once it is open, and LIVE while a caller acknowledges', async () => {
    await begin()
    expect(port.opened).toEqual([{ outputId: '7', inputId: '1', passphrase: 'secret-of-it', accessToken: 'token' }])
    expect(fact().state).toBe('STARTING')
    port.become({ isOpen: true })
    await clock.advance(0)
    expect(fact()).toMatchObject({ state: 'LISTENING', delivery: 'UNCONFIRMED', process: null, restarts: 0 })
    port.become({ callers: 2, isAcknowledged: true, bytesSent: 9000, bitrateBps: 8e6 })
    await clock.advance(0)
    expect(fact()).toMatchObject({ state: 'LIVE', delivery: 'CONFIRMED' })
    expect(loop.rates()).toMatchObject({ callers: 2, bytesSent: 9000, bitrateBps: 8e6, cpuPercent: null, rssBytes: null })
  })

  it('takes a caller who leaves for no drop, however often', async () => {
    await served()
    for (let turn = 0; turn < 10; turn += 1) {
      port.become({ callers: 1, isAcknowledged: true })
      await clock.advance(1000)
      port.become({ callers: 0, isAcknowledged: false })
      await clock.advance(1000)
    }
    expect(fact()).toMatchObject({ state: 'LISTENING', drops: 0, flapping: false, attempt: 0, failure: null })
  })

  it('waits for its input without a failure, closed meanwhile, and opens at its return', async () => {
    await served()
    port.become({ callers: 1, isAcknowledged: true })
    await clock.advance(0)
    input = { ...input, state: 'LOST', readUrl: null }
    loop.inputChanged()
    await clock.advance(0)
    expect(fact()).toMatchObject({ state: 'WAITING_INPUT', drops: 1, failure: null, attempt: 0 })
    expect(port.isHeld).toBe(false)
    port.become({ callers: 0, isAcknowledged: false, isClosed: true })
    input = { ...input, state: 'LIVE', readUrl: 'rtsp://127.0.0.1:2/in-1' }
    loop.inputChanged()
    await clock.advance(0)
    port.become({ isOpen: true })
    await clock.advance(0)
    expect(states()).toEqual(['STARTING', 'LISTENING', 'LIVE', 'WAITING_INPUT', 'STARTING', 'LISTENING'])
    expect(fact().restarts).toBe(0)
  })

  it('is STOPPED only when its callers are gone', async () => {
    await served()
    port.become({ callers: 3, isAcknowledged: true })
    await clock.advance(0)
    await update({ desired: 'STOPPED' })
    expect(fact()).toMatchObject({ state: 'STOPPING', drops: 0 })
    expect(port.isHeld).toBe(false)
    port.become({ callers: 0, isAcknowledged: false, isClosed: true })
    await clock.advance(0)
    expect(fact()).toMatchObject({ state: 'STOPPED', delivery: 'UNCONFIRMED' })
  })

  it('counts bytes from the wish on', async () => {
    await served()
    port.become({ bytesSent: 5000 })
    await update({ desired: 'STOPPED' })
    await update({ desired: 'RUNNING' })
    expect(loop.rates().bytesSent).toBe(0)
    port.become({ bytesSent: 5100 })
    expect(loop.rates().bytesSent).toBe(100)
  })

  it('drops its callers for new settings, and never shows STOPPED then', async () => {
    await served()
    port.become({ callers: 1, isAcknowledged: true })
    await clock.advance(0)
    await update({ generation: 2, secrets: { ...noSecrets, passphrase: 'another-one', accessToken: 'token' } })
    expect(fact().state).toBe('STOPPING')
    port.become({ callers: 0, isAcknowledged: false, isClosed: true })
    await clock.advance(0)
    port.become({ isOpen: true })
    await clock.advance(0)
    expect(port.opened.at(-1)).toMatchObject({ passphrase: 'another-one' })
    expect(fact()).toMatchObject({ state: 'LISTENING', generation: 2 })
    expect(states()).not.toContain('STOPPED')
  })

  it('keeps its callers when only its name is another', async () => {
    await served()
    await update({ name: 'Foyer' })
    expect(states()).toEqual(['STARTING', 'LISTENING'])
    expect(port.opened).toHaveLength(1)
  })

  it('says that the port is held, tries again, and is there at once when it is free', async () => {
    port.now.fault = sharedPortBusy(8890, 'nc (pid 12)')
    await begin()
    expect(fact()).toMatchObject({ state: 'FAILED', failure: { code: 'PORT_BUSY' } })
    expect(fact().nextAttemptAt).not.toBeNull()
    await clock.advance(10_000)
    expect(fact().failure!.count).toBeGreaterThan(2)
    expect(fact().state).toBe('FAILED')
    port.become({ fault: null })
    await clock.advance(0)
    port.become({ isOpen: true })
    await clock.advance(0)
    expect(fact()).toMatchObject({ state: 'LISTENING', failure: null, nextAttemptAt: null })
    await clock.advance(30_000)
    loop.tick()
    expect(fact().attempt).toBe(0)
  })

  it('gives up after the attempts that it may make, until a person retries', async () => {
    port.now.fault = sharedPortBusy(8890, 'nc (pid 12)')
    await begin({ maxReconnectAttempts: 2 })
    await clock.advance(60_000)
    expect(fact()).toMatchObject({ state: 'FAILED', attempt: 3, nextAttemptAt: null })
    port.now.fault = null
    loop.retry()
    await clock.advance(0)
    expect(fact().state).toBe('STARTING')
  })

  it('does not try without its secrets', async () => {
    await begin({ secrets: { unreadable: ['accessToken'] } })
    expect(fact()).toMatchObject({ state: 'FAILED', failure: { code: 'SECRET_UNREADABLE' }, nextAttemptAt: null })
    expect(port.opened).toEqual([])
    await update({ generation: 2 })
    expect(fact().state).toBe('STARTING')
  })

  it('tells its log what is said of its callers, and is gone when it is disposed of', async () => {
    await served()
    port.events!.onLine('WARNING', 'Caller 192.0.2.9:1 was refused')
    expect(lines).toMatchObject([{ source: 'OUTPUT', outputId: '7', inputId: '1', level: 'WARNING' }])
    port.become({ callers: 1 })
    const gone = loop.dispose()
    await clock.advance(0)
    expect(fact().state).toBe('STOPPING')
    port.become({ callers: 0, isClosed: true })
    await gone
    expect(fact().state).toBe('STOPPED')
    expect(port.forgotten).toEqual(['7'])
  })
})
