import { readdirSync } from 'node:fs'
import { expect, it } from 'vitest'
import { canHide, hiddenFile } from '../../../src/worker/processes/hiddenText.ts'
import { createStartProcess } from '../../../src/worker/processes/process.ts'

const text = 'rtmp_playpath=canary-91c4 ü\n'

/** Runs a shell that says what it was told apart from its arguments, whether with our guard or without. */
async function told(script: string, hidden: string | null, withFd3: boolean, guard?: null): Promise<string[]> {
  const lines: string[] = []
  const onFd3 = withFd3 ? { onFd3: (text: string) => lines.push(`fd3 ${text.trim()}`) } : {}
  const onStdout = (line: string) => lines.push(line)
  const shell = createStartProcess(guard)({ file: '/bin/sh', args: ['-c', script], onStdout, ...onFd3, hidden })
  expect(await shell.ended).toMatchObject({ code: 0 })
  return lines
}

it.runIf(canHide()).each([
  [true, undefined],
  [false, undefined],
  [true, null],
])('a process reads what it is told apart, beside its other pipes (%s), guarded or not (%s)', async (withFd3, guard) => {
  const before = readdirSync('/dev/fd').length
  const said = await told(
    `cat ${hiddenFile}; ${withFd3 ? 'echo progress >&3' : 'true'}; tr "\\0" " " < /proc/$$/cmdline`,
    text,
    withFd3,
    guard,
  )
  expect(said.join('\n')).toContain(text.trim())
  expect(said.includes('fd3 progress')).toBe(withFd3)
  expect(said.filter((line) => line.includes('canary'))).toHaveLength(1)
  expect(readdirSync('/dev/fd').length).toBe(before)
})

it.runIf(process.platform === 'linux')('what it reads has no name, and is for this user alone', async () => {
  const [link = '', mode = ''] = await told(`readlink /proc/$$/fd/4; stat -L -c %a ${hiddenFile}`, text, false)
  expect(link).toMatch(/ \(deleted\)$/)
  expect(mode).toBe('600')
})

it('a process that is told nothing apart has nothing to read there', async () => {
  const [there] = await told(`test -e ${hiddenFile} && echo yes || echo no`, null, true)
  expect(there).toBe('no')
})
