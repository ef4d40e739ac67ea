import { beforeEach, describe, expect, it } from 'vitest'
import type { Bus, EventMap, Topic } from '../../../src/domain/bus.ts'
import { Redactor } from '../../../src/domain/redaction.ts'
import type { InputAssignment } from '../../../src/domain/worker.ts'
import type { Ingest } from '../../../src/worker/ingest.ts'
import { createIngest } from '../../../src/worker/mediamtx/ingest.ts'
import type { FakeProcess } from '../../support/fakeProcess.ts'
import { fakeStarter } from '../../support/fakeProcess.ts'
import { settle, VirtualClock } from '../../support/virtualClock.ts'

let clock: VirtualClock
let ingest: Ingest
let started: FakeProcess[]
/** When it is said to end; null: there is none. */
let shown: string | null | undefined
let gone: string[]
let said: string[]
/** What the FFmpeg of a test does besides. */
let behaviour: { ignoresSigterm?: boolean; hangsWhenAsked?: boolean }

const bus: Bus = {
  publish<T extends Topic>(topic: T, data: EventMap[T]): void {
    if (topic === 'inputFact') shown = (data as EventMap['inputFact']).testSignalEndsAt
    if (topic === 'inputGone') gone.push((data as EventMap['inputGone']).id)
    if (topic === 'log') said.push((data as EventMap['log']).text)
  },
  subscribe: () => () => {},
}

beforeEach(() => {
  clock = new VirtualClock()
  gone = []
  said = []
  shown = undefined
  behaviour = {}
  const starter = fakeStarter()
  const deaf = fakeStarter({ ignoresSigterm: true })
  started = []
  ingest = createIngest({
    bus,
    clock,
    random: () => 0.5,
    redactor: new Redactor(),
    startProcess: (options) => {
      const isAsked = options.args.includes('-encoders')
      const process = (behaviour.ignoresSigterm || isAsked ? deaf : starter).startProcess(options) as FakeProcess
      if (!isAsked) started.push(process)
      else if (!behaviour.hangsWhenAsked) {
        process.options.onStdout?.(' V....D libx264              libx264 H.264')
        process.end({ code: 0 })
      } else asked.push(process)
      return process
    },
    mediamtxBin: 'none',
    ffmpegBin: 'ffmpeg',
    configPath: '/none',
  })
  asked.length = 0
})

const asked: FakeProcess[] = []

function input(udpPort: number, changes: Partial<InputAssignment> = {}): InputAssignment {
  const where = { listenAddress: '127.0.0.1', multicastGroup: null, sourceAddress: null }
  return { id: '1', name: 'A feed', udpPort, ...where, desired: 'RUNNING', ...changes }
}

/** The ports that something is sent to now. */
function portsSentTo(): number[] {
  return started.filter(({ isGone }) => !isGone).map(({ options }) => Number(/:(\d+)\?/.exec(options.args.at(-1)!)?.[1]))
}

/** In so many milliseconds. */
function endOf(leftMs: number): string {
  return new Date(clock.date().getTime() + leftMs).toISOString()
}

async function begin(seconds = 600): Promise<void> {
  ingest.reconcile([input(5001)])
  ingest.startTestSignal('1', seconds)
  await clock.advance(100)
  expect(portsSentTo()).toEqual([5001])
  expect(shown).toBe(endOf(seconds * 1000 - 100))
  said.length = 0
}

