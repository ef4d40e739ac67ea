// `npm run soak -- MINUTES` (60 without): a manager that is given no rest, and whether what it holds stays bounded. A line each
// minute, at the end a verdict; from 60 minutes on it is written to docs/soak.md. `--seed`: each actor makes the same choices again.
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { runs, startManager, until } from '../tests/support/manager.ts'
import { createInput } from '../tests/support/operations.ts'
import { startMediaServer } from '../tests/support/mediaServer.ts'
import { seededRandom } from '../tests/support/random.ts'
import { kindsOf } from '../tests/support/storm.ts'
import { startUdpReceiver } from '../tests/support/udpReceiver.ts'
import { Clients } from './clients.ts'
import { createDeadOutputs } from './deadOutputs.ts'
import { startDeafServer } from './deafServer.ts'
import { tableText } from './figures.ts'
import { freeInputPorts } from './inputPorts.ts'
import { treeOf } from './processTree.ts'
import { actors } from './soak/actors.ts'
import type { Scene } from './soak/actors.ts'
import { takeSample } from './soak/sample.ts'
import type { Sample } from './soak/sample.ts'
import { writeSection } from './soak/document.ts'
import { bounded, minuteHead, minuteLine, minuteMs, sampleEveryMs, serverSection, tablesOf, verdictOf } from './soak/report.ts'
import type { Soak } from './soak/report.ts'

const steadyClients = 5
const deadOutputs = 8

const { values, positionals } = parseArgs({ options: { seed: { type: 'string' } }, allowPositionals: true })
const minutes = Number(positionals[0] ?? 60)
const seed = Number(values.seed ?? Date.now() % 100_000)
if (!(minutes >= 1) || !Number.isSafeInteger(seed)) {
  console.error('npm run soak -- [MINUTES] [--seed NUMBER]: at least one minute')
  process.exit(2)
}

async function soak(): Promise<Soak> {
  await using server = await startMediaServer()
  await using receiver = await startUdpReceiver()
  await using deaf = await startDeafServer()
  await using manager = await startManager({ UDP_PORT_RANGE_START: String(await freeInputPorts()) })
  await using dashboards = new Clients(manager.api)
  await using visitors = new Clients(manager.api)
  const beganAt = performance.now()
  const take = () => takeSample(manager, performance.now() - beganAt)
  await sleep(sampleEveryMs)
  const before = await take()

  const inputs = []
  for (let at = 1; at <= 3; at++) inputs.push(await createInput(manager.api, { name: `Camera ${at}` }))
  await createDeadOutputs(manager.api, inputs[0]!.id, deadOutputs, deaf.port)
  await dashboards.open(steadyClients)
  const faults: string[] = []
  const actions: Record<string, number> = {}
  const over = new AbortController()
  const scene: Omit<Scene, 'random'> = {
    ...{ manager, over: over.signal, inputs, visitors },
    kinds: kindsOf(manager.api, server, receiver, seededRandom(seed)),
    count: (action) => (actions[action] = (actions[action] ?? 0) + 1),
  }
  const acting = Object.entries(actors).map(([name, act], at) =>
    act({ ...scene, random: seededRandom(seed + at + 1) }).catch((error: unknown) => {
      console.error(error)
      faults.push(`The actor "${name}" stopped: ${String(error)}`)
    }),
  )

  const samples: Sample[] = []
  console.log(minuteHead)
  const end = performance.now() + minutes * minuteMs
  try {
    for (let told = 0; performance.now() < end;) {
      await sleep(sampleEveryMs)
      samples.push(await take())
      if (samples.length * sampleEveryMs < (told + 1) * minuteMs) continue
      told += 1
      console.log(minuteLine(samples))
    }
    const { open } = await dashboards.counts()
    if (open !== steadyClients) faults.push(`Only ${open} of ${steadyClients} dashboards that were left open are connected`)
  } finally {
    over.abort()
    await Promise.all(acting)
  }

  await Promise.all([dashboards[Symbol.asyncDispose](), visitors[Symbol.asyncDispose]()])
  const { inputs: left } = await manager.api.query<{ inputs: { id: string }[] }>('{ inputs { id } }')
  for (const { id } of left) await manager.api.query('mutation ($id: ID!) { deleteInput(id: $id) { __typename } }', { id })
  const childrenOf = async () => (await take()).children
  await until(async () => (await childrenOf()) <= before.children, 30_000, 'every FFmpeg to be gone').catch((error: unknown) => {
    faults.push(String(error))
  })
  await sleep(2 * sampleEveryMs)
  const after = await take()
  for (const measure of ['handles', 'sockets', 'children', 'zombies'] as const) {
    if (after[measure] > before[measure] + 5)
      faults.push(`With nothing to do it has ${after[measure]} ${measure}, and had ${before[measure]} before`)
  }
  const pids = treeOf(manager.pid).map(({ pid }) => pid)
  const code = await manager.stop()
  if (code !== 0) faults.push(`The manager ended with exit code ${code}`)
  const remaining = pids.filter((pid) => runs(pid))
  if (remaining.length > 0) faults.push(`${remaining.length} processes outlived the manager`)
  return { samples, idle: { before, after }, actions, faults }
}

console.log(`Soak of ${minutes} minutes, seed ${seed}`)
const result = await soak()
const tables = tablesOf(result)
for (const table of tables) console.log(`\n${tableText(table)}`)
for (const fault of result.faults) console.log(`\n${fault}`)
const verdict = verdictOf(result)
console.log(`\n${verdict}`)
if (minutes >= 60) {
  console.log(`Written: ${await writeSection('The server', serverSection(result, { minutes, seed }))}`)
}
process.exit(verdict === bounded ? 0 : 1)
