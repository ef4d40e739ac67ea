import { describe, expect, it } from 'vitest'
import type { Failure, FailureCode } from '../../../src/domain/failure.ts'
import type { InputState, OutputState } from '../../../src/domain/states.ts'
import type { BookedEntry, TimelineBook } from '../../../src/domain/timeline.ts'
import { Course } from '../../../src/domain/timeline/course.ts'
import { Story } from '../../../src/domain/timeline/story.ts'

const began = Date.UTC(2026, 0, 1)
const at = (seconds: number) => new Date(began + seconds * 1000)

function because(code: FailureCode, message: string): Failure {
  const seen = at(0).toISOString()
  return { code, message, likelyCause: null, advice: [], evidence: null, firstSeenAt: seen, lastSeenAt: seen, count: 1 }
}
const ended = because('CONNECTION_LOST', 'The connection ended')

/** What is written of one object, oldest first, as `12 text`. */
function book(name: TimelineBook = 'output:1') {
  const entries = new Map<string, BookedEntry>()
  let written = 0
  const story = new Story(name, {
    add(entry) {
      const id = String(++written)
      entries.set(id, { id, ...entry })
      return id
    },
    replace(id) {
      if (!entries.delete(id)) throw new Error(`There is no entry ${id}`)
    },
  })
  const course = new Course(story)
  return {
    story,
    see: (second: number, state: InputState | OutputState, failure: Failure | null = null) =>
      course.see({ state, stateSince: at(second).toISOString(), failure }, at(second)),
    entries: () => [...entries.values()],
    told: () => [...entries.values()].map((entry) => `${(Date.parse(entry.at) - began) / 1000} ${entry.text}`),
    written: () => written,
  }
}

describe('the course of an output', () => {
  it('is told by states with their reasons; what is between them is not', () => {
    const { see, told, entries } = book()
    see(0, 'STOPPED')
    see(1, 'WAITING_INPUT')
    see(5, 'STARTING')
    see(7, 'LIVE')
    see(300, 'RECONNECTING', ended)
    see(310, 'RECONNECTING', because('REFUSED', 'Nothing listens there'))
    see(311, 'RECONNECTING', because('REFUSED', 'Nothing listens there'))
    see(600, 'FAILED', because('REFUSED', 'Nothing listens there'))
    see(900, 'LIVE')
    see(1300, 'STOPPING')
    see(1301, 'STOPPED')
    see(1400, 'STARTING')
    see(1402, 'LIVE')
    expect(told()).toEqual([
      '1 Waits for its input',
      '7 Live',
      '300 The connection ended',
      '310 Nothing listens there',
      '600 Failed: Nothing listens there',
      '900 Live again after 10 min',
      '1301 Stopped',
      '1402 Live',
    ])
    expect(entries()[2]).toMatchObject({
      kind: 'STATE',
      outputState: 'RECONNECTING',
      inputState: null,
      failure: { code: 'CONNECTION_LOST' },
    })
  })

  it('that comes and goes is two entries an hour that count, not thousands', () => {
    const { see, told, written } = book()
    see(0, 'LIVE')
    for (let second = 10; second < 2 * 3600; second += 10) {
      see(second, 'RECONNECTING', ended)
      see(second + 4, 'LIVE')
    }
    expect(written()).toBeGreaterThan(1000)
    expect(told().length).toBeLessThan(10)
    expect(told()).toContain('3614 Live again 361 times in 1 h, the last time after 4 s')
    expect(told().at(-2)).toMatch(/^7190 The connection ended, \d+ times in 1 h$/)
  })

  it('is told apart by what it was away for', () => {
    const { see, told } = book()
    see(0, 'LIVE')
    see(10, 'RECONNECTING', ended)
    see(14, 'LIVE')
    see(20, 'WAITING_INPUT')
    see(25, 'STARTING')
    see(26, 'LIVE')
    expect(told().slice(1)).toEqual([
      '10 The connection ended',
      '14 Live again after 4 s',
      '20 Waits for its input',
      '26 Live again after 6 s',
    ])
  })

  it('is told apart by the first of what it was away for, which leads to the rest', () => {
    const { see, told } = book()
    see(0, 'LIVE')
    see(10, 'RECONNECTING', ended)
    see(14, 'FAILED', because('REFUSED', 'Nothing listens there'))
    see(16, 'LIVE')
    see(20, 'RECONNECTING', ended)
    see(24, 'LIVE')
    expect(told().at(-1)).toBe('24 Live again 2 times in 8 s, the last time after 4 s')
  })

  it('that comes and goes slowly is told each time', () => {
    const { see, told } = book()
    see(0, 'LIVE')
    for (const second of [1000, 2000]) {
      see(second, 'RECONNECTING', ended)
      see(second + 4, 'LIVE')
    }
    expect(told()).toEqual([
      '0 Live',
      '1000 The connection ended',
      '1004 Live again after 4 s',
      '2000 The connection ended',
      '2004 Live again after 4 s',
    ])
  })
})

