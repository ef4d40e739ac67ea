import { setTimeout as sleep } from 'node:timers/promises'
import { feedFile, startFeed } from '../../tests/support/feed.ts'
import type { Feed } from '../../tests/support/feed.ts'
import { descendants } from '../../tests/support/manager.ts'
import type { Manager } from '../../tests/support/manager.ts'
import { change, createInput, createOutput, outputs, updateOutput } from '../../tests/support/operations.ts'
import type { SeenInput } from '../../tests/support/operations.ts'
import { ffmpegBin } from '../../tests/support/programs.ts'
import { startBare } from '../../tests/support/rawStart.ts'
import type { Kind } from '../../tests/support/storm.ts'
import type { Clients } from '../clients.ts'
import { stateQuery } from '../dashboard.ts'

/** What happens to a manager all the time. Each does one thing, again and again, until `over` aborts. */
export interface Scene {
  manager: Manager
  random: () => number
  over: AbortSignal
  inputs: readonly SeenInput[]
  kinds: readonly Kind[]
  /** Those that come and go. */
  visitors: Clients
  /** Counts what was done, by name. */
  count: (action: string) => void
}

export type Actor = (scene: Scene) => Promise<void>

const outputsAtOnce = 12

/** People start, stop, change and delete outputs, and FFmpegs die. */
const wishes: Actor = async ({ manager, random, over, inputs, kinds, count }) => {
  const { api } = manager
  const made: { id: string; kind: Kind; number: number }[] = []
  let number = 0
  const create = async () => {
    const kind = kinds[number % kinds.length]!
    const settings = {
      inputId: pick(inputs, random).id,
      protocol: kind.protocol,
      name: `Passing ${number}`,
      reconnectDelaySeconds: 2,
    }
    const { id } = await createOutput(api, { ...settings, ...(await kind.make(number)) })
    made.push({ id, kind, number: number++ })
  }
  while (made.length < outputsAtOnce) await create()
  const acts: Record<string, (one: (typeof made)[number]) => Promise<void>> = {
    'outputs started': ({ id }) => change(api, 'startOutput', id),
    'outputs stopped': ({ id }) => change(api, 'stopOutput', id),
    'outputs changed': ({ id, kind, number: own }) => updateOutput(api, id, kind.changes(own)),
    'FFmpegs killed': async ({ id }) => killOf(manager, (await outputs(api)).find((output) => output.id === id)?.process?.pid),
    'outputs deleted': async (one) => {
      made.splice(made.indexOf(one), 1)
      await change(api, 'deleteOutput', one.id)
      await create()
    },
  }
  const choices = ['outputs started', 'outputs started', ...Object.keys(acts)]
  while (!over.aborted) {
    const act = pick(choices, random)
    await acts[act]!(pick(made, random))
    count(act)
    await pause(1000 + random() * 2000, over)
  }
}

/** Feeds go away and come back, the same or another. */
const feeds: Actor = async ({ random, over, inputs, count }) => {
  const files = [
    await feedFile(),
    await feedFile({ size: '1280x720' }),
    await feedFile({ video: 'libx265' }),
    await feedFile({ audio: 'mp2' }),
  ]
  const running = new Map<SeenInput, Feed>()
  try {
    for (const input of inputs) running.set(input, await startFeed({ port: input.udpPort, file: files[0]! }))
    while (!over.aborted) {
      await pause(15_000, over)
      const input = pick(inputs, random)
      await running.get(input)?.kill()
      count('feeds changed')
      // Short enough to be overlooked, or long enough to be a loss.
      await pause(pick([0, 500, 6000], random), over)
      running.set(input, await startFeed({ port: input.udpPort, file: pick(files, random) }))
    }
  } finally {
    for (const feed of running.values()) await feed.kill()
  }
}

/** Dashboards are opened and closed, and some fall asleep. */
const visits: Actor = async ({ visitors, over, count }) => {
  while (!over.aborted) {
    await visitors.open(3)
    await visitors.open(1, { stalled: true })
    count('dashboards opened')
    await pause(8000, over)
    await visitors.close(4)
  }
}

interface Listener {
  state: string
  callerUrl: string | null
  hasPassphrase: boolean
}

/** Receivers call for outputs that wait for them, stay for a while, and leave. */
const calls: Actor = async ({ manager: { api }, random, over, count }) => {
  while (!over.aborted) {
    await pause(3000, over)
    const { inputs } = await api.query<{ inputs: { outputs: Listener[] }[] }>(
      '{ inputs { outputs { state callerUrl hasPassphrase } } }',
    )
    const urls = inputs
      .flatMap(({ outputs: listed }) => listed)
      // A passphrase is told to nobody.
      .flatMap(({ state, callerUrl, hasPassphrase }) => (state === 'LISTENING' && !hasPassphrase ? (callerUrl ?? []) : []))
    if (urls.length === 0) continue
    const reading = ['-i', pick(urls, random), '-map', '0', '-c', 'copy', '-f', 'null', '-']
    await using _caller = startBare([ffmpegBin(), '-nostdin', '-loglevel', 'quiet', ...reading])
    await pause(2000 + random() * 8000, over)
    count('calls for an output')
  }
}

/** Inputs are made and deleted, with a test signal and an output while they are there. */
const passingInputs: Actor = async ({ manager: { api }, over, count }) => {
  while (!over.aborted) {
    await pause(20_000, over)
    const { id } = await createInput(api, { name: 'Passing' })
    await createOutput(api, { inputId: id, protocol: 'UDP', url: 'udp://127.0.0.1:9' })
    await api.query('mutation ($id: ID!) { startTestSignal(inputId: $id) { __typename } }', { id })
    await pause(8000, over)
    await change(api, 'deleteInput', id)
    count('inputs made and deleted')
  }
}

/** Scripts ask. */
const questions: Actor = async ({ manager: { api }, over, count }) => {
  while (!over.aborted) {
    await api.query(stateQuery)
    await api.query('{ logs(first: 200) { lines { id text } } incidents { incidents { id } } system { processes } }')
    count('queries')
    await pause(1000, over)
  }
}

/** MediaMTX dies now and then. */
const mediamtxDeaths: Actor = async ({ manager, over, count }) => {
  while (!over.aborted) {
    await pause(300_000, over)
    if (over.aborted) return
    killOf(manager, descendants(manager.pid).find(({ args }) => args[0]?.includes('mediamtx'))?.pid)
    count('MediaMTX killed')
  }
}

export const actors: Record<string, Actor> = { wishes, feeds, visits, calls, passingInputs, questions, mediamtxDeaths }

/** Only what is a child of our own manager at this moment. */
function killOf(manager: Manager, pid: number | undefined): void {
  if (pid === undefined || !descendants(manager.pid).some((child) => child.pid === pid)) return
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It ended in this very moment.
  }
}

function pick<T>(list: readonly T[], random: () => number): T {
  return list[Math.floor(random() * list.length)]!
}

async function pause(ms: number, over: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal: over }).catch(() => {})
}
