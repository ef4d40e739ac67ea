import { describe, expect, it } from 'vitest'
import { causeOfEnd } from '../../../src/domain/causes.ts'
import type { FailureCode } from '../../../src/domain/failure.ts'
import type { OutputFacts } from '../../../src/domain/incidents.ts'
import { hostOf } from '../../../src/domain/incidents/network.ts'
import type { OutputState } from '../../../src/domain/states.ts'
import { at, because, entriesOf, input, live, output, story } from '../../support/incidents.ts'
import type { Step } from '../../support/incidents.ts'

const failed = (code: FailureCode, seconds = 0, more: { message?: string; count?: number } = {}) => {
  const { failure } = because(code, more.message)
  return { failure: { ...failure, ...more, firstSeenAt: at(seconds).toISOString(), lastSeenAt: at(seconds).toISOString() } }
}
/** Outputs 1 to `count`, each to a host of its own. */
const abroad = (count: number, state: OutputState, more: Partial<OutputFacts> = {}) =>
  Array.from({ length: count }, (_, n) =>
    output(String(n + 1), state, {
      host: `host${n + 1}`,
      delivery: 'CONFIRMED',
      ...more,
      ...(state === 'LIVE' ? { failure: null } : {}),
    }),
  )
const gone = (count: number, code: FailureCode = 'NO_ANSWER', second = 5) => abroad(count, 'RECONNECTING', failed(code, second))
const openings = (told: string[]) => told.filter((line) => / \+ /.test(line))

describe('a network that is down is one incident', () => {
  it('of fifty outputs that stall together and come back one after the other', () => {
    const mixed = [...abroad(20, 'LIVE'), ...gone(50, 'NO_ANSWER', 31).slice(20)]
    const { told, incidents } = live([
      [0, { outputs: abroad(50, 'LIVE') }],
      [5, { outputs: gone(50, 'STALLED') }],
      [20, { outputs: gone(50, 'NO_ANSWER', 20) }],
      [30, { outputs: mixed }],
      [36, { outputs: abroad(50, 'LIVE') }],
    ])
    const title = 'The network of this server seems to be down: 50 destinations are out of reach; 50 outputs are not sent'
    expect(openings(told)).toEqual([`8 + NETWORK_DOWN ${title} (since 5)`])
    expect(told.at(-1)).toBe(`36 - ${title} (until 36)`)
    expect(incidents).toHaveLength(1)
    expect(incidents[0]).toMatchObject({ inputId: null, failure: { code: 'NETWORK_DOWN', evidence: null } })
    expect(incidents[0]?.outputIds).toHaveLength(50)
    expect(entriesOf(incidents[0]!)).toEqual([
      '5 50 destinations on other machines went out of reach at once',
      '8 50 outputs are not sent: Out 1, Out 2, Out 3, Out 4, Out 5 and 45 more',
      '33 20 outputs are sent again: Out 1, Out 2, Out 3, Out 4, Out 5 and 15 more',
      '36 Over after 31 s',
    ])
  })

  it('where others are reached still, when three that were live went at once', () => {
    const others = [output('8', 'LIVE', { host: 'near', delivery: 'CONFIRMED' })]
    const steps = (count: number): Step[] => [
      [0, { outputs: [...abroad(count, 'LIVE'), ...others] }],
      [5, { outputs: [...gone(count), ...others] }],
    ]
    expect(openings(story(steps(3)))).toMatchObject([expect.stringContaining('8 + NETWORK_DOWN')])
    expect(openings(story(steps(2)))).toMatchObject([
      expect.stringContaining('NO_ANSWER Out 1'),
      expect.stringContaining('NO_ANSWER Out 2'),
    ])
  })

  it('that takes over the incident of the output that showed it first', () => {
    const { told, incidents } = live([
      [0, { outputs: abroad(3, 'LIVE') }],
      [5, { outputs: [...gone(1), ...abroad(3, 'LIVE').slice(1)] }],
      [10, { outputs: gone(3) }],
    ])
    expect(told.slice(0, 2)).toEqual([
      '8 + NO_ANSWER Out 1 is not sent: It is NO_ANSWER (since 5)',
      '10 ~ NETWORK_DOWN The network of this server seems to be down: 3 destinations are out of reach; 3 outputs are not sent',
    ])
    expect(incidents).toMatchObject([{ id: '1', outputIds: ['1', '2', '3'], openedAt: at(5) }])
  })

  it('when no way leads to the only destination', () => {
    const told = story([[5, { outputs: abroad(1, 'FAILED', failed('NETWORK_DOWN', 5, { message: 'No way to host1.' })) }]])
    expect(openings(told)).toEqual(['8 + NETWORK_DOWN No way to host1; 1 output is not sent (since 5)'])
  })

  it('and makes no flapping of outputs that come and go with it', () => {
    const flapping = { flapping: true, drops: 4 }
    const { told } = live([
      [0, { outputs: abroad(4, 'LIVE') }],
      [5, { outputs: gone(4) }],
      [15, { outputs: abroad(4, 'LIVE') }],
      [20, { outputs: gone(4, 'NO_ANSWER', 20).map((one) => ({ ...one, ...flapping })) }],
      [30, { outputs: abroad(4, 'LIVE', flapping) }],
    ])
    expect(openings(told).map((line) => line.split(' ')[2])).toEqual(['NETWORK_DOWN', 'NETWORK_DOWN'])
  })

  it('until one answers: what does not follow within 30 s has a cause of its own', () => {
    const later = [...gone(1), ...abroad(3, 'LIVE').slice(1)]
    const { told } = live(
      [
        [0, { outputs: abroad(3, 'LIVE') }],
        [5, { outputs: gone(3) }],
        [20, { outputs: later }],
      ],
      { until: 120 },
    )
    expect(told.filter((line) => !line.includes('~'))).toEqual([
      expect.stringContaining('8 + NETWORK_DOWN'),
      expect.stringContaining('50 - The network of this server'),
      '53 + NO_ANSWER Out 1 is not sent: It is NO_ANSWER (since 50)',
    ])
  })
})

