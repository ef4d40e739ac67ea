import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PathNames } from '../../../src/domain/pathNames.ts'
import { HlsDoor, mostViewers } from '../../../src/worker/mediamtx/hlsDoor.ts'
import { VirtualClock } from '../../support/virtualClock.ts'

let clock: VirtualClock
let door: HlsDoor
let asked: string[]
let answer: (request: IncomingMessage, response: ServerResponse) => void
const never = new AbortController().signal
let sessions: number

const index = (session: string) => `#EXTM3U
#EXT-X-MEDIA:TYPE=AUDIO,URI="audio2_stream.m3u8?session=${session}"
video1_stream.m3u8?session=${session}
`

/** As MediaMTX: by the password to the index, by a session to the rest of the same path. */
function mediamtx(request: IncomingMessage, response: ServerResponse): void {
  const { pathname, searchParams } = new URL(request.url!, 'http://localhost')
  const session = searchParams.get('session')
  const isUser = request.headers.authorization === `Basic ${Buffer.from('reader:CANARY').toString('base64')}`
  if (pathname.endsWith('/index.m3u8'))
    return void (isUser ? response.end(index(`se-${++sessions}`)) : response.writeHead(401).end())
  if (session === null) return void response.writeHead(401).end()
  if (pathname.endsWith('.m3u8'))
    return void response.end(`#EXT-X-MAP:URI="a_init.mp4?session=${session}"\na_seg0.mp4?session=${session}\n`)
  if (pathname.endsWith('gone.mp4')) return void response.writeHead(404).end()
  response.end('bytes of the feed')
}

const server = createServer((request, response) => {
  asked.push(request.url!)
  answer(request, response)
})

