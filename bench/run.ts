// `npm run bench`: measures what docs/performance.md tells, and writes it. With names of parts: these alone, the others in
// the document stay. `--small`: quick and without a meaning, to see that it works; nothing is written.
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { tableText } from './figures.ts'
import type { Part } from './part.ts'
import { outputs } from './parts/outputs.ts'
import { repair } from './parts/repair.ts'
import { router } from './parts/router.ts'
import { metrics } from './parts/metrics.ts'
import { query } from './parts/query.ts'
import { events } from './parts/events.ts'
import { dead } from './parts/dead.ts'
import { upgrade } from './parts/upgrade.ts'
import { peers } from './parts/peers.ts'
import { bursts } from './parts/bursts.ts'
import { barTable, writeReport } from './report.ts'
import type { Measured } from './report.ts'
import { commit } from './machine.ts'

const parts: Part[] = [outputs, repair, router, query, metrics, events, dead, upgrade, bursts, peers]

const { values, positionals } = parseArgs({ options: { small: { type: 'boolean', default: false } }, allowPositionals: true })
const unknown = positionals.filter((name) => !parts.some((part) => part.name === name))
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}: the parts are ${parts.map(({ name }) => name).join(', ')}.`)
  process.exit(2)
}

const measured: Record<string, Measured> = {}
for (const part of parts.filter(({ name }) => positionals.length === 0 || positionals.includes(name))) {
  const beganAt = performance.now()
  console.log(`\n${part.title} (${part.name})`)
  try {
    const result = await part.run(values.small)
    measured[part.name] = { at: new Date().toISOString(), commit: commit(), ...result }
    for (const table of [...result.tables, barTable(result.bars)]) console.log(`\n${tableText(table)}`)
  } catch (error) {
    process.exitCode = 1
    console.error(error)
  }
  console.log(`\n${part.name}: ${((performance.now() - beganAt) / 1000).toFixed(0)} s`)
}

if (!values.small) console.log(`\nWritten: ${await writeReport(parts, measured)}`)
const missed = Object.values(measured).flatMap(({ bars }) => bars.filter(({ met }) => !met))
if (missed.length > 0) {
  process.exitCode = 1
  console.log(`\nMissed:\n${missed.map(({ what, bar, measured: seen }) => `  ${what}: ${seen}, the bar is ${bar}`).join('\n')}`)
}
process.exit()
