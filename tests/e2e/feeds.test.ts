import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
import { sendDatagrams } from '../support/datagrams.ts'
import { feedFile, startFeed } from '../support/feed.ts'
import { startManager, until } from '../support/manager.ts'
import type { Manager } from '../support/manager.ts'
import { createInput, createOutput, output } from '../support/operations.ts'
import { ffmpegBin } from '../support/programs.ts'
import { startUdpReceiver } from '../support/udpReceiver.ts'

interface Seen {
  state: string
  listenUrl: string
  bitrateBps: number
  failure: { code: string; message: string; likelyCause: string | null; advice: string[]; evidence: string | null } | null
  tracks: { codec: string; width: number | null; channels: number | null }[]
}

async function seen({ api }: Manager, id: string): Promise<Seen> {
  const fields = 'state listenUrl bitrateBps failure { code message likelyCause advice evidence } tracks { codec width channels }'
  return (await api.query<{ input: Seen }>(`query ($id: ID!) { input(id: $id) { ${fields} } }`, { id })).input
}

/** Milliseconds until the input is so. */
async function untilSo(
  manager: Manager,
  id: string,
  what: string,
  isSo: (input: Seen) => boolean,
  withinMs: number,
): Promise<number> {
  const start = performance.now()
  let last: Seen | null = null
  try {
    await until(async () => isSo((last = await seen(manager, id))), withinMs, what)
  } catch (error) {
    throw new Error(`The input was last seen as ${JSON.stringify(last)}`, { cause: error })
  }
  return performance.now() - start
}

function untilState(manager: Manager, id: string, state: string, withinMs = 5000): Promise<number> {
  return untilSo(manager, id, `input ${id} to be ${state}`, (input) => input.state === state, withinMs)
}

beforeAll(async () => {
  await feedFile()
  await feedFile({ size: '1280x720' })
  await feedFile({ video: 'libx265', audio: 'mp2' })
})

