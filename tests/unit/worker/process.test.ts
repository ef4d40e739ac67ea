import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createStartProcess, findGuard, findOnPath, isExecutable } from '../../../src/worker/processes/process.ts'

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

describe('a process that cannot be started', () => {
  const start = createStartProcess(null)

  it.each([
    ['ENOENT', () => ({ file: join(folder, 'nothing'), args: [] })],
    ['ENOENT', () => ({ file: 'no-such-program', args: [] })],
    ['ENOTDIR', () => ({ file: join(program('it', ''), 'inside'), args: [] })],
    // One argument is longer than the kernel takes.
    ['E2BIG', () => ({ file: program('it', ''), args: ['x'.repeat(200_000)] })],
  ])('says %s, has no pid, and can be signalled and written to', async (startError, options) => {
    const before = openFiles()
    const running = start({ ...options(), onFd3: () => {}, hidden: 'a secret', listens: true })
    expect(running.pid).toBeNull()
    running.signal('SIGKILL')
    running.write('nothing')
    expect(await running.ended).toEqual({ code: null, signal: null, startError })
    expect(openFiles()).toBe(before)
  })

  it('for a file that may not be run says EACCES', async () => {
    const file = program('it', '')
    chmodSync(file, 0o644)
    expect(await start({ file, args: [] }).ended).toMatchObject({ startError: 'EACCES' })
    expect(isExecutable(file)).toBe(false)
  })

  it.runIf(process.platform === 'linux')('for want of open files says so, and leaves none of its own behind', () => {
    const script = `
      import { closeSync, openSync } from 'node:fs'
      import { createStartProcess } from './src/worker/processes/process.ts'
      const start = createStartProcess(null)
      const opened = []
      const told = []
      try { for (;;) opened.push(openSync('/dev/null')) } catch {}
      const full = await start({ file: '/bin/true', args: [], hidden: 'a secret' }).ended
      // The file of what it tells can be had, that of what is hidden cannot.
      closeSync(opened.pop())
      const half = await start({ file: '/bin/true', args: [], onFd3: () => {}, hidden: 'a secret' }).ended
      const again = openSync('/dev/null')
      closeSync(again)
      for (const file of opened) closeSync(file)
      const after = await start({ file: '/bin/true', args: [], onFd3: () => {}, hidden: 'a secret' }).ended
      console.log(JSON.stringify([full.startError, half.startError, after.code]))`
    const limited = `ulimit -n 100; exec "$0" --input-type=module-typescript -e "$1"`
    const said = execFileSync('/bin/sh', ['-c', limited, process.execPath, script], { encoding: 'utf8' })
    expect(JSON.parse(said)).toEqual(['EMFILE', 'EMFILE', 0])
  })
})

it('a process that has ended is signalled no more: its number may be somebody else’s', async () => {
  const running = createStartProcess(null)({ file: program('it', 'exit 0'), args: [] })
  await running.ended
  const kill = process.kill
  const signalled: unknown[] = []
  process.kill = (...args) => {
    signalled.push(args)
    return true
  }
  try {
    running.signal('SIGKILL')
  } finally {
    process.kill = kill
  }
  expect(signalled).toEqual([])
})

it('a PATH with gaps is searched on, and never the folder that one stands in', () => {
  const file = program('it', '')
  expect(findOnPath('it', `::/nowhere:${folder}:`)).toBe(file)
  expect(findOnPath('setup/serve.sh', ':')).toBeNull()
  expect(findOnPath('it', '')).toBeNull()
})
