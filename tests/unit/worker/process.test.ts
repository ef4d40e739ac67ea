import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
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

it.each([
  ['file', true],
  ['pipe', false],
])(
  'what a program writes to its descriptor 3, a %s, is read while it runs, whole, and let go',
  async (_kind, canKeepInMemory) => {
    const before = openFiles()
    let text = ''
    const ages: number[] = []
    const running = createStartProcess(
      null,
      canKeepInMemory,
    )({
      // the second time after the file was emptied
      file: program('it', 'for round in 1 2 3; do seq 1 5000 >&3; read answer; done; echo end >&3'),
      args: [],
      listens: true,
      onFd3: (part, ageMs) => {
        text += part
        ages.push(ageMs)
        if (part.endsWith('5000\n')) running.write('more\n')
      },
    })
    expect(await running.ended).toMatchObject({ code: 0 })
    const round = Array.from({ length: 5000 }, (_, index) => `${index + 1}\n`).join('')
    expect(text).toBe(`${round.repeat(3)}end\n`)
    for (const age of ages) expect(age).toBeLessThan(15_000)
    expect(Math.min(...ages)).toBeGreaterThanOrEqual(0)
    expect(openFiles()).toBe(before)
  },
)

it('what programs say is heard while others begin again and again', async () => {
  const start = createStartProcess(null, true)
  const heard: string[] = []
  const speaker = start({
    file: program('it', 'echo here >&3; read answer'),
    args: [],
    listens: true,
    onFd3: (text) => heard.push(text),
  })
  const silent = program('silent', 'true')
  // Each takes less than the time between two looks.
  for (let count = 0; count < 100 && heard.length === 0; count++) await start({ file: silent, args: [], onFd3: () => {} }).ended
  expect(heard).toEqual(['here\n'])
  speaker.write('over\n')
  await speaker.ended
})

function openFiles(): number {
  return readdirSync('/dev/fd').length
}

describe('a program', () => {
  it('named without a folder is looked up on the PATH alone', () => {
    expect(isExecutable('sh')).toBe(true)
    expect(isExecutable('no-such-program')).toBe(false)
    expect(isExecutable(program('own', 'exit 0'))).toBe(true)
  })
})
