import { getEventListeners } from 'node:events'
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
