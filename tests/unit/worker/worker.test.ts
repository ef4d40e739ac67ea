import { beforeEach, describe, expect, it } from 'vitest'
import type { Bus, EventMap, Topic } from '../../../src/domain/bus.ts'
import { noSecrets, plainTarget } from '../../../src/domain/output.ts'
import type { OwnershipEvents } from '../../../src/domain/ownership.ts'
import { Redactor } from '../../../src/domain/redaction.ts'
import type { OutputAssignment, Worker } from '../../../src/domain/worker.ts'
import type { Ingest, InputSight } from '../../../src/worker/ingest.ts'
import type { SharedPort } from '../../../src/worker/sharedPort.ts'
import { createWorker } from '../../../src/worker/worker.ts'
import { fakeStarter } from '../../support/fakeProcess.ts'
import { VirtualClock } from '../../support/virtualClock.ts'

const output = (id: string, changes: Partial<OutputAssignment> = {}): OutputAssignment => ({
  ...plainTarget,
  ...{ id, inputId: '1', name: id, generation: 1, desired: 'RUNNING', protocol: 'UDP', url: 'udp://127.0.0.1:6000' },
  ...{ reconnectDelaySeconds: 5, maxReconnectAttempts: 0, hasStreamKey: false, hasPassphrase: false, hasPassword: false },
  ...{ secrets: noSecrets },
  ...changes,
})

let clock: VirtualClock
let starter: ReturnType<typeof fakeStarter>
let told: { [T in Topic]?: EventMap[T][] }
let input: InputSight
let mayStart: boolean
let ownership: Partial<OwnershipEvents>
let onInput: (id: string) => void
let rates: () => never[]
let hidden: (port: number) => boolean
let stopped: string[]
let worker: Worker

const heard = <T extends Topic>(topic: T): EventMap[T][] => (told[topic] ??= []) as EventMap[T][]
const senders = () => starter.started.filter(({ options }) => options.args.some((argument) => argument.startsWith('udp://')))
const running = () => senders().filter(({ isGone }) => !isGone)
const stateOf = (wanted: string) => heard('outputFact').findLast(({ id }) => id === wanted)?.state

beforeEach(() => {
  clock = new VirtualClock()
  starter = fakeStarter()
  told = {}
  stopped = []
  mayStart = true
  rates = () => []
  input = { state: 'LIVE', readUrl: 'rtsp://127.0.0.1:1/in-1', lastGrowthAt: 0, tracks: [], bitrateBps: 1e6 }
  const bus: Bus = { publish: (topic, data) => void heard(topic).push(data as never), subscribe: () => () => {} }
  const sharedPort: SharedPort = {
    ...{ open: () => {}, close: () => {}, forget: () => {} },
    sight: () => {
      const nobody = { callers: 0, isAcknowledged: false, bytesSent: 0, bitrateBps: 0 }
      return { isOpen: false, isClosed: true, fault: null, ...nobody }
    },
  }
  const ingest: Ingest = {
    ...{ sharedPort, start: async () => {}, reconcile: () => {}, startTestSignal: () => {}, stopTestSignal: () => {} },
    sight: () => ({ ...input, lastGrowthAt: clock.now() }),
    onChange: (handler) => {
      onInput = handler
      return () => void stopped.push('watch over inputs')
    },
    rates: () => rates(),
    hideReaders: (isHidden) => (hidden = isHidden),
    preview: () => Promise.reject(new Error('none')),
    ownsPid: () => false,
    inputPortHolder: async () => null,
    stop: async () => void stopped.push(`ingest, ${running().length} senders left`),
  }
  worker = createWorker({
    ...{ bus, clock, random: () => 0.5, redactor: new Redactor(), startProcess: starter.startProcess, ingest },
    ...{ ffmpegBin: '/bin/true', caFile: 'ca.pem', sharedSrtPort: 8890 },
    ownership: {
      mayStart: () => mayStart,
      listen: (events) => {
        ownership = events
        return () => void stopped.push('ownership')
      },
    },
  })
})

