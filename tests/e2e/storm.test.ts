import { it } from 'vitest'
import { storm } from '../support/storm.ts'

/** `STORM_SEED=n` repeats a storm. */
const seed = Number(process.env.STORM_SEED ?? Date.now() % 100_000)

it(`a storm of wishes and kills ends with exactly the processes that are wished (seed ${seed})`, async () => {
  const { actions, settledMs } = await storm({ seed, milliseconds: 12_000, outputs: 6 })
  console.log(`storm ${seed}: ${JSON.stringify(actions)}, as wished after ${settledMs | 0} ms`)
}, 90_000)
