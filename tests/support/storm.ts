import assert from 'node:assert/strict'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ApiClient } from './api.ts'
import { startFeed } from './feed.ts'
import { descendants, startManager, until } from './manager.ts'
import type { Manager } from './manager.ts'
import { publisher, startMediaServer } from './mediaServer.ts'
import type { MediaServer } from './mediaServer.ts'
import { change, createInput, createOutput, outputs, updateOutput } from './operations.ts'
import { seededRandom } from './random.ts'
import { startUdpReceiver } from './udpReceiver.ts'
import type { UdpReceiver } from './udpReceiver.ts'

export interface StormOptions {
  /** Repeats a storm. */
  seed: number
  milliseconds: number
  /** How many outputs there are at any time, of each kind in turn. */
  outputs: number
}

export interface Storm {
  /** How often each thing was done. */
  actions: Record<string, number>
  /** Until everything was as wished, once the storm was over. */
  settledMs: number
}

type Wish = 'RUNNING' | 'STOPPED'
type Changes = Record<string, unknown>

/** A kind of output: how one is made, what may be changed of it, and what it is when it is well. */
export interface Kind {
  protocol: string
  make(number: number): Changes | Promise<Changes>
  changes(number: number): Changes
  well: 'LIVE' | 'LISTENING'
  /** Whether an FFmpeg serves it, not MediaMTX. */
  hasProcess: boolean
}

const settledWithinMs = 30_000

/**
 * Starts, stops, kills, changes and deletes outputs at random; rejects with an AssertionError unless it ends with exactly the
 * outputs and the processes that are wished.
 */
export async function storm({ seed, milliseconds, outputs: count }: StormOptions): Promise<Storm> {
  const random = seededRandom(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  await using manager = await startManager()
  const { api } = manager
  await using server = await startMediaServer()
  await using receiver = await startUdpReceiver()
  const kinds = kindsOf(api, server, receiver, random)
  const camera = await createInput(api)
  await using _feed = await startFeed({ port: camera.udpPort })

  let made = 0
  const wishes = new Map<string, { kind: Kind; number: number; wish: Wish }>()
  const create = async () => {
    const number = made++
    const kind = kinds[number % kinds.length]!
    const { id } = await createOutput(api, {
      ...{ inputId: camera.id, protocol: kind.protocol, reconnectDelaySeconds: 1 },
      ...(await kind.make(number)),
    })
    wishes.set(id, { kind, number, wish: 'RUNNING' })
  }
  for (let at = 0; at < count; at++) await create()

  const act: Record<string, (id: string) => Promise<void>> = {
    start: async (id) => {
      wishes.get(id)!.wish = 'RUNNING'
      await change(api, 'startOutput', id)
    },
    stop: async (id) => {
      wishes.get(id)!.wish = 'STOPPED'
      await change(api, 'stopOutput', id)
    },
    kill: async (id) => killSender(manager, id),
    update: async (id) => {
      const { kind, number } = wishes.get(id)!
      await updateOutput(api, id, kind.changes(number))
    },
    delete: async (id) => {
      wishes.delete(id)
      await change(api, 'deleteOutput', id)
      await create()
    },
  }
  const choices = ['start', 'start', 'stop', 'kill', 'kill', 'update', 'delete']
  const actions: Record<string, number> = {}
  const end = performance.now() + milliseconds
  while (performance.now() < end) {
    const id = pick([...wishes.keys()])
    const action = pick(choices)
    actions[action] = (actions[action] ?? 0) + 1
    await act[action]!(id)
    await sleep(random() * 250)
  }

  const overAt = performance.now()
  const wished = [...wishes].map(([id, { kind, wish }]) => ({ id, state: wish === 'RUNNING' ? kind.well : 'STOPPED' }))
  const senders = [...wishes.values()].filter(({ kind, wish }) => wish === 'RUNNING' && kind.hasProcess).length
  for (;;) {
    try {
      await checkAsWished(manager, wished, senders)
      return { actions, settledMs: performance.now() - overAt }
    } catch (error) {
      if (performance.now() - overAt > settledWithinMs) throw error
      await sleep(100)
    }
  }
}

/** What is told is what was wished; and the processes that run are those that are told, no more and no fewer. */
async function checkAsWished({ api, pid }: Manager, wished: { id: string; state: string }[], senders: number): Promise<void> {
  const told = await outputs(api)
  const byId = (one: { id: string }, other: { id: string }) => Number(one.id) - Number(other.id)
  assert.deepEqual(told.map(({ id, state }) => ({ id, state })).sort(byId), wished.sort(byId))
  const toldPids = told.flatMap(({ process }) => (process === null ? [] : [process.pid])).sort()
  assert.equal(toldPids.length, senders)
  const running = descendants(pid).filter(({ args }) => args.includes('-progress'))
  assert.deepEqual(running.map((one) => one.pid).sort(), toldPids)
}

async function killSender({ api, pid: parent }: Manager, id: string): Promise<void> {
  const pid = (await outputs(api)).find((output) => output.id === id)?.process?.pid
  // Only what is a child of our own manager at this moment.
  if (pid === undefined || !descendants(parent).some((child) => child.pid === pid)) return
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It ended in this very moment.
  }
}

export function kindsOf(api: ApiClient, server: MediaServer, receiver: UdpReceiver, random: () => number): Kind[] {
  const { user, password, passphrase } = publisher
  const whole = (least: number, most: number) => least + Math.floor(random() * (most - least + 1))
  const calls = { well: 'LIVE', hasProcess: true } as const
  const streamKey = (name: string) => `${name}?user=${user}&pass=${password}`
  const rtsp = (path: string) => `rtsp://127.0.0.1:${server.rtspPort}/${path}`
  const srt = (number: number) => `srt://127.0.0.1:${server.srtPort}?streamid=publish:srt-${number}:${user}:${password}`
  const freePort = async () => {
    const answer = async () => (await api.query<{ nextFreeSrtPort: number | null }>('{ nextFreeSrtPort }')).nextFreeSrtPort
    return await until(answer, 5000, 'a free port for a listener')
  }
  return [
    {
      ...{ protocol: 'UDP', ...calls },
      make: () => ({ url: `udp://127.0.0.1:${receiver.port}` }),
      changes: () => ({ packetSize: 188 * whole(1, 7) }),
    },
    {
      ...{ protocol: 'RTMP', ...calls },
      make: (number) => ({ url: `rtmp://127.0.0.1:${server.rtmpPort}/live`, streamKey: streamKey(`key-${number}`) }),
      changes: (number) => ({ streamKey: streamKey(`key-${number}-${whole(0, 1e6)}`) }),
    },
    {
      ...{ protocol: 'SRT_CALLER', ...calls },
      make: (number) => ({ url: srt(number), passphrase }),
      changes: () => ({ latencyMs: whole(80, 400) }),
    },
    {
      ...{ protocol: 'RTSP', ...calls },
      make: (number) => ({ url: rtsp(`path-${number}`), username: user, password }),
      changes: (number) => ({ url: rtsp(`path-${number}-${whole(0, 1e6)}`) }),
    },
    {
      ...{ protocol: 'SRT_LISTENER', well: 'LISTENING', hasProcess: false },
      make: () => ({}),
      changes: () => ({ passphrase: `passphrase-${whole(0, 1e6)}` }),
    },
    {
      ...{ protocol: 'SRT_LISTENER', well: 'LISTENING', hasProcess: true },
      make: async () => ({ port: await freePort() }),
      changes: () => ({ latencyMs: whole(80, 400) }),
    },
  ]
}