describe('a test signal follows its input', () => {
  it('to another port, and to the last of several', async () => {
    await begin()
    ingest.reconcile([input(5002)])
    ingest.reconcile([input(5003)])
    await clock.advance(3000)
    expect(portsSentTo()).toEqual([5003])
    expect(shown).toBe(endOf(596_900))
    ingest.reconcile([input(5004)])
    await clock.advance(3000)
    ingest.reconcile([input(5001)])
    await clock.advance(3000)
    expect(portsSentTo()).toEqual([5001])
  })

  it('and never to two at once, however long the old one takes to end', async () => {
    behaviour.ignoresSigterm = true
    await begin()
    ingest.reconcile([input(5002)])
    for (let passed = 0; passed < 8000; passed += 500) {
      await clock.advance(500)
      expect(portsSentTo().length).toBeLessThanOrEqual(1)
    }
    expect(portsSentTo()).toEqual([5002])
  })

  it('and is left alone by changes that do not concern it', async () => {
    await begin()
    ingest.reconcile([input(5001, { name: 'Another name' })])
    ingest.reconcile([input(5001, { listenAddress: '0.0.0.0' })])
    await clock.advance(3000)
    expect(started).toHaveLength(1)
  })

  it('for the time that was left, which can be wished anew', async () => {
    await begin(100)
    ingest.startTestSignal('1', 10)
    expect(shown).toBe(endOf(10_000))
    await clock.advance(6000)
    ingest.reconcile([input(5002)])
    await clock.advance(3000)
    expect(portsSentTo()).toEqual([5002])
    await clock.advance(2000)
    expect(portsSentTo()).toEqual([])
    expect(shown).toBeNull()
  })
})

describe('a test signal ends with the wish for it', () => {
  it('when its input is moved and deleted at once', async () => {
    await begin()
    ingest.reconcile([input(5002)])
    ingest.reconcile([])
    await clock.advance(20_000)
    expect(portsSentTo()).toEqual([])
    expect(gone).toEqual(['1'])
  })

  it('when its input is moved and stopped at once', async () => {
    await begin()
    ingest.reconcile([input(5002)])
    ingest.reconcile([input(5002, { desired: 'STOPPED' })])
    await clock.advance(20_000)
    expect(portsSentTo()).toEqual([])
    expect(shown).toBeNull()
  })

  it('when the worker stops while it moves, which waits for its process', async () => {
    behaviour.ignoresSigterm = true
    await begin()
    ingest.reconcile([input(5002)])
    await clock.advance(200)
    let isStopped = false
    void ingest.stop().then(() => (isStopped = true))
    await clock.advance(3000)
    expect(isStopped).toBe(false)
    await clock.advance(5000)
    expect(isStopped).toBe(true)
    expect(portsSentTo()).toEqual([])
    ingest.startTestSignal('1', 600)
    await clock.advance(3000)
    expect(portsSentTo()).toEqual([])
  })

  it('and begins again when it is wished again at once', async () => {
    behaviour.ignoresSigterm = true
    await begin()
    ingest.stopTestSignal('1')
    await settle()
    ingest.startTestSignal('1', 60)
    await clock.advance(10_000)
    expect(portsSentTo()).toEqual([5001])
    expect(shown).toBe(endOf(50_000))
  })

  it('though its FFmpeg does not answer when it is asked what it can do', async () => {
    behaviour.hangsWhenAsked = true
    ingest.reconcile([input(5001)])
    ingest.startTestSignal('1', 600)
    await clock.advance(100)
    let isStopped = false
    void ingest.stop().then(() => (isStopped = true))
    await clock.advance(6000)
    expect(isStopped).toBe(true)
    expect(asked.map(({ isGone }) => isGone)).toEqual([true])
    expect(started).toEqual([])
  })

  it('without a word on its last breath', async () => {
    await begin()
    const [process] = started
    ingest.stopTestSignal('1')
    process!.say('[out#0/mpegts] Error closing file')
    await clock.advance(3000)
    ingest.reconcile([])
    process!.say('and more')
    expect(said).toEqual([])
  })
})

describe('a test signal that ends by itself', () => {
  it('is started again after a pause, and says so', async () => {
    await begin()
    started[0]!.say('No space left on device')
    started[0]!.end({ code: 1 })
    await clock.advance(500)
    expect(portsSentTo()).toEqual([])
    expect(shown).toEqual(expect.any(String))
    await clock.advance(1000)
    expect(portsSentTo()).toEqual([5001])
    expect(said).toEqual(['No space left on device', 'The test signal ended by itself; starting it again'])
  })

  it('uses the encoder that its FFmpeg has', async () => {
    await begin()
    expect(started[0]!.options.args).toContain('libx264')
  })
})
