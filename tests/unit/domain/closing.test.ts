import { describe, expect, it } from 'vitest'
import type { IncidentRecord } from '../../../src/domain/incidents/incident.ts'
import { affectedBy, comesAndGoes, networkDown, titles, told } from '../../../src/domain/incidents/words.ts'
import { closingOf } from '../../../src/domain/incidents/closing.ts'
import { Flaps, flappingWindowMs } from '../../../src/domain/incidents/flaps.ts'
import type { InputFacts, OutputFacts } from '../../../src/domain/incidents.ts'
import { at, because, input, output, seen } from '../../support/incidents.ts'

const incident: IncidentRecord = {
  ...{ id: '7', subject: 'output:1', title: 'Out 1 is not sent', cause: 'REFUSED', inputId: '1', inputName: 'Camera 1' },
  ...{ failure: null, entries: [], outputIds: ['1', '2'], outputNames: ['Out 1', 'Out 2'] },
  ...{ openedAt: at(0), closedAt: null, ending: null, lastSeenAt: at(20) },
}
const network = { ...incident, id: '9', subject: 'cause:NETWORK_DOWN', outputIds: ['1'] }

interface Then {
  inputs?: InputFacts[]
  outputs?: OutputFacts[]
  network?: IncidentRecord
}

function ended(about: Partial<IncidentRecord>, { inputs = [], outputs = [], network }: Then = {}): string {
  const situation = { isMediamtxHealthy: true, mediamtxDetail: null, inputs, outputs }
  const { ending, text } = closingOf({ ...incident, ...about }, situation, at(30), network)
  return `${ending}: ${text}`
}

describe('an incident ends', () => {
  const stopped = { desired: 'STOPPED' } as const

  it.each<[string, string, Partial<IncidentRecord>, Then?]>([
    ['of MediaMTX', 'RECOVERED: MediaMTX answers again after 30 s', { subject: 'mediamtx' }],
    [
      'of a feed',
      'RECOVERED: The feed is back after 30 s',
      { subject: 'input:1', cause: 'INPUT_LOST' },
      { inputs: [input('1', 'LIVE')] },
    ],
    [
      'of a port that is had again',
      'RECOVERED: Over after 30 s: it waits for its feed',
      { subject: 'input:1', cause: 'PORT_BUSY' },
      { inputs: [input('1', 'WAITING')] },
    ],
    [
      'of a damaged one',
      'RECOVERED: The feed is in order again after 30 s',
      { subject: 'input:1' },
      { inputs: [input('1', 'LIVE')] },
    ],
    [
      'of an input stopped',
      'STOPPED: Ended: it was stopped',
      { subject: 'input:1' },
      { inputs: [input('1', 'STOPPED', stopped)] },
    ],
    ['of an input deleted', 'DELETED: Ended: it was deleted', { subject: 'input:1' }, { inputs: [input('2', 'LIVE')] }],
    ['of an output', 'RECOVERED: Over: it is sent again after 30 s', {}, { outputs: [output('1', 'LIVE')] }],
    ['of a slow one', 'RECOVERED: Over: it is sent again after 30 s', {}, { outputs: [output('1', 'DEGRADED')] }],
    ['of a listener', 'RECOVERED: Ready for callers again after 30 s', {}, { outputs: [output('1', 'LISTENING')] }],
    ['of one whose input ended', 'STOPPED: Ended: its input was stopped', {}, { outputs: [output('1', 'WAITING_INPUT')] }],
    ['of an output stopped', 'STOPPED: Ended: it was stopped', {}, { outputs: [output('1', 'LIVE', stopped)] }],
    ['of an output deleted', 'DELETED: Ended: it was deleted', {}, { outputs: [output('2', 'LIVE')] }],
    [
      'as a part of another',
      'null: It went with others for one cause: see incident 9',
      {},
      { outputs: [output('1', 'RECONNECTING')], network },
    ],
    [
      'beside another that is not about it',
      'null: Over after 30 s',
      {},
      { outputs: [output('1', 'RECONNECTING')], network: { ...network, outputIds: ['2'] } },
    ],
    ['not yet observed', 'null: Over after 30 s', {}, { outputs: [output('1', null)] }],
    [
      'of many, one of which goes on',
      'RECOVERED: Over after 30 s',
      { subject: 'cause:PROGRAM_MISSING' },
      { outputs: [output('1', 'STOPPED', stopped), output('2', 'LIVE'), output('3', 'LIVE')] },
    ],
    [
      'of many that were stopped, or deleted',
      'STOPPED: Ended: its outputs were stopped',
      { subject: 'cause:PROGRAM_MISSING' },
      { outputs: [output('1', 'STOPPED', stopped), output('3', 'LIVE')] },
    ],
    [
      'of many that were deleted',
      'DELETED: Ended: its outputs were deleted',
      { subject: 'cause:PROGRAM_MISSING' },
      { outputs: [output('3', 'LIVE')] },
    ],
  ])('%s: %s', (_of, words, about, then) => {
    expect(ended(about, then)).toBe(words)
  })
})

