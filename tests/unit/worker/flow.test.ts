import { describe, expect, it } from 'vitest'
import type { Slowness } from '../../../src/domain/causes/flow.ts'
import { FlowJudge } from '../../../src/worker/outputs/flow.ts'
import { FlowWatch } from '../../../src/worker/outputs/flowWatch.ts'

/** What a play has at one moment. Everything else is as on a good day. */
interface Moment {
  /** Bits per second of the feed. */
  input?: number
  /** What is sent of it. */
  part?: number
  /** Of the feed, not sent on. */
  lagMs?: number
  queuedBytes?: number
  unreadBytes?: number
  standsMs?: number
  isQuiet?: boolean
  isWhole?: boolean
  areCounted?: boolean
  /** The system shows no sockets. */
  isBlind?: boolean
  /** The judge sleeps. */
  isAsleep?: boolean
  /** By how much the feed jumps ahead in time. */
  jumpMs?: number
}

/** Plays so many seconds, looking twice a second; the verdict of each second, last look. */
function play(seconds: number, moment: (second: number) => Moment, judge = new FlowJudge()): (Slowness | null)[] {
  const verdicts: (Slowness | null)[] = []
  let [sentBytes, jumpedMs] = [0, 0]
  for (let second = 0; second < seconds; second += 0.5) {
    const now = 1000 * (second + 100)
    const it = { input: 8e6, part: 1, lagMs: 0, queuedBytes: 0, unreadBytes: 0, ...moment(second) }
    sentBytes += (it.input * it.part) / 16
    jumpedMs += (it.jumpMs ?? 0) / 2
    const isBlock = Number.isInteger(second)
    if (isBlock && !it.isAsleep) {
      judge.block(now, { sentBytes, areCounted: it.areCounted ?? true, mediaTimeMs: second * 1000 - it.lagMs + jumpedMs })
    }
    if (it.isAsleep) continue
    const sending = { queuedBytes: it.queuedBytes, standsSince: it.standsMs === undefined ? null : now - it.standsMs }
    const verdict = judge.look({
      now,
      inputBps: it.input,
      inputGrewAt: it.isQuiet ? now - 1200 : now,
      isWhole: it.isWhole ?? true,
      sockets: it.isBlind ? null : { at: now, unreadBytes: it.unreadBytes, sending },
    })
    if (isBlock) verdicts.push(verdict)
  }
  return verdicts
}

/** Seconds in which it was slow, as `from-to`. */
function slowSeconds(verdicts: readonly unknown[]): string {
  const slow = verdicts.flatMap((verdict, second) => (verdict === null ? [] : [second]))
  return slow.length === 0 ? 'never' : `${slow[0]}-${slow.at(-1)}`
}

/** A destination that takes 30 %: what it does not take fills the connection, then the feed waits. */
const narrow = { part: 0.3, queuedBytes: 2_700_000, unreadBytes: 800_000, lagMs: 1500 }

describe('an output is too slow', () => {
  it('when it carries too little while its feed waits, and no longer once it carries all', () => {
    const verdicts = play(60, (second) => (second < 20 || second >= 40 ? {} : narrow))
    const [, from, to] = /(\d+)-(\d+)/.exec(slowSeconds(verdicts))!.map(Number)
    expect(from).toBeGreaterThanOrEqual(22)
    expect(from).toBeLessThanOrEqual(26)
    expect(to).toBeGreaterThanOrEqual(42)
    expect(to).toBeLessThanOrEqual(50)
    const { outputBps, inputBps } = verdicts[35]!.carried!
    expect(outputBps / 1e6).toBeCloseTo(2.4, 1)
    expect(inputBps / 1e6).toBeCloseTo(8, 1)
  })

  it('when two seconds of the feed wait in the connection, though every byte was handed over', () => {
    const verdicts = play(30, (second) => ({ queuedBytes: Math.max(0, second - 10) * 600_000 }))
    expect(slowSeconds(verdicts)).toMatch(/^1[5-7]-29$/)
    expect(verdicts.at(-1)!.behindMs).toBeGreaterThan(10_000)
    expect(verdicts.at(-1)!.carried).toBeNull()
  })

  it('when its feed waits and only a part of the tracks is sent, so that bytes cannot be compared', () => {
    const more = { isWhole: false, areCounted: true }
    const verdicts = play(30, (second) => ({ ...more, ...narrow, part: 0.2, queuedBytes: second * 1000 }))
    expect(slowSeconds(verdicts)).toMatch(/^[4-7]-29$/)
    expect(verdicts.at(-1)!.carried).toBeNull()
  })

  it('by what it carried of the same tracks when all was well', () => {
    const verdicts = play(40, (second) => ({ isWhole: false, ...(second < 20 ? { part: 0.5 } : { ...narrow, part: 0.2 }) }))
    expect(slowSeconds(verdicts)).toMatch(/^2[2-7]-39$/)
    const { outputBps, inputBps } = verdicts.at(-1)!.carried!
    expect(inputBps / 1e6).toBeCloseTo(4, 0)
    expect(outputBps / inputBps).toBeCloseTo(0.4, 1)
  })

  it('where the system shows no sockets: by its bytes, or by its time', () => {
    const bytes = play(40, (second) => ({ isBlind: true, part: second < 15 ? 1 : 0.5 }))
    expect(slowSeconds(bytes)).toMatch(/^(19|2[0-6])-39$/)
    const time = play(40, (second) => ({
      isBlind: true,
      areCounted: false,
      lagMs: Math.min(3000, Math.max(0, second - 13) * 1000),
    }))
    expect(slowSeconds(time)).toMatch(/^1[6-9]-39$/)
  })

  it('without flickering about the limits', () => {
    const verdicts = play(120, (second) =>
      second < 20 ? {} : { ...narrow, queuedBytes: 0, lagMs: 0, part: second % 20 < 10 ? 0.72 : 0.86 },
    )
    const changes = verdicts.filter((verdict, second) => second > 0 && (verdict === null) !== (verdicts[second - 1] === null))
    expect(changes).toHaveLength(1)
  })
})

