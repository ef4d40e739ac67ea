import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { descendants, runs, until } from '../../../tests/support/manager.ts'
import type { Group, Row } from '../row.ts'
import type { Stage } from '../stage.ts'
import type { Trial } from '../trial.ts'

const everybody = ({ places }: Stage) => places
const orphansMs = 2000
const frozenMs = 30_000
const sampleMs = 2000

/** It ends in some way, is started again on the same data, and all is as it was. */
function ended(name: string, fault: string, end: (stage: Stage) => Promise<void>): Row {
  return {
    name: `manager-${name}`,
    fault,
    must: 'no orphan after 2 s; after the next start one sender for each output',
    concerns: everybody,
    async run(trial) {
      const { stage } = trial
      const children = descendants(stage.manager.pid).map(({ pid }) => pid)
      const beganAt = performance.now()
      await end(stage)
      const at = performance.now()
      if (at - beganAt > 1000) trial.takes('it ended after', at - beganAt, null)
      await until(() => !children.some(runs), 20_000, 'every child to be gone')
      trial.takes('no process left after', performance.now() - at, orphansMs)
      const startedAt = performance.now()
      await stage.restart()
      trial.takes('answers after', performance.now() - startedAt, null)
      await stage.whole(90_000)
      trial.takes('all LIVE after', performance.now() - startedAt, null)
      await expectOneSenderEach(trial)
    },
  }
}

async function expectOneSenderEach({ stage, short }: Trial): Promise<void> {
  const since = performance.now()
  // Receivers that call are slow to begin.
  const flows = () => stage.places.every(({ arrival }) => arrival.lastAt > since)
  await until(flows, 30_000, 'something to come from every output')
  const moment = performance.now()
  await sleep(sampleMs)
  const wrong = stage.places.filter(({ arrival }) => arrival.sendersSince(moment).length !== 1)
  short.push(...wrong.map(({ name, arrival }) => `${name} has ${arrival.sendersSince(moment).length} senders`))
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // The kernel was quicker.
  }
}

const frozen: Row = {
  name: 'manager-frozen',
  fault: 'The manager is frozen by SIGSTOP for 30 s, and woken',
  must: 'no stream notices; a woken manager ends nothing healthy',
  incidents: 0,
  async run(trial) {
    const { pid } = trial.stage.manager
    process.kill(pid, 'SIGSTOP')
    try {
      await sleep(frozenMs)
    } finally {
      process.kill(pid, 'SIGCONT')
    }
    const at = performance.now()
    await trial.api.query('{ system { version } }')
    trial.takes('answers after', performance.now() - at, null)
    // What it takes for a fault it would end by now.
    await sleep(10_000)
  },
}

export const manager: Group = {
  name: 'manager',
  title: 'The manager',
  rows: [
    ended('stopped', 'The manager is ended by SIGTERM', async (stage) => void (await stage.manager.stop())),
    ended('killed', 'The manager is killed by SIGKILL', async (stage) => stage.manager.kill()),
    ended('everything-killed', 'The manager and all its processes are killed at once', async (stage) => {
      const children = descendants(stage.manager.pid).map(({ pid }) => pid)
      const gone = stage.manager.kill()
      for (const pid of children) killIfThere(pid)
      await gone
    }),
    frozen,
  ],
}
