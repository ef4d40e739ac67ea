import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { cacheFolder, provide } from '../../setup/cache.mjs'
import { findOnPath } from '../../src/worker/processes/process.ts'

const run = promisify(execFile)
const wayOut = 'or set WITHOUT_PYTHON=1 to leave out what needs Python'

/** A Python with the packages that `requirements` names: made once, by pip, in this user's cache. */
export async function pythonWith(requirements: string): Promise<string> {
  const python = findOnPath('python3')
  if (!python) throw new Error(`Python 3.11 or newer is needed: install it, ${wayOut}.`)
  const ask = 'import sys, sysconfig; print(sys.version_info >= (3, 11), sys.base_prefix, sysconfig.get_platform(), sys.version)'
  const { stdout: about } = await run(python, ['-c', ask])
  if (!about.startsWith('True')) throw new Error(`Python 3.11 or newer is needed, and python3 is older: install it, ${wayOut}.`)
  const digest = createHash('sha256').update(about).update(readFileSync(requirements)).digest('hex').slice(0, 16)
  const folder = await provide(cacheFolder(), `python-${digest}`, async (aside) => {
    await run(python, ['-m', 'venv', aside]).catch((error: Error) => {
      throw new Error(`Python's venv does not work here (Debian: apt install python3-venv). Mend it, ${wayOut}.`, {
        cause: error,
      })
    })
    const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements]
    await run(join(aside, 'bin', 'python'), install).catch((error: Error) => {
      throw new Error(`pip could not fetch ${requirements}: connect this machine to PyPI, ${wayOut}.`, { cause: error })
    })
  })
  return join(folder, 'bin', 'python')
}
