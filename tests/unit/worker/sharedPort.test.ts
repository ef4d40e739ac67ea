import { beforeEach, describe, expect, it } from 'vitest'
import { PathNames } from '../../../src/domain/pathNames.ts'
import type { Cause } from '../../../src/domain/failure.ts'
import { MediamtxClient } from '../../../src/worker/mediamtx/client.ts'
import type { SrtConnection } from '../../../src/worker/mediamtx/client.ts'
import type { Life } from '../../../src/worker/mediamtx/life.ts'
import { PathKeeper } from '../../../src/worker/mediamtx/pathKeeper.ts'
import { MediamtxSharedPort } from '../../../src/worker/mediamtx/sharedPort.ts'
import type { SharedListener } from '../../../src/worker/sharedPort.ts'
import { FakeMediamtx } from '../../support/fakeMediamtx.ts'
import { VirtualClock } from '../../support/virtualClock.ts'

const busy: Cause = { code: 'PORT_BUSY', message: 'held by nc (pid 9)', likelyCause: null, advice: [], evidence: null }
const listener = (id: string, changes: Partial<SharedListener> = {}): SharedListener => ({
  ...{ outputId: id, inputId: '1', passphrase: null, accessToken: `token-${id}` },
  ...changes,
})
const caller = (path: string, bytesSent: number, changes: Partial<SrtConnection> = {}): SrtConnection => ({
  ...{ id: `${path}-a`, state: 'read', path, bytesSent, packetsReceivedACK: bytesSent, packetsSendLoss: 0, packetsSendDrop: 0 },
  ...changes,
})

let clock: VirtualClock
let server: FakeMediamtx
let keeper: PathKeeper
let port: MediamtxSharedPort
let life: Life
/** What a look at the SRT server finds; to reject is to find out nothing. */
let found: () => Promise<Cause | null>
let looks: number
let said: string[]
let faults: (string | null)[]
/** By output: lines for its log, and how often its sight differed. */
let lines: string[]
let changes: number

const events = { onChange: () => (changes += 1), onLine: (level: string, text: string) => void lines.push(`${level} ${text}`) }

function lifeOf(isShared: boolean): Life {
  return {
    client: new MediamtxClient({ url: 'http://127.0.0.1:1', user: 'u', password: 'p', clock, request: server.request }),
    srt: {
      isShared,
      look: () => {
        looks += 1
        return found()
      },
      settings: (callers) => ({ srt: true, srtAddress: '0.0.0.0:8890', authInternalUsers: [...callers] }),
    },
    readUrl: (path) => `rtsp://127.0.0.1:8554/${path}`,
    ...{ hls: null, detail: () => '', silence: () => '', kill: null },
  }
}

/** MediaMTX answers from now on; resolves when it was told everything. */
async function connect(): Promise<void> {
  keeper.connected(life.client, [])
  port.connected()
  await clock.advance(100)
}

beforeEach(() => {
  clock = new VirtualClock()
  server = new FakeMediamtx()
  found = async () => null
  looks = 0
  said = []
  faults = []
  lines = []
  changes = 0
  const names = new PathNames()
  keeper = new PathKeeper(clock, (name) => names.isPath(name), {
    onDone: (name) => port.done(name),
    onRefused: (name, message) => port.refused(name, message),
    onMistake: (error) => said.push(String(error)),
  })
  port = new MediamtxSharedPort({
    ...{ clock, names, keeper, redact: (text: string) => text.replaceAll('token-7', '****') },
    say: (level, text) => said.push(`${level} ${text}`),
    onFault: (fault) => faults.push(fault?.code ?? null),
  })
  life = lifeOf(false)
})

