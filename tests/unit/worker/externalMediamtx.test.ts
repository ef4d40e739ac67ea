import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import type { MediamtxLine } from '../../../src/domain/programs/mediamtxLog.ts'
import { PathNames } from '../../../src/domain/pathNames.ts'
import { Redactor } from '../../../src/domain/redaction.ts'
import { Bell } from '../../../src/worker/bell.ts'
import { watchApi } from '../../../src/worker/mediamtx/apiWatch.ts'
import { MediamtxClient, MediamtxNonsenseError, MediamtxRefusedError } from '../../../src/worker/mediamtx/client.ts'
import { ExternalMediamtx } from '../../../src/worker/mediamtx/external.ts'
import type { ExternalDeps } from '../../../src/worker/mediamtx/external.ts'
import { ExternalSrtServer } from '../../../src/worker/mediamtx/externalSrtServer.ts'
import type { Life } from '../../../src/worker/mediamtx/life.ts'
import { MediamtxMachine } from '../../../src/worker/mediamtx/machine.ts'
import { PathClaim, RivalError } from '../../../src/worker/mediamtx/pathClaim.ts'
import type { Request } from '../../../src/worker/mediamtx/request.ts'
import { hashed } from '../../../src/worker/mediamtx/users.ts'
import type { InternalUser } from '../../../src/worker/mediamtx/users.ts'
import { systemClock } from '../../../src/worker/systemClock.ts'
import { VirtualClock } from '../../support/virtualClock.ts'

const names = new PathNames('sdm-')
let clock: VirtualClock
let client: MediamtxClient
/** What MediaMTX has. */
let paths: Map<string, { source: string }>
let globals: { srt: boolean; authMethod: string; authInternalUsers: InternalUser[] }
let answers: () => Promise<void>

const request: Request = async (url, { method }) => {
  await answers()
  const { pathname } = new URL(url)
  if (pathname === '/v3/info') return Response.json({ version: 'v1.20.1' })
  if (pathname === '/v3/config/global/get') return Response.json(globals)
  if (method === 'DELETE') return Response.json({}, { status: paths.delete(pathname.split('/').at(-1)!) ? 200 : 404 })
  return Response.json({ pageCount: 1, items: [...paths].map(([name, settings]) => ({ name, ...settings })) })
}

beforeEach(() => {
  clock = new VirtualClock()
  client = new MediamtxClient({ url: 'http://127.0.0.1:1', user: 'u', password: 'p', clock, request })
  paths = new Map()
  globals = { srt: true, authMethod: 'internal', authInternalUsers: [] }
  answers = async () => {}
})

describe('the claim on paths', () => {
  const mine = () => new PathClaim(clock, names, 'mine')
  const rival = new PathClaim(new VirtualClock(), names, 'another').name

  /** Resolves after the time that a claim may take. */
  async function taken(claim: PathClaim): Promise<'taken' | 'rival'> {
    const result = claim.take(client).then(
      () => 'taken' as const,
      (error: unknown) => {
        expect(error).toBeInstanceOf(RivalError)
        return 'rival' as const
      },
    )
    await clock.advance(2000)
    return result
  }

  it('is taken at once where there is no other, or our own from before', async () => {
    paths.set('studio', { source: 'publisher' }).set(mine().name, { source: 'publisher' })
    await mine().take(client)
    expect(clock.now()).toBe(0)
    expect([...paths.keys()]).toEqual(['studio', mine().name])
  })

  it('is taken from one that is not there any more', async () => {
    paths.set(rival, { source: 'publisher' })
    expect(await taken(mine())).toBe('taken')
    expect(paths.has(rival)).toBe(false)
  })

  it('is left to one that is there, which is not bothered again for a while', async () => {
    paths.set(rival, { source: 'publisher' })
    const claim = mine()
    let removals = 0
    answers = async () => {
      if (!paths.has(rival)) removals += 1
      paths.set(rival, { source: 'publisher' })
    }
    expect(await taken(claim)).toBe('rival')
    expect(removals).toBe(1)
    for (let n = 0; n < 10; n += 1) expect(await taken(claim)).toBe('rival')
    expect(removals).toBe(1)
    await clock.advance(12_000)
    answers = async () => {}
    expect(await taken(claim)).toBe('taken')
  })

  it('is kept by one of two that came at the same moment', () => {
    const claims = [mine(), new PathClaim(clock, names, 'another')]
    const present = claims.map(({ name }) => name)
    const leaving = claims.filter((claim) => {
      try {
        claim.check(present)
        return false
      } catch (error) {
        return error instanceof RivalError
      }
    })
    expect(leaving).toHaveLength(1)
    expect(() => claims[0]!.check([claims[0]!.name, 'studio'])).not.toThrow()
  })
})

