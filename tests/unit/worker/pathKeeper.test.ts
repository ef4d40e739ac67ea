import { beforeEach, describe, expect, it } from 'vitest'
import { MediamtxClient } from '../../../src/worker/mediamtx/client.ts'
import type { PathSettings } from '../../../src/worker/mediamtx/client.ts'
import { PathKeeper } from '../../../src/worker/mediamtx/pathKeeper.ts'
import type { Request } from '../../../src/worker/mediamtx/request.ts'
import { settle, VirtualClock } from '../../support/virtualClock.ts'

/** What MediaMTX's API does with paths, as far as the keeper sees it. */
class FakeServer {
  readonly paths = new Map<string, PathSettings>()
  readonly calls: string[] = []
  readonly refuses = new Set<string>()
  down = false

  readonly request: Request = async (url, { method, body }) => {
    if (this.down) throw new TypeError('no connection')
    const name = url.split('/').at(-1)!
    this.calls.push(`${method} ${name}`)
    if (this.refuses.has(name)) return Response.json({ status: 'error', error: 'invalid source' }, { status: 400 })
    if (method === 'POST') this.paths.set(name, JSON.parse(String(body)) as PathSettings)
    else if (!this.paths.delete(name)) return Response.json({ status: 'error', error: 'path not found' }, { status: 404 })
    return Response.json({ status: 'ok' })
  }
}

const here: PathSettings = { source: 'udp+mpegts://0.0.0.0:5001' }
const there: PathSettings = { source: 'udp+mpegts://0.0.0.0:5002' }

let clock: VirtualClock
let server: FakeServer
let client: MediamtxClient
let keeper: PathKeeper
let refusals: string[]
let mistakes: string[]
let onDone: () => void

beforeEach(() => {
  clock = new VirtualClock()
  server = new FakeServer()
  client = new MediamtxClient({ url: 'http://127.0.0.1:1', user: 'u', password: 'p', clock, request: server.request })
  refusals = []
  mistakes = []
  onDone = () => {}
  keeper = new PathKeeper(clock, (name) => name.startsWith('in-'), {
    onDone: () => onDone(),
    onRefused: (name, message) => refusals.push(`${name}: ${message}`),
    onMistake: (error) => mistakes.push(String(error)),
  })
})

/** Lets calls to the server run, which take no time here. */
async function idle(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await settle()
}

describe('the paths of MediaMTX', () => {
  it('are tended on after a listener failed', async () => {
    keeper.connected(client, [])
    onDone = () => {
      throw new Error('a mistake of ours')
    }
    keeper.wish('in-1', here)
    await idle()
    expect(mistakes).toEqual(['Error: a mistake of ours'])
    onDone = () => {}
    keeper.wish('in-2', there)
    await idle()
    expect([...server.paths.keys()]).toEqual(['in-1', 'in-2'])
  })

  it('become what is wished, and what is wished no more goes first; others are left alone', async () => {
    server.paths.set('in-7', here).set('mine', there)
    keeper.wish('in-1', here)
    keeper.connected(client, [
      { name: 'in-7', ...here },
      { name: 'mine', ...there },
    ])
    await idle()
    expect(server.calls).toEqual(['DELETE in-7', 'POST in-1'])
    expect([...server.paths.keys()]).toEqual(['mine', 'in-1'])
  })

  it('are not touched when they are right', async () => {
    keeper.wish('in-1', here)
    keeper.connected(client, [{ name: 'in-1', ...here }])
    keeper.wish('in-1', { ...here })
    await idle()
    expect(server.calls).toEqual([])
  })

  it('follow their settings', async () => {
    keeper.wish('in-1', here)
    keeper.connected(client, [])
    await idle()
    keeper.wish('in-1', there)
    await idle()
    expect(server.paths.get('in-1')).toEqual(there)
  })

  it('are removed and made again on demand', async () => {
    keeper.wish('in-1', here)
    keeper.connected(client, [{ name: 'in-1', ...here }])
    keeper.remake('in-1')
    expect(keeper.isSettled('in-1', clock.now())).toBe(false)
    await idle()
    expect(server.calls).toEqual(['DELETE in-1', 'POST in-1'])
    expect(keeper.isSettled('in-1', clock.now())).toBe(false)
    await clock.advance(1)
    expect(keeper.isSettled('in-1', clock.now())).toBe(true)
  })

  it('that vanished are made again, but not by the word of a list that is older than they are', async () => {
    keeper.wish('in-1', here)
    keeper.connected(client, [])
    await idle()
    keeper.listed(new Set(), clock.now())
    await idle()
    expect(server.calls).toEqual(['POST in-1'])
    await clock.advance(400)
    keeper.listed(new Set(), clock.now())
    await idle()
    expect(server.calls).toEqual(['POST in-1', 'POST in-1'])
  })

  it('that are refused do not keep others waiting, and are tried again', async () => {
    server.refuses.add('in-1')
    keeper.wish('in-1', here)
    keeper.wish('in-2', there)
    keeper.connected(client, [])
    await idle()
    expect([...server.paths.keys()]).toEqual(['in-2'])
    expect(refusals).toEqual(['in-1: invalid source'])
    server.refuses.clear()
    await clock.advance(400)
    keeper.listed(new Set(['in-2']), clock.now())
    await idle()
    expect([...server.paths.keys()]).toEqual(['in-2', 'in-1'])
  })

  it('wait while MediaMTX is down, and all come back with it', async () => {
    keeper.wish('in-1', here)
    keeper.connected(client, [])
    await idle()
    server.down = true
    server.paths.clear()
    keeper.disconnected()
    keeper.wish('in-2', there)
    await idle()
    expect(keeper.holds('in-1')).toBe(false)
    server.down = false
    keeper.connected(client, [])
    await idle()
    expect([...server.paths.keys()]).toEqual(['in-1', 'in-2'])
  })
})