describe('words of incidents', () => {
  it('leave out what is not known', () => {
    expect([titles.cannotListen('Camera 1', null, []), titles.slow('Out 1', null), titles.output('Out 1', null)]).toEqual([
      ...['Camera 1 cannot receive', 'Out 1 is sent too slowly', 'Out 1 is not sent'],
    ])
  })

  it('speak of one and of many', () => {
    const all = ['A', 'B', 'C', 'D', 'E', 'F', 'G']
    expect([titles.serverWasDown(4000, 1), titles.serverWasDown(4000, 2)]).toEqual([
      'The server was not running for 4 s; 1 output was off',
      'The server was not running for 4 s; 2 outputs were off',
    ])
    expect([told.sentAgain(['A']), told.sentAgain(all.slice(0, 5)), told.sentAgain(all)]).toEqual([
      'A is sent again',
      '5 outputs are sent again: A, B, C, D, E',
      '7 outputs are sent again: A, B, C, D, E and 2 more',
    ])
    expect([told.notSent(['A'], false), told.notSent(['A', 'B'], true), told.waiting(['A'], true)]).toEqual([
      '1 output is not sent: A',
      '2 more outputs are not sent: A, B',
      '1 more output waits: A',
    ])
    expect(told.waiting(['A', 'B'], false)).toBe('2 outputs wait: A, B')
  })

  it('count causes', () => {
    const counted = (code: 'REFUSED' | 'NETWORK_DOWN' | 'FLAPPING', count: number) =>
      told.counted({ code, message: 'Nothing listens there.' }, count)
    expect([counted('REFUSED', 1), counted('REFUSED', 3), counted('NETWORK_DOWN', 3), counted('FLAPPING', 3)]).toEqual([
      ...['Nothing listens there', 'Nothing listens there, 3 times', '3 attempts failed', 'It came and went 3 times'],
    ])
  })

  it('tell of what comes and goes why it went, where that is known, and never less than once', () => {
    const { failure } = because('REFUSED', 'Nothing listens.')
    const last = { ...failure, advice: ['Start it'], evidence: 'the line' }
    const why = (known: typeof last | null, times = 3) => comesAndGoes('It comes and goes', known, times, at(1), at(9))
    expect(why(last)).toMatchObject({
      ...{ code: 'FLAPPING', message: 'It comes and goes', likelyCause: 'Nothing listens', advice: ['Start it'] },
      ...{ evidence: 'the line', count: 3, firstSeenAt: at(1).toISOString(), lastSeenAt: at(9).toISOString() },
    })
    expect(why({ ...last, likelyCause: 'It is off.' as never }).likelyCause).toBe('Nothing listens: It is off')
    expect(why(null, 0)).toMatchObject({ likelyCause: null, advice: [], evidence: null, count: 1 })
  })

  it('tell of a network that is down how often it was tried in all, and by what that was seen', () => {
    const failures = [seen('NO_ANSWER', 5, 2), { ...seen('NO_ANSWER', 5, 3), evidence: 'the line' }]
    const about = { openedAt: at(5), date: at(9), least: 1 }
    expect(networkDown(2, failures, about)).toMatchObject({
      ...{ code: 'NETWORK_DOWN', message: '2 destinations on other machines went out of reach at once', count: 5 },
      ...{ evidence: 'the line', advice: [expect.stringContaining('ip route'), expect.anything()] },
      ...{ firstSeenAt: at(5).toISOString(), lastSeenAt: at(9).toISOString() },
    })
    expect(networkDown(2, failures, { ...about, least: 9 }).count).toBe(9)
    expect(networkDown(2, [], about)).toMatchObject({ count: 1, evidence: null })
  })

  it('keep whom an incident ever concerned, by the names that they had', () => {
    const before = { outputIds: ['1', '2'], outputNames: ['A', 'B'] }
    expect(affectedBy(before, { outputIds: ['2', '3'], outputNames: ['new B', 'C'] })).toEqual({
      ...{ outputIds: ['1', '2', '3'], outputNames: ['A', 'B', 'C'] },
    })
  })
})

describe('what comes and goes', () => {
  const downAndUp = (flaps: Flaps, times: number, from = 0) =>
    Array.from({ length: times }, (_, n) =>
      [true, false].map((isDown, m) => flaps.see('x', isDown, from + n * 2000 + m * 1000)),
    ).flat()

  it('does so from the fifth change within two minutes on, until it was calm for as long', () => {
    const flaps = new Flaps()
    expect(downAndUp(flaps, 3)).toEqual([false, false, false, false, true, true])
    expect([flaps.isFlapping('x'), flaps.downs('x'), flaps.isFlapping('y'), flaps.downs('y')]).toEqual([true, 3, false, 0])
    expect(flaps.see('x', false, 5000 + flappingWindowMs - 1)).toBe(true)
    expect(flaps.see('x', false, 5000 + flappingWindowMs)).toBe(false)
    expect(flaps.downs('x')).toBe(0)
  })

  it('is not what changes seldom: old changes count no longer', () => {
    const flaps = new Flaps()
    expect(downAndUp(flaps, 2)).not.toContain(true)
    expect(flaps.see('x', true, 3000 + flappingWindowMs)).toBe(false)
    // Nothing changed: one that stays down is no more of a change.
    for (let n = 0; n < 9; n++) expect(flaps.see('x', true, 4000 + flappingWindowMs + n)).toBe(false)
    expect(flaps.downs('x')).toBe(3)
  })

  it('is forgotten once it was calm for two minutes, and not while it is down', () => {
    const flaps = new Flaps()
    downAndUp(flaps, 1)
    flaps.tidy(1000 + flappingWindowMs - 1)
    expect(flaps.downs('x')).toBe(1)
    flaps.tidy(1000 + flappingWindowMs)
    expect(flaps.downs('x')).toBe(0)
    flaps.see('x', true, 0)
    flaps.tidy(9 * flappingWindowMs)
    expect(flaps.downs('x')).toBe(1)
  })
})
