// `npm test`: every check, then every test; with arguments, Vitest alone with these. The last line counts both.
import { type SpawnOptions, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const bin = (name: string) => join(root, 'node_modules', '.bin', name)

interface Count {
  passed: number
  failed: number
  skipped: number
}

/** What Vitest's JSON report holds of interest here. */
interface Report {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: { status: string; assertionResults: unknown[] }[]
}

type Check = [name: string, program: string, ...args: string[]]

/** Lists that run side by side; within one, what a check writes is there for those after it. */
const checks: Check[][] = [
  [['format', bin('prettier'), '--check', '--log-level=warn', '.']],
  [
    ['generated files', process.execPath, join('tests', 'generated.ts')],
    ['types', bin('tsc'), '-p', '.'],
    ['types of the client', bin('tsc'), '-p', 'client'],
    ['lint', bin('oxlint'), '--deny-warnings'],
  ],
]

function run(program: string, args: string[], options: SpawnOptions): Promise<{ code: number; output: string }> {
  return new Promise((done) => {
    const child = spawn(program, args, { cwd: root, ...options })
    const end = (signal: NodeJS.Signals) => void child.kill(signal)
    process.once('SIGTERM', end).once('SIGINT', end)
    let output = ''
    child.stdout?.on('data', (text: Buffer) => (output += text.toString()))
    child.stderr?.on('data', (text: Buffer) => (output += text.toString()))
    child.on('error', (error) => (output += error.message))
    child.on('close', (code) => {
      process.off('SIGTERM', end).off('SIGINT', end)
      done({ code: code ?? 1, output })
    })
  })
}

async function check([name, program, ...args]: Check): Promise<boolean> {
  const began = performance.now()
  const { code, output } = await run(program, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const passed = code === 0
  if (!passed) process.stdout.write(`${output.trimEnd()}\n`)
  process.stdout.write(`${passed ? '✓' : '✗'} ${name} (${((performance.now() - began) / 1000).toFixed(1)} s)\n`)
  return passed
}

async function runChecks(): Promise<Count> {
  const count: Count = { passed: 0, failed: 0, skipped: 0 }
  await Promise.all(
    checks.map(async (list) => {
      for (const one of list) count[(await check(one)) ? 'passed' : 'failed']++
    }),
  )
  return count
}

async function runTests(args: string[]): Promise<Count> {
  const folder = mkdtempSync(join(tmpdir(), 'stream-distribution-manager-tests-'))
  try {
    const file = join(folder, 'report.json')
    const own = join(root, 'tests', 'support', 'secondTries.ts')
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`, `--reporter=${own}`]
    const { code } = await run(process.execPath, [bin('vitest'), 'run', ...reporters, ...args], {
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 }
    const report = JSON.parse(readFileSync(file, 'utf8')) as Report
    const unloaded = report.testResults.filter(
      ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
    )
    const failed = report.numFailedTests + unloaded.length
    // An error outside any test fails the run without failing a test.
    return {
      passed: report.numPassedTests,
      failed: failed === 0 && code !== 0 ? 1 : failed,
      skipped: report.numPendingTests + report.numTodoTests,
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const args = process.argv.slice(2)
const counts = [args.length === 0 ? await runChecks() : { passed: 0, failed: 0, skipped: 0 }, await runTests(args)]
const sum = (kind: keyof Count) => counts.reduce((total, count) => total + count[kind], 0)
if (sum('skipped') > 0) process.stdout.write(`${sum('skipped')} tests were skipped.\n`)
process.stdout.write(`\n${sum('passed')} passed, ${sum('failed')} failed\n`)
process.exitCode = sum('failed') > 0 || sum('passed') === 0 ? 1 : 0
