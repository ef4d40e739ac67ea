import { describe, expect, it } from 'vitest'
import type { Failure, FailureCode } from '../../../src/domain/failure.ts'
import type { InputSettings } from '../../../src/domain/input.ts'
import { plainTarget } from '../../../src/domain/output.ts'
import type { OutputSettings } from '../../../src/domain/output.ts'
import type { InputState, OutputState } from '../../../src/domain/states.ts'
import type { BookedEntry, TimelineBook } from '../../../src/domain/timeline.ts'
import { Course } from '../../../src/domain/timeline/course.ts'
import { Story } from '../../../src/domain/timeline/story.ts'
import { inputChangesInWords, outputChangesInWords, within } from '../../../src/domain/timeline/words.ts'

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
    replace: (id) => void entries.delete(id),
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

describe('changes of settings', () => {
  const input: InputSettings = {
    ...{ id: '1', name: 'Camera', udpPort: 5001, listenAddress: '0.0.0.0', multicastGroup: null, sourceAddress: null, tags: [] },
    ...{ desired: 'RUNNING', createdAt: at(0) },
  }
  const output: OutputSettings = {
    ...{ ...plainTarget, id: '1', inputId: '1', name: 'Out', protocol: 'RTMP', url: 'rtmp://a/live', tags: [], generation: 1 },
    ...{ hasStreamKey: true, hasPassphrase: false, hasPassword: false, reconnectDelaySeconds: 5, maxReconnectAttempts: 0 },
    ...{ desired: 'RUNNING', createdAt: at(0) },
  }

  it('are told by what was changed, with values where these tell no secret', () => {
    expect(inputChangesInWords(input, { ...input, name: 'Roof', udpPort: 5002, sourceAddress: '192.0.2.1', tags: ['a'] })).toBe(
      'Changed: name from "Camera" to "Roof", UDP port from 5001 to 5002, source address from none to "192.0.2.1", tags',
    )
    const after = {
      ...output,
      url: 'rtmp://b/canary',
      streamId: 'canary',
      username: 'canary',
      latencyMs: 400,
      reconnectDelaySeconds: 9,
    }
    const told = outputChangesInWords(output, after, ['streamKey'])
    expect(told).toBe(
      'Changed: address, user name, stream id, latency from none to 400 ms, longest delay between attempts from 5 s to 9 s, stream key',
    )
    expect(outputChangesInWords(output, { ...output, generation: 2, desired: 'STOPPED' }, [])).toBeNull()
  })
})

it.each([
  [400, 'less than a second'],
  [119_000, '119 s'],
  [125_000, '2 min'],
  [3_600_000, '1 h'],
  [7_500_000, '2 h 5 min'],
])('%d ms are %s', (ms, words) => expect(within(ms)).toBe(words))
