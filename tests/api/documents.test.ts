import { execFile } from 'node:child_process'
import { mkdir, mkdtempDisposable, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { openDatabase } from '../../src/db/database.ts'
import { findOnPath } from '../../src/worker/processes/process.ts'
import { startApi } from '../support/api.ts'
import type { TestApi } from '../support/api.ts'
import { blocksOf } from '../support/documents/markdown.ts'
import { createInput, createOutput } from '../support/operations.ts'

const root = join(import.meta.dirname, '../..')
const run = promisify(execFile)
const metricsToken = 'token-that-you-made-up'
const secretKey = 'a-key-that-is-long-enough'

/** The blocks of a document that say above them that they are run here. */
async function blocks(page: string): Promise<string[]> {
  const all = blocksOf(await readFile(join(root, page), 'utf8'))
  return all.filter(({ comment }) => comment === 'run by tests/api/documents.test.ts').map(({ text }) => text)
}

/** As a person runs it in the folder of the program, against this server. */
async function shell(block: string, { url, key }: TestApi, more: Record<string, string> = {}, cwd = root): Promise<string> {
  // Each look for the key by npm would take longer than all the rest.
  const text = block.replaceAll('127.0.0.1:8080', new URL(url).host).replaceAll('$(npm run -s key)', '$API_KEY')
  const env = { PATH: process.env.PATH, API_KEY: key, METRICS_TOKEN: metricsToken, ...more }
  const { stdout } = await run('sh', ['-ec', text], { cwd, env, timeout: 60_000 })
  return stdout
}

it.skipIf(!findOnPath('curl')).each([
  ['README.md', 2],
  ['docs/troubleshooting.md', 4],
])('the questions that %s tells to ask are answered', { timeout: 60_000 }, async (page, count) => {
  await using api = await startApi()
  const input = await createInput(api)
  await createOutput(api, { inputId: input.id, protocol: 'UDP', url: 'udp://127.0.0.1:6000' })
  const told = await blocks(page)
  expect(told).toHaveLength(count)
  for (const block of told) {
    const printed = await shell(block, api)
    if (block.startsWith('# ready')) expect(printed).toMatch(/ready/)
    else expect(printed, block).toMatch(/^\{(?!.*"errors?":)[^]*\}$/)
  }
})

it('what DEPLOYMENT.md says of metrics, certificates and backups is so', { timeout: 60_000 }, async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'documents-'))
  await using api = await startApi({ metricsToken })
  const data = join(folder.path, 'data')
  await mkdir(data)
  const database = await openDatabase({ file: join(data, 'manager.db'), secretKey })
  await database.close()
  const told = await blocks('DEPLOYMENT.md')
  expect(told).toHaveLength(5)
  for (const block of told) {
    // Without npm, which looks first whether everything is set up: seconds each time.
    const direct = block
      .replaceAll(/npm run (backup|restore) --/g, `${process.execPath} ${join(root, 'src/commands')}/$1.ts`)
      .replaceAll('/var/backups', folder.path)
      .replaceAll('/srv/stream-manager/data', data)
      .replaceAll('2026-11-23', '$(date +%F)')
    if (block.includes('openssl') && !findOnPath('openssl')) continue
    if (block.includes('curl') && !findOnPath('curl')) continue
    await shell(
      direct,
      api,
      { DATA_DIR: data, SECRET_KEY: secretKey, MEDIAMTX_CONFIG_PATH: join(root, 'mediamtx.yml') },
      folder.path,
    )
  }
})