async function begin(): Promise<void> {
  const starting = worker.start()
  await clock.advance(2000)
  await starting
}

describe('the worker', () => {
  it('starts what is wanted, ends what is not, and says that it is gone only then', async () => {
    await begin()
    worker.reconcile({ inputs: [], outputs: [output('1'), output('2')] })
    await clock.advance(1000)
    expect(running()).toHaveLength(2)
    const [first, second] = running()
    worker.reconcile({ inputs: [], outputs: [output('2', { name: 'another name' })] })
    expect(heard('outputGone')).toEqual([])
    await clock.advance(100)
    expect([first!.isGone, second!.isGone]).toEqual([true, false])
    expect(heard('outputGone')).toEqual([{ id: '1' }])
    expect(hidden(1)).toBe(false)
    await stop()
  })

  it('lets all outputs wait while it may run nothing, and sends again when it may', async () => {
    await begin()
    worker.reconcile({ inputs: [], outputs: [output('1')] })
    await clock.advance(500)
    mayStart = false
    ownership.onPause?.('for this test')
    await clock.advance(500)
    expect([running().length, stateOf('1')]).toEqual([0, 'WAITING_INPUT'])
    mayStart = true
    ownership.onResume?.('for this test')
    await clock.advance(500)
    expect(running()).toHaveLength(1)
    await stop()
  })

  it('wakes the outputs of an input that changed, and no others', async () => {
    await begin()
    input = { ...input, readUrl: null, state: 'WAITING' }
    worker.reconcile({ inputs: [], outputs: [output('1'), output('2', { inputId: '2' })] })
    await clock.advance(100)
    input = { ...input, readUrl: 'rtsp://127.0.0.1:1/in-1', state: 'LIVE' }
    onInput('1')
    await clock.advance(500)
    expect([stateOf('1'), stateOf('2')]).toEqual(['STARTING', 'WAITING_INPUT'])
    await stop()
  })

  it('tells the rates of all once a second, and of the others when those of one cannot be told', async () => {
    await begin()
    worker.reconcile({ inputs: [], outputs: [output('1')] })
    await clock.advance(1000)
    expect(heard('rates').at(-1)).toMatchObject({ inputs: [], outputs: [{ id: '1', bytesSent: 0 }] })
    rates = () => {
      throw new Error('a mistake')
    }
    await clock.advance(1000)
    expect(heard('rates').at(-1)).toMatchObject({ inputs: [], outputs: [{ id: '1' }] })
    expect(heard('log').find(({ level }) => level === 'ERROR')?.text).toBe('The worker made a mistake: Error: a mistake')
    rates = () => []
    await stop()
  })

  it('tries one again that a person asks for, and does not mind an id that it does not know', async () => {
    await begin()
    worker.reconcile({ inputs: [], outputs: [output('1', { maxReconnectAttempts: 1 })] })
    await clock.advance(500)
    for (let n = 0; n < 5; n += 1) {
      for (const process of running()) process.end({ code: 1 })
      await clock.advance(60_000)
    }
    expect(stateOf('1')).toBe('FAILED')
    const before = senders().length
    worker.retryOutput('none')
    await clock.advance(60_000)
    expect(senders()).toHaveLength(before)
    worker.retryOutput('1')
    await clock.advance(500)
    expect(senders()).toHaveLength(before + 1)
    await stop()
  })

  it('ends its senders before what they read from, and takes no wishes any more', async () => {
    await begin()
    worker.reconcile({ inputs: [], outputs: [output('1'), output('2')] })
    await clock.advance(500)
    await stop()
    expect(stopped).toEqual(['ingest, 0 senders left', 'watch over inputs', 'ownership'])
    const before = senders().length
    worker.reconcile({ inputs: [], outputs: [output('3')] })
    await clock.advance(5000)
    expect(senders()).toHaveLength(before)
  })
})

/** What is asked while it ends, such as FFmpeg's version, is not waited for longer than a moment. */
async function stop(): Promise<void> {
  const ended = worker.stop()
  await clock.advance(10_000)
  await ended
}
