import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { findOnPath } from '../../src/worker/processes/process.ts'
import { startApi } from '../support/api.ts'
import { createInput, createOutput } from '../support/operations.ts'

const root = join(import.meta.dirname, '../..')
const run = promisify(execFile)
/** Each begins with a comment that names it. */
const blocks = [
  ...readFileSync(join(root, 'docs/troubleshooting.md'), 'utf8').matchAll(
    /<!-- run by tests\/api\/troubleshooting\.test\.ts -->\n\n^( *)```sh\n([^]*?)^ *```$/gm,
  ),
].map(([, indent = '', text = '']) => text.replaceAll(new RegExp(`^${indent}`, 'gm'), ''))

it.skipIf(!findOnPath('curl'))('the questions that docs/troubleshooting.md tells to ask are answered', async () => {
  await using api = await startApi()
  const input = await createInput(api)
  await createOutput(api, { inputId: input.id, protocol: 'UDP', url: 'udp://127.0.0.1:6000' })
  expect(blocks).toHaveLength(4)
  for (const block of blocks) {
    const text = block.replaceAll('127.0.0.1:8080', new URL(api.url).host)
    const { stdout } = await run('sh', ['-ec', text], { env: { PATH: process.env.PATH, API_KEY: api.key } })
    if (block.startsWith('# ready')) expect(stdout).toMatch(/ready/)
    else expect(JSON.parse(stdout), text).toEqual({ data: expect.anything() })
  }
})
