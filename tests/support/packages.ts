import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { cacheFolder, provide } from '../../setup/cache.mjs'

const run = promisify(execFile)

/**
 * A folder below which these packages, such as `graphql@17.1.0`, are found: fetched once, into this user's cache. Rejects with
 * one sentence when they cannot be had.
 */
export async function packagesWith(packages: readonly string[]): Promise<string> {
  const digest = createHash('sha256').update(packages.join('\n')).digest('hex').slice(0, 16)
  return provide(cacheFolder(), `packages-${digest}`, async (aside) => {
    await writeFile(join(aside, 'package.json'), '{ "private": true, "type": "module" }\n')
    const install = ['install', '--save-exact', '--ignore-scripts', '--no-audit', '--no-fund', ...packages]
    await run('npm', install, { cwd: aside, timeout: 150_000 }).catch((error: Error) => {
      throw new Error(`npm could not fetch ${packages.join(' ')}`, { cause: error })
    })
  })
}