describe('the SRT server of others', () => {
  const known = [
    { user: 'manager', password: 'api' },
    { user: 'reader', password: 'read' },
  ]
  const server = () => new ExternalSrtServer(client, known, names)
  const permissions = [{ action: 'read' as const, path: '' }]
  const user = (name: string, pass = '<redacted>', ips: string[] = []): InternalUser => ({ user: name, pass, ips, permissions })

  it('gets our callers beside the users whose passwords are known, as they stand there', async () => {
    globals.authInternalUsers = [
      ...[user('manager', '<redacted>', ['10.0.0.0/8']), user(hashed('reader')), user('any', '')],
      user('sdm-caller-3'),
    ]
    const srt = server()
    expect(await srt.look()).toBeNull()
    const caller = user('sdm-caller-7', hashed('token'))
    expect(srt.settings([caller])).toEqual({
      authInternalUsers: [
        user('manager', hashed('api'), ['10.0.0.0/8']),
        user(hashed('reader'), hashed('read')),
        user('any', ''),
        caller,
      ],
    })
  })

  it('is left as it is where others have passwords, another server with its callers among them', async () => {
    globals.authInternalUsers = [user('manager'), user('vlc'), user('west-caller-3')]
    const fault = await server().look()
    expect(fault?.likelyCause).toContain('vlc, west-caller-3')
    globals = { ...globals, authMethod: 'jwt', authInternalUsers: [] }
    expect((await server().look())?.likelyCause).toContain('authMethod')
  })

  it('that is off is not switched on', async () => {
    globals.srt = false
    expect((await server().look())?.advice[0]).toContain('MTX_SRT=yes')
  })
})

describe('the watch over a MediaMTX elsewhere', () => {
  async function watch() {
    const events: string[] = []
    const [life, bell] = [new AbortController(), new Bell()]
    const told = (what: string) => (error: unknown) => void events.push(`${what} ${(error as Error).name} at ${clock.now()}`)
    void watchApi(
      client,
      clock,
      bell,
      life.signal,
      {
        onConnected: () => void events.push(`connected at ${clock.now()}`),
        onPaths: () => {},
        onSilent: told('silent'),
        onStillSilent: told('still'),
        onFrozen: () => {},
      },
      false,
    )
    await clock.advance(0)
    return {
      events,
      end: async () => {
        life.abort()
        bell.ring()
        await clock.advance(5000)
      },
    }
  }
  const late = () => clock.sleep(2000).then(() => Promise.reject(new DOMException('too late', 'TimeoutError')))

  it('bears one answer that does not come, not two', async () => {
    const { events, end } = await watch()
    answers = async () => {
      answers = async () => {}
      await late()
    }
    await clock.advance(10_000)
    expect(events).toEqual(['connected at 0'])
    answers = late
    await clock.advance(4500)
    expect(events).toEqual(['connected at 0', expect.stringMatching(/^silent TimeoutError/)])
    answers = async () => {}
    await clock.advance(2500)
    expect(events.at(-1)).toMatch(/^connected/)
    await end()
  })

  it('tells at once that nobody is there, asks on, and less often where it is refused', async () => {
    answers = () => Promise.reject(new TypeError('no connection'))
    const { events, end } = await watch()
    await clock.advance(1000)
    expect(events.length).toBeGreaterThanOrEqual(3)
    expect(events[0]).toMatch(/^still TypeError/)
    events.length = 0
    answers = () => Promise.reject(new MediamtxRefusedError(401, 'authentication error'))
    await clock.advance(6000)
    expect(events.length).toBeLessThanOrEqual(4)
    await end()
  })
})

