import { describe, expect, it } from 'vitest'
import { lastOfEach, type ListEvent } from '../../../client/live/list.ts'
import { countProblems } from '../../../client/live/problems.ts'
import { RateBook, rememberedTicks } from '../../../client/live/rates.ts'

type Item = { id: string; name: string }
const event = (kind: ListEvent<Item>['kind'], id: string, name = ''): ListEvent<Item> => ({
  ...{ kind, id, all: null },
  one: kind === 'REMOVED' ? null : { id, name },
})
const snapshot = (...all: Item[]): ListEvent<Item> => ({ kind: 'SNAPSHOT', id: null, all, one: null })

describe('events that wait to be drawn', () => {
  it('count by the last of each object', () => {
    const events = [event('CHANGED', '1', 'a'), event('ADDED', '2', 'b'), event('CHANGED', '1', 'c'), event('REMOVED', '2')]
    expect(lastOfEach(events)).toEqual([event('CHANGED', '1', 'c'), event('REMOVED', '2')])
  })

  it('count from the last snapshot on', () => {
    const events = [event('CHANGED', '1', 'old'), snapshot(), event('REMOVED', '3'), snapshot({ id: '1', name: 'new' })]
    expect(lastOfEach([...events, event('CHANGED', '1', 'newer')])).toEqual([events[3], event('CHANGED', '1', 'newer')])
  })
})

describe('rates', () => {
  const past = (book: RateBook<{ id: string; bitrateBps: number }>, id: string) => {
    const seen: number[] = []
    book.eachPast(id, (bits) => seen.push(bits))
    return seen
  }

  it('are remembered for a minute, oldest first, with gaps where nothing came', () => {
    const book = new RateBook()
    for (let tick = 0; tick < rememberedTicks + 5; tick++) book.hear([{ id: '1', bitrateBps: tick }])
    expect(past(book, '1')).toEqual(Array.from({ length: rememberedTicks }, (_, place) => place + 5))
    book.hear([{ id: '1', bitrateBps: 100 }], 2)
    expect(past(book, '1').slice(-4)).toEqual([rememberedTicks + 4, Number.NaN, Number.NaN, 100])
    expect(past(book, '2').every(Number.isNaN)).toBe(true)
  })

  it('of an object that is gone are unknown', () => {
    const book = new RateBook()
    book.hear([
      { id: '1', bitrateBps: 5 },
      { id: '2', bitrateBps: 6 },
    ])
    expect(book.of('2')?.bitrateBps).toBe(6)
    book.hear([{ id: '1', bitrateBps: 7 }])
    expect(book.of('1')?.bitrateBps).toBe(7)
    expect(book.of('2')).toBeUndefined()
  })
})

it('problems are counted once each, and what waits for an input is none', () => {
  const inputs = [{ state: 'LOST' }, { state: 'DEGRADED' }, { state: 'LIVE' }] as const
  const outputs = [
    { state: 'FAILED', flapping: true },
    { state: 'LIVE', flapping: true },
    { state: 'RECONNECTING', flapping: false },
    { state: 'WAITING_INPUT', flapping: false },
  ] as const
  expect(countProblems(inputs, outputs)).toEqual({ failed: 2, unstable: 3 })
})
