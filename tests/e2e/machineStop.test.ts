import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { openDatabase } from '../../src/db/database.ts'
import type { DatabasePlace } from '../../src/db/database.ts'
import type { ApiClient } from '../support/api.ts'
import { startFeed } from '../support/feed.ts'
import { descendants, startManager, until } from '../support/manager.ts'
import type { Manager } from '../support/manager.ts'
import { createInput, outputs } from '../support/operations.ts'
import { seededRandom } from '../support/random.ts'
import { startUdpReceiver } from '../support/udpReceiver.ts'
import { Wisher } from '../support/wisher.ts'
import type { Wish } from '../support/wisher.ts'

/** `MACHINE_STOPS=20` is the full size. */
const stops = Number(process.env.MACHINE_STOPS ?? 1)
/** `MACHINE_STOP_SEED=n` repeats a run. */
const seed = Number(process.env.MACHINE_STOP_SEED ?? Date.now() % 100_000)
const wishers = 4
const portsOfEach = 2
const secretKey = 'secret-of-the-tests-90be'

it.runIf(process.platform === 'linux')(
  `a machine that stops ${stops} times at random moments loses no wish and leaves no half-written row (seed ${seed})`,
  { timeout: 30_000 + stops * 30_000 },
  async () => {
    const random = seededRandom(seed)
    await using fixtures = new AsyncDisposableStack()
    let manager = await startManager()
    fixtures.defer(() => manager[Symbol.asyncDispose]())
    const { dataDir, udpPorts, srtPorts } = manager
    fixtures.defer(() => rmSync(dataDir, { recursive: true, force: true }))
    const camera = await createInput(manager.api)
    fixtures.use(await startFeed({ port: camera.udpPort }))
    const receivers = await Promise.all(
      Array.from({ length: wishers * portsOfEach }, async () => fixtures.use(await startUdpReceiver())),
    )
    const clients = Array.from({ length: wishers }, (_, at) => {
      const ports = receivers.slice(at * portsOfEach, (at + 1) * portsOfEach).map(({ port }) => port)
      return new Wisher(`client ${at}`, camera.id, ports, random)
    })

    for (let stop = 1; stop <= stops; stop++) {
      const running = Promise.all(clients.map((client) => client.run(manager.api)))
      await sleep(300 + random() * 1700)
      await stopAll(manager)
      await running
      const stored = await readStored(manager)
      manager = await startManager({
        ...{ DATA_DIR: dataDir, SECRET_KEY: secretKey, UDP_PORT_RANGE_START: String(udpPorts.start) },
        SRT_PORT_RANGE_START: String(srtPorts.start),
      })
      const seen = await wishesOf(manager.api, stored)
      for (const client of clients) settle(client, seen)
      // Nothing else is there: each output is known to one client.
      expect([...seen.keys()].sort()).toEqual(clients.flatMap(({ acknowledged }) => [...acknowledged.keys()]).sort())

      const wanted = new Map(
        clients.flatMap(({ acknowledged }) => [...acknowledged.values()].map(({ port, desired }) => [port, desired] as const)),
      )
      await until(
        async () =>
          (await outputs(manager.api)).every((one) => !one.url.startsWith('udp:') || one.state === stateFor(one.desired)),
        15_000,
        'every UDP output to be as wished',
      )
      const moment = performance.now()
      await sleep(500)
      for (const receiver of receivers) {
        const senders = receiver.sendersSince(moment).length
        expect(`${receiver.port}: ${senders}`).toBe(`${receiver.port}: ${wanted.get(receiver.port) === 'RUNNING' ? 1 : 0}`)
      }
    }
    console.log(`machine stops, seed ${seed}: ${clients.reduce((sum, { answers }) => sum + answers, 0)} wishes acknowledged`)
  },
)

const stateFor = (desired: string) => (desired === 'RUNNING' ? 'LIVE' : 'STOPPED')

/** The manager and all that it started, at one moment: it cannot start or say anything meanwhile. */
async function stopAll(manager: Manager): Promise<void> {
  process.kill(manager.pid, 'SIGSTOP')
  for (const { pid } of descendants(manager.pid)) process.kill(pid, 'SIGKILL')
  await manager.kill()
}

/** The stream keys by id, from what the stop left, of files a copy; every row must be readable. */
async function readStored({ dataDir, database }: Manager): Promise<Map<string, string | null>> {
  if (database.DATABASE_URL !== undefined) return read({ kind: 'postgres', url: database.DATABASE_URL })
  const folder = mkdtempSync(join(tmpdir(), 'stopped-'))
  try {
    for (const name of ['manager.db', 'manager.db-wal']) {
      if (existsSync(join(dataDir, name))) copyFileSync(join(dataDir, name), join(folder, name))
    }
    // Checks the whole file too.
    return await read({ file: join(folder, 'manager.db') })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function read(place: DatabasePlace): Promise<Map<string, string | null>> {
  const db = await openDatabase({ ...place, secretKey })
  const { inputs, outputs: rows } = await db.settings.load()
  await db.close()
  expect(inputs).toHaveLength(1)
  for (const { settings, secrets, unreadable } of rows) {
    expect(settings.tags.every((tag) => typeof tag === 'string')).toBe(true)
    expect(unreadable).toEqual([])
    expect(!!secrets.streamKey).toBe(settings.protocol === 'RTMP')
  }
  return new Map(rows.map(({ settings, secrets }) => [settings.id, secrets.streamKey]))
}

/** What the API says after the start. */
async function wishesOf(api: ApiClient, streamKeys: Map<string, string | null>): Promise<Map<string, Wish>> {
  const fields = 'id name desired tags url'
  const { inputs } = await api.query<{
    inputs: { outputs: ({ id: string; url: string } & Pick<Wish, 'name' | 'desired' | 'tags'>)[] }[]
  }>(`{ inputs { outputs { ${fields} } } }`)
  return new Map(
    inputs.flatMap(({ outputs: list }) =>
      list.map(({ id, name, desired, tags, url }) => {
        const port = url.startsWith('udp:') ? Number(new URL(url).port) : null
        return [id, { name, desired, tags, streamKey: streamKeys.get(id) ?? null, port }]
      }),
    ),
  )
}

/** What was acknowledged is there as it was; what was not answered is either whole or not there at all. */
function settle(client: Wisher, seen: ReadonlyMap<string, Wish>): void {
  const { pending } = client
  client.pending = null
  const idOf = (name: string) => [...seen].find(([, wish]) => wish.name === name)?.[0]
  for (const [id, wish] of client.acknowledged) if (wish.name !== pending?.name) expect(seen.get(id)).toEqual(wish)
  if (pending === null) return
  const id = idOf(pending.name)
  const now = id === undefined ? null : (seen.get(id) ?? null)
  expect([pending.before, pending.after]).toContainEqual(now)
  const known = [...client.acknowledged].find(([, { name }]) => name === pending.name)?.[0]
  if (known !== undefined) client.acknowledged.delete(known)
  if (id !== undefined && now !== null) client.acknowledged.set(id, now)
}
