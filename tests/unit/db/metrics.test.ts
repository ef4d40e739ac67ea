import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../../src/db/database.ts'
import type { StoredPoint } from '../../../src/domain/metrics.ts'
import { freshDatabase } from '../../support/database.ts'

const secretKey = 'a key of the tests'
const day = 86_400
/** Greater than 32 bits hold for ever: the middle of the year 2040. */
const begin = Math.floor(Date.UTC(2040, 6, 1) / 1000)

function point(at: number, more: Partial<StoredPoint> = {}): StoredPoint {
  return {
    ...{ subject: 'output:3', step: 10, at: begin + at, samples: 10, bitrateBps: 2_000_000.5 },
    ...{ minBitrateBps: 1.25, maxBitrateBps: 9e9, errors: 2, restarts: 1, cpuPercent: 1.5, rssBytes: 5e9 },
    ...more,
  }
}
const nothing = { points: [], removed: [], sums: [], prunedAt: null }

describe('stored metrics', () => {
  it('are as they were given, of one subject, and each point once', async () => {
    await using fresh = await freshDatabase({ isLasting: false })
    const { metrics, close } = await openDatabase({ ...fresh.place, secretKey })
    expect(await metrics.newest()).toBeNull()
    const points = [point(0), point(10, { cpuPercent: null, rssBytes: null }), point(0, { subject: 'input:3', errors: 0 })]
    await metrics.write({ ...nothing, points })
    await metrics.write({ ...nothing, points: [point(10, { errors: 99 }), point(20)] })
    expect(await metrics.newest()).toBe(begin + 20)
    const read = (from: number, fineFrom: number, step = 10) =>
      metrics.read({ subject: 'output:3', step, from: begin + from, fineFrom: begin + fineFrom })
    expect(await read(0, 0)).toEqual({ coarse: [], fine: [points[0], points[1], point(20)] })
    expect((await read(10, 10)).fine).toHaveLength(2)
    expect(await metrics.subjects()).toEqual(['input:3', 'output:3'])
    await metrics.write({ ...nothing, removed: ['output:3'] })
    expect(await read(0, 0)).toEqual({ coarse: [], fine: [] })
    expect(await metrics.newest()).toBe(begin)
    await close()
  })

  it('are put together to coarser steps of all subjects, again when more is known', async () => {
    await using fresh = await freshDatabase({ isLasting: false })
    const { metrics, close } = await openDatabase({ ...fresh.place, secretKey })
    const minute = { step: 60, finer: 10, at: begin }
    const quarter = { step: 900, finer: 60, at: begin }
    const points = [
      point(0, { samples: 30, bitrateBps: 10, minBitrateBps: 5, maxBitrateBps: 20, cpuPercent: 2, rssBytes: 7 }),
      point(0, { subject: 'input:1', cpuPercent: null, rssBytes: null }),
      point(60, { subject: 'input:1' }),
    ]
    await metrics.write({ ...nothing, points, sums: [minute, quarter] })
    const late = point(50, { samples: 10, bitrateBps: 50, minBitrateBps: 8, maxBitrateBps: 70, cpuPercent: null, rssBytes: 9 })
    await metrics.write({ ...nothing, points: [late], sums: [minute, quarter] })
    const read = async (subject: string, step: number) =>
      (await metrics.read({ subject, step, from: begin, fineFrom: begin + day })).coarse
    const whole = { samples: 40, bitrateBps: 20, minBitrateBps: 5, maxBitrateBps: 70, errors: 4, restarts: 2 }
    expect(await read('output:3', 60)).toEqual([point(0, { ...whole, step: 60, cpuPercent: 2, rssBytes: 9 })])
    expect(await read('output:3', 900)).toEqual([point(0, { ...whole, step: 900, cpuPercent: 2, rssBytes: 9 })])
    // Each second counts as much as another, but for those of which nothing is known.
    await metrics.write({ ...nothing, points: [point(30, { samples: 2, cpuPercent: 50 })], sums: [minute] })
    expect(await read('output:3', 60)).toMatchObject([{ samples: 42, cpuPercent: (30 * 2 + 2 * 50) / 32 }])
    const other = { subject: 'input:1', cpuPercent: null, rssBytes: null }
    expect(await read('input:1', 60)).toEqual([point(0, { ...other, step: 60 })])
    await close()
  })

  it('are kept for as long as each step is', async () => {
    await using fresh = await freshDatabase({ isLasting: false })
    const { metrics, close } = await openDatabase({ ...fresh.place, secretKey })
    const ages = [0, 4500, 4511, 86_000, 88_000, 30 * day, 31 * day]
    const points = [10, 60, 900].flatMap((step) => ages.map((age) => point(-age, { step })))
    await metrics.write({ ...nothing, points, prunedAt: begin })
    const left = async (step: number) => {
      const { fine, coarse } = await metrics.read({ subject: 'output:3', step, from: 0, fineFrom: step === 10 ? 0 : begin + 1 })
      return [...fine, ...coarse].map(({ at }) => begin - at)
    }
    expect(await left(10)).toEqual([4500, 0])
    expect(await left(60)).toEqual([86_000, 4511, 4500, 0])
    expect(await left(900)).toEqual([30 * day, 88_000, 86_000, 4511, 4500, 0])
    await close()
  })
})
