import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { decodeBytes, decodeUrl } from '../support/decode.ts'
import { startFeed } from '../support/feed.ts'
import { descendants, runs, startManager, until } from '../support/manager.ts'
import { change, createInput, createOutput, input, output, outputs } from '../support/operations.ts'
import { startRtmpDestination } from '../support/rtmpDestination.ts'
import { startUdpReceiver } from '../support/udpReceiver.ts'

const canary = 'canary-5d1c8a7e'

it('a feed reaches an RTMP destination and a UDP socket, decoded, and no stream key is told to anyone', async () => {
  await using manager = await startManager({ LOG_LEVEL: 'DEBUG' })
  const { api } = manager
  await using destination = await startRtmpDestination()
  await using receiver = await startUdpReceiver()
  const camera = await createInput(api)
  expect(camera.state).toBe('WAITING')

  // Everything that the server says while it works.
  const heard: string[] = []
  const follow = async (subscription: string) => {
    try {
      for await (const answer of api.follow(subscription)) heard.push(JSON.stringify(answer))
    } catch {
      // The server ends before the test does.
    }
  }
  for (const subscription of [
    'subscription { outputEvents { kind outputs { id url failure { message evidence advice } } output { id state url failure { message evidence } } } }',
    'subscription { inputEvents { kind inputs { id name } input { id name state failure { message evidence } outputs { url } } } }',
    'subscription { logLines(level: DEBUG, last: 1000) { id source level text } }',
    'subscription { statistics { inputs { id bitrateBps } outputs { id bitrateBps bytesSent } } }',
  ])
    void follow(subscription)

  const rtmp = await createOutput(api, { inputId: camera.id, protocol: 'RTMP', url: `${destination.url}/${canary}` })
  const udp = await createOutput(api, { inputId: camera.id, protocol: 'UDP', url: `udp://127.0.0.1:${receiver.port}` })
  expect((await output(api, rtmp.id)).state).toBe('WAITING_INPUT')

  await using feed = await startFeed({ port: camera.udpPort })
  await until(async () => (await input(api, camera.id)).state === 'LIVE', 10_000, 'the input to be LIVE')
  expect((await input(api, camera.id)).tracks.map(({ codec }) => codec)).toEqual(['H264', 'MPEG-4 Audio'])

  await until(async () => (await outputs(api)).every(({ state }) => state === 'LIVE'), 15_000, 'both outputs to be LIVE')
  expect(await output(api, rtmp.id)).toMatchObject({ delivery: 'CONFIRMED', attempt: 0, restarts: 0, failure: null })
  expect(await output(api, udp.id)).toMatchObject({ delivery: 'UNCONFIRMED', failure: null })

  // "Live" is what a receiver can decode.
  await sleep(2000)
  const fromUdp = await decodeBytes(receiver.take())
  expect(fromUdp.videoFrames).toBeGreaterThan(20)
  const fromRtmp = await decodeUrl(destination.readUrl(canary), 2)
  expect(fromRtmp.videoFrames).toBeGreaterThan(20)
  const { bytesSent } = await output(api, udp.id)
  expect(bytesSent).toBeGreaterThan(receiver.bytes * 0.5)
  expect(bytesSent).toBeLessThan(receiver.bytes * 1.1)

  // A wanted stop: the process goes, and the neighbour does not notice.
  const pids = (await outputs(api)).map(({ process }) => process!.pid)
  await change(api, 'stopOutput', rtmp.id)
  await until(async () => (await output(api, rtmp.id)).state === 'STOPPED', 6000, 'the output to be STOPPED')
  expect(runs(pids[0]!)).toBe(false)
  expect((await output(api, udp.id)).process!.pid).toBe(pids[1])
  await change(api, 'startOutput', rtmp.id)
  await until(async () => (await output(api, rtmp.id)).state === 'LIVE', 10_000, 'the output to be LIVE again')

  // A failure whose words could quote the address.
  await destination.gate.shut()
  await until(async () => (await output(api, rtmp.id)).failure?.code === 'REFUSED', 10_000, 'the failure to be told')
  const failed = await output(api, rtmp.id)
  expect(failed.url).toBe(`rtmp://127.0.0.1:${destination.gate.port}/live/****`)

  const answers = await api.query(
    '{ inputs { id outputs { id url failure { message likelyCause advice evidence } } } logs(first: 1000, level: DEBUG) { lines { text } } system { ffmpeg { detail } mediamtx { detail } } }',
  )
  await change(api, 'deleteInput', camera.id)
  await until(
    () => descendants(manager.pid).every(({ args }) => !args.join(' ').includes('progress')),
    8000,
    'every sender to be gone',
  )
  await feed.stop()
  const stoppingAt = performance.now()
  expect(await manager.stop()).toBe(0)
  expect(performance.now() - stoppingAt).toBeLessThan(6000)

  expect(heard.length).toBeGreaterThan(10)
  expect(heard.join('\n')).not.toContain(canary)
  expect(JSON.stringify(answers)).not.toContain(canary)
  expect(manager.printed()).not.toContain(canary)
  for (const file of readdirSync(manager.dataDir)) {
    expect(readFileSync(join(manager.dataDir, file), 'latin1').includes(canary), `the stream key in ${file}`).toBe(false)
  }
})