describe('a course', () => {
  function told(
    ...seen: (readonly [second: number, state: OutputState, since: number, failure: Failure | null, stopped?: string])[]
  ) {
    const lines: string[] = []
    const story = new Story('output:1', {
      add: (entry) => String(lines.push(`${(Date.parse(entry.at) - began) / 1000} ${entry.text}`)),
      replace: () => {},
    })
    const course = new Course(story, 'On air')
    for (const [second, state, since, failure, stopped] of seen)
      course.see({ state, stateSince: at(since).toISOString(), failure }, at(second), stopped)
    return lines
  }
  const refused = because('REFUSED', 'Nothing listens there.')

  it('tells a state from when it began, and another reason within it from when it was seen', () => {
    expect(
      told(
        ...([
          [5, 'LIVE', 3, null],
          [12, 'RECONNECTING', 10, ended],
          [20, 'RECONNECTING', 10, refused],
        ] as const),
        ...([
          [25, 'RECONNECTING', 10, refused],
          [40, 'LIVE', 38, null],
        ] as const),
      ),
    ).toEqual(['3 On air', '10 The connection ended', '20 Nothing listens there', '38 On air again after 28 s'])
  })

  it('says of each state what it is, where no reason is known', () => {
    const states = [
      'WAITING_INPUT',
      'LISTENING',
      'DEGRADED',
      'RECONNECTING',
      'FAILED',
      'UNKNOWN',
      'STARTING',
      'STOPPING',
    ] as const
    expect(told(...states.map((state, n) => [n, state, n, null] as const))).toEqual([
      ...['0 Waits for its input', '1 Listens for callers', '2 Live, but not as it should be', '3 Reconnecting', '4 Failed'],
      '5 What is observed cannot be trusted now',
    ])
    expect(told([1, 'FAILED', 1, refused], [2, 'DEGRADED', 2, refused])).toEqual([
      '1 Failed: Nothing listens there',
      '2 Nothing listens there',
    ])
  })

  it('begins to tell once something was wished, and calls it as it is told when nothing runs', () => {
    expect(
      told([1, 'STOPPED', 1, null], [2, 'STOPPED', 2, refused], [5, 'LIVE', 5, null], [9, 'STOPPED', 9, null, 'Off']).slice(-2),
    ).toEqual(['5 On air', '9 Off'])
    expect(told([1, 'STOPPED', 1, null])).toEqual([])
  })

  it('was away from when it first was not live, and not at all before it ever was', () => {
    expect(
      told(
        ...([
          [1, 'FAILED', 1, refused],
          [5, 'LIVE', 5, null],
          [20, 'DEGRADED', 20, null],
        ] as const),
        [30, 'FAILED', 30, ended],
        [50, 'LIVE', 50, null],
      ),
    ).toEqual([
      '1 Failed: Nothing listens there',
      '5 On air',
      '20 Live, but not as it should be',
      '30 Failed: The connection ended',
      '50 On air again after 30 s',
    ])
  })
})

