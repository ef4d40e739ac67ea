// `npm run coverage`: runs the tests and counts the branches of the code that they went through, in their own processes and in servers that
// they start. Writes docs/coverage.md, and fails when a test does or when too few were. With arguments, such as `--project unit`: Vitest with
// these alone, which writes nothing.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { commit } from '../machine.ts'
import { branchesOf, leastPercent, percentOf, roomsOf } from './branches.ts'
import type { Summary } from './branches.ts'
import { writeBranches } from './document.ts'

/** What Vitest's JSON report holds of interest here. */
interface Report {
  numTotalTests: number
  numFailedTests: number
  testResults: { name: string; assertionResults: unknown[] }[]
}

const root = join(import.meta.dirname, '../..')
const summaryFile = join(root, 'coverage/coverage-summary.json')
const reportFile = join(root, 'coverage/tests.json')

const chosen = process.argv.slice(2)
const all = ['unit', 'api', 'e2e', 'timedTogether'].flatMap((project) => ['--project', project])
const began = { at: new Date().toISOString(), commit: commit() }
const startedAt = performance.now()
for (const file of [summaryFile, reportFile]) rmSync(file, { force: true })
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`]
const args = [join(root, 'node_modules/.bin/vitest'), 'run', '--coverage', ...reporters, ...(chosen.length === 0 ? all : chosen)]
const [code] = (await once(spawn(process.execPath, args, { cwd: root, stdio: 'inherit' }), 'exit')) as [number | null]
const minutes = Math.ceil((performance.now() - startedAt) / 60_000)

if (!existsSync(summaryFile) || !existsSync(reportFile)) {
  console.error('Vitest did not come to its end: docs/coverage.md stays as it is')
  process.exit(1)
}
const summary = JSON.parse(readFileSync(summaryFile, 'utf8')) as Summary
const report = JSON.parse(readFileSync(reportFile, 'utf8')) as Report
const unread = report.testResults
  .filter(({ assertionResults }) => assertionResults.length === 0)
  .map(({ name }) => relative(root, name))
const branches = branchesOf(summary, (file) => relative(root, file))
if (unread.length > 0) console.error(`docs/coverage.md stays as it is: no test was found in ${unread.join(', ')}`)
else if (chosen.length === 0) {
  const run = { ...began, minutes, tests: report.numTotalTests, failed: report.numFailedTests }
  console.log(`Written: ${await writeBranches({ branches, run })}`)
}
const rooms = roomsOf(branches)
for (const { room, ...counted } of rooms) console.log(`${room}: ${percentOf(counted).toFixed(1)} % of its branches`)
const poor = rooms.filter((counted) => percentOf(counted) < leastPercent)
if (poor.length > 0)
  console.error(`Less than ${leastPercent} %: ${poor.map(({ room }) => room).join(', ')}; coverage/index.html shows where`)
process.exitCode = code === 0 && poor.length === 0 ? 0 : 1