// Most of their time is waiting: together they take as long as the longest.
describe.concurrent('feeds', () => {
  it('multicast groups on one port arrive apart, from the sender that is asked for', async () => {
    await using manager = await startManager()
    const udpPort = manager.udpPorts.start
    const lo = { udpPort, listenAddress: '127.0.0.1' }
    const small = await createInput(manager.api, { ...lo, multicastGroup: '239.255.77.1' })
    const large = await createInput(manager.api, { ...lo, multicastGroup: '239.255.77.2' })
    const choosy = await createInput(manager.api, { ...lo, multicastGroup: '239.255.77.3', sourceAddress: '127.0.0.9' })
    const tested = await createInput(manager.api, { ...lo, multicastGroup: '239.255.77.4' })
    await expect(createInput(manager.api, { ...lo, multicastGroup: '239.255.77.1' })).rejects.toThrow(/taken by input/)
    expect((await seen(manager, small.id)).listenUrl).toBe(`udp://239.255.77.1:${udpPort}`)
    await manager.api.query('mutation ($id: ID!) { startTestSignal(inputId: $id, seconds: 30) { __typename } }', {
      id: tested.id,
    })

    await using _small = await startFeed({ host: '239.255.77.1', port: udpPort, from: '127.0.0.1' })
    await using _large = await startFeed({
      host: '239.255.77.2',
      port: udpPort,
      from: '127.0.0.1',
      file: await feedFile({ size: '1280x720' }),
    })
    await using _other = await startFeed({ host: '239.255.77.3', port: udpPort, from: '127.0.0.8' })
    await untilState(manager, small.id, 'LIVE')
    await untilState(manager, large.id, 'LIVE')
    await untilState(manager, tested.id, 'LIVE')
    await sleep(1000)
    expect((await seen(manager, small.id)).tracks[0]).toMatchObject({ width: 640 })
    expect((await seen(manager, large.id)).tracks[0]).toMatchObject({ width: 1280 })
    expect((await seen(manager, choosy.id)).state).toBe('WAITING')
    await using _right = await startFeed({ host: '239.255.77.3', port: udpPort, from: '127.0.0.9' })
    await untilState(manager, choosy.id, 'LIVE')
  })

  it('a feed whose resolution or codecs change is followed, and so is its output', async () => {
    await using manager = await startManager()
    const { api } = manager
    await using receiver = await startUdpReceiver()
    const camera = await createInput(api)
    const target = await createOutput(api, { inputId: camera.id, protocol: 'UDP', url: `udp://127.0.0.1:${receiver.port}` })
    const first = await startFeed({ port: camera.udpPort })
    await untilState(manager, camera.id, 'LIVE')
    await until(async () => (await output(api, target.id)).state === 'LIVE', 8000, 'the output to be LIVE')
    await first.kill()

    const changes = [
      { kind: { video: 'libx265', audio: 'mp2' }, tracks: ['H265', 640, 'MPEG-1/2 Audio'], decoded: /Video: hevc.* 640x360/ },
      { kind: { size: '1280x720' }, tracks: ['H264', 1280, 'MPEG-4 Audio'], decoded: /Video: h264.* 1280x720/ },
    ] as const
    for (const { kind, tracks, decoded } of changes) {
      // The next sender begins at once: MediaMTX itself sees no end of the feed.
      await using _feed = await startFeed({ port: camera.udpPort, file: await feedFile(kind) })
      const isNew = ({ tracks: [video, audio], state }: Seen) =>
        state === 'LIVE' && [video?.codec, video?.width, audio?.codec].join() === tracks.join()
      await untilSo(manager, camera.id, tracks.join(', '), isNew, 8000)
      await until(async () => (await output(api, target.id)).state === 'LIVE', 8000, 'the output to be LIVE again')
      receiver.take()
      await sleep(1500)
      expect(await contentOf(receiver.take())).toMatch(decoded)
      expect(await output(api, target.id)).toMatchObject({ attempt: 0, failure: null })
    }
  })

  it('what arrives and is no clean feed is told in words', async () => {
    await using manager = await startManager()
    const { api } = manager
    const file = await feedFile()
    const [silent, noise, large, damaged, twofold, flooded] = [
      await createInput(api),
      await createInput(api),
      await createInput(api),
      await createInput(api),
      await createInput(api),
      await createInput(api),
    ]
    await using _noise = await sendDatagrams({ port: noise.udpPort, file, change: (datagram) => datagram.subarray(7) })
    await using _large = await sendDatagrams({ port: large.udpPort, file, bytesPerDatagram: 1880 })
    await using _one = await startFeed({ port: twofold.udpPort })
    await using _flood = await startFeed({ port: flooded.udpPort })
    {
      const cut = (datagram: Buffer, index: number) => (index % 7 === 6 ? datagram.subarray(50) : datagram)
      await using _damaged = await sendDatagrams({ port: damaged.udpPort, file, change: cut })
      await untilState(manager, damaged.id, 'DEGRADED')
    }
    await using _mended = await startFeed({ port: damaged.udpPort })
    expect((await seen(manager, damaged.id)).failure).toMatchObject({
      code: 'BAD_FEED',
      message: expect.stringContaining('arrives damaged'),
    })

    await untilState(manager, twofold.id, 'LIVE')
    // Each tells a time of its own.
    await sleep(2000)
    await using _other = await startFeed({ port: twofold.udpPort })
    await untilState(manager, twofold.id, 'DEGRADED', 20_000)
    expect((await seen(manager, twofold.id)).failure?.message).toContain('More than one sender')

    await untilState(manager, flooded.id, 'LIVE')
    const mediamtx = manager.mediamtx.pid()
    {
      await using _burst = await sendDatagrams({ port: flooded.udpPort, file, bitsPerSecond: 200e6 })
      // By another process, since this one is busy sending: were it silent for longer, it would be replaced.
      await promisify(execFile)('sh', ['-c', `kill -STOP ${mediamtx}; sleep 0.7; kill -CONT ${mediamtx}`])
    }
    await untilSo(manager, flooded.id, 'lost datagrams', ({ failure }) => failure?.code === 'TOO_SLOW', 5000)
    for (const { id } of [damaged, flooded])
      await until(async () => (await errorsOf(manager, id)) > 0, 2000, 'errors to be counted')

    await untilState(manager, noise.id, 'FAILED', 15_000)
    const message = `Packets arrive on UDP port ${noise.udpPort}, but they are no MPEG-TS.`
    expect((await seen(manager, noise.id)).failure).toMatchObject({ code: 'BAD_FEED', message })
    await untilState(manager, large.id, 'FAILED', 15_000)
    expect((await seen(manager, large.id)).failure?.advice[0]).toContain('pkt_size=1316')
    expect((await seen(manager, silent.id)).state).toBe('WAITING')
    await untilState(manager, damaged.id, 'LIVE', 12_000)
  })
})

/** Packets that were damaged or lost at an input, as its metrics have counted them in the last minutes. */
async function errorsOf({ api }: Manager, inputId: string): Promise<number> {
  const query = 'query ($inputId: ID!) { metrics(inputId: $inputId) { points { errors } } }'
  const { metrics } = await api.query<{ metrics: { points: { errors: number }[] } }>(query, { inputId })
  return metrics.points.reduce((sum, { errors }) => sum + errors, 0)
}

/** What FFmpeg says of a transport stream that it decodes. */
async function contentOf(bytes: Buffer): Promise<string> {
  const child = spawn(ffmpegBin(), ['-hide_banner', '-f', 'mpegts', '-i', 'pipe:0', '-frames:v', '5', '-f', 'null', '-'])
  let printed = ''
  child.stderr.on('data', (chunk) => (printed += chunk))
  child.stdin.on('error', () => {})
  child.stdin.end(bytes)
  await once(child, 'close')
  expect(printed).toMatch(/frame= *5/)
  return printed
}
