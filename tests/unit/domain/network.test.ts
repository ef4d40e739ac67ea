import { describe, expect, it } from 'vitest'
import { nameServerSilent } from '../../../src/domain/causes/reach.ts'
import type { FailureCode } from '../../../src/domain/failure.ts'
import { hostOf, NetworkRule } from '../../../src/domain/incidents/network.ts'
import { isInTrouble } from '../../../src/domain/incidents/situation.ts'
import type { OutputFacts } from '../../../src/domain/incidents.ts'
import type { OutputState } from '../../../src/domain/states.ts'
import { at, because, output } from '../../support/incidents.ts'

type More = Partial<OutputFacts> & { message?: string; seen?: number }

/** One that sends to a host of its own. `seen`: when its failure was seen last, seconds. */
function one(
  id: string,
  state: OutputState,
  code: FailureCode | null = null,
  { message, seen = 0, ...more }: More = {},
): OutputFacts {
  const failure = code === null ? null : { ...because(code, message).failure, lastSeenAt: at(seen).toISOString() }
  return output(id, state, { host: `host${id}`, delivery: 'CONFIRMED', failure, ...more })
}
const all = (ids: string, state: OutputState, code: FailureCode | null = null, more: More = {}) =>
  [...ids].map((id) => one(id, state, code, more))
const live = (ids: string, more?: More) => all(ids, 'LIVE', null, more)
const lost = (ids: string, code: FailureCode = 'NO_ANSWER', more: More = {}) => all(ids, 'RECONNECTING', code, more)

type Step = [second: number, outputs: OutputFacts[]]

/** Which outputs the network fails after each step, such as `12`. What is not there any more is told anew. */
function failedIn(steps: Step[]): string[] {
  const rule = new NetworkRule()
  const troubled = new Map<string, number>()
  return steps.map(([second, outputs]) => {
    const now = second * 1000
    for (const facts of outputs)
      if (!isInTrouble(facts)) troubled.delete(facts.id)
      else if (!troubled.has(facts.id)) troubled.set(facts.id, now)
    const failed = rule.judge(outputs, (id) => troubled.get(id) ?? now, { now, date: at(second) })
    return [...failed].sort().join('')
  })
}