describe('the shared SRT port', () => {
  it('opens an output once its path and its user are there, and lets nobody else in', async () => {
    port.open(listener('7', { passphrase: 'a-passphrase' }), events)
    expect(port.sight('7')).toMatchObject({ isOpen: false, isClosed: false, fault: null })
    port.begin(life)
    await connect()
    expect(port.sight('7').isOpen).toBe(true)
    expect(server.configured.get('out-7')).toMatchObject({
      ...{ source: 'rtsp://127.0.0.1:8554/in-1', sourceOnDemand: true, srtReadPassphrase: 'a-passphrase' },
    })
    const [user, ...more] = server.globals.authInternalUsers!
    expect(more).toEqual([])
    expect(user).toMatchObject({ user: 'caller-7', permissions: [{ action: 'read', path: 'out-7' }] })
    expect(JSON.stringify(server.globals)).not.toContain('token-7')
  })

  it('is left alone by the same wish, and drops callers by a changed one', async () => {
    port.begin(life)
    port.open(listener('7'), events)
    await connect()
    const before = [server.changes.length, changes]
    port.open(listener('7'), events)
    await clock.advance(100)
    expect([server.changes.length, changes]).toEqual(before)
    port.see([caller('out-7', 1000)], clock.now())
    port.open(listener('7', { passphrase: 'new-passphrase' }), events)
    await clock.advance(100)
    expect(server.configured.get('out-7')?.srtReadPassphrase).toBe('new-passphrase')
    expect(port.sight('7')).toMatchObject({ isOpen: true, callers: 1, bytesSent: 1000 })
  })

  it('is closed for an output only when its path and its callers are gone', async () => {
    port.begin(life)
    port.open(listener('7'), events)
    port.open(listener('8'), events)
    await connect()
    port.see([caller('out-7', 1000), caller('out-8', 50)], clock.now())
    expect(port.sight('7')).toMatchObject({ callers: 1, isAcknowledged: true })
    port.close('7')
    await clock.advance(100)
    expect(server.configured.has('out-7')).toBe(false)
    expect(port.sight('7')).toMatchObject({ isOpen: false, isClosed: false, callers: 1 })
    port.see([caller('out-8', 50)], clock.now())
    expect(port.sight('7')).toMatchObject({ isClosed: true, callers: 0 })
    expect(server.globals.authInternalUsers!.map(({ user }) => user)).toEqual(['caller-8'])
    port.close('7')
    port.forget('7')
    port.forget('never')
    expect(port.sight('7')).toMatchObject({ isClosed: true, bytesSent: 0 })
  })

  it('asks for connections as long as somebody may be there', () => {
    expect(port.wantsConnections).toBe(false)
    port.open(listener('7'), events)
    expect(port.wantsConnections).toBe(true)
    port.see([caller('out-7', 1)], 0)
    port.close('7')
    expect(port.wantsConnections).toBe(true)
    port.see([], 0)
    expect(port.wantsConnections).toBe(false)
  })

  it('counts those who read, not those who were not let in yet or read something else', async () => {
    port.open(listener('7'), events)
    port.see([caller('out-7', 9, { state: 'idle' }), caller('out-9', 9), caller('in-1', 9)], 0)
    expect(port.sight('7').callers).toBe(0)
  })

  it('tells each output what its own callers lost', () => {
    port.open(listener('7'), events)
    port.see([caller('out-7', 1000, { packetsSendLoss: 4 })], 0)
    expect(lines).toEqual(['WARNING Packets lost on the way to callers: 4, all sent again'])
  })

  it('is a fault of all while another program has it, is looked at each second, and opens when it is free', async () => {
    found = async () => busy
    port.begin(life)
    port.open(listener('7'), events)
    await connect()
    expect([faults, said]).toEqual([['PORT_BUSY'], ['ERROR held by nc (pid 9)']])
    expect(port.sight('7')).toMatchObject({ isOpen: false, fault: busy })
    expect(server.globals.srt).toBe(false)
    for (let n = 0; n < 5; n += 1) {
      port.check()
      await clock.advance(400)
    }
    expect(looks).toBeLessThanOrEqual(3)
    expect(faults).toEqual(['PORT_BUSY'])
    found = async () => null
    await clock.advance(1000)
    port.check()
    await clock.advance(100)
    expect(faults).toEqual(['PORT_BUSY', null])
    expect(port.sight('7')).toMatchObject({ isOpen: true, fault: null })
  })

  it('is looked at again after a look that failed, as for want of open files', async () => {
    found = () => Promise.reject(Object.assign(new Error('too many open files'), { code: 'EMFILE' }))
    port.begin(life)
    port.open(listener('7'), events)
    await connect()
    expect(port.sight('7')).toMatchObject({ isOpen: false, fault: null })
    found = async () => null
    await clock.advance(1000)
    port.check()
    await clock.advance(100)
    expect(port.sight('7').isOpen).toBe(true)
  })

  it('takes no answer of a MediaMTX that is gone by then', async () => {
    const answer = Promise.withResolvers<Cause | null>()
    found = () => answer.promise
    port.begin(life)
    port.open(listener('7'), events)
    await connect()
    port.end()
    found = async () => null
    life = lifeOf(false)
    port.begin(life)
    await connect()
    answer.resolve(busy)
    await clock.advance(0)
    expect(faults).toEqual([])
    await clock.advance(1000)
    port.check()
    await clock.advance(100)
    expect(port.sight('7').isOpen).toBe(true)
  })

  it('loses its callers with MediaMTX, says so, and opens anew with the next one', async () => {
    port.begin(life)
    port.open(listener('7'), events)
    await connect()
    port.see([caller('out-7', 1000)], clock.now())
    const before = changes
    port.silent()
    expect(changes).toBe(before + 1)
    expect(port.sight('7')).toMatchObject({ isOpen: false, callers: 0, bytesSent: 1000 })
    keeper.disconnected()
    port.end()
    server.forget()
    life = lifeOf(false)
    port.begin(life)
    await connect()
    expect(port.sight('7')).toMatchObject({ isOpen: true, bytesSent: 1000 })
    expect(server.globals.srt).toBe(true)
  })

  it('is told anew what it forgot: its settings were read again, or its server does not run though it was told to', async () => {
    port.begin(life)
    port.open(listener('7'), events)
    await connect()
    server.globals.srt = false
    port.see(null, clock.now())
    expect(port.sight('7').isOpen, 'it answers before it has made a change').toBe(true)
    port.check()
    await clock.advance(100)
    expect(server.globals.srt).toBe(false)
    await clock.advance(1500)
    port.see(null, clock.now())
    expect(port.sight('7').isOpen).toBe(false)
    port.check()
    await clock.advance(100)
    expect(server.globals.srt).toBe(true)
    expect(port.sight('7').isOpen).toBe(true)
  })

  it('tells of settings that MediaMTX refuses, and tries again at the next look', async () => {
    server.refused.set('patch', 'invalid srtAddress')
    port.begin(life)
    port.open(listener('7'), events)
    await connect()
    expect(said[0]).toBe('ERROR MediaMTX refused the settings of the shared SRT port: invalid srtAddress')
    server.refused.clear()
    port.check()
    await clock.advance(100)
    expect(port.sight('7').isOpen).toBe(true)
  })

  it('says nothing of settings that got no answer: whoever watches MediaMTX says that', async () => {
    port.begin(life)
    port.open(listener('7'), events)
    server.answers = () => Promise.reject(new TypeError('no connection'))
    await connect()
    expect(said).toEqual([])
    expect(port.sight('7').isOpen).toBe(false)
    server.answers = async () => {}
    port.check()
    keeper.work()
    await clock.advance(100)
    expect(port.sight('7').isOpen).toBe(true)
  })

  it('gives the output whose path is refused the reason, without its secrets, until it is opened otherwise', async () => {
    server.refused.set('out-7', 'bad passphrase for token-7')
    port.begin(life)
    port.open(listener('7'), events)
    await connect()
    expect(port.sight('7').fault?.evidence ?? port.sight('7').fault?.message).toContain('****')
    expect(JSON.stringify(port.sight('7'))).not.toContain('token-7')
    port.open(listener('7'), events)
    expect(port.sight('7').fault, 'the same wish again').not.toBeNull()
    server.refused.clear()
    port.open(listener('7', { passphrase: 'long-enough' }), events)
    await clock.advance(100)
    expect(port.sight('7')).toMatchObject({ isOpen: true, fault: null })
    port.refused('out-99', 'of an output that is gone')
    port.refused('in-1', 'of an input')
  })

  it('tells the output that a caller meant what became of it', async () => {
    port.open(listener('7', { passphrase: 'a-passphrase' }), events)
    port.open(listener('8'), { ...events, onLine: () => expect.unreachable('it is not about this output') })
    port.hear(null, "[SRT] [conn 192.0.2.1:5000] is reading from path 'out-7', MPEG-TS")
    port.hear('out-7', 'source is ready')
    expect(lines).toEqual(['INFO Caller 192.0.2.1:5000 receives'])
  })
})