beforeEach(async () => {
  asked = []
  sessions = 0
  answer = mediamtx
  clock = new VirtualClock()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  door = new HlsDoor({ clock, names: new PathNames('sdm-'), place: () => ({ url, user: 'reader', password: 'CANARY' }) })
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

async function open(file: string, viewer: string | null, inputId = '1', signal = never): Promise<string> {
  return text((await door.open({ inputId, file, viewer }, signal)).body)
}

async function begin(inputId = '1'): Promise<string> {
  return /viewer=([\w-]+)/.exec(await open('index.m3u8', null, inputId))![1]!
}

describe('the way to previews', () => {
  it('shows neither session nor password nor address, and leads to what they stand for', async () => {
    const playlist = await open('index.m3u8', null)
    const viewer = /video1_stream\.m3u8\?viewer=([\w-]+)$/m.exec(playlist)![1]!
    expect(playlist).toBe(index('se-1').replaceAll('session=se-1', `viewer=${viewer}`))
    const pieces = await open('video1_stream.m3u8', viewer)
    expect(pieces).toBe(`#EXT-X-MAP:URI="a_init.mp4?viewer=${viewer}"\na_seg0.mp4?viewer=${viewer}\n`)
    expect(await open('a_seg0.mp4', viewer)).toBe('bytes of the feed')
    expect(asked).toEqual([
      '/sdm-in-1/index.m3u8?cookieCheck=1',
      '/sdm-in-1/video1_stream.m3u8?session=se-1',
      '/sdm-in-1/a_seg0.mp4?session=se-1',
    ])
  })

  it('leads nowhere else', async () => {
    const viewer = await begin()
    asked.length = 0
    const elsewhere = [
      '..',
      '../in-2/index.m3u8',
      '%2e%2e%2fx.mp4',
      'a.mp4?x=y',
      'a/b.mp4',
      'v3.json',
      '.mp4',
      `${'a'.repeat(81)}.mp4`,
    ]
    for (const file of elsewhere) await expect(open(file, viewer), file).rejects.toMatchObject({ problem: 'ENDED' })
    // Of another input, of nobody, and of what is a name of every object.
    await expect(open('a_seg0.mp4', viewer, '2')).rejects.toMatchObject({ problem: 'ENDED' })
    for (const other of [null, '', 'se-1', '__proto__'])
      await expect(open('a_seg0.mp4', other)).rejects.toMatchObject({ problem: 'ENDED' })
    expect(asked).toEqual([])
  })

  it('is open to twelve players, each until it has not asked for 20 s', async () => {
    const viewers = await Promise.all(Array.from({ length: mostViewers }, () => begin()))
    await expect(begin()).rejects.toMatchObject({ problem: 'BUSY' })
    await clock.advance(15_000)
    await open('a_seg0.mp4', viewers[0]!)
    await clock.advance(10_000)
    expect(await open('a_seg1.mp4', viewers[0]!)).toBe('bytes of the feed')
    await expect(open('a_seg1.mp4', viewers[1]!)).rejects.toMatchObject({ problem: 'ENDED' })
    await Promise.all(Array.from({ length: mostViewers - 1 }, () => begin()))
    await expect(begin()).rejects.toMatchObject({ problem: 'BUSY' })
  })

  it('gives no player more than six files at once', async () => {
    const viewer = await begin()
    answer = (_request, response) => void response.writeHead(200).write('a first part')
    const leaving = new AbortController()
    const files = await Promise.all(
      Array.from({ length: 6 }, () => door.open({ inputId: '1', file: 'a_seg0.mp4', viewer }, leaving.signal)),
    )
    await expect(open('a_seg0.mp4', viewer)).rejects.toMatchObject({ problem: 'BUSY' })
    // One that is being sent for long is no player that has gone.
    await clock.advance(60_000)
    await expect(open('a_seg0.mp4', viewer)).rejects.toMatchObject({ problem: 'BUSY' })
    const closed = Promise.all(files.map(({ body }) => new Promise((resolve) => body.once('close', resolve))))
    leaving.abort()
    await closed
    answer = mediamtx
    expect(await open('a_seg0.mp4', viewer)).toBe('bytes of the feed')
  })

  it('keeps no place for a player whose file was never sent', async () => {
    const viewers = await Promise.all(Array.from({ length: mostViewers }, () => begin()))
    asked.length = 0
    answer = (_request, response) => void (asked.length > mostViewers / 2 ? response.destroy() : undefined)
    const leaving = new AbortController()
    const left = viewers.map((viewer) => open('video1_stream.m3u8', viewer, '1', leaving.signal))
    const told = left.map((file) => expect(file).rejects.toMatchObject({ problem: 'NOT_SHOWN' }))
    while (asked.length < mostViewers) await new Promise((resolve) => setImmediate(resolve))
    leaving.abort()
    await Promise.all(told)
    answer = mediamtx
    // They can go on, or be gone.
    expect(await open('a_seg0.mp4', viewers[0]!)).toBe('bytes of the feed')
    await clock.advance(20_001)
    await Promise.all(Array.from({ length: mostViewers }, () => begin()))
  })

  it('says so when a playlist is cut off, and counts that file once', async () => {
    const viewer = await begin()
    answer = (_request, response) => {
      response.writeHead(200, { 'content-length': 100 }).write('#EXTM3U')
      setImmediate(() => response.destroy())
    }
    await expect(open('video1_stream.m3u8', viewer)).rejects.toMatchObject({ problem: 'NOT_SHOWN' })
    await expect(open('index.m3u8', null)).rejects.toMatchObject({ problem: 'NOT_SHOWN' })
    answer = (_request, response) => void response.writeHead(200).write('a first part')
    const leaving = new AbortController()
    const file = () => door.open({ inputId: '1', file: 'a_seg0.mp4', viewer }, leaving.signal)
    await Promise.all(Array.from({ length: 6 }, file))
    await expect(file()).rejects.toMatchObject({ problem: 'BUSY' })
    leaving.abort()
  })

  it('says in words what MediaMTX does not give', async () => {
    const viewer = await begin()
    await expect(open('gone.mp4', viewer)).rejects.toMatchObject({ problem: 'NOT_SHOWN' })
    answer = (_request, response) => void response.writeHead(404).end('{"error":"CANARY"}')
    await expect(open('index.m3u8', null)).rejects.toMatchObject({
      problem: 'NOT_SHOWN',
      message: expect.not.stringContaining('CANARY'),
    })
    answer = (_request, response) => void response.writeHead(401).end()
    await expect(open('video1_stream.m3u8', viewer)).rejects.toMatchObject({ problem: 'ENDED' })
    answer = (request) => void request.socket.destroy()
    await expect(open('index.m3u8', null)).rejects.toMatchObject({ problem: 'NOT_SHOWN' })
    // Whom nothing was given holds no place.
    answer = mediamtx
    await Promise.all(Array.from({ length: mostViewers }, () => begin()))
  })

  it('gives up when the player does', async () => {
    const leaving = new AbortController()
    const cut = Promise.withResolvers<void>()
    answer = (_request, response) => void response.on('close', () => cut.resolve())
    const waiting = door.open({ inputId: '1', file: 'index.m3u8', viewer: null }, leaving.signal)
    const told = expect(waiting).rejects.toMatchObject({ problem: 'NOT_SHOWN' })
    while (asked.length === 0) await new Promise((resolve) => setImmediate(resolve))
    leaving.abort()
    await Promise.all([told, cut.promise])
  })
})
