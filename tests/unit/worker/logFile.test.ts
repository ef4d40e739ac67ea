import { getEventListeners } from 'node:events'
import { appendFile, mkdtemp, mkdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Clock } from '../../../src/domain/clock.ts'
import { LogFile } from '../../../src/worker/mediamtx/logFile.ts'
import { systemClock } from '../../../src/worker/systemClock.ts'

it('a log that is not there is asked for again and again, which leaves nothing behind', async () => {
  const problems: (string | null)[] = []
  const asked = Promise.withResolvers<void>()
  const listening: number[] = []
  const clock: Clock = {
    ...systemClock,
    sleep: async (_ms, signal) => {
      listening.push(getEventListeners(signal!, 'abort').length)
      if (listening.length === 20) asked.resolve()
      await systemClock.sleep(0, signal)
    },
  }
  const path = join(tmpdir(), 'no-such-folder', 'mediamtx.log')
  const log = new LogFile(path, clock, { onLine: () => {}, onChange: (problem) => problems.push(problem) })
  log.start()
  await asked.promise
  await log.stop()
  expect(problems).toEqual(['ENOENT'])
  expect(listening.at(-1)).toBe(listening[0])
})

it('a log is emptied once it is longer than it may be, and goes on being read', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'log-file-'))
  const path = join(folder, 'mediamtx.log')
  const soon: Clock = { ...systemClock, sleep: (_ms, signal) => systemClock.sleep(20, signal) }
  const [lines, weighed]: [string[], (string | null)[]] = [[], []]
  const events = {
    onLine: (line: string) => lines.push(line),
    onChange: () => {},
    onWeighed: (problem: string | null) => weighed.push(problem),
  }
  await writeFile(path, 'history\n'.repeat(10))
  const log = new LogFile(path, soon, events, 100)
  log.start()
  try {
    await expect.poll(() => stat(path).then(({ size }) => size)).toBe(80)
    await appendFile(path, `${'x'.repeat(200)}\n`)
    await expect.poll(() => stat(path).then(({ size }) => size), { timeout: 5000 }).toBe(0)
    // Told before it is there: the poll above may be over before the file was read anew.
    await expect
      .poll(
        async () => {
          await appendFile(path, 'after\n')
          return lines.at(-1)
        },
        { timeout: 5000 },
      )
      .toBe('after')
    expect(weighed).toEqual([])
  } finally {
    await log.stop()
    await rm(folder, { recursive: true })
  }
})

it('what is no file of this kind is not emptied', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'log-file-'))
  const path = join(folder, 'mediamtx.log')
  await mkdir(path)
  const asked = Promise.withResolvers<void>()
  let count = 0
  const sleep = (_ms: number, signal?: AbortSignal) => {
    if ((count += 1) === 10) asked.resolve()
    return systemClock.sleep(0, signal)
  }
  const weighed: (string | null)[] = []
  const onWeighed = (problem: string | null) => weighed.push(problem)
  const log = new LogFile(path, { ...systemClock, sleep }, { onLine: () => {}, onChange: () => {}, onWeighed }, 1)
  log.start()
  await asked.promise
  await log.stop()
  expect(weighed).toEqual([])
  await rm(folder, { recursive: true })
})
