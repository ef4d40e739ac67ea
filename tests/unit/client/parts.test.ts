import { describe, expect, it } from 'vitest'
import { onGrid } from '../../../client/parts/chartData.ts'
import { dotsOf, type DottedOutput } from '../../../client/parts/dots.ts'
import { stretchesOf, timeInStates, type StateSpan } from '../../../client/parts/history.ts'
import { scaleMarks } from '../../../client/parts/scale.ts'
import { bestFirst } from '../../../client/shortcuts/find.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 0, minute)).toISOString()
const span = (state: StateSpan['state'], from: number, to: number | null): StateSpan => ({
  ...{ state, from: at(from), to: to === null ? null : at(to) },
})

describe('a history', () => {
  const hour = [Date.parse(at(0)), Date.parse(at(60))] as const

  it('puts neighbours of one level together and leaves gaps', () => {
    const spans = [span('STOPPED', -5, 10), span('WAITING', 10, 20), span('LIVE', 30, 40), span('LIVE', 40, null)]
    expect(stretchesOf(spans, ...hour, 6)).toEqual([
      { level: 'stopped', from: 0, to: 1 },
      { level: 'waiting', from: 1, to: 2 },
      { level: 'live', from: 3, to: 6 },
    ])
  })

  it('shows a bad minute as wide as a slot, the worst of what was in it', () => {
    const spans = [span('LIVE', 0, 25), span('RECONNECTING', 25, 26), span('FAILED', 26, 27), span('LIVE', 27, null)]
    expect(stretchesOf(spans, ...hour, 6)).toEqual([
      { level: 'live', from: 0, to: 2 },
      { level: 'failed', from: 2, to: 3 },
      { level: 'live', from: 3, to: 6 },
    ])
  })

  it('leaves what was unknown and what lies outside', () => {
    const spans = [span('LIVE', -30, -10), span('UNKNOWN', 0, 30), span('LOST', 90, null)]
    expect(stretchesOf(spans, ...hour, 6)).toEqual([])
  })

  it('sums how long each state lasted, longest first', () => {
    const spans = [span('LIVE', -10, 10), span('FAILED', 10, 15), span('LIVE', 15, null)]
    expect(timeInStates(spans, ...hour)).toEqual([
      { state: 'LIVE', ms: 55 * 60_000 },
      { state: 'FAILED', ms: 5 * 60_000 },
    ])
  })
})

it('figures stand on a grid of steps, and what was not measured is a gap', () => {
  const points = [
    { at: at(0), bits: 1 },
    { at: at(2), bits: 3 },
  ]
  const grid = { fromMs: Date.parse(at(0)), toMs: Date.parse(at(3)), stepMs: 60_000 }
  const { times, values } = onGrid(points, grid, [(point) => point.bits, () => null])
  expect(times.map((seconds) => seconds - times[0]!)).toEqual([0, 60, 120, 180])
  expect(values).toEqual([
    [1, null, 3, null],
    [null, null, null, null],
  ])
})

describe('the scale of a chart', () => {
  it.each([
    ...[
      [0, [0, 0.5, 1]],
      [0.12, [0, 0.05, 0.1, 0.15]],
      [1, [0, 0.5, 1]],
      [3, [0, 1, 2, 3]],
      [5.8, [0, 2, 4, 6]],
    ],
    ...[
      [6.3, [0, 2.5, 5, 7.5]],
      [8.02, [0, 5, 10]],
      [31, [0, 20, 40]],
      [600, [0, 200, 400, 600]],
      [999, [0, 500, 1000]],
    ],
  ] as [number, number[]][])('of %d has round steps, and its top is no less', (most, marks) => {
    expect(scaleMarks(most, false).map((mark) => Number(mark.toPrecision(9)))).toEqual(marks)
    expect(scaleMarks(marks.at(-1)!, false)).toHaveLength(marks.length)
  })

  it('of counts has no halves', () => {
    expect([0, 1, 3, 7].map((most) => scaleMarks(most, true))).toEqual([
      [0, 1],
      [0, 1],
      [0, 1, 2, 3],
      [0, 5, 10],
    ])
  })
})

describe('dots', () => {
  const output = (name: string, state: DottedOutput['state'] = 'LIVE', flapping = false): DottedOutput => ({
    ...{ name, state, flapping, protocol: 'RTMP' },
  })

  it('keep the order of up to twelve', () => {
    const twelve = Array.from({ length: 12 }, (_, place) => output(`${place}`, place === 11 ? 'FAILED' : 'LIVE'))
    expect(dotsOf(twelve)).toBe(twelve)
  })

  it('of more begin with the bad ones', () => {
    const many = [
      ...Array.from({ length: 14 }, (_, place) => output(`${place}`)),
      ...[output('flapping', 'LIVE', true), output('down', 'FAILED'), output('waits', 'WAITING_INPUT')],
    ]
    const shown = dotsOf(many).map(({ name }) => name)
    expect(shown).toHaveLength(12)
    expect(shown.slice(0, 4)).toEqual(['down', 'flapping', 'waits', '0'])
  })
})

it('the palette finds by every word, titles that begin so first', () => {
  const entries = [{ title: 'Twitch of Stage B', words: ['gaming'] }, { title: 'Stage B' }, { title: 'Roof' }]
  const titles = (text: string) => bestFirst(entries, text).map(({ title }) => title)
  expect(titles('')).toHaveLength(3)
  expect(titles('stage b')).toEqual(['Stage B', 'Twitch of Stage B'])
  expect(titles('GAMING stage')).toEqual(['Twitch of Stage B'])
  expect(titles('roof x')).toEqual([])
})