describe('a MediaMTX elsewhere', () => {
  const patient = { timeout: 5000 }
  const external = {
    ...{ apiUrl: 'http://media.example:9997', user: 'manager', password: 'CANARY-api', logFile: null },
    ...{ rtspUrl: 'rtsp://reader:CANARY-%40@media.example:8554', feedHost: 'media.example' },
  }

  async function started(
    changes: Partial<ExternalDeps> = {},
  ): Promise<{ server: ExternalMediamtx; life: Life; redactor: Redactor }> {
    const redactor = new Redactor()
    const lives: Life[] = []
    const events = { onLine: () => {}, onUp: (life: Life) => void lives.push(life), onDown: () => {} }
    const server = new ExternalMediamtx({ clock, redactor, names, instanceId: 'mine', external, request, ...changes }, events)
    await server.start()
    return { server, life: lives[0]!, redactor }
  }

  it('says where it is, and what it answered', async () => {
    const { life, redactor } = await started()
    expect(life.detail()).toMatch(/^Runs elsewhere, at http:\/\/media\.example:9997\. Its log is not read/)
    expect(life.kill).toBeNull()
    const refused = Object.assign(new Error('no connection'), { code: 'EHOSTUNREACH' })
    expect(life.silence(refused)).toBe('The MediaMTX at http://media.example:9997 does not answer (EHOSTUNREACH).')
    expect(life.silence(new DOMException('', 'TimeoutError'))).toContain('does not answer in time')
    expect(life.silence(new MediamtxRefusedError(401, 'x'))).toContain('refuses the user "manager"')
    expect(life.silence(new MediamtxRefusedError(404, 'not found'))).toContain('is not the API of MediaMTX')
    expect(life.silence(new RivalError())).toContain('MEDIAMTX_PATH_PREFIX')
    expect(redactor.redact('CANARY-api CANARY-@ CANARY-%40')).toBe('**** **** ****')
  })

  it('is not taken for one when what answers is something else', async () => {
    for (const body of ['<html>', '', '{"name":"a router"}']) {
      const page = new MediamtxClient({
        url: 'http://127.0.0.1:1',
        user: '',
        password: '',
        clock,
        request: async () => new Response(body),
      })
      const error: unknown = await page.version().catch((reason: unknown) => reason)
      expect(error).toBeInstanceOf(MediamtxNonsenseError)
      expect((await started()).life.silence(error)).toBe(
        'What answers at http://media.example:9997 (MEDIAMTX_API_URL) is not the API of MediaMTX.',
      )
    }
  })

  it('of this machine is known again after a restart that nobody saw, and until then nothing is laid to others', async () => {
    const here = { ...external, apiUrl: 'http://127.0.0.1:9997' }
    let pid = Promise.resolve(11)
    const { server } = await started({ external: here, findOn: () => pid })
    await server.meet()
    const listed = [{ name: server.claim, available: false, inboundBytes: 0 }]
    server.check(listed)
    expect([server.isHere, server.owns(11), server.owns(12)]).toEqual([true, true, false])
    const found = Promise.withResolvers<number>()
    pid = found.promise
    server.check([])
    expect([server.isHere, server.owns(11), server.owns(12)]).toEqual([true, true, true])
    found.resolve(12)
    await clock.advance(0)
    server.check(listed)
    expect([server.isHere, server.owns(11), server.owns(12)]).toEqual([true, false, true])
  })

  it('is another machine as long as nothing shows that it is this one: its ports are known by its paths alone', async () => {
    const { server } = await started()
    await server.meet()
    expect([server.isHere, server.pid]).toEqual([false, null])
    const machine = new MediamtxMachine(server, async () => [
      { name: 'studio', source: 'udp+mpegts://10.0.0.1:5001' },
      { name: 'lobby', source: 'udp+mpegts://[::1]:5002?x=1' },
      { name: 'live', source: 'publisher' },
    ])
    expect(machine.bufferBytes).toBeUndefined()
    expect(await machine.udpPortHolder(5001, '0.0.0.0')).toBe('the path "studio" of MediaMTX')
    expect(await machine.udpPortHolder(5001, '10.0.0.2')).toBeNull()
    expect(await machine.udpPortHolder(5002, '::')).toBe('the path "lobby" of MediaMTX')
    expect(await machine.udpPortHolder(5003, '0.0.0.0')).toBeNull()
    const unknown = new MediamtxMachine(server, () => Promise.reject(new TypeError('no connection')))
    expect(await unknown.udpPortHolder(5001, '0.0.0.0')).toBeNull()
  })

  it('is looked for at the port that its address means where it names none', async () => {
    const asked: number[] = []
    const findOn = async (port: number) => (asked.push(port), null)
    for (const apiUrl of ['http://localhost', 'https://127.0.0.1', 'http://[::1]:9997', 'http://media.example'])
      await (await started({ external: { ...external, apiUrl }, findOn })).server.meet()
    expect(asked).toEqual([80, 443, 9997])
  })

  it('that is known by no word of the system is silent in no words but these', async () => {
    const { life } = await started()
    for (const error of [new Error('odd'), undefined, null, Object.assign(new Error(''), { code: 7 })])
      expect(life.silence(error)).toBe('The MediaMTX at http://media.example:9997 does not answer.')
  })

  it('has its log read once there is one; what it says of the feeds of others is dropped', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'log-'))
    const logFile = join(folder.path, 'mediamtx.log')
    const lines: string[] = []
    const soon = { ...systemClock, sleep: (_ms: number, signal?: AbortSignal) => systemClock.sleep(10, signal) }
    const lives: Life[] = []
    const events = {
      onLine: ({ level, text, path }: MediamtxLine) => void lines.push(`${level} ${path} ${text}`),
      onUp: (life: Life) => void lives.push(life),
      onDown: () => {},
    }
    const address = { ...external, logFile }
    const server = new ExternalMediamtx(
      { clock: soon, redactor: new Redactor(), names, instanceId: 'mine', external: address, request },
      events,
    )
    await server.start()
    await expect.poll(() => lines, patient).toContain('WARNING null Its log cannot be read (ENOENT)')
    expect(server.isHeard).toBe(false)
    expect(lives[0]!.detail()).toContain(`Its log ${logFile} cannot be read (ENOENT).`)
    const said = ['[path sdm-in-1] one of ours', '[path studio] one of others', 'about the server']
    await writeFile(logFile, said.map((message) => `${JSON.stringify({ level: 'INF', message })}\n`).join(''))
    await expect.poll(() => lines, patient).toContain('INFO null about the server')
    expect(lines.filter((line) => /ours|others/.test(line))).toEqual(['INFO sdm-in-1 one of ours'])
    await expect.poll(() => lines, patient).toContain(`INFO null Its log is read from ${logFile}`)
    expect(server.isHeard).toBe(true)
    expect(lives[0]!.detail()).toContain(`Its log is read from ${logFile}.`)
    await server.stop()
  })

  it.runIf(process.platform === 'linux')(
    'is said to have a log that grows where it cannot be emptied, and that it can again',
    async () => {
      await using folder = await mkdtempDisposable(join(tmpdir(), 'log-'))
      const logFile = join(folder.path, 'mediamtx.log')
      // Of a program that runs nothing can be cut off, whoever one is.
      await copyFile('/bin/sleep', logFile)
      const running = spawn(logFile, ['60'], { stdio: 'ignore' })
      await once(running, 'spawn')
      const lines: string[] = []
      const soon = { ...systemClock, sleep: (_ms: number, signal?: AbortSignal) => systemClock.sleep(10, signal) }
      const address = { ...external, logFile, logFileLimitBytes: 1000 }
      const server = new ExternalMediamtx(
        { clock: soon, redactor: new Redactor(), names, instanceId: 'mine', external: address, request },
        { onLine: ({ level, text }) => void lines.push(`${level} ${text}`), onUp: () => {}, onDown: () => {} },
      )
      await server.start()
      await expect.poll(() => lines, patient).toContain('WARNING Its log grows, and cannot be emptied (ETXTBSY)')
      running.kill('SIGKILL')
      await once(running, 'exit')
      await expect.poll(() => lines, patient).toContain('INFO Its log is emptied again when it is too long')
      expect(lines.filter((line) => line.includes('cannot be emptied'))).toHaveLength(1)
      await server.stop()
    },
  )
})
