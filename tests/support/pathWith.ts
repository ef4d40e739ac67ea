import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findOnPath } from '../../src/worker/processes/process.ts'

/** A folder for PATH that holds these programs of this machine, and no others. */
export function pathWith(...programs: string[]): Disposable & { path: string } {
  const path = mkdtempSync(join(tmpdir(), 'path-'))
  for (const program of programs) {
    const file = findOnPath(program)
    if (file === null) throw new Error(`The PATH has no ${program}`)
    symlinkSync(file, join(path, program))
  }
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}
