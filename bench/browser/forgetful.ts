import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { browserProgram, launchBrowser } from '../../tests/support/browser.ts'

/** The browser of the tests, which keeps no answers of the server for the one that drives it: only what the page needs. */
export async function launchForgetfulBrowser(): Promise<Browser> {
  const folder = mkdtempSync(join(tmpdir(), 'forgetful-'))
  const program = join(folder, 'browser')
  const call = [process.execPath, join(import.meta.dirname, 'between.ts'), await browserProgram()]
  writeFileSync(program, `#!/bin/sh\nexec ${call.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ')} "$@"\n`)
  chmodSync(program, 0o755)
  const browser = await launchBrowser(program)
  rmSync(folder, { recursive: true })
  return browser
}
