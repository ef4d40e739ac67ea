// `npm run storm`: the storm of the tests at full size, once for each seed. `npm run storm -- 123 456`: with these seeds, to
// repeat a failure. `--seconds`, `--outputs`: another size.
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { storm } from '../tests/support/storm.ts'
import { tableText } from './figures.ts'
import type { Cell } from './figures.ts'

const { values, positionals } = parseArgs({
  options: { seconds: { type: 'string', default: '60' }, outputs: { type: 'string', default: '12' } },
  allowPositionals: true,
})
const milliseconds = Number(values.seconds) * 1000
const outputs = Number(values.outputs)
const someSeeds = () => Array.from({ length: 3 }, (_, at) => String((Date.now() + at * 33_331) % 100_000))
const seeds = (positionals.length > 0 ? positionals : someSeeds()).map(Number)
const numbers = [milliseconds, outputs, ...seeds]
if (!numbers.every((number) => Number.isSafeInteger(number) && number >= 0)) {
  console.error('npm run storm -- [SEED...] [--seconds 60] [--outputs 12]: whole numbers')
  process.exit(2)
}

const rows: Cell[][] = []
for (const seed of seeds) {
  console.log(`Storm ${seed}: ${outputs} outputs of all kinds for ${values.seconds} s`)
  const beganAt = performance.now()
  try {
    const { actions, settledMs } = await storm({ seed, milliseconds, outputs })
    const told = Object.entries(actions).map(([action, count]) => `${count} ${action}`)
    rows.push([seed, told.sort().join(', '), `${(settledMs / 1000).toFixed(1)} s`, 'passed'])
  } catch (error) {
    process.exitCode = 1
    console.error(error)
    rows.push([seed, '', `${((performance.now() - beganAt) / 1000).toFixed(1)} s`, '**failed**'])
  }
}
console.log(`\n${tableText({ head: ['seed', 'what was done', 'as wished after', 'result'], rows })}`)
process.exit()