describe('the shared SRT port of a MediaMTX that others use too', () => {
  it('is neither looked at nor told anything before somebody is to be let in', async () => {
    life = lifeOf(true)
    port.begin(life)
    await connect()
    expect([looks, server.changes]).toEqual([0, []])
    port.open(listener('7'), events)
    await clock.advance(100)
    expect(looks).toBeGreaterThan(0)
    expect(port.sight('7').isOpen).toBe(true)
  })

  it('is looked at before each further output is let in', async () => {
    life = lifeOf(true)
    port.begin(life)
    port.open(listener('7'), events)
    await connect()
    const before = looks
    found = async () => busy
    port.open(listener('8'), events)
    await clock.advance(100)
    expect(looks).toBeGreaterThan(before)
    expect(server.globals.authInternalUsers!.map(({ user }) => user)).toEqual(['caller-7'])
    expect(faults).toEqual(['PORT_BUSY'])
  })

  it('is no fault any more once nobody is to be let in', async () => {
    found = async () => busy
    life = lifeOf(true)
    port.begin(life)
    port.open(listener('7'), events)
    await connect()
    expect(faults).toEqual(['PORT_BUSY'])
    port.close('7')
    await clock.advance(1000)
    port.check()
    await clock.advance(0)
    expect(faults).toEqual(['PORT_BUSY', null])
  })
})
