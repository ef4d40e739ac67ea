import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { outputs } from '../../tests/support/operations.ts'
import { createDeadOutputs } from '../deadOutputs.ts'
import { startDeafServer } from '../deafServer.ts'
import { below } from '../part.ts'
import type { Part } from '../part.ts'
import { sightOf, treeCpuSeconds } from '../processTree.ts'
import { createStage } from '../stage.ts'

export const dead: Part = {
  name: 'dead',
  title: 'Destinations that are dead',
  how: `100 outputs of one input that has its feed (0.5 Mb/s), each with the usual settings: 25 RTMP and 25 RTSP to a port that refuses, 25 RTMP to a host that answers nothing, 25 SRT where nobody listens.
Taken is the processor's time of the manager, MediaMTX (which receives the feed) and every FFmpeg or other child, also of those that have ended, for 30 s
after the first minute; _without outputs_ is the same for the feed alone.`,

  async run(small) {
    const count = small ? 8 : 100
    await using stage = await createStage({ outputs: 1, bitrate: '400k', kinds: ['UDP'] })
    await using deaf = await startDeafServer()
    const { api, pid } = stage.manager
    const seconds = small ? 5 : 30
    const alone = await cpuPercents(pid, small ? 3 : 10)
    await createDeadOutputs(api, stage.inputs[0]!.id, count, deaf.port)
    await sleep(small ? 5000 : 60_000)
    const all = await cpuPercents(pid, seconds)
    const told = (await outputs(api)).slice(1)
    const causes = Map.groupBy(told, ({ failure }) => failure?.code ?? 'none')
    const percent = (value: number) => `${value.toFixed(1)} %`
    return {
      tables: [
        {
          head: ['', 'manager', 'all together'],
          rows: [
            ['without outputs', percent(alone.own), percent(alone.tree)],
            [`${count} dead outputs`, percent(all.own), percent(all.tree)],
          ],
        },
        { head: ['cause that is told', 'outputs'], rows: [...causes].map(([cause, { length }]) => [cause, length]) },
      ],
      bars: [below(`${count} dead destinations, manager and all children, of one core`, all.tree - alone.tree, 5, '%')],
    }
  },
}

async function cpuPercents(pid: number, seconds: number): Promise<{ own: number; tree: number }> {
  const own = () => sightOf(pid)?.cpuSeconds ?? 0
  const [ownBefore, treeBefore, from] = [own(), treeCpuSeconds(pid), performance.now()]
  await sleep(seconds * 1000)
  const share = 100_000 / (performance.now() - from)
  return { own: (own() - ownBefore) * share, tree: (treeCpuSeconds(pid) - treeBefore) * share }
}
