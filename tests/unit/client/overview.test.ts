import { describe, expect, it } from 'vitest'
import { outputSums } from '../../../client/live/outputSums.ts'
import { whyWords } from '../../../client/inputs/whyWords.ts'
import { countProblems, isMediamtxDown } from '../../../client/live/problems.ts'
import { listProblems } from '../../../client/overview/problemList.ts'
import {
  flappingWords,
  lastedWords,
  lostWords,
  overToday,
  pictureEveryWords,
  causeAndEffect,
} from '../../../client/overview/words.ts'

const input = (id: string, state: Parameters<typeof listProblems>[0][number]['state'] = 'LIVE') => ({ id, state })
const output = (id: string, state: Parameters<typeof listProblems>[1][number]['state'] = 'LIVE', more = {}) => ({
  ...{ id, inputId: '1', state, flapping: false },
  ...more,
})
const incident = (cause: Parameters<typeof listProblems>[2][number]['cause'], more = {}) => ({
  ...{ id: '9', cause, inputId: null, outputIds: [] as string[] },
  ...more,
})
const keys = (...of: Parameters<typeof listProblems>) => listProblems(...of).map(({ key }) => key)

describe('the list of problems', () => {
  it('has the failed before the unstable, and keeps the order of the server within both', () => {
    const inputs = [input('1', 'DEGRADED'), input('2', 'LOST'), input('3'), input('4', 'WAITING')]
    const outputs = [
      output('1', 'RECONNECTING'),
      output('2', 'FAILED'),
      output('3'),
      output('4', 'WAITING_INPUT'),
      output('5', 'LIVE', { flapping: true }),
      output('6', 'FAILED', { inputId: '2' }),
    ]
    expect(keys(inputs, outputs, [])).toEqual(['input:2', 'output:2', 'output:6', 'input:1', 'output:1', 'output:5'])
  })

  it('tells more than three alike of one input as one, which stays the same while they go up and down', () => {
    const flapping = (states: ('LIVE' | 'RECONNECTING')[]) =>
      states.map((state, place) => output(String(place), state, { flapping: true }))
    const before = listProblems([], flapping(['LIVE', 'RECONNECTING', 'LIVE', 'LIVE']), [])
    expect(before).toEqual([
      {
        ...{ key: 'outputs:1:FLAPPING', kind: 'outputs', inputId: '1', place: '', condition: 'FLAPPING' },
        ids: ['0', '1', '2', '3'],
      },
    ])
    expect(listProblems([], flapping(['RECONNECTING', 'LIVE', 'LIVE', 'RECONNECTING']), [])).toEqual(before)
    expect(keys([], flapping(['LIVE', 'LIVE', 'LIVE']), [])).toEqual(['output:0', 'output:1', 'output:2'])
  })

  it('tells as one what has one cause: at one place, whichever inputs are sent there', () => {
    const failed = (id: string, message: string, more = {}) =>
      output(id, 'FAILED', { url: 'rtmp://u:****@[::1]:1935/app/****', failure: { code: 'REFUSED', message }, ...more })
    const four = ['1', '2', '3', '4']
    const why = '::1 was reached, but nothing listens on port 1935'
    const [one] = listProblems(
      [],
      four.map((id) => failed(id, why, { inputId: id })),
      [],
    )
    expect(one).toEqual({
      ...{ key: 'outputs:[::1]:1935:FAILED:REFUSED', kind: 'outputs', inputId: null, place: '[::1]:1935', condition: 'FAILED' },
      ids: four,
    })
    const reasons = ['REFUSED', 'NO_ANSWER', 'TLS', 'REJECTED'].map((code, place) =>
      failed(four[place]!, why, { failure: { code, message: 'x' } }),
    )
    expect(keys([], reasons, [])).toEqual(four.map((id) => `output:${id}`))
    // what is not about a place is told of each input
    const slow = four.map((id) => failed(id, 'It is behind', { inputId: id }))
    expect(keys([], slow, [])).toEqual(four.map((id) => `output:${id}`))
  })

  it('calls nothing unstable that waits or was stopped', () => {
    const rest = (['WAITING_INPUT', 'STOPPED', 'STOPPING'] as const).map((state) => output(state, state, { flapping: true }))
    expect(listProblems([], rest, [])).toEqual([])
    expect(countProblems([], rest)).toEqual({ failed: 0, unstable: 0 })
  })

  it('tells a cause that keeps many from being sent once, and first', () => {
    const outputs = [output('1', 'FAILED'), output('2', 'RECONNECTING'), output('3', 'FAILED')]
    const network = incident('NETWORK_DOWN', { outputIds: ['1', '2'] })
    expect(keys([], outputs, [network])).toEqual(['incident:9', 'output:3'])
    expect(keys([input('1', 'UNKNOWN')], [output('1', 'WAITING_INPUT')], [incident('MEDIAMTX_DOWN')])).toEqual(['incident:9'])
  })

  it('does not say twice what an incident says of one input or output', () => {
    const lost = incident('INPUT_LOST', { inputId: '1', outputIds: ['1', '2'] })
    const refused = incident('REFUSED', { id: '10', inputId: '1', outputIds: ['3'] })
    const outputs = [output('1', 'WAITING_INPUT'), output('2', 'WAITING_INPUT'), output('3', 'FAILED')]
    expect(keys([input('1', 'LOST')], outputs, [lost, refused])).toEqual(['input:1', 'output:3'])
  })

  it('keeps an input that comes and goes while it is there', () => {
    const again = incident('FLAPPING', { inputId: '1', outputIds: ['1'] })
    expect(keys([input('1')], [output('1')], [again])).toEqual(['input:1'])
    expect(keys([input('1', 'LOST')], [output('1', 'WAITING_INPUT')], [again])).toEqual(['input:1'])
    // an output that flaps has such an incident, too
    expect(keys([input('1')], [output('1', 'LIVE', { flapping: true })], [again])).toEqual(['output:1'])
  })
})

