import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { askToRead, lookAtStream } from '../../../src/worker/mediamtx/rtspLook.ts'
import { rtspAnswer, startRtsp } from '../../support/rtspServer.ts'
import { until } from '../../support/until.ts'
import { VirtualClock } from '../../support/virtualClock.ts'

const audio = 'm=audio 0 RTP/AVP 97\r\na=control:trackID=1\r\na=rtpmap:97 MPEG4-GENERIC/48000\r\n'
const video = 'm=video 0 RTP/AVP 96\r\na=control:trackID=0\r\na=rtpmap:96 H264/90000\r\n'
const session = (...medias: string[]) => `v=0\r\ns=stream\r\n${medias.join('')}`

/** An interleaved RTP packet: its time, and the first byte of what it carries. */
function packet(rtpTime: number, firstByte: number, channel = 0): Buffer {
  const rtp = Buffer.alloc(14)
  rtp[0] = 0x80
  rtp.writeUInt32BE(rtpTime, 4)
  rtp[12] = firstByte
  return Buffer.concat([Buffer.from([0x24, channel, 0, rtp.length]), rtp])
}

const url = (port: number) => `rtsp://reader:p%40ss@127.0.0.1:${port}/in-1`

/** A server that plays what `description` says and then sends `packets`, and leaves. */
const playing = (description: string, packets: readonly (Buffer | string)[]) =>
  startRtsp((method, send, socket) => {
    if (method === 'DESCRIBE') return rtspAnswer('200 OK', description)
    if (method === 'SETUP') return rtspAnswer('200 OK', '', 'Session: abc;timeout=60\r\n')
    send(rtspAnswer('200 OK'))
    for (const one of packets) send(one)
    socket.end()
    return null
  })

describe('a look at a stream', () => {
  it('takes the first video, asks with the credentials, and tells the times and kinds of what comes', async () => {
    const packets = [
      packet(0, 0x67),
      packet(0, 0x65),
      packet(3000, 0x41, 1),
      packet(3000, 0x41),
      packet(6000, 0x41),
      packet(9000, 0x41),
    ]
    await using server = await playing(session(audio, video), packets)
    const sample = await lookAtStream(url(server.port), new VirtualClock())
    expect(sample).toMatchObject({ codec: 'H264', clockRate: 90_000, nalTypes: [7, 5, 1, 1, 1] })
    expect(sample!.times.map(({ rtpTime }) => rtpTime)).toEqual([0, 3000, 6000, 9000])
    const base = `rtsp://127.0.0.1:${server.port}/in-1`
    expect(server.asked).toEqual([`DESCRIBE ${base}`, `SETUP ${base}/trackID=0`, `PLAY ${base}`])
    expect(server.heard[0]).toContain(`Basic ${Buffer.from('reader:p@ss').toString('base64')}`)
    expect(server.heard[2]).toContain('Session: abc\r\n')
  })

  it('takes the first track where there is no video, at the address that it names, and what came until it left', async () => {
    const elsewhere = audio.replace('control:', 'control:rtsp://127.0.0.1/other/')
    const packets = [packet(0, 1), Buffer.from([0x24, 0, 0, 1, 9]), packet(1024, 1)]
    await using server = await playing(session(elsewhere), packets)
    const sample = await lookAtStream(url(server.port), new VirtualClock())
    expect(sample).toMatchObject({ codec: 'MPEG4-GENERIC', clockRate: 48_000 })
    expect(sample!.times.map(({ rtpTime }) => rtpTime)).toEqual([0, 1024])
    expect(server.asked[1]).toBe('SETUP rtsp://127.0.0.1/other/trackID=1')
  })

  it.each([
    ['nothing is described', session()],
    ['a track has no name of its codec', session('m=video 0 RTP/AVP 96\r\na=control:trackID=0\r\n')],
  ])('tells nothing where %s', async (_, description) => {
    await using server = await playing(description, [])
    expect(await lookAtStream(url(server.port), new VirtualClock())).toBeNull()
    expect(server.asked).toHaveLength(1)
  })

  it.each([
    ['refuses', () => rtspAnswer('404 Not Found')],
    ['answers as no RTSP server does', () => 'HTTP/1.1 400 Bad Request\r\n\r\n'],
  ])('tells nothing of one that %s', async (_, answer) => {
    await using server = await startRtsp(answer)
    expect(await lookAtStream(url(server.port), new VirtualClock())).toBeNull()
  })

  it('tells nothing of one that leaves in the midst of an answer', async () => {
    await using server = await startRtsp((_method, send, socket) => {
      send('RTSP/1.0 200 OK\r\nContent-Length: 500\r\n\r\nv=0')
      socket.end()
      return null
    })
    expect(await lookAtStream(url(server.port), new VirtualClock())).toBeNull()
  })

  it('tells nothing where what follows are no packets', async () => {
    await using server = await playing(session(video), ['this is no packet at all'])
    expect(await lookAtStream(url(server.port), new VirtualClock())).toBeNull()
  })
})

describe('whether a path can be read', () => {
  it.each([
    ['GRANTED', '200 OK'],
    ['GRANTED', '404 Not Found'],
    ['REFUSED', '401 Unauthorized'],
    ['UNKNOWN', '400 Bad Request'],
  ])('is %s by %s', async (verdict, status) => {
    await using server = await startRtsp(() => rtspAnswer(status))
    expect(await askToRead(url(server.port), new VirtualClock())).toBe(verdict)
  })

  it('is not known of one that stays silent for six seconds, nor where nobody is', async () => {
    const clock = new VirtualClock()
    const server = await startRtsp(() => null)
    const answer = askToRead(url(server.port), clock)
    await until(() => server.asked.length === 1, 3000, 'the question')
    await clock.advance(5900)
    expect(await Promise.race([answer, Promise.resolve('waits')])).toBe('waits')
    await clock.advance(100)
    expect(await answer).toBe('NO_ANSWER')
    await server[Symbol.asyncDispose]()
    expect(await askToRead(url(server.port), new VirtualClock())).toBe('NO_ANSWER')
  })

  it('is asked from an address of its own, so that it is known in the log', async () => {
    let from: string | undefined
    await using server = await startRtsp((_method, _send, socket) => {
      from = socket.remoteAddress
      return rtspAnswer('200 OK')
    })
    await askToRead(url(server.port), new VirtualClock())
    expect(from).toBe('127.0.0.2')
    const other = connect(server.port, '127.0.0.1')
    other.write('OPTIONS x')
    await until(() => from === '127.0.0.1', 3000, 'another one')
    other.destroy()
  })
})
