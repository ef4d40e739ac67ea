import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { createStartProcess } from '../../src/worker/processes/process.ts'
import { countByName, reap } from '../../src/worker/processes/reaper.ts'
import { systemClock } from '../../src/worker/systemClock.ts'
import { Watchdog, findShell } from '../../src/worker/processes/watchdog.ts'
import { guarded } from '../support/guarded.ts'
import { runs, until } from '../support/manager.ts'
import { pathWith } from '../support/pathWith.ts'

const name = 'STREAM_MANAGER_RUN'

/** A process that does nothing, with this mark; ended with the test in any case. */
function sleeper(mark?: string) {
  const [file, args] = guarded(['sleep', '60'])
  const child = spawn(file, args, {
    stdio: 'ignore',
    env: { PATH: process.env.PATH, ...(mark === undefined ? {} : { [name]: mark }) },
  })
  return {
    pid: child.pid!,
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL')
        await once(child, 'exit')
      }
    },
  }
}

/** The exec of what guards it has happened, so that its environment is its own. */
async function settled(...sleepers: { pid: number }[]): Promise<void> {
  const isAsleep = ({ pid }: { pid: number }) => readFileSync(`/proc/${pid}/comm`, 'utf8') === 'sleep\n'
  await until(() => sleepers.every(isAsleep), 3000, 'the processes to have begun')
}

function watch(mark: string, patienceMs: number, holdsForMs = () => Number.POSITIVE_INFINITY) {
  const said: string[] = []
  const watchdog = new Watchdog({
    ...{ clock: systemClock, startProcess: createStartProcess(null), shell: findShell()!, marker: `${name}=${mark}` },
    ...{ holdsForMs, patienceMs, say: (_level: string, text: string) => said.push(text) },
  })
  watchdog.start()
  return { watchdog, said, [Symbol.asyncDispose]: () => watchdog.stop() }
}

describe.runIf(process.platform === 'linux' && findShell() !== null)('the watchdog', () => {
  it('waits as long as it is fed, whatever stood still meanwhile, and another one takes its place', async () => {
    await using own = sleeper('test-a-1:12;')
    await settled(own)
    await using guard = watch('test-a-1:12;', 1000)
    const first = guard.watchdog.pid!
    expect(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${first}/status`, 'utf8'))?.[1])).toBeLessThan(6000)
    await sleep(1600)
    expect(runs(own.pid)).toBe(true)
    // Frozen itself, it wakes to what came meanwhile.
    process.kill(first, 'SIGSTOP')
    await sleep(1600)
    process.kill(first, 'SIGCONT')
    await sleep(300)
    expect(runs(own.pid)).toBe(true)
    process.kill(first, 'SIGKILL')
    await until(
      () => guard.watchdog.pid !== null && guard.watchdog.pid !== first && runs(guard.watchdog.pid),
      3000,
      'another watchdog',
    )
    expect(guard.said).toEqual(['The watchdog ended; another one takes its place'])
    expect(runs(own.pid)).toBe(true)
  })

  it('ends what carries its mark, and nothing else, when nothing came for as long as the database is held', async () => {
    await using own = sleeper('test-c-1:2;')
    await using later = sleeper('test-c-1:22;')
    await using foreign = sleeper('test-c-11:2;')
    await using plain = sleeper()
    await settled(own, later, foreign, plain)
    let holdsForMs = Number.POSITIVE_INFINITY
    const clock = {
      ...systemClock,
      sleep: (ms: number, signal?: AbortSignal) =>
        holdsForMs === 0 ? new Promise<void>(() => {}) : systemClock.sleep(ms, signal),
    }
    const watchdog = new Watchdog({
      ...{ clock, startProcess: createStartProcess(null), shell: findShell()!, marker: `${name}=test-c-1:2;` },
      ...{ holdsForMs: () => holdsForMs, patienceMs: 60_000, say: () => {} },
    })
    watchdog.start()
    const { pid } = watchdog
    await sleep(300)
    const began = performance.now()
    // The last that it hears is that little time is left; then this side stands still.
    holdsForMs = 0
    await until(() => !runs(own.pid), 5000, 'the process to be ended')
    expect(performance.now() - began).toBeGreaterThan(500)
    expect([later, foreign, plain].map(({ pid }) => runs(pid))).toEqual([true, true, true])
    await until(() => !runs(pid!), 2000, 'the watchdog to end')
  })

  it('acts still when its time was up in the midst of a line', async () => {
    await using own = sleeper('test-g-1:1;')
    await settled(own)
    const [file = '', ...options] = findShell()!
    const script = join(import.meta.dirname, '../../src/worker/processes/watchdog.sh')
    const [command, args] = guarded([file, ...options, script, `${name}=test-g-1:1;`, '1'])
    const watchdog = spawn(command, args, { stdio: ['pipe', 'ignore', 'ignore'] })
    const exited = once(watchdog, 'exit')
    watchdog.stdin.write('1')
    await sleep(1500)
    watchdog.stdin.write('\n45\n')
    await sleep(200)
    expect(runs(own.pid)).toBe(true)
    watchdog.stdin.end()
    await exited
    expect(runs(own.pid)).toBe(false)
  })

  it('ends what was only just being started, too', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'watchdog-'))
    await using cleanup = new AsyncDisposableStack()
    cleanup.defer(() => rmSync(folder, { recursive: true, force: true }))
    using programs = pathWith('bash', 'grep')
    // In the place of the pause between two looks: only then the process carries the mark.
    const pause = `#!/bin/sh
[ -e ${folder}/pid ] && exit
${name}='test-f-1:1;' /bin/sleep 60 >&- 2>&- &
until /bin/grep -q sleep /proc/$!/comm; do :; done
echo $! > ${folder}/pid`
    writeFileSync(join(programs.path, 'sleep'), pause, { mode: 0o755 })
    const script = join(import.meta.dirname, '../../src/worker/processes/watchdog.sh')
    const shell = join(programs.path, 'bash')
    const options = { input: '', env: { PATH: programs.path }, encoding: 'utf8' } as const
    expect(execFileSync(shell, [script, `${name}=test-f-1:1;`, '45'], options)).toBe('1\n')
    expect(runs(Number(readFileSync(join(folder, 'pid'), 'utf8')))).toBe(false)
  })

  it('that is told to end leaves everything as it is', async () => {
    await using own = sleeper('test-d-1:1;')
    await settled(own)
    let pid: number
    {
      await using guard = watch('test-d-1:1;', 60_000)
      pid = guard.watchdog.pid!
    }
    expect(runs(pid)).toBe(false)
    expect(runs(own.pid)).toBe(true)
  })
})

describe.runIf(process.platform === 'linux')('what earlier starts left behind', () => {
  it('is ended by what it carries, and nothing else is', async () => {
    await using earlier = sleeper('test-e-1:3;')
    await using later = sleeper('test-e-1:5;')
    await using present = sleeper('test-e-1:4;')
    await using copy = sleeper('test-e-2:3;')
    await using plain = sleeper()
    await settled(earlier, later, present, copy, plain)
    const { ended, remaining } = await reap('test-e-1', 4, systemClock)
    expect(ended.map(({ pid }) => pid).sort()).toEqual([earlier.pid, later.pid].sort())
    expect(countByName(ended)).toBe('2 sleep')
    expect(remaining).toEqual([])
    expect([earlier, later].map(({ pid }) => runs(pid))).toEqual([false, false])
    expect([present, copy, plain].map(({ pid }) => runs(pid))).toEqual([true, true, true])
    expect(await reap('test-e-1', 4, systemClock)).toEqual({ ended: [], remaining: [] })
  })
})
