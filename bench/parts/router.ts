import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Manager } from '../../tests/support/manager.ts'
import { outputs as outputsOf } from '../../tests/support/operations.ts'
import { argsOf, startBare } from '../../tests/support/rawStart.ts'
import { median } from '../figures.ts'
import type { Cell } from '../figures.ts'
import { below } from '../part.ts'
import type { Bar, Part } from '../part.ts'
import { PlainLoop } from '../plainLoop.ts'
import type { PlainPath } from '../plainLoop.ts'
import { treeOf } from '../processTree.ts'
import { Receivers } from '../receivers.ts'
import { createStage } from '../stage.ts'
import type { Stage } from '../stage.ts'

/** Datagrams that were under way when MediaMTX died have come by then. */
const underWayMs = 100
const withinMs = 60_000
/** MediaMTX runs so long between two kills that it is not taken for one that ends at once. */
const betweenMs = 12_000
const bareStarts = 5

export const router: Part = {
  name: 'router',
  title: 'MediaMTX that is killed',
  how: `MediaMTX is ended by SIGKILL while all outputs send UDP at 1 Mb/s; taken is the time until each receiver has datagrams of a new stream again. Beside it,
right after and with the same feeds and receivers, a plain loop: it starts the same MediaMTX again, adds the same paths, and starts the
same FFmpegs with the same arguments, ten per second. _Bare start_ is one FFmpeg with these arguments, median of five. Median of three kills with 10 outputs, of two with 50.`,

  async run(small) {
    const rows: Cell[][] = []
    const bars: Bar[] = []
    for (const [count, kills] of small
      ? ([[3, 1]] as const)
      : ([
          [10, 3],
          [50, 2],
        ] as const)) {
      const { manager, loop, bare } = await compare(count, kills)
      rows.push([count, ...[manager, loop, bare].map((ms) => `${(ms / 1000).toFixed(2)} s`), (manager / loop).toFixed(2)])
      bars.push(
        count < 50
          ? below(`MediaMTX killed with ${count} outputs, beyond a bare start`, (manager - bare) / 1000, 2, 's', 2)
          : below(`MediaMTX killed with ${count} outputs, beside the plain loop`, manager / loop, 1.3, 'times', 2),
      )
    }
    return { tables: [{ head: ['outputs', 'manager', 'plain loop', 'bare start', 'manager / loop'], rows }], bars }
  },
}

async function compare(count: number, kills: number) {
  await using stage = await createStage({ outputs: count, bitrate: '1M', kinds: ['UDP'] })
  await stage.startAll()
  const { manager, receivers } = stage
  const paths = await pathsOf(stage)
  const bare = await bareStartMs(await anyCommand(manager))
  const byManager = await killed(kills, receivers, () => {
    const { pid } = treeOf(manager.pid).find(({ name }) => name.startsWith('mediamtx'))!
    return () => process.kill(pid, 'SIGKILL')
  })
  // Its ports and feeds are for the loop now.
  await manager.stop()
  await using loop = new PlainLoop(paths)
  const startedAt = performance.now()
  loop.start()
  await receivers.allResumed(startedAt, withinMs)
  const byLoop = await killed(kills, receivers, () => () => loop.killMediamtx())
  return { manager: median(byManager), loop: median(byLoop), bare }
}

/** Milliseconds from each kill until all receivers had bytes again. `aim` finds what to kill, which takes a while. */
async function killed(times: number, receivers: Receivers, aim: () => () => void): Promise<number[]> {
  const taken: number[] = []
  for (let time = 0; time < times; time++) {
    await sleep(betweenMs)
    const kill = aim()
    const killedAt = performance.now()
    kill()
    taken.push((await receivers.allResumed(killedAt + underWayMs, withinMs)) - killedAt)
  }
  return taken
}

/** What the manager runs for each input, as a script could. */
async function pathsOf({ manager, inputs }: Stage): Promise<PlainPath[]> {
  const seen = await outputsOf(manager.api)
  const { inputs: told } = await manager.api.query<{ inputs: { id: string; outputs: { id: string }[] }[] }>(
    '{ inputs { id outputs { id } } }',
  )
  return inputs.map(({ id, udpPort }) => ({
    name: `in-${id}`,
    udpPort,
    commands: told
      .find((input) => input.id === id)!
      .outputs.map((output) => argsOf(seen.find((one) => one.id === output.id)!.process!.pid)),
  }))
}

async function anyCommand({ api }: Manager): Promise<string[]> {
  return argsOf((await outputsOf(api))[0]!.process!.pid)
}

async function bareStartMs(command: readonly string[]): Promise<number> {
  await using receiver = await Receivers.open(1)
  const own = command.map((argument) => argument.replace(/^udp:\/\/127\.0\.0\.1:\d+/, `udp://127.0.0.1:${receiver.ports[0]}`))
  const times: number[] = []
  for (let start = 0; start < bareStarts; start++) {
    await using bare = startBare(own)
    times.push((await receiver.resumed(0, bare.startedAt, withinMs)) - bare.startedAt)
    await bare[Symbol.asyncDispose]()
    await sleep(300)
  }
  return median(times)
}