describe('the network fails', () => {
  it.each<[string, string, Step[]]>([
    [
      'two that were live, when nothing else is reached',
      '12',
      [
        [0, live('12')],
        [5, lost('12')],
      ],
    ],
    ['three that never were, when nothing else is reached', '123', [[5, lost('123')]]],
    ['no two that never were', '', [[5, lost('12')]]],
    ['no three that never were, when another is reached', '', [[5, [...lost('123'), ...live('9')]]]],
    [
      'three that were live, although another is reached',
      '123',
      [
        [0, live('1239')],
        [5, [...lost('123'), ...live('9')]],
      ],
    ],
    [
      'no two that were live, when another is reached',
      '',
      [
        [0, live('129')],
        [5, [...lost('12'), ...live('9')]],
      ],
    ],
    [
      'those alone that were live, when another is reached',
      '123',
      [
        [0, live('1239')],
        [5, [...lost('1234'), ...live('9')]],
      ],
    ],
    [
      'those that never were too, when none is reached',
      '1234',
      [
        [0, live('123')],
        [5, lost('1234')],
      ],
    ],
    [
      'no outputs to one host',
      '',
      [
        [0, live('123', { host: 'x' })],
        [5, lost('123', 'NO_ANSWER', { host: 'x' })],
      ],
    ],
    [
      'none to this machine',
      '',
      [
        [0, live('123', { host: null })],
        [5, lost('123', 'STALLED', { host: null })],
      ],
    ],
    [
      'nobody who is live',
      '',
      [
        [0, live('123')],
        [5, live('123')],
      ],
    ],
    [
      'nobody who is slow',
      '',
      [
        [0, live('123')],
        [5, all('123', 'DEGRADED', 'STALLED')],
      ],
    ],
    [
      'nobody without a cause',
      '',
      [
        [0, live('123')],
        [5, all('123', 'RECONNECTING')],
      ],
    ],
    [
      'nobody for an answer',
      '',
      [
        [0, live('123')],
        [5, lost('123', 'REFUSED')],
      ],
    ],
    // Who was live is forgotten once it waits for its feed, or listens.
    [
      'none whose feed was away',
      '',
      [
        [0, live('12')],
        [1, all('12', 'WAITING_INPUT')],
        [5, lost('12')],
      ],
    ],
    [
      'one that starts between',
      '12',
      [
        [0, live('12')],
        [1, all('12', 'STARTING')],
        [5, lost('12')],
      ],
    ],
    [
      'one that is not observed for a while',
      '12',
      [
        [0, live('12')],
        [1, all('12', 'UNKNOWN')],
        [5, lost('12')],
      ],
    ],
    [
      'one that is being stopped between',
      '12',
      [
        [0, live('12')],
        [1, all('12', 'STOPPING')],
        [5, lost('12')],
      ],
    ],
    [
      'one that fails between',
      '12',
      [
        [0, live('12')],
        [1, all('12', 'FAILED', 'REFUSED', { seen: -60 })],
        [25, lost('12')],
      ],
    ],
    [
      'one that was slow before',
      '12',
      [
        [0, all('12', 'DEGRADED')],
        [5, lost('12')],
      ],
    ],
  ])('%s', (_what, failed, steps) => {
    expect(failedIn(steps).at(-1)).toBe(failed)
  })

  it.each<[FailureCode, string]>([
    ['NAME_NOT_FOUND', '12'],
    ['NO_ANSWER', '12'],
    ['CONNECTION_LOST', '12'],
    ['STALLED', '12'],
    ['NETWORK_DOWN', '12'],
    ['TLS', ''],
    ['PORT_BUSY', ''],
  ])('outputs that were live and end with %s: "%s"', (code, failed) => {
    expect(
      failedIn([
        [0, live('12')],
        [20, lost('12', code)],
      ]).at(-1),
    ).toBe(failed)
  })

  it('whom the machine knows no way for, were it one alone; but not one that is to send from an address', () => {
    expect(failedIn([[5, lost('1', 'NETWORK_DOWN')]])).toEqual(['1'])
    expect(failedIn([[5, all('1', 'DEGRADED', 'NETWORK_DOWN')]])).toEqual(['1'])
    expect(failedIn([[5, lost('1', 'NETWORK_DOWN', { localAddress: '192.0.2.1' })]])).toEqual([''])
    expect(failedIn([[5, live('1').map((facts) => ({ ...facts, ...because('NETWORK_DOWN') }))]])).toEqual([''])
    // Two groups count as two hosts, and take others along.
    const groups = lost('12', 'NETWORK_DOWN', { host: null })
    expect(failedIn([[5, [...groups, ...lost('3')]]])).toEqual(['123'])
    const bound = lost('12', 'NETWORK_DOWN', { host: null, localAddress: '192.0.2.1' })
    expect(
      failedIn([
        [0, live('123')],
        [5, [...bound, ...lost('3')]],
      ]).at(-1),
    ).toBe('')
  })

  it('names, where no name server answers; where one does, only those that it knew', () => {
    const silent = { message: `host1 cannot be looked up: ${nameServerSilent}` }
    expect(failedIn([[5, lost('12', 'NAME_NOT_FOUND', silent)]])).toEqual(['12'])
    expect(failedIn([[5, lost('12', 'NO_ANSWER', silent)]])).toEqual([''])
    expect(failedIn([[5, lost('12345', 'NAME_NOT_FOUND')]])).toEqual([''])
    expect(failedIn([[5, [...lost('12', 'NAME_NOT_FOUND'), ...lost('34')]]])).toEqual([''])
  })

  it('at once: within 30 s of the first of them, whatever went before', () => {
    const apart = (seconds: number): Step[] => [
      [0, live('12')],
      [5, [...lost('1'), ...live('2', { delivery: 'UNCONFIRMED' })]],
      [5 + seconds, lost('12')],
    ]
    expect(failedIn(apart(30)).at(-1)).toBe('12')
    expect(failedIn(apart(30.001)).at(-1)).toBe('')
    // The first one went long before, and is listed between the others.
    expect(
      failedIn([
        [0, live('123')],
        [5, [...live('1', { delivery: 'UNCONFIRMED' }), ...lost('2'), ...live('3', { delivery: 'UNCONFIRMED' })]],
        [90, [...live('1', { delivery: 'UNCONFIRMED' }), ...lost('23')]],
        [100, lost('123')],
      ]),
    ).toEqual(['', '', '', '13'])
  })
})

describe('that another machine is reached', () => {
  /** Two that were live went; the third says something. */
  const beside = (third: OutputFacts) =>
    failedIn([
      [0, live('12')],
      [20, [...lost('12'), third]],
    ]).at(-1)

  it.each<FailureCode>([
    ...(['REFUSED', 'REJECTED', 'KEY_IN_USE', 'AUTHENTICATION', 'PATH_NOT_FOUND'] as const),
    ...(['WRONG_PASSPHRASE', 'ENCRYPTION_MISMATCH', 'TLS'] as const),
  ])('is shown by %s, for ten seconds', (code) => {
    expect(beside(one('9', 'FAILED', code, { seen: 10.001 }))).toBe('')
    expect(beside(one('9', 'FAILED', code, { seen: 10 }))).toBe('12')
  })

  it('is shown by what arrives there, and by nothing else', () => {
    expect(beside(one('9', 'LIVE'))).toBe('')
    expect(beside(one('9', 'DEGRADED'))).toBe('')
    expect(beside(one('9', 'LIVE', null, { delivery: 'UNCONFIRMED' }))).toBe('12')
    expect(beside(one('9', 'LIVE', null, { host: null }))).toBe('12')
    expect(beside(one('9', 'FAILED', 'REFUSED', { host: null, seen: 20 }))).toBe('12')
    expect(beside(one('9', 'FAILED', 'PROGRAM_DIED', { seen: 20 }))).toBe('12')
    expect(beside(one('9', 'STARTING'))).toBe('12')
    expect(beside({ ...one('9', 'FAILED', 'REFUSED', { seen: 20 }), state: null })).toBe('12')
  })
})

