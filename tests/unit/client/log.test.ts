import { describe, expect, it } from 'vitest'
import { logAddress } from '../../../client/logs/address.ts'
import type { Line } from '../../../client/logs/line.ts'
import { written } from '../../../client/logs/written.ts'
import { emptyWindow, mostLines, pieces, withNewer, withOlder } from '../../../client/logs/window.ts'

const line = (id: number, more: Partial<Line> = {}): Line => ({
  ...{ id: String(id), at: '2026-02-03T04:05:06.007Z', level: 'INFO', source: 'APP', outputId: null, inputId: null },
  ...{ text: `line ${id}`, repeated: 0, dropped: 0, ...more },
})
const lines = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => line(from + n))
const ends = ({ lines: held }: { lines: readonly Line[] }) => [held[0]?.id, held.at(-1)?.id]

describe('the lines that are held', () => {
  it('lose the oldest while somebody follows, and say so', () => {
    const full = withNewer(emptyWindow, lines(1, mostLines), true)
    expect(full).toMatchObject({ hasOlder: false, isAtEnd: true })
    const after = withNewer(full, lines(mostLines + 1, mostLines + 1), true)
    expect(ends(after)).toEqual(['502', String(mostLines + 1)])
    expect(after).toMatchObject({ hasOlder: true, isAtEnd: true })
  })

  it('stay as they are while somebody reads: what does not fit is left for later', () => {
    const some = withNewer(emptyWindow, lines(11, 10 + mostLines), false)
    const after = withNewer(some, lines(11 + mostLines, 20 + mostLines), false)
    expect(ends(after)).toEqual(['11', String(10 + mostLines)])
    expect(after.isAtEnd).toBe(false)
  })

  it('grow at the front, and then leave the end', () => {
    const some = withOlder(withNewer(emptyWindow, lines(201, 300), false), lines(1, 200), true)
    expect(ends(some)).toEqual(['1', '300'])
    expect(some).toMatchObject({ hasOlder: true, isAtEnd: true })
    expect(withOlder(withNewer(emptyWindow, lines(201, 200 + mostLines), false), lines(1, 200), false)).toMatchObject({
      hasOlder: false,
      isAtEnd: false,
    })
  })
})

it('marks what was searched for, whatever the case, and takes it as it is written', () => {
  expect(pieces('Connection refused, connection lost', 'CONNECTION')).toEqual([
    '',
    'Connection',
    ' refused, ',
    'connection',
    ' lost',
  ])
  expect(pieces('speed=1.x (0)', '1.x (')).toEqual(['speed=', '1.x (', '0)'])
  expect(pieces('speed=1x', '1.x')).toEqual(['speed=1x'])
  expect(pieces('anything', undefined)).toEqual(['anything'])
})

it('writes a file line by line, with what was dropped and what came again', () => {
  expect(written(line(1, { level: 'WARNING', text: 'lost', repeated: 13, dropped: 12 }), 'Platform')).toBe(
    '-- 12 lines dropped here --\n2026-02-03T04:05:06.007Z WARNING Platform: lost (x14)\n',
  )
})

it('has an address for every choice of lines', () => {
  expect(logAddress({})).toBe('/logs')
  expect(logAddress({ outputId: '3', level: 'INFO', line: '77' })).toBe('/logs?output=3&line=77')
  expect(logAddress({ source: 'MEDIAMTX', level: 'DEBUG', search: 'a b&c' })).toBe('/logs?source=MEDIAMTX&level=DEBUG&q=a+b%26c')
  expect(logAddress({ inputId: '1', at: '2026-02-03T04:05:06.007Z' })).toBe('/logs?input=1&at=2026-02-03T04%3A05%3A06.007Z')
})
