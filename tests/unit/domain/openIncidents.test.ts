import { describe, expect, it } from 'vitest'
import { IncidentRule } from '../../../src/domain/incidents.ts'
import type { Situation } from '../../../src/domain/incidents.ts'
import { withFailure } from '../../../src/domain/incidents/entries.ts'
import type { IncidentRecord } from '../../../src/domain/incidents/incident.ts'
import { at, because, entriesOf, input, live, output, record, seen, story } from '../../support/incidents.ts'
import type { Step } from '../../support/incidents.ts'

const stopped = { desired: 'STOPPED' } as const

describe('whether incidents have to be looked at before anything is observed', () => {
  function rule(open: IncidentRecord[] = []) {
    const incidents = new IncidentRule(open, 9)
    let second = 0
    return (change: Partial<Situation>) => {
      const situation: Situation = {
        isMediamtxHealthy: true,
        mediamtxDetail: null,
        inputs: [input('1', 'LIVE')],
        outputs: [],
        ...change,
      }
      incidents.judge(situation, ++second * 1000, at(second))
      return incidents.isQuiet
    }
  }

  it('is so while an output is in trouble that may last, or an incident is open', () => {
    expect([new IncidentRule([], 0).isQuiet, new IncidentRule([record], 3).isQuiet]).toEqual([true, false])
    const isQuiet = rule()
    const failing = output('1', 'RECONNECTING', because('REFUSED'))
    expect(isQuiet({ outputs: [output('1', 'LIVE')] })).toBe(true)
    expect(isQuiet({ outputs: [failing] })).toBe(false)
    expect(isQuiet({ outputs: [output('1', 'STARTING')] })).toBe(false)
    expect(isQuiet({ outputs: [output('1', 'LIVE')] })).toBe(true)
    expect(isQuiet({ outputs: [failing] })).toBe(false)
    expect(isQuiet({ outputs: [output('1', 'STOPPING', stopped)] })).toBe(true)
    expect(isQuiet({ outputs: [failing] })).toBe(false)
    expect(isQuiet({ outputs: [] })).toBe(true)
    expect(isQuiet({ outputs: [output('1', 'FAILED', { ...because('REFUSED'), ...stopped })] })).toBe(true)
    expect(isQuiet({ inputs: [input('1', 'LOST')] })).toBe(false)
  })
})

describe('what is told of an open incident', () => {
  it('is calm: figures and counts that go on changing are told every three seconds', () => {
    const tries = Array.from({ length: 12 }, (_, n): Step => [
      n + 5,
      { outputs: [output('1', 'RECONNECTING', { failure: seen('REFUSED', 5, n + 1, `Try ${n + 1} failed`) })] },
    ])
    const told = story(tries, { until: 16 })
    expect(told.map((line) => line.replace(' Out 1 is not sent:', ''))).toEqual([
      '8 + REFUSED Try 4 failed (since 5)',
      ...['11 ~ REFUSED Try 7 failed', '14 ~ REFUSED Try 10 failed'],
    ])
  })

  it('is told at once when the cause is another, or an output joins', () => {
    const lost = (row: number, count: number, ...ids: string[]): Step[1] => ({
      inputs: [input('1', 'LOST', { failure: seen('INPUT_LOST', row, count, `Gone for ${count} s`) })],
      outputs: ids.map((id) => output(id, 'WAITING_INPUT')),
    })
    const { incidents } = live(
      [
        [5, lost(5, 1)],
        [9, lost(5, 5, '1')],
      ],
      { until: 9 },
    )
    expect(incidents).toMatchObject([{ failure: { count: 5 } }])
    expect(entriesOf(incidents[0]!).slice(-2)).toEqual(['10 Gone for 5 s, 5 times', '9 1 output waits: Out 1'])
    const alone = live(
      [
        [5, lost(5, 1)],
        [9, lost(5, 5)],
      ],
      { until: 9 },
    )
    expect(alone.incidents).toMatchObject([{ failure: { count: 1 } }])
  })

  it('is told when its reason is in other words, though its title is not', () => {
    const lost = (message: string) => ({
      inputs: [input('1', 'LOST', { failure: seen('INPUT_LOST', 5, 1, message) })],
      outputs: [],
    })
    const told = story(
      [
        [5, lost('Gone.')],
        [9, lost('Gone for good.')],
      ],
      { until: 20 },
    )
    expect(told).toEqual(['5 + INPUT_LOST Camera 1 has no feed (since 5)', '11 ~ INPUT_LOST Camera 1 has no feed'])
  })

  it('is told still when it has as many entries as are kept', () => {
    const failing = (n: number): Step => [
      n + 5,
      { outputs: [output('1', 'RECONNECTING', { failure: seen(n % 2 ? 'REFUSED' : 'NO_ANSWER', n, 1, 'It is off') })] },
    ]
    const joins = Array.from({ length: 70 }, (_, n): Step => [
      n + 5,
      {
        inputs: [input('1', 'LOST')],
        outputs: Array.from({ length: n }, (_unused, id) => output(String(id), 'WAITING_INPUT', { name: 'X' })),
      },
    ])
    expect(
      story(
        Array.from({ length: 20 }, (_, n) => failing(n)),
        { until: 20 },
      ).length,
    ).toBeGreaterThan(10)
    expect(story(joins, { until: 74 })).toHaveLength(70)
  })

  it('of many is who is sent again, those that joined included, as soon as it is known', () => {
    const without = (...ids: string[]) =>
      ['1', '2', '3', '4'].map((id) =>
        output(
          id,
          ids.includes(id) ? 'LIVE' : 'FAILED',
          ids.includes(id) ? {} : because('PROGRAM_MISSING', 'FFmpeg is missing.'),
        ),
      )
    const steps: Step[] = [
      [5, { outputs: without('4') }],
      [12, { outputs: without() }],
      [20, { outputs: without('4') }],
      [21, { outputs: without('3', '4') }],
      [30, { outputs: without('3', '4') }],
    ]
    const until = (second: number) => live(steps, { until: second }).incidents.map((incident) => entriesOf(incident).at(-1))
    expect(until(22)).toEqual(['12 1 more output is not sent: Out 4'])
    expect(until(23)).toEqual(['23 2 outputs are sent again: Out 4, Out 3'])
    expect(until(40)).toEqual(['23 2 outputs are sent again: Out 4, Out 3'])
  })

  it('that opens while the server starts again says so, and one that is over by then is not known', () => {
    const again = live([[1, { inputs: [input('1', 'LIVE')], outputs: [output('1', 'LIVE')] }]], { open: [record], lastId: 3 })
    expect(again.incidents).toMatchObject([{ closedAt: at(-30), ending: null }])
    expect(entriesOf(again.incidents[0]!)).toEqual([
      '-30 It was over when the server started again: this is when it was last seen',
    ])
  })
})

