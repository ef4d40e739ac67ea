// `npm run storm`: two tests at full size. A storm of wishes and kills, once for each seed; then a machine that stops again and
// again, with the first seed. `npm run storm -- 123 456`: with these seeds, to repeat a failure. `--seconds`, `--outputs`,
// `--stops`: another size; 0 stops leave the second out.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { guarded } from '../tests/support/guarded.ts'
import { storm } from '../tests/support/storm.ts'
import { tableText } from './figures.ts'
import type { Cell } from './figures.ts'

const { values, positionals } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    outputs: { type: 'string', default: '12' },
    stops: { type: 'string', default: '20' },
  },
  allowPositionals: true,
})
const [seconds, outputs, stops] = [values.seconds, values.outputs, values.stops].map(Number) as [number, number, number]
const someSeeds = () => Array.from({ length: 3 }, (_, at) => (Date.now() + at * 33_331) % 100_000)
const seeds = positionals.length > 0 ? positionals.map(Number) : someSeeds()
if (![seconds, outputs, stops, ...seeds].every((number) => Number.isSafeInteger(number) && number >= 0)) {
  console.error('npm run storm -- [SEED...] [--seconds 60] [--outputs 12] [--stops 20]: whole numbers')
  process.exit(2)
}

const rows: Cell[][] = []

/** Does one of them, and adds its row: `act` resolves with what was done. */
async function record(seed: number, what: string, act: () => Promise<string>): Promise<void> {
  console.log(`Seed ${seed}: ${what}`)
  const beganAt = performance.now()
  let [result, told] = ['passed', '']
  try {
    told = await act()
  } catch (error) {
    process.exitCode = 1
    console.error(error)
    result = '**failed**'
  }
  rows.push([what, seed, `${((performance.now() - beganAt) / 1000).toFixed(0)} s`, told, result])
}

async function machineStops(seed: number): Promise<string> {
  const root = join(import.meta.dirname, '..')
  const vitest = join(root, 'node_modules/.bin/vitest')
  const [file, args] = guarded([process.execPath, vitest, 'run', 'tests/e2e/machineStop.test.ts'])
  const env = { ...process.env, MACHINE_STOPS: String(stops), MACHINE_STOP_SEED: String(seed) }
  const child = spawn(file, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] })
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new Error('The test of a machine that stops failed: see above')
  return ''
}

for (const seed of seeds) {
  await record(seed, `storm of ${seconds} s, ${outputs} outputs of all kinds`, async () => {
    const { actions, settledMs } = await storm({ seed, milliseconds: seconds * 1000, outputs })
    const told = Object.entries(actions).map(([action, count]) => `${count} ${action}`)
    return `${told.sort().join(', ')}; as wished after ${(settledMs / 1000).toFixed(1)} s`
  })
}
if (stops > 0) await record(seeds[0]!, `machine that stops ${stops} times`, () => machineStops(seeds[0]!))
console.log(`\n${tableText({ head: ['what', 'seed', 'took', 'what was done', 'result'], rows })}`)
process.exit()