describe('an output is not too slow', () => {
  const never: Record<string, (second: number) => Moment> = {
    'of which the destination takes all': () => ({}),
    'that packs its bytes, or leaves stuffing out': (second) => ({ part: second < 30 ? 1.09 : 0.97 }),
    'of a still picture with a large key frame now and then': (second) => ({
      input: second % 10 < 0.5 ? 3e6 : 60_000,
      unreadBytes: second % 10 === 0 ? 120_000 : 0,
      queuedBytes: second % 10 === 0 ? 60_000 : 0,
    }),
    'whose feed changes its bit rate a hundredfold': (second) => ({ input: second % 20 < 10 ? 100_000 : 10e6, part: 1 }),
    'that sends one of eight sound tracks': () => ({ isWhole: false, part: 0.4 }),
    'whose feed jumps ahead, or back': (second) => ({ jumpMs: second === 20 ? 90_000 : second === 40 ? -90_000 : 0 }),
    'whose feed runs slow': (second) => ({ lagMs: second * 100 }),
    'whose feed stutters': (second) => ({ isQuiet: second % 7 < 2, lagMs: Math.floor(second / 7) * 1500, input: 4e6 }),
    'when the manager itself sleeps': (second) => ({ isAsleep: second > 20 && second < 35, lagMs: second > 35 ? 0 : 0 }),
    'by a distant destination': () => ({ queuedBytes: 400_000 }),
    'that the destination stopped taking just now': (second) =>
      second < 30 ? {} : { ...narrow, standsMs: (second - 29) * 1000 },
    'for a moment': (second) => (second % 20 < 2 ? { ...narrow, part: 0.5 } : {}),
  }
  for (const [name, moment] of Object.entries(never)) {
    it(name, () => expect(slowSeconds(play(60, moment))).toBe('never'))
  }

  const blind = [
    'whose feed jumps ahead, or back',
    'of which the destination takes all',
    'that packs its bytes, or leaves stuffing out',
    'that sends one of eight sound tracks',
  ]
  for (const name of [...blind, 'whose feed changes its bit rate a hundredfold', 'when the manager itself sleeps']) {
    it(`${name}, where the system shows no sockets`, () =>
      expect(slowSeconds(play(60, (second) => ({ ...never[name]!(second), isBlind: true })))).toBe('never'))
  }
})

it('a clock that differs from ours makes no output slow in a day, whatever waits for a moment', () => {
  const verdicts = play(86_400, (second) => ({ lagMs: second * 0.2, unreadBytes: second % 3 === 0 ? 300_000 : 0 }))
  expect(slowSeconds(verdicts)).toBe('never')
})

it('an output that is slow is told of once, again only when much has changed, and so is the end', () => {
  const watch = new FlowWatch()
  const told: string[] = []
  for (let second = 0; second < 60; second += 1) {
    const now = second * 1000
    const isSlow = second >= 10 && second < 40
    const part = isSlow ? 0.3 : 1
    watch.block(now, { sentBytes: second * 1e6 * part, areCounted: true, mediaTimeMs: now })
    const sockets = {
      ...{ at: now, unreadBytes: isSlow ? 800_000 : 0 },
      sending: { queuedBytes: isSlow ? 1_500_000 : 0, standsSince: null },
    }
    const news = watch.look({ now, inputBps: 8e6, inputGrewAt: now, isWhole: true, sockets })
    if (news !== null) told.push(typeof news === 'string' ? news : news.code)
    expect(watch.isSlow).toBe(told.length > 0 && told.at(-1) !== 'WELL')
  }
  expect(told.at(-1)).toBe('WELL')
  expect(told.filter((news) => news === 'WELL')).toHaveLength(1)
  expect(told.length).toBeLessThanOrEqual(4)
})
