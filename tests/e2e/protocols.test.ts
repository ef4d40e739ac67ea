import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { decodeBytes, decodeUrl } from '../support/decode.ts'
import { feedFile, startFeed } from '../support/feed.ts'
import { descendants, startManager, until } from '../support/manager.ts'
import { publisher, startMediaServer } from '../support/mediaServer.ts'
import { createInput, createOutput, output, outputs, updateOutput } from '../support/operations.ts'
import { startRtmpDestination } from '../support/rtmpDestination.ts'
import { startUdpReceiver } from '../support/udpReceiver.ts'

it('every kind of output that calls its destination is decoded there, and RTMPS trusts only what is verified', async () => {
  await using trusted = await startMediaServer()
  await using stranger = await startMediaServer()
  await using receiver = await startUdpReceiver()
  // Where something is forbidden RTMPS is held until it is known where it connected to.
  const forbidden = { FORBIDDEN_DESTINATIONS: '10.0.0.0/8' }
  await using manager = await startManager({ SSL_CERT_FILE: trusted.certificateFile, ...forbidden })
  const { api } = manager
  const camera = await createInput(api)
  await using _feed = await startFeed({ port: camera.udpPort })
  const { user, password, passphrase } = publisher
  const create = (name: string, protocol: string, url: string, more = {}) =>
    createOutput(api, { inputId: camera.id, name, protocol, url, reconnectDelaySeconds: 1, ...more })

  const login = `user=${user}&pass=${password}`
  const srt = `srt://127.0.0.1:${trusted.srtPort}`
  const made = [
    await create(
      'srt',
      'SRT_CALLER',
      `${srt}?mode=caller&streamid=publish:srt:${user}:${password}&passphrase=${passphrase}&pbkeylen=32`,
      {
        latencyMs: 200,
      },
    ),
    await create('srt-id', 'SRT_CALLER', `${srt}?streamid=#!::m=publish,r=srt-id,u=${user},s=${password}`, {
      passphrase,
      packetSize: 1128,
    }),
    await create('rtsp', 'RTSP', `rtsp://127.0.0.1:${trusted.rtspPort}/rtsp`, { username: user, password }),
    await create('app/rtmps', 'RTMP', `rtmps://localhost:${trusted.rtmpsPort}/app/rtmps?${login}`),
    await create('app/rtmp', 'RTMP', `rtmp://127.0.0.1:${trusted.rtmpPort}/app`, { streamKey: `rtmp?${login}` }),
  ]
  const udp = await create('udp', 'UDP', `udp://239.255.40.1:${receiver.port}?ttl=1&localaddr=127.0.0.1`)
  receiver.join('239.255.40.1')
  const untrusted = await create('app/untrusted', 'RTMP', `rtmps://localhost:${stranger.rtmpsPort}/app/untrusted?${login}`)

  const otherName = await create('app/other', 'RTMP', `rtmps://127.0.0.1:${trusted.rtmpsPort}/app/other?${login}`)

  for (const { id, name } of made) {
    await until(async () => (await output(api, id)).state === 'LIVE', 15_000, `${name} to be LIVE`)
    const decoded = await decodeUrl(trusted.readUrl(name), 2)
    expect(decoded.videoFrames, name).toBeGreaterThan(10)
  }
  expect((await output(api, udp.id)).state).toBe('LIVE')
  expect((await decodeBytes(receiver.take())).videoFrames).toBeGreaterThan(10)

  // What cannot be verified is not sent to, until a person says so.
  const failed = await until(async () => (await output(api, untrusted.id)).failure, 10_000, 'the certificate to be refused')
  expect(failed.code).toBe('TLS')
  // A certificate that is trusted, but of another host.
  expect((await output(api, otherName.id)).failure?.code).toBe('TLS')
  await updateOutput(api, untrusted.id, { allowInvalidCertificate: true })
  await until(async () => (await output(api, untrusted.id)).state === 'LIVE', 10_000, 'the output to be LIVE')
  expect((await decodeUrl(stranger.readUrl('app/untrusted'), 2)).videoFrames).toBeGreaterThan(10)

  // What acknowledges, and lasts, is confirmed.
  await until(async () => (await output(api, made[0]!.id)).delivery === 'CONFIRMED', 10_000, 'SRT to be confirmed')
  expect((await output(api, made[2]!.id)).delivery).toBe('CONFIRMED')
  expect((await output(api, udp.id)).delivery).toBe('UNCONFIRMED')

  await sleep(500)
  const told =
    JSON.stringify([await outputs(api), await api.query('{ logs(first: 1000, level: DEBUG) { lines { text } } }')]) +
    manager.printed()
  for (const secret of [password, passphrase]) expect(told).not.toContain(secret)
  // FFmpeg quotes its addresses, so this can be heard only because it was masked.
  expect(told).toContain(`rtsp://${user}:****@127.0.0.1`)
  // The password for RTSP alone stands in arguments: FFmpeg has no other way for it.
  const shown = descendants(manager.pid).map(({ args }) => args.join(' '))
  expect(shown.filter((args) => args.includes(passphrase))).toEqual([])
  expect(shown.filter((args) => args.includes(password))).toEqual([expect.stringContaining(`rtsp://${user}:${password}@`)])
})

it('a codec that the destination cannot carry is told before anything is started', async () => {
  await using destination = await startRtmpDestination()
  await using manager = await startManager()
  const { api } = manager
  const camera = await createInput(api)
  const { id } = await createOutput(api, { inputId: camera.id, protocol: 'RTMP', url: `${destination.url}/key` })
  await using _feed = await startFeed({ port: camera.udpPort, file: await feedFile({ audio: 'ac3' }) })
  await until(async () => (await output(api, id)).state === 'FAILED', 10_000, 'the output to be FAILED')
  expect(await output(api, id)).toMatchObject({
    failure: { code: 'CODEC_NOT_CARRIED', evidence: 'AC3' },
    restarts: 0,
    process: null,
  })
  expect(destination.gate.accepts).toBe(0)
})