it('the course of an input is told in its own states', () => {
  const { see, entries, told } = book('input:1')
  for (const [second, state] of [
    [1, 'WAITING'],
    [5, 'LIVE'],
    [20, 'LOST'],
    [25, 'LIVE'],
    [30, 'LOST'],
    [31, 'LIVE'],
  ] as const)
    see(second, state, state === 'LOST' ? because('INPUT_LOST', 'The feed stopped arriving.') : null)
  expect(told()).toEqual([
    '1 Waits for a feed',
    '5 Live',
    '30 The feed stopped arriving, 2 times in 10 s',
    '31 Live again 2 times in 6 s, the last time after 1 s',
  ])
  expect(entries().at(-1)).toMatchObject({ inputState: 'LIVE', outputState: null })
})

describe('a timeline', () => {
  it('counts wishes that come again and again', () => {
    const { story, told } = book()
    for (const second of [1, 2, 3, 500]) story.tell({ kind: 'WISH', text: 'Asked to try again now' }, at(second))
    expect(told()).toEqual(['3 Asked to try again now, 3 times in 2 s', '500 Asked to try again now'])
  })

  it('counts what comes again within two minutes, for an hour', () => {
    const { story, told } = book()
    const tell = (...seconds: number[]) => seconds.forEach((second) => story.tell({ kind: 'WISH', text: 'Asked' }, at(second)))
    tell(0, 120, 240.001)
    expect(told()).toEqual(['120 Asked, 2 times in 2 min', '240.001 Asked'])
    const hourly = book()
    for (let second = 0; second <= 3720; second += 120) hourly.story.tell({ kind: 'WISH', text: 'Asked' }, at(second))
    expect(hourly.told()).toEqual(['3600 Asked, 31 times in 1 h', '3720 Asked'])
  })

  it('takes an incident of up to two minutes for one entry, and counts those that are alike', () => {
    const { story, told } = book()
    const incident = (id: string, openedAt: number) => ({
      id,
      title: 'No feed',
      openedAt: at(openedAt),
      ending: 'RECOVERED' as const,
    })
    const went = (id: string, from: number, to: number) => {
      story.incidentBegan(incident(id, from), at(from))
      story.incidentEnded(incident(id, from), at(to))
    }
    went('1', 0, 120)
    went('2', 400, 520.001)
    expect(told()).toEqual(['120 Over after 2 min: No feed', '400 No feed', '520.001 Over after 2 min: No feed'])
    went('3', 530, 540)
    expect(told().slice(1)).toEqual(['400 No feed', '540 Over 2 times in 20 s: No feed'])
    // What was told of by an earlier start stays; of what nothing is known, nothing is told.
    story.knowsIncident('4')
    story.incidentEnded({ ...incident('4', 995), ending: 'DELETED' }, at(1000))
    story.incidentEnded(incident('4', 995), at(1001))
    expect(told().slice(3)).toEqual(['1000 Ended by a deletion after 5 s: No feed'])
  })

  it('has an incident once when it begins and once when it is over; a short one once', () => {
    const { story, entries, told } = book()
    const incident = { id: '7', title: 'Camera has no feed', openedAt: at(10), ending: 'RECOVERED' as const }
    for (const second of [10, 11]) story.incidentBegan(incident, at(second))
    story.incidentEnded(incident, at(400))
    story.incidentBegan({ id: '8', title: incident.title }, at(1001))
    story.incidentEnded({ ...incident, id: '8', openedAt: at(1000) }, at(1020))
    story.knowsIncident('9')
    story.incidentEnded({ ...incident, id: '9', openedAt: at(900), ending: 'STOPPED' }, at(2000))
    story.incidentEnded({ ...incident, id: '10' }, at(2001))
    expect(told()).toEqual([
      '10 Camera has no feed',
      '400 Over after 7 min: Camera has no feed',
      '1020 Over after 20 s: Camera has no feed',
      '2000 Ended by a stop after 18 min: Camera has no feed',
    ])
    expect(entries().map(({ kind, incidentId }) => `${kind} ${incidentId}`)).toEqual([
      'INCIDENT 7',
      'INCIDENT 7',
      'INCIDENT 8',
      'INCIDENT 9',
    ])
  })
})
