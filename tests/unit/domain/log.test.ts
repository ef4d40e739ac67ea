import { describe, expect, it } from 'vitest'
import { bookOf, isAtLeast, levelsFrom } from '../../../src/domain/log.ts'
import { LogLimiter } from '../../../src/domain/logLimiter.ts'
import { VirtualClock } from '../../support/virtualClock.ts'

describe('levels of the log', () => {
  it('are asked for with all that is worse', () => {
    expect([levelsFrom('ERROR'), levelsFrom('INFO')]).toEqual([['ERROR'], ['ERROR', 'WARNING', 'INFO']])
    expect([isAtLeast('ERROR', 'WARNING'), isAtLeast('INFO', 'INFO'), isAtLeast('INFO', 'WARNING')]).toEqual([true, true, false])
  })
})

it.each([
  ['7', '3', 'output:7'],
  ['7', null, 'output:7'],
  [null, '3', 'input:3'],
  [null, null, 'MEDIAMTX'],
])('a line of output %j and input %j is counted under %s', (outputId, inputId, book) => {
  expect(bookOf({ source: 'MEDIAMTX', outputId, inputId })).toBe(book)
})

describe('limit of log lines', () => {
  function limited(tellRepeatsMs?: number) {
    const clock = new VirtualClock()
    const seen: { text: string; repeated: number; dropped: number }[] = []
    const limiter = new LogLimiter(clock, ({ text, repeated, dropped }) => seen.push({ text, repeated, dropped }), tellRepeatsMs)
    return { clock, seen, say: (text: string) => limiter.push({ level: 'INFO', text }), limiter }
  }

  it('makes one line with a count of a run of the same', () => {
    const { seen, say } = limited()
    for (const text of ['a', 'a', 'a', 'a', 'b']) say(text)
    expect(seen).toEqual([
      { text: 'a', repeated: 0, dropped: 0 },
      { text: 'a', repeated: 2, dropped: 0 },
      { text: 'b', repeated: 0, dropped: 0 },
    ])
  })

  it('takes the same text of another level for another line', () => {
    const { seen, say, limiter } = limited()
    say('a')
    limiter.push({ level: 'ERROR', text: 'a' })
    expect(seen).toHaveLength(2)
  })

  it('tells a count that waits when it is asked to, once, and goes on counting', () => {
    const { seen, say, limiter } = limited()
    limiter.flush()
    say('a')
    limiter.flush()
    expect(seen).toHaveLength(1)
    say('a')
    say('a')
    limiter.flush()
    limiter.flush()
    say('a')
    limiter.flush()
    expect(seen.map(({ repeated }) => repeated)).toEqual([0, 1, 0])
  })

  it.each([
    [undefined, 1000],
    [250, 250],
  ])('tells a run that goes on at least so often: %j', async (tellRepeatsMs, everyMs) => {
    const { clock, seen, say } = limited(tellRepeatsMs)
    await clock.advance(5000)
    say('a')
    await clock.advance(5000)
    say('a')
    await clock.advance(everyMs - 1)
    say('a')
    expect(seen).toHaveLength(1)
    await clock.advance(1)
    say('a')
    expect(seen.at(-1)).toEqual({ text: 'a', repeated: 2, dropped: 0 })
    await clock.advance(everyMs)
    say('a')
    expect(seen).toHaveLength(2)
  })

  it('passes 200 lines a second and tells how many it left out', async () => {
    const { clock, seen, say } = limited()
    for (let line = 0; line < 50_000; line++) say(`line ${line}`)
    expect(seen).toHaveLength(200)
    await clock.advance(999)
    say('same')
    say('same')
    say('same')
    expect(seen).toHaveLength(200)
    await clock.advance(1)
    say('later')
    expect(seen.at(-2)).toEqual({ text: 'same', repeated: 1, dropped: 49_801 })
    expect(seen.at(-1)).toEqual({ text: 'later', repeated: 0, dropped: 0 })
    for (let line = 0; line < 199; line++) say(`line ${line}`)
    expect(seen).toHaveLength(400)
    say('x')
    say('x')
    say('y')
    await clock.advance(1000)
    say('z')
    // The repeats of a line that was left out are left out too.
    expect(seen.at(-1)).toMatchObject({ text: 'z', dropped: 4 })
  })
})