describe('while the network is down', () => {
  const down: Step[] = [
    [0, live('123')],
    [5, lost('123')],
  ]

  it('those join that go then, but none that was in trouble long before', () => {
    expect(failedIn([...down, [60, lost('1234')]]).at(-1)).toBe('1234')
    const before = lost('9', 'NO_ANSWER')
    expect(
      failedIn([
        [0, live('12')],
        [5, [...live('12', { delivery: 'UNCONFIRMED' }), ...before]],
        [36, [...lost('12'), ...before]],
        [37, [...lost('12'), ...before]],
      ]).slice(2),
    ).toEqual(['12', '12'])
    const just: Step[] = [
      [0, live('12')],
      [6, [...live('12', { delivery: 'UNCONFIRMED' }), ...before]],
    ]
    expect(failedIn([...just, ...[36, 37].map((second): Step => [second, [...lost('12'), ...before]])]).slice(2)).toEqual([
      '12',
      '129',
    ])
  })

  it('and another is reached, none joins that never was', () => {
    const reached = live('8')
    const many: Step[] = [
      [0, live('12348')],
      [5, [...lost('123'), ...live('4'), ...reached]],
    ]
    expect(failedIn([...many, [10, [...lost('12345'), ...reached]]]).slice(1)).toEqual(['123', '1234'])
  })

  it('one that is tried again stays with the others, one that is stopped or deleted does not come back', () => {
    const tried = [...all('1', 'STARTING'), ...lost('23')]
    expect(failedIn([...down, [10, tried], [11, lost('123')]]).slice(2)).toEqual(['23', '123'])
    const waiting = [...all('1', 'WAITING_INPUT'), ...lost('23')]
    // Back from its feed it never was live, but nothing is reached.
    expect(failedIn([...down, [10, waiting], [11, lost('123')]]).slice(2)).toEqual(['23', '123'])
    expect(failedIn([...down, [10, lost('23')], [60, []], [61, lost('12')]]).slice(2)).toEqual(['23', '', ''])
  })

  it('what does not follow the first within 30 s is let go, until it was well itself', () => {
    const follows: Step[] = [...down, [20, [...live('1'), ...lost('23')]]]
    expect(failedIn([...follows, [49.999, [...live('1'), ...lost('23')]]]).slice(2)).toEqual(['23', '23'])
    const late: Step[] = [...follows, [50, [...live('1'), ...lost('23')]]]
    expect(failedIn(late).slice(2)).toEqual(['23', ''])
    expect(failedIn([...late, [60, lost('123')], [61, lost('12345')]]).slice(4)).toEqual(['', '145'])
    expect(failedIn([...late, [60, live('123')], [90, lost('123')]]).slice(4)).toEqual(['', '123'])
  })

  it('and goes again before the last is back, those that were back begin anew', () => {
    const again: Step[] = [...down, [20, [...live('1'), ...lost('23')]], [40, lost('123')]]
    expect(failedIn([...again, [55, lost('123')], [120, lost('123')]]).slice(2)).toEqual(['23', '123', '123', '123'])
    // Only then does the time run that the others have to follow.
    const back: Step[] = [...again, [60, [...live('1'), ...lost('23')]], [85, [...live('1'), ...lost('23')]]]
    expect(failedIn([...back, [90, [...live('1'), ...lost('23')]]]).slice(4)).toEqual(['23', '23', ''])
  })

  it('and all are well, it is over: what goes later is judged afresh', () => {
    const over: Step[] = [...down, [20, live('123')], [21, [...lost('1'), ...live('23')]]]
    expect(failedIn(over).slice(2)).toEqual(['', ''])
    expect(failedIn([...over, [22, [...lost('12'), ...live('3')]], [23, lost('123')]]).slice(3)).toEqual(['', '', '123'])
  })
})

it.each([
  ['rtmp://live.example/app', 'live.example'],
  ['udp://223.255.255.255:1', '223.255.255.255'],
  ['udp://224.0.0.1:1', null],
  ['udp://230.0.0.1:1', null],
  ['udp://239.255.255.255:1', null],
  ['udp://240.0.0.1:1', '240.0.0.1'],
  ['udp://10.224.0.1:1', '10.224.0.1'],
  ['udp://2240.example:1', '2240.example'],
  ['udp://[ff05::1]:1', null],
  ['rtmp://[2001:db8::ff]/app', '[2001:db8::ff]'],
  ['rtmp://localhost/app', null],
  ['rtmp://[::1]/app', null],
  ['udp:///x', null],
  ['', null],
  ['no address', null],
])('the host of %s is %s', (url, host) => {
  expect(hostOf({ protocol: 'UDP', url })).toBe(host)
  expect(hostOf({ protocol: 'SRT_LISTENER', url })).toBeNull()
})
