import { describe, expect, it } from 'vitest'
import type { LogLine } from '../../../src/domain/log.ts'
import { Tail } from '../../../src/services/memory/tail.ts'

function line(id: number, more: Partial<LogLine> = {}): LogLine {
  const usual = { at: '2026-01-01T00:00:00.000Z', level: 'INFO', source: 'APP', outputId: null, inputId: null } as const
  return { ...usual, id: String(id), text: `line ${id}`, repeated: 0, dropped: 0, ...more }
}
const ids = (lines: LogLine[]) => lines.map(({ id }) => Number(id))
const from = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, i) => first + i)

describe('Tail', () => {
  it('holds what waits and 2000 lines that are stored', () => {
    const tail = new Tail(10)
    for (const id of from(11, 3010)) tail.add(line(id))
    expect(tail.floor).toBe(10)
    expect(ids(tail.take(2500))).toEqual(from(11, 2510))
    tail.put(true)
    expect([tail.floor, tail.storedUpTo, tail.waiting]).toEqual([510, 2510, 500])
    expect(ids(tail.after(tail.floor))).toEqual(from(511, 3010))
    expect(ids(tail.after(3008))).toEqual([3009, 3010])
    tail.take(10)
    tail.put(false)
    expect(ids(tail.take(2))).toEqual([2511, 2512])
  })

  it('loses the oldest when too many wait, but none that are just being stored', () => {
    const tail = new Tail(0)
    for (const id of from(1, 10_000)) tail.add(line(id, id === 3 ? { dropped: 2, repeated: 1 } : {}))
    expect(ids(tail.take(2))).toEqual([1, 2])
    tail.add(line(10_001, { source: 'MEDIAMTX' }))
    tail.add(line(10_002))
    tail.put(true)
    expect(tail.take(2)).toMatchObject([
      { id: '5', dropped: 5 },
      { id: '6', dropped: 0 },
    ])
    tail.put(true)
    expect(tail.storedUpTo).toBe(6)
    expect(tail.waiting).toBe(9996)
  })

  it('loses lines when the waiting ones are too long, the next of the same book tells it', () => {
    const tail = new Tail(0)
    tail.add(line(1, { source: 'MEDIAMTX' }))
    for (const id of from(2, 4)) tail.add(line(id, { text: 'x'.repeat(3_000_000) }))
    expect(tail.after(0)).toMatchObject([
      { id: '3', dropped: 1 },
      { id: '4', dropped: 0 },
    ])
    expect(tail.add(line(5, { source: 'MEDIAMTX' }))).toMatchObject({ dropped: 1 })
    expect(tail.add(line(6, { source: 'MEDIAMTX' }))).toMatchObject({ dropped: 0 })
  })

  it('lets go of a book, but for lines that are just being stored', () => {
    const tail = new Tail(0)
    for (const id of from(1, 9)) tail.add(line(id, id % 3 === 0 ? { outputId: '1' } : {}))
    tail.take(2)
    tail.put(true)
    tail.take(2)
    tail.forget('output:1')
    expect(ids(tail.after(0))).toEqual([1, 2, 3, 4, 5, 7, 8])
    tail.put(true)
    expect([tail.storedUpTo, tail.waiting]).toEqual([4, 3])
    expect(ids(tail.take(9))).toEqual([5, 7, 8])
  })
})
