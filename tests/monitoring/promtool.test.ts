import { execFile } from 'node:child_process'
import { mkdtempDisposable, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { startApi } from '../support/api.ts'
import { alertRules, asSent, board, monitoringFolder } from '../support/monitoringFiles.ts'
import { createInput, createOutput } from '../support/operations.ts'

const promtool = process.env.PROMTOOL_BIN ?? 'promtool'

/** Resolves with all that it says; `input` is what it reads. Rejects when it finds a fault. */
async function run(args: string[], input = ''): Promise<string> {
  const running = promisify(execFile)(promtool, args, { cwd: monitoringFolder })
  running.child.stdin?.end(input)
  const { stdout, stderr } = await running.catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
    throw new Error('promtool is needed, which comes with Prometheus: on the PATH, or named by PROMTOOL_BIN', { cause: error })
  })
  return stdout + stderr
}

it('promtool has no word against any line of the metrics', async () => {
  await using api = await startApi()
  const { id: inputId } = await createInput(api, { name: 'Camera "1" \\ é' })
  const { id } = await createOutput(api, { inputId, name: 'Stage', protocol: 'SRT_LISTENER' })
  api.worker.observeInput({ id: inputId })
  for (const state of ['STARTING', 'LIVE', 'RECONNECTING', 'LIVE'] as const) api.worker.observeOutput({ id, state })
  api.bus.publish('rates', {
    at: new Date().toISOString(),
    inputs: [{ id: inputId, bitrateBps: 1.5, bytesReceived: 2 ** 50, errors: 1 }],
    outputs: [
      { id, bitrateBps: 1e-7, bytesSent: 7, callers: 2, cpuPercent: 1, cpuSeconds: 0.1, rssBytes: 5e7, mediaTimeMs: null },
    ],
  })
  const text = await (await api.fetch('/metrics')).text()
  expect(text).toContain('stream_manager_output_callers')
  expect(await run(['check', 'metrics'], text)).toBe('')
})

it('Prometheus takes the configuration', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'prometheus-'))
  const file = join(folder.path, 'prometheus.yml')
  await writeFile(join(folder.path, 'token'), 'token')
  await writeFile(join(folder.path, 'alerts.yml'), await readFile(join(monitoringFolder, 'alerts.yml')))
  const text = await readFile(join(monitoringFolder, 'prometheus.yml'), 'utf8')
  // The file of the token is there in the container alone.
  await writeFile(file, text.replace('/run/secrets/metrics_token', join(folder.path, 'token')))
  expect(await run(['check', 'config', '--lint=all', '--lint-fatal', file])).toContain('is valid prometheus config')
})

it('alerts are told when they should be, and not before', async () => {
  expect(await run(['check', 'rules', '--lint=all', '--lint-fatal', 'alerts.yml'])).toContain(
    `${alertRules().length} rules found`,
  )
  expect(await run(['test', 'rules', 'alerts.test.yml'])).toContain('SUCCESS')
})

it('the board asks nothing that Prometheus cannot read', async () => {
  for (const { expr } of board.panels.flatMap(({ targets = [] }) => targets))
    expect(await run(['--experimental', 'promql', 'format', asSent(expr)])).not.toBe('')
  await expect(run(['--experimental', 'promql', 'format', 'sum(('])).rejects.toThrow()
})