describe('the counts', () => {
  it('count each output once: as a problem or as what it is', () => {
    const outputs = [
      output('1'),
      output('2', 'LIVE', { flapping: true }),
      output('3', 'FAILED'),
      output('4', 'DEGRADED'),
      output('5', 'WAITING_INPUT'),
      output('6', 'STARTING'),
      output('7', 'UNKNOWN'),
      output('8', 'LISTENING'),
      output('9', 'STOPPING'),
      output('10', 'STOPPED'),
    ]
    const sums = ['1 failed', '2 unstable', '1 unknown', '1 starting', '1 live', '1 waiting', '1 listening', '2 stopped']
    expect(outputSums(outputs).map(({ words }) => words)).toEqual(sums)
    expect(outputSums([], ['live']).map(({ words }) => words)).toEqual(['0 live'])
    expect(countProblems([], outputs)).toEqual({ failed: 1, unstable: 2 })
  })

  it('count MediaMTX while it is down: nothing else is known to be', () => {
    expect(countProblems([input('1', 'UNKNOWN')], [])).toEqual({ failed: 0, unstable: 0 })
    expect(isMediamtxDown([incident('MEDIAMTX_DOWN')])).toBe(true)
    expect(isMediamtxDown([incident('NETWORK_DOWN')])).toBe(false)
  })
})

describe('the words', () => {
  it('say what happened and what was spared', () => {
    const since = new Date(new Date().setHours(0, 0, 1, 0)).toISOString()
    const why = whyWords({ state: 'LOST', udpPort: 5005, stateSince: since })
    expect(why).toBe('No packets on UDP 5005 since 00:00:01.')
    expect(lostWords(why!, 4)).toBe(`${why} Its 4 outputs wait; nothing is retried in vain.`)
    expect(lostWords(why!, 1)).toContain('Its output waits;')
    expect(lostWords(why!, 0)).toBe(why)
    const failure = { message: 'The test signal is over' }
    expect(whyWords({ state: 'LOST', udpPort: 5005, stateSince: since, failure })).toBe('The test signal is over.')
    expect(flappingWords(1)).toBe('It went down 1 time in the last 24 hours, and comes back by itself.')
  })

  it('part what happened from what followed', () => {
    expect(causeAndEffect('Roof has no feed; its 4 outputs wait')).toEqual(['Roof has no feed', 'Its 4 outputs wait.'])
    expect(causeAndEffect('Hall is not sent')).toEqual(['Hall is not sent', ''])
  })

  it('tell how long something lasted', () => {
    expect(lastedWords('2026-03-01T10:00:00Z', '2026-03-01T10:00:12Z')).toBe('0:12')
    expect(lastedWords('2026-03-01T10:00:00Z', '2026-03-01T13:04:10Z')).toBe('3:04:10')
    expect(lastedWords('2026-03-01T10:00:00Z', '2026-03-01T10:00:00.600Z')).toBe('under 1 s')
  })

  it('leave out what ended on another day', () => {
    const noon = new Date(2026, 2, 1, 12).getTime()
    const ended = (hoursAgo: number) => ({ closedAt: new Date(noon - hoursAgo * 3_600_000).toISOString() })
    expect(overToday([ended(1), ended(11), ended(13), { closedAt: null }], noon)).toEqual([ended(1), ended(11)])
    expect(overToday([ended(1), ended(2), ended(3)], noon, 2)).toEqual([ended(1), ended(2)])
  })

  it('say how often pictures come only when that is slower than usual', () => {
    expect([0, 5000, 12_000].map(pictureEveryWords)).toEqual(['', '', 'a picture of each every 12 s'])
  })
})