describe('a network that is there', () => {
  const alone = (told: string[]) => openings(told).every((line) => !line.includes('NETWORK_DOWN'))

  it.each<[string, Step[]]>([
    ['two that never answered', [[5, { outputs: gone(2) }]]],
    ['names that somebody says do not exist', [[5, { outputs: gone(4, 'NAME_NOT_FOUND') }]]],
    [
      'one host with many outputs',
      [
        [0, { outputs: abroad(4, 'LIVE', { host: 'x' }) }],
        [5, { outputs: abroad(4, 'RECONNECTING', { ...failed('STALLED', 5), host: 'x' }) }],
      ],
    ],
    [
      'hosts that refuse',
      [
        [0, { outputs: abroad(4, 'LIVE') }],
        [5, { outputs: gone(4, 'REFUSED') }],
      ],
    ],
    [
      'destinations on this machine',
      [
        [0, { outputs: abroad(4, 'LIVE', { host: null }) }],
        [5, { outputs: abroad(4, 'RECONNECTING', { ...failed('STALLED', 5), host: null }) }],
      ],
    ],
    [
      'two that went an hour apart',
      [
        [0, { outputs: abroad(2, 'LIVE') }],
        [5, { outputs: [...gone(1), ...abroad(2, 'LIVE').slice(1)] }],
        [50, { outputs: gone(2) }],
      ],
    ],
  ])('is not blamed for %s', (_name, steps) => {
    const told = story(steps, { until: 90 })
    expect(openings(told).length).toBeGreaterThan(0)
    expect(alone(told)).toBe(true)
  })

  it('is told from one whose name servers are silent', () => {
    const lines = ['Failed to resolve hostname x.example: Temporary failure in name resolution']
    const cause = causeOfEnd({
      code: 1,
      signal: null,
      startError: null,
      lines: lines.map((text) => ({ level: 'ERROR', text })),
      destination: null,
    })
    const outputs = abroad(2, 'RECONNECTING', { failure: { ...failed('NAME_NOT_FOUND', 5).failure, ...cause } })
    expect(openings(story([[5, { outputs }]]))).toMatchObject([expect.stringContaining('NETWORK_DOWN')])
  })

  it('is known by the hosts that outputs send to', () => {
    const at = (url: string, protocol: 'UDP' | 'RTMP' | 'SRT_LISTENER' = 'RTMP') => hostOf({ protocol, url })
    expect([at('rtmp://live.example/app'), at('udp://192.0.2.7:5000', 'UDP'), at('rtmp://[2001:db8::1]/app')]).toEqual([
      'live.example',
      '192.0.2.7',
      '[2001:db8::1]',
    ])
    expect([at('udp://239.1.2.3:5000', 'UDP'), at('rtmp://127.0.0.1/app'), at('srt://:9000', 'SRT_LISTENER')]).toEqual([
      null,
      null,
      null,
    ])
  })
})

