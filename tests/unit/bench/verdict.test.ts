import { expect, it } from 'vitest'
import type { Sample } from '../../../bench/soak/sample.ts'
import { judge, serverBounds } from '../../../bench/soak/verdict.ts'

const still: Sample = {
  ...{ at: 0, live: 9, memoryMb: 200, handles: 60, sockets: 40, threads: 11, children: 12, zombies: 0, mediamtxMb: 50 },
  ...{ logLines: 900, books: 20, longestBook: 400, incidents: 30, dataMb: 4, printedKb: 1, cpuSeconds: 1, allCpuSeconds: 2 },
}

/** Forty samples, one a minute, each `still` but for what `changes` says of its number. */
const samples = (changes: (number: number) => Partial<Sample>) =>
  Array.from({ length: 40 }, (_, number) => ({ ...still, at: number * 60_000, ...changes(number) }))

const unbounded = (changes: (number: number) => Partial<Sample>) =>
  judge(samples(changes), serverBounds).flatMap(({ what, isBounded }) => (isBounded ? [] : [what]))

it('what stands still, or swings, or grows in the beginning only, is bounded', () => {
  expect(unbounded(() => ({}))).toEqual([])
  expect(unbounded((number) => ({ memoryMb: 200 + (number % 2) * 50, zombies: number % 3 === 0 ? 1 : 0 }))).toEqual([])
  expect(
    unbounded((number) => ({ memoryMb: Math.min(300, 100 + number * 40), handles: 20 + Math.min(number, 10) * 10 })),
  ).toEqual([])
})

it('what grows without end is not, and its growth is told', () => {
  const growing = judge(
    samples((number) => ({ memoryMb: 200 + number * 2 })),
    serverBounds,
  ).find(({ what }) => what.startsWith('memory of the manager'))
  expect(growing).toMatchObject({ isBounded: false, before: 229, after: 269 })
  expect(growing?.slope).toBeCloseTo(120)
  expect(unbounded((number) => ({ handles: 60 + number, sockets: 40 + number }))).toEqual(['open files', 'of these sockets'])
  expect(unbounded((number) => ({ zombies: number < 20 ? 0 : 1 }))).toEqual(['zombies'])
  expect(unbounded((number) => ({ threads: 11 + Math.floor(number / 8) }))).toEqual(['threads'])
  expect(unbounded(() => ({ longestBook: 5001 }))).toEqual(['lines of the longest log'])
})

it('a few samples are no soak', () => {
  expect(() => judge([still, still, still], serverBounds)).toThrow('too short')
})
