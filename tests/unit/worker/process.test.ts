import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createStartProcess, findGuard, isExecutable } from '../../../src/worker/processes/process.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'process-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function program(name: string, script: string): string {
  const file = join(folder, name)
  writeFileSync(file, `#!/bin/sh\n${script}\n`)
  chmodSync(file, 0o755)
  return file
}

describe.runIf(process.platform === 'linux')('the guard over processes', () => {
  it('is a setpriv that can do it, not just one of that name', () => {
    expect(findGuard(folder)).toBeNull()
    program('setpriv', 'echo "unrecognized option: pdeathsig" >&2; exit 1')
    expect(findGuard(folder)).toBeNull()
    const guard = program('setpriv', 'exit 0')
    expect(findGuard(folder)).toBe(guard)
  })

  it('is not needed to start a program', async () => {
    const lines: string[] = []
    const running = createStartProcess(null)({
      file: program('it', 'echo here; exit 3'),
      args: [],
      onStdout: (line) => lines.push(line),
    })
    expect(await running.ended).toEqual({ code: 3, signal: null, startError: null })
    expect(lines).toEqual(['here'])
  })
})

describe('a program', () => {
  it('named without a folder is looked up on the PATH alone', () => {
    expect(isExecutable('sh')).toBe(true)
    expect(isExecutable('no-such-program')).toBe(false)
    expect(isExecutable(program('own', 'exit 0'))).toBe(true)
  })
})