it('a time in which the server did not run is an incident that is over', () => {
  const rule = new IncidentRule([], 6)
  const incident = rule.serverWasDown([{ id: '4', name: 'Out 4' }], at(0), at(90))
  expect(incident).toMatchObject({
    ...{ id: '7', subject: 'server', cause: 'SERVER_DOWN', inputId: null, inputName: null, ending: 'RECOVERED' },
    ...{ title: 'The server was not running for 90 s; 1 output was off', outputIds: ['4'], outputNames: ['Out 4'] },
    ...{ openedAt: at(0), closedAt: at(90), lastSeenAt: at(90) },
    failure: { code: 'SERVER_DOWN', count: 1, advice: [expect.stringContaining('journalctl')], lastSeenAt: at(90).toISOString() },
  })
  expect(entriesOf(incident)).toEqual(['0 This is when the server was last seen to run', '90 The server runs again'])
  expect(rule.serverWasDown([], at(0), at(1)).id).toBe('8')
})

describe('a cause among the entries of an incident', () => {
  const first = { at: at(0).toISOString(), text: 'It began' }
  const texts = (...failures: ReturnType<typeof seen>[]) =>
    entriesOf({ ...record, entries: failures.reduce((entries, failure) => withFailure(entries, failure), [first]) })

  it('is told plainly when it is new, with its count when it is seen again, at the end', () => {
    expect(texts(seen('REFUSED', 5, 3, 'Off.'))).toEqual(['0 It began', '8 Off'])
    expect(texts(seen('REFUSED', 5, 1, 'Off.'), seen('TLS', 6, 1, 'Bad.'), seen('REFUSED', 5, 3, 'Off.'))).toEqual([
      ...['0 It began', '7 Bad', '8 Off, 3 times'],
    ])
    expect(withFailure([], seen('REFUSED', 5, 1, 'Off.'))).toMatchObject([{ text: 'Off' }])
  })

  it('is counted on over rows, each of which begins with one', () => {
    const rows = [
      seen('REFUSED', 5, 1, 'Off.'),
      seen('REFUSED', 5, 3, 'Off.'),
      seen('REFUSED', 20, 1, 'Off.'),
      seen('REFUSED', 20, 2, 'Off.'),
    ]
    expect(texts(...rows.slice(0, 3))).toEqual(['0 It began', '21 Off, 4 times'])
    expect(texts(...rows)).toEqual(['0 It began', '22 Off, 5 times'])
    expect(texts(...rows, rows[3]!)).toEqual(texts(...rows))
  })
})
