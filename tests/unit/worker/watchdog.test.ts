import { chmodSync, mkdtempDisposableSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { notStarted } from '../../../src/worker/processes/process.ts'
import { findShell, Watchdog } from '../../../src/worker/processes/watchdog.ts'
import type { WatchdogDeps } from '../../../src/worker/processes/watchdog.ts'
import { FakeProcess, fakeStarter } from '../../support/fakeProcess.ts'
import { VirtualClock } from '../../support/virtualClock.ts'

function stage(changes: Partial<WatchdogDeps> = {}) {
  const [clock, said, starter] = [new VirtualClock(), [] as string[], fakeStarter()]
  const watchdog = new Watchdog({
    ...{ clock, startProcess: starter.startProcess, shell: ['/bin/bash'], marker: 'MARK=it' },
    ...{ holdsForMs: () => Number.POSITIVE_INFINITY, say: (level, text) => said.push(`${level} ${text}`) },
    ...changes,
  })
  return { clock, said, started: starter.started, watchdog }
}

it('a watchdog is a shell that can wait for a time: bash, else that of busybox', () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'shell-'))
  const program = (name: string) => {
    writeFileSync(join(folder.path, name), '')
    chmodSync(join(folder.path, name), 0o755)
    return join(folder.path, name)
  }
  expect(findShell(folder.path)).toBeNull()
  const busybox = program('busybox')
  expect(findShell(folder.path)).toEqual([busybox, 'sh'])
  expect(findShell(`${folder.path}:/bin`)).not.toBeNull()
  const bash = program('bash')
  expect(findShell(folder.path)).toEqual([bash])
})

it('a watchdog that cannot be started is tried again each second, and said to be missing', async () => {
  let starts = 0
  const startProcess = () => {
    starts += 1
    return notStarted('EAGAIN')
  }
  const { clock, said, watchdog } = stage({ startProcess })
  expect(watchdog.pid).toBeNull()
  watchdog.start()
  await clock.advance(2500)
  expect([starts, watchdog.pid]).toEqual([3, null])
  expect(said).toEqual(Array(3).fill('ERROR The watchdog could not be started (EAGAIN); it is tried again'))
  await watchdog.stop()
  await clock.advance(5000)
  expect(starts).toBe(3)
})

it('a watchdog that ended by itself is followed by another; one that acted says how often', async () => {
  const { clock, said, started, watchdog } = stage()
  watchdog.start()
  await clock.advance(100)
  started[0]!.end({ signal: 'SIGKILL' })
  await clock.advance(1000)
  expect(started).toHaveLength(2)
  started[1]!.options.onStdout?.('12')
  started[1]!.end({ code: 0 })
  await clock.advance(1000)
  expect(said).toEqual([
    'WARNING The watchdog ended; another one takes its place',
    'WARNING This server stood still for too long: the watchdog ended 12 of its processes',
  ])
  expect(watchdog.pid).toBe(started[2]!.pid)
  const stopped = watchdog.stop()
  started[2]!.end({ code: 0 })
  await clock.advance(1000)
  await stopped
  expect([said.length, started.length]).toEqual([2, 3])
})

it('a watchdog waits as long as it may: no longer than the database is held, never less than a second', async () => {
  const written: string[] = []
  let holdsForMs = 60_000
  const startProcess: WatchdogDeps['startProcess'] = (options) =>
    Object.assign(new FakeProcess(5_000_000, options, false), { write: (text: string) => void written.push(text) })
  const { clock, watchdog } = stage({ startProcess, holdsForMs: () => holdsForMs, patienceMs: 20_000 })
  watchdog.start()
  await clock.advance(0)
  holdsForMs = 7999
  await clock.advance(1000)
  holdsForMs = -3
  await clock.advance(1000)
  expect(written).toEqual(['20\n', '7\n', '1\n'])
  void watchdog.stop()
  expect(written.at(-1)).toBe('end\n')
})
