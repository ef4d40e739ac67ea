import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { startFeed } from '../support/feed.ts'
import { descendants, startManager, until } from '../support/manager.ts'
import { change, createInput, createOutput, outputs, updateOutput } from '../support/operations.ts'
import { seededRandom } from '../support/random.ts'
import { startRtmpDestination } from '../support/rtmpDestination.ts'
import { startUdpReceiver } from '../support/udpReceiver.ts'

const stormMs = 20_000
const outputsAtOnce = 6

/** `STORM_SEED=n` repeats a storm. */
const seed = Number(process.env.STORM_SEED ?? Date.now() % 100_000)

it(`a storm of wishes and kills ends with exactly the processes that are wished (seed ${seed})`, async () => {
  const random = seededRandom(seed)
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)]
  await using manager = await startManager()
  const { api } = manager
  await using destination = await startRtmpDestination()
  await using fixtures = new AsyncDisposableStack()
  const receivers = await Promise.all(Array.from({ length: outputsAtOnce }, async () => fixtures.use(await startUdpReceiver())))
  const camera = await createInput(api)
  await using _feed = await startFeed({ port: camera.udpPort })

  let made = 0
  const wishes = new Map<string, 'RUNNING' | 'STOPPED'>()
  const create = async () => {
    made += 1
    const toRtmp = made % 2 === 0
    const url = toRtmp ? `${destination.url}/key-${made}` : `udp://127.0.0.1:${receivers[made % outputsAtOnce]!.port}`
    const { id } = await createOutput(api, {
      inputId: camera.id,
      protocol: toRtmp ? 'RTMP' : 'UDP',
      url,
      reconnectDelaySeconds: 1,
    })
    wishes.set(id, 'RUNNING')
  }
  for (let count = 0; count < outputsAtOnce; count++) await create()

  const seen: Record<string, number> = {}
  const act: Record<string, (id: string) => Promise<void>> = {
    start: async (id) => {
      wishes.set(id, 'RUNNING')
      await change(api, 'startOutput', id)
    },
    stop: async (id) => {
      wishes.set(id, 'STOPPED')
      await change(api, 'stopOutput', id)
    },
    kill: async (id) => {
      const pid = (await outputs(api)).find((output) => output.id === id)?.process?.pid
      // Only what is a child of our own manager at this moment.
      if (pid === undefined || !descendants(manager.pid).some((child) => child.pid === pid)) return
      try {
        process.kill(pid, 'SIGKILL')
      } catch {
        // It ended in this very moment.
      }
    },
    update: async (id) => {
      const isUdp = (await outputs(api)).find((output) => output.id === id)?.url.startsWith('udp')
      await updateOutput(
        api,
        id,
        isUdp ? { packetSize: 188 * (1 + Math.floor(random() * 7)) } : { streamKey: `key-${made}-${Math.floor(random() * 1e6)}` },
      )
    },
    delete: async (id) => {
      wishes.delete(id)
      await change(api, 'deleteOutput', id)
      await create()
    },
  }
  const actions = ['start', 'start', 'stop', 'kill', 'kill', 'update', 'delete']
  const end = performance.now() + stormMs
  while (performance.now() < end) {
    const id = pick([...wishes.keys()])!
    const action = pick(actions)!
    seen[action] = (seen[action] ?? 0) + 1
    await act[action]!(id)
    await sleep(random() * 250)
  }
  console.log(`storm ${seed}: ${JSON.stringify(seen)}`)

  const wished = [...wishes].filter(([, wish]) => wish === 'RUNNING').map(([id]) => id)
  await until(
    async () => (await outputs(api)).every(({ id, state }) => state === (wishes.get(id) === 'RUNNING' ? 'LIVE' : 'STOPPED')),
    20_000,
    'every output to be as wished',
  )
  const told = await outputs(api)
  expect(told.map(({ id }) => id).sort()).toEqual([...wishes.keys()].sort())
  const toldPids = told.flatMap(({ process }) => (process === null ? [] : [process.pid])).sort()
  expect(toldPids).toHaveLength(wished.length)
  const senders = descendants(manager.pid).filter(({ args }) => args.includes('-progress'))
  expect(senders.map(({ pid }) => pid).sort()).toEqual(toldPids)
})
