import * as fc from 'fast-check'

/** Of each property: few in `npm test`, 100,000 by `npm run fuzz`, and fewer still where a run is one of thousands. */
export const cases = Number(process.env.FUZZ_CASES || 200)
/** The few are the same in each run; those of the command are others each time, and a failure names its seed. */
const seed = process.env.FUZZ_SEED ?? (process.env.FUZZ_CASES ? undefined : '20261123')
/** Processor time of one case. A longer one is a fault in itself: who sends us such text holds up all others. */
const longestMs = 50

/** How long a test of these properties may take as a whole. */
export const fuzzTimeoutMs = Math.max(20_000, cases * 10)

/** Holds for every value: throws what the first one that breaks it throws, made as small as can be. */
export function always<T>(values: fc.Arbitrary<T>, holds: (value: T) => void): void {
  fc.assert(
    fc.property(values, (value) => {
      if (timeOf(() => holds(value)) > longestMs && Math.min(...[1, 2, 3].map(() => timeOf(() => holds(value)))) > longestMs)
        throw new Error(`This takes longer than ${longestMs} ms`)
    }),
    { numRuns: cases, ...(seed === undefined ? {} : { seed: Number(seed) }) },
  )
}

/** The same of what is asked of a server. */
export async function alwaysAnswered<T>(values: fc.Arbitrary<T>, holds: (value: T) => Promise<void>): Promise<void> {
  await fc.assert(fc.asyncProperty(values, holds), { numRuns: cases, ...(seed === undefined ? {} : { seed: Number(seed) }) })
}

/** Processor time, milliseconds: a busy machine holds up each, and a collection of garbage or a compiler one and hardly four. */
function timeOf(work: () => void): number {
  const before = process.threadCpuUsage()
  work()
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1000
}

/** Any characters, those among them that end lines, turn them round, command terminals, or are half of one. */
const character = fc.oneof(
  { weight: 6, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }) },
  { weight: 4, arbitrary: fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 1 }) },
  fc.constantFrom(
    '\0',
    '\n',
    '\r',
    '\t',
    '\u001b[2J',
    '\u009b',
    '\u202e',
    '\u2066',
    '\u2028',
    '\ud800',
    '\udc00',
    '%',
    '%0a',
    '%zz',
  ),
)

const noise = fc.array(character, { maxLength: 40 }).map((parts) => parts.join(''))

/** Text of any kind, and above all text that is put together from `words`, some of it long and repeating. */
export function textOf(...words: string[]): fc.Arbitrary<string> {
  const word = fc.constantFrom(...words, ' ', '')
  const mixed = fc.array(fc.oneof({ weight: 3, arbitrary: word }, { weight: 1, arbitrary: character }), { maxLength: 20 })
  const long = fc.tuple(word, word, fc.integer({ min: 1, max: 3000 }), word).map(([a, b, times, c]) => a + b.repeat(times) + c)
  return fc.oneof(
    { weight: 4, arbitrary: noise },
    { weight: 15, arbitrary: mixed.map((parts) => parts.join('')) },
    { weight: 1, arbitrary: long },
  )
}

/** `text` with some of its characters left out, doubled or replaced. */
export function damaged(text: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const change = fc.tuple(fc.nat({ max: 400 }), fc.constantFrom(0, 1, 2), character)
  return fc
    .tuple(text, fc.array(change, { maxLength: 3 }))
    .map(([whole, changes]) => changes.reduce((now, [at, length, put]) => now.slice(0, at) + put + now.slice(at + length), whole))
}

/** Whole numbers, broken ones, and those that are none. */
export const anyNumber = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(0, 1, -1, 65_535, 65_536, NaN, Infinity))

/** What commands a terminal, turns the direction of text or splits its line. */
export const unsafe = /[\p{Cc}\u202a-\u202e\u2066-\u2069\u2028\u2029]/u