describe('outputs of an input that is away', () => {
  it('have no incidents of their own, however their senders end', () => {
    const ends = [output('1', 'RECONNECTING', because('UNKNOWN')), output('2', 'RECONNECTING', because('CONNECTION_LOST'))]
    expect(openings(story([[5, { inputs: [input('1', 'LOST')], outputs: ends }]]))).toMatchObject([
      expect.stringContaining('INPUT_LOST'),
    ])
    expect(openings(story([[5, { isMediamtxHealthy: false, inputs: [input('1', 'UNKNOWN')], outputs: ends }]]))).toMatchObject([
      expect.stringContaining('MEDIAMTX_DOWN'),
    ])
  })

  it('keep those that have nothing to do with it', () => {
    const outputs = [output('1', 'FAILED', because('SECRET_UNREADABLE'))]
    expect(openings(story([[5, { inputs: [input('1', 'LOST')], outputs }]]))).toHaveLength(2)
  })
})

describe('what comes and goes', () => {
  const feed = (times: number): Step[] =>
    Array.from({ length: times }, (_, n): Step[] => [
      [5 + n * 10, { inputs: [input('1', 'LOST', failed('INPUT_LOST', 5 + n * 10))], outputs: [] }],
      [10 + n * 10, { inputs: [input('1', 'LIVE')] }],
    ]).flat()

  it('is one steady incident from the third time on, until it was calm for two minutes', () => {
    const { told, incidents } = live(feed(20), { until: 500 })
    expect(openings(told)).toEqual([
      '5 + INPUT_LOST Camera 1 has no feed (since 5)',
      '15 + INPUT_LOST Camera 1 has no feed (since 15)',
      '25 + FLAPPING Camera 1 comes and goes again and again (since 25)',
    ])
    expect(told.at(-1)).toBe('320 - Camera 1 comes and goes again and again (until 320)')
    expect(incidents.at(-1)?.failure).toMatchObject({ code: 'FLAPPING', count: 20 })
    expect(incidents.at(-1)?.entries.length).toBeLessThan(6)
  })

  it('holds for MediaMTX, too', () => {
    const steps = Array.from({ length: 5 }, (_, n): Step[] => [
      [5 + n * 10, { isMediamtxHealthy: false, mediamtxDetail: 'It ended with code 1.' }],
      [6 + n * 10, { isMediamtxHealthy: true }],
    ]).flat()
    const { told, incidents } = live(steps)
    expect(openings(told)).toHaveLength(3)
    expect(incidents.at(-1)).toMatchObject({
      title: 'MediaMTX goes down again and again',
      failure: { evidence: 'It ended with code 1.' },
    })
  })

  it('is told of an output with how often it dropped and why', () => {
    const drops = (count: number) => ({ flapping: true, drops: count })
    const { incidents } = live([
      [0, { outputs: [output('1', 'LIVE', { drops: 7 })] }],
      [5, { outputs: [output('1', 'RECONNECTING', { ...because('CONNECTION_LOST', 'The connection ended'), ...drops(10) })] }],
      [7, { outputs: [output('1', 'LIVE', drops(10))] }],
      [9, { outputs: [output('1', 'RECONNECTING', { ...because('CONNECTION_LOST', 'The connection ended'), ...drops(14) })] }],
      [30, { outputs: [output('1', 'LIVE', drops(14))] }],
      [50, { outputs: [output('1', 'LIVE')] }],
    ])
    expect(incidents).toMatchObject([{ cause: 'FLAPPING', failure: { count: 7, likelyCause: 'The connection ended' } }])
    expect(entriesOf(incidents[0]!)).toEqual([
      '5 Out 1 changes between live and not live again and again',
      expect.stringMatching(/It came and went 7 times$/),
      '50 Over: it is sent again after 45 s',
    ])
  })
})

