import { describe, expect, it } from 'vitest'
import { csvOf } from '../../../client/incidents/csv.ts'
import {
  affectedWords,
  dayWord,
  endWord,
  isFound,
  isGrave,
  kindOf,
  lookOf,
  titleParts,
  type Known,
  type ToldIncident,
} from '../../../client/incidents/words.ts'

const incident = (more: Partial<ToldIncident>): ToldIncident => ({
  ...{ title: '', cause: 'UNKNOWN', inputId: '1', inputName: 'Roof', outputIds: [], outputNames: [], closedAt: null },
  ...more,
})
const lost = incident({
  ...{ title: 'Roof has no feed; its 2 outputs wait', cause: 'INPUT_LOST', outputIds: ['1', '2'], outputNames: ['A', 'B'] },
})
const damaged = incident({ title: 'Roof arrives damaged: 61 packets were lost', cause: 'BAD_FEED' })
const refused = incident({ title: 'A is not sent: Nobody listens there', cause: 'REFUSED', outputIds: ['1'], outputNames: ['A'] })
const flapping = { ...refused, title: 'A changes between live and not live again and again', cause: 'FLAPPING' as const }
const server = { inputId: null, inputName: null, outputIds: ['1', '2'], outputNames: ['A', 'B'] }
const mediamtx = incident({ ...server, title: 'MediaMTX does not answer; 2 outputs wait', cause: 'MEDIAMTX_DOWN' })
const network = incident({
  ...{ ...server, title: 'The network of this server seems to be down: 2 destinations are out of reach; 2 outputs are not sent' },
  cause: 'NETWORK_DOWN',
})

const known = (input: 'LOST' | 'LIVE', output: 'FAILED' | 'LIVE'): Known => ({
  input: () => ({ state: input }),
  output: () => ({ state: output, protocol: 'RTMP', flapping: false, drops: 14 }),
})
const unknown: Known = { input: () => undefined, output: () => undefined }

it('of the server itself is named without what follows; what a person ended is not over', () => {
  const down = incident({ ...server, title: 'The server was not running for 5 min; 2 outputs were off', cause: 'SERVER_DOWN' })
  expect(titleParts(down)).toEqual(['The server was not running for 5 min', ''])
  expect(affectedWords(down)).toBe('2 outputs')
  expect([null, 'RECOVERED', 'STOPPED', 'DELETED'].map((ending) => endWord({ ending } as ToldIncident))).toEqual([
    'Over',
    'Over',
    'Ended',
    'Ended',
  ])
})

describe('an incident', () => {
  it('is about an input, an output or what they all need', () => {
    expect([lost, damaged, refused, flapping, mediamtx, network].map(kindOf)).toEqual([
      'INPUT',
      'INPUT',
      'OUTPUT',
      'OUTPUT',
      'SERVER',
      'SERVER',
    ])
  })

  it('leads with whom it is about, and leaves what follows to its own column', () => {
    expect([lost, damaged, refused, mediamtx].map(titleParts)).toEqual([
      ['Roof', 'has no feed'],
      ['Roof', '61 packets were lost'],
      ['A', 'Nobody listens there'],
      ['MediaMTX', 'does not answer'],
    ])
    expect(titleParts(network)).toEqual(['The network of this server seems to be down: 2 destinations are out of reach', ''])
  })

  it('says whom it keeps from sending, and that it is over', () => {
    expect([affectedWords(damaged), affectedWords(damaged, 1), affectedWords(damaged, 4)]).toEqual([
      '',
      '1 output passes it on',
      '4 outputs pass it on',
    ])
    expect([lost, damaged, refused, mediamtx, network].map((incident) => affectedWords(incident))).toEqual([
      '2 outputs wait',
      '',
      '1 output',
      '2 outputs wait',
      '2 outputs',
    ])
    expect(affectedWords({ ...lost, closedAt: '2026-01-01T00:00:00.000Z' })).toBe('2 outputs waited')
    expect(affectedWords({ ...lost, outputIds: ['1'] })).toBe('1 output waits')
  })

  it('is drawn as what it is about is now, and as its cause says where that tells nothing', () => {
    expect(lookOf(lost, known('LOST', 'LIVE'))).toMatchObject({ state: 'LOST', word: 'No signal' })
    expect(lookOf(lost, known('LIVE', 'LIVE'))).toMatchObject({ state: 'LOST' })
    expect(lookOf(damaged, unknown)).toMatchObject({ state: 'DEGRADED' })
    expect(lookOf(refused, known('LIVE', 'FAILED'))).toMatchObject({ state: 'FAILED', word: 'Failed' })
    expect(lookOf(refused, unknown)).toMatchObject({ state: 'RECONNECTING' })
    expect(lookOf(flapping, known('LIVE', 'LIVE'))).toMatchObject({ flapping: true, drops: 14 })
    expect(lookOf(mediamtx, unknown)).toMatchObject({ state: 'FAILED', word: 'Down' })
  })

  it('is grave when nothing was sent', () => {
    expect([lost, damaged, refused, flapping, mediamtx].map(isGrave)).toEqual([true, false, true, false, true])
  })

  it('is found by title and names, whatever the case', () => {
    expect([lost, refused].map((one) => isFound(one, ' ROOF '))).toEqual([true, true])
    expect([lost, refused].map((one) => isFound(one, 'listens'))).toEqual([false, true])
    expect(isFound(lost, '')).toBe(true)
  })
})

it('names days as people do', () => {
  const now = new Date(2026, 2, 1, 0, 30).getTime()
  const at = (day: number, hour: number) => new Date(2026, 1, day, hour).toISOString()
  expect(dayWord(new Date(now).toISOString(), now)).toBe('today')
  expect(dayWord(at(28, 23), now)).toBe('yesterday')
  expect(dayWord(at(27, 23), now)).toBe('Fri 27 Feb')
})

it('is a table that no name can break or turn into a formula', () => {
  const row = { ...refused, id: '7', openedAt: '2026-01-01T00:00:00.000Z', closedAt: '2026-01-01T00:00:12.400Z' }
  const table = csvOf([{ ...row, title: 'A, "B"\nC', outputNames: ['=1+1', 'B'] }])
  expect(table.split('\r\n')[1]).toBe(
    `7,2026-01-01T00:00:00.000Z,2026-01-01T00:00:12.400Z,12,REFUSED,"A, ""B""\nC",Roof,'=1+1; B`,
  )
})
