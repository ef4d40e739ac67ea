// `npm run faults`: does to a manager what the rows of docs/reliability.md tell, one after the other, and writes that document after
// each. With names of rows or groups: these alone. `--outputs 6`: a smaller stage, to see that a row works; nothing is written.
// `--list`: the names.
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { record } from './faults/document.ts'
import { attend, notRun } from './faults/attend.ts'
import { groups } from './faults/groups.ts'
import { Stage } from './faults/stage.ts'
import type { Outcome, Row } from './faults/row.ts'

const wholeStage = 50

const { values, positionals } = parseArgs({
  options: { outputs: { type: 'string', default: String(wholeStage) }, list: { type: 'boolean', default: false } },
  allowPositionals: true,
})
const outputs = Number(values.outputs)
const known = groups.flatMap(({ name, rows }) => [name, ...rows.map((row) => row.name)])
const unknown = positionals.filter((name) => !known.includes(name))
if (unknown.length > 0 || !Number.isSafeInteger(outputs) || outputs < 1) {
  console.error(
    `npm run faults -- [NAME...] [--outputs ${wholeStage}]; there is no ${unknown.join(', ') || values.outputs}: see --list`,
  )
  process.exit(2)
}
if (values.list) {
  for (const { name, rows } of groups) console.log(`${name}\n${rows.map((row) => `  ${row.name}: ${row.fault}`).join('\n')}`)
  process.exit()
}

const chosen = groups.flatMap(({ name, rows }) =>
  rows.filter((row) => positionals.length === 0 || positionals.includes(name) || positionals.includes(row.name)),
)
let stage: Stage | null = null
const faultsSeen: string[] = []

async function stageFor(row: Row): Promise<Stage> {
  const fits = stage !== null && row.own === undefined && stage.hasUntouched(row.uses ?? [])
  if (stage !== null && fits) return stage
  await closeStage()
  return (stage = await Stage.open({ outputs, ...row.own }))
}

async function closeStage(): Promise<void> {
  const closing = stage
  stage = null
  await closing?.[Symbol.asyncDispose]().catch((error: unknown) => console.error(error))
}

async function outcomeOf(row: Row): Promise<Outcome> {
  const why = row.impossible?.() ?? null
  if (why !== null) return notRun(row, why)
  try {
    const { outcome, isSpoilt } = await attend(row, await stageFor(row))
    if (isSpoilt) await closeStage()
    return outcome
  } catch (error) {
    await closeStage()
    return notRun(row, `its stage did not come about: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`)
  }
}

for (const row of chosen) {
  const beganAt = performance.now()
  const outcome = await outcomeOf(row)
  const { verdict, short, times, disturbed, said, incidents, left } = outcome
  console.log(`\n${row.name}: ${verdict} (${((performance.now() - beganAt) / 1000).toFixed(0)} s)`)
  for (const fault of short) console.log(`  ! ${fault}`)
  console.log(`  times: ${times.join('; ')}\n  others: ${disturbed}\n  said: ${said}\n  incidents: ${incidents}\n  left: ${left}`)
  if (verdict === 'fell short') faultsSeen.push(row.name)
  if (outputs >= wholeStage) await record(groups, row.name, outcome)
}
await closeStage()
if (faultsSeen.length > 0) console.log(`\nFell short: ${faultsSeen.join(', ')}`)
process.exit(faultsSeen.length > 0 ? 1 : 0)