describe('entries of an incident', () => {
  it('tell causes once with how often they were seen, and how it ended', () => {
    const retry = (second: number, count: number, code: FailureCode, message: string): Step => [
      second,
      { outputs: [output('1', 'RECONNECTING', failed(code, code === 'REFUSED' ? 5 : 40, { message, count }))] },
    ]
    const steps: Step[] = [5, 6, 8, 12, 20, 30].map((second, n) => retry(second, n + 1, 'REFUSED', 'Nothing listens there'))
    const { incidents, told } = live([
      ...steps,
      retry(40, 1, 'NO_ANSWER', 'Nothing answered'),
      [55, { outputs: [output('1', 'LIVE')] }],
    ])
    expect(entriesOf(incidents[0]!)).toEqual([
      '5 Nothing listens there',
      '5 Nothing listens there, 6 times',
      '40 Nothing answered',
      '55 Over: it is sent again after 50 s',
    ])
    expect(told.length).toBeLessThan(8)
    expect(incidents[0]?.ending).toBe('RECOVERED')
    expect(incidents[0]?.failure).toMatchObject({ code: 'NO_ANSWER', message: 'Nothing answered' })
  })

  it('tell who joins, and that it was stopped, deleted or lasted over a start', () => {
    const lost = input('1', 'LOST', because('INPUT_LOST', 'The feed stopped arriving.'))
    const waits = (...ids: string[]) => ids.map((id) => output(id, 'WAITING_INPUT'))
    const { incidents } = live([
      [5, { inputs: [lost], outputs: waits('1', '2') }],
      [8, { outputs: waits('1', '2', '3') }],
      [20, { inputs: [input('1', 'STOPPED', { desired: 'STOPPED' })] }],
    ])
    expect(incidents[0]).toMatchObject({ ending: 'STOPPED' })
    expect(entriesOf(incidents[0]!)).toEqual([
      '5 The feed stopped arriving',
      '5 2 outputs wait: Out 1, Out 2',
      '8 1 more output waits: Out 3',
      '20 Ended: it was stopped',
    ])
    const again = live(
      [
        [0, { inputs: [lost], outputs: [] }],
        [9, { inputs: [] }],
      ],
      { open: [{ ...incidents[0]!, closedAt: null, ending: null }], lastId: 1 },
    )
    expect(again.incidents[0]).toMatchObject({ ending: 'DELETED' })
    expect(entriesOf(again.incidents[0]!).slice(-2)).toEqual(['0 The server started again; it lasts', '9 Ended: it was deleted'])
  })

  it('are fifty at most: the first and the newest', () => {
    const steps = Array.from({ length: 40 }, (_, n): Step[] => [
      [
        n * 2 + 5,
        {
          inputs: [input('1', 'LOST')],
          outputs: Array.from({ length: n }, (_unused, id) => output(String(id + 1), 'WAITING_INPUT')),
        },
      ],
      [n * 2 + 6, { inputs: [input('1', 'LOST', because(n % 2 === 0 ? 'INPUT_LOST' : 'BAD_FEED'))] }],
    ]).flat()
    const many = Array.from({ length: 90 }, (_, n): Step => [
      n + 5,
      { inputs: [input('1', 'LOST')], outputs: Array.from({ length: n }, (_u, id) => output(String(id + 1), 'WAITING_INPUT')) },
    ])
    for (const { incidents } of [live(steps, { until: 90 }), live(many, { until: 100 })])
      expect(incidents[0]!.entries.length).toBeLessThanOrEqual(50)
    const entries = entriesOf(live(many, { until: 100 }).incidents[0]!)
    expect(entries).toHaveLength(50)
    expect(entries[1]).toBe('6 1 output waits: Out 1')
    expect(entries.at(-1)).toBe('94 1 more output waits: Out 89')
  })
})
