import { readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { feedFile, startFeed } from '../support/feed.ts'
import { startManager, until } from '../support/manager.ts'
import { publisher, startMediaServer } from '../support/mediaServer.ts'
import { createInput, createOutput, output } from '../support/operations.ts'
import type { SeenOutput } from '../support/operations.ts'
import { startRtmpDestination } from '../support/rtmpDestination.ts'
import { startUdpReceiver } from '../support/udpReceiver.ts'

const feeds = { low: { bitrate: '400k' }, high: { size: '1280x720', bitrate: '8M' } }
const highBytesPerSecond = 8.2e6 / 8
const { user, password } = publisher

/** Percent of its input that an output says to carry. */
function shareOf({ failure }: SeenOutput): number {
  return Number(/carries \d\.\d of \d\.\d Mb\/s \((\d+) %\)/.exec(failure?.message ?? '')?.[1])
}

/** Of each connection at these ports, by the other side's address, the bytes that lie unread: what a system still takes for a frozen program. */
function unreadAt(ports: readonly number[]): Map<string, number> {
  const local = ports.map((port) => `:${port.toString(16).toUpperCase().padStart(4, '0')}`)
  const rows = ['tcp', 'tcp6'].flatMap((table) => readFileSync(`/proc/net/${table}`, 'latin1').trim().split('\n').slice(1))
  const columns = rows.map((row) => row.trim().split(/\s+/))
  const own = columns.filter(([, address = '', , state]) => state === '01' && local.some((port) => address.endsWith(port)))
  return new Map(own.map(([, , other = '', , queues = '']) => [other, Number.parseInt(queues.split(':')[1] ?? '', 16)]))
}

it('a frozen destination is found, a pause is none, and a slow one is told in numbers until it takes all again', async () => {
  const files = await Promise.all(Object.values(feeds).map((kind) => feedFile(kind)))
  await using fixtures = new AsyncDisposableStack()
  const server = fixtures.use(await startMediaServer())
  fixtures.defer(() => void process.kill(server.pid, 'SIGCONT'))
  const narrow = fixtures.use(await startRtmpDestination())
  const receiver = fixtures.use(await startUdpReceiver())
  const manager = fixtures.use(await startManager())
  const { api } = manager
  const seen = (id: string) => output(api, id)
  const reach = (id: string, state: string, withinMs: number) =>
    until(async () => (await seen(id)).state === state, withinMs, `${id} to be ${state}`)

  const frozen: SeenOutput[] = []
  let inputId = ''
  for (const [at, name] of Object.keys(feeds).entries()) {
    const camera = await createInput(api, { name })
    inputId = camera.id
    fixtures.use(await startFeed({ port: camera.udpPort, file: files[at]! }))
    const rtmp = `rtmp://127.0.0.1:${server.rtmpPort}/live/${name}?user=${user}&pass=${password}`
    const rtsp = `rtsp://127.0.0.1:${server.rtspPort}/${name}`
    frozen.push(await createOutput(api, { inputId, name: `RTMP ${name}`, protocol: 'RTMP', url: rtmp }))
    frozen.push(await createOutput(api, { inputId, name: `RTSP ${name}`, protocol: 'RTSP', url: rtsp, username: user, password }))
  }
  const slow = await createOutput(api, { inputId, name: 'Uplink', protocol: 'RTMP', url: `${narrow.url}/key` })
  const udp = await createOutput(api, { inputId, name: 'Wall', protocol: 'UDP', url: `udp://127.0.0.1:${receiver.port}` })
  for (const { id } of [...frozen, slow, udp]) await reach(id, 'LIVE', 20_000)
  // The beginning of a feed comes in bursts.
  await sleep(2000)
  const pids = new Map<string, number>()
  for (const { id } of [...frozen, slow, udp]) pids.set(id, (await seen(id)).process!.pid)

  async function incidentsOf(name: string) {
    type Page = { incidents: { incidents: { title: string; cause: string; closedAt: string | null }[] } }
    const { incidents } = await api.query<Page>('{ incidents { incidents { title cause closedAt } } }')
    return incidents.incidents.filter(({ title }) => title.startsWith(name))
  }

  async function freeze(): Promise<void> {
    const frozenAt = performance.now()
    process.kill(server.pid, 'SIGSTOP')
    let fullAfterMs = 0
    const filling = (async () => {
      const most = unreadAt([server.rtmpPort, server.rtspPort])
      while (performance.now() - frozenAt < 8000) {
        await sleep(100)
        for (const [other, bytes] of unreadAt([server.rtmpPort, server.rtspPort])) {
          if (bytes > (most.get(other) ?? Infinity)) fullAfterMs = Math.round(performance.now() - frozenAt)
          if (most.has(other)) most.set(other, Math.max(bytes, most.get(other)!))
        }
      }
    })()
    const found = frozen.map(async ({ id, name }) => {
      const { failure } = await until(
        async () => {
          const now = await seen(id)
          return now.failure?.code === 'STALLED' ? now : null
        },
        20_000,
        `${name} to be found frozen`,
      )
      const afterMs = Math.round(performance.now() - frozenAt)
      console.log(`frozen ${name}: ${afterMs} ms, ${failure!.message}`)
      expect(failure!.message).toMatch(/^127\.0\.0\.1 stopped taking data \d s ago; \d+ kB wait in the connection$/)
      return afterMs
    })
    const afterMs = await Promise.all(found)
    await filling
    console.log(`frozen: its system took data for ${fullAfterMs} ms more`)
    // Where it has much room for what nobody reads, nobody can know sooner.
    for (const ms of afterMs) expect(ms).toBeLessThan(Math.max(8000, fullAfterMs + 5000))
    process.kill(server.pid, 'SIGCONT')
    for (const { id } of frozen) await reach(id, 'LIVE', 15_000)

    const again = await Promise.all(frozen.map(async ({ id }) => (await seen(id)).process!.pid))
    process.kill(server.pid, 'SIGSTOP')
    await sleep(3000)
    process.kill(server.pid, 'SIGCONT')
    await sleep(2000)
    for (const [at, { id }] of frozen.entries()) {
      expect(await seen(id)).toMatchObject({ state: 'LIVE', restarts: 1, process: { pid: again[at] } })
    }
  }

  async function narrowDown(): Promise<void> {
    const limitedAt = performance.now()
    narrow.gate.limit(highBytesPerSecond * 0.3)
    await reach(slow.id, 'DEGRADED', 15_000)
    console.log(`slow: ${Math.round(performance.now() - limitedAt)} ms, ${(await seen(slow.id)).failure!.message}`)
    const { failure } = await until(
      async () => {
        const now = await seen(slow.id)
        return shareOf(now) > 20 && shareOf(now) < 45 ? now : null
      },
      15_000,
      'the share to be told',
    )
    console.log(`slow: ${Math.round(performance.now() - limitedAt)} ms, ${failure!.message}, ${failure!.evidence}`)
    expect(failure).toMatchObject({ code: 'TOO_SLOW', evidence: expect.stringMatching(/kB wait in the connection/) })
    const title = 'Uplink is sent too slowly: This output carries'
    await until(async () => (await incidentsOf('Uplink'))[0]?.title.startsWith(title), 5000, 'the incident')
    expect(await incidentsOf('Uplink')).toMatchObject([{ cause: 'TOO_SLOW', closedAt: null }])
    const openedAt = performance.now()
    narrow.gate.limit(null)
    await reach(slow.id, 'LIVE', 15_000)
    console.log(`slow: LIVE again after ${Math.round(performance.now() - openedAt)} ms`)
    await until(async () => (await incidentsOf('Uplink'))[0]?.closedAt, 5000, 'the incident to be over')
    expect(await incidentsOf('Uplink')).toHaveLength(1)
    expect(await seen(slow.id)).toMatchObject({ failure: null, drops: 0, restarts: 0, process: { pid: pids.get(slow.id) } })
  }

  await Promise.all([freeze(), narrowDown()])
  expect(await seen(udp.id)).toMatchObject({ state: 'LIVE', drops: 0, process: { pid: pids.get(udp.id) } })
})
