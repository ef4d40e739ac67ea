import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { plainTarget } from '../../../src/domain/output.ts'
import type { OutputTarget } from '../../../src/domain/output.ts'
import { lookBeforeRetry } from '../../../src/worker/look/beforeRetry.ts'
import type { RetryLook } from '../../../src/worker/look/beforeRetry.ts'
import { firstOf } from '../../../src/worker/look/firstOf.ts'
import { Listeners } from '../../../src/worker/look/listeners.ts'
import { Names } from '../../../src/worker/look/names.ts'
import { SharedLooks } from '../../../src/worker/look/sharedLooks.ts'
import { VirtualClock, settle } from '../../support/virtualClock.ts'

describe('the first of several addresses to answer', () => {
  /** Attempts that the test ends; each says when it began. */
  function attempts() {
    const clock = new VirtualClock()
    const begun: [string, number][] = []
    const ends = new Map<string, PromiseWithResolvers<string>>()
    const signals = new Map<string, AbortSignal>()
    const discarded: string[] = []
    const attempt = (name: string, signal: AbortSignal) => {
      begun.push([name, clock.now()])
      signals.set(name, signal)
      const end = Promise.withResolvers<string>()
      ends.set(name, end)
      return end.promise
    }
    const { signal } = new AbortController()
    const first = firstOf(['a', 'b', 'c'], clock, signal, attempt, (late) => discarded.push(late))
    return { clock, begun, ends, signals, discarded, first }
  }

  it('is tried beside one that is silent, and what comes later is thrown away', async () => {
    const { clock, begun, ends, signals, discarded, first } = attempts()
    await clock.advance(300)
    expect(begun).toEqual([
      ['a', 0],
      ['b', 250],
    ])
    ends.get('b')!.resolve('B')
    expect(await first).toBe('B')
    expect(signals.get('a')!.aborted).toBe(true)
    ends.get('a')!.resolve('A')
    await clock.advance(1000)
    expect([begun.length, discarded]).toEqual([2, ['A']])
  })

  it('is tried at once when the one before failed; of failures the last one with a way counts', async () => {
    const { clock, begun, ends, first } = attempts()
    const failed = expect(first).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    for (const [name, code] of [
      ['a', 'ETIMEDOUT'],
      ['b', 'ECONNREFUSED'],
      ['c', 'ENETUNREACH'],
    ] as const) {
      await clock.advance(0)
      ends.get(name)!.reject(Object.assign(new Error(code), { code }))
    }
    await failed
    expect(begun.map(([, at]) => at)).toEqual([0, 0, 0])
  })
})

describe('names', () => {
  function stage() {
    const clock = new VirtualClock()
    const asked: string[] = []
    const open = new Map<string, PromiseWithResolvers<{ address: string; family: number }[]>>()
    const names = new Names(clock, (host) => {
      asked.push(host)
      const answer = Promise.withResolvers<{ address: string; family: number }[]>()
      open.set(host, answer)
      return answer.promise
    })
    const answer = async (host: string) => {
      await settle()
      open.get(host)!.resolve([{ address: '192.0.2.1', family: 4 }])
      await settle()
    }
    return { clock, asked, names, answer, fail: (host: string) => open.get(host)!.reject(new Error('ENOTFOUND')) }
  }

  it('are asked once by all who look together, and for a second after, for five where there are none', async () => {
    const { clock, asked, names, answer, fail } = stage()
    const both = [names.resolve('a'), names.resolve('a')]
    await answer('a')
    expect((await Promise.all(both)).flat()).toHaveLength(2)
    await clock.advance(900)
    await names.resolve('a')
    expect(asked).toEqual(['a'])
    await clock.advance(200)
    void names.resolve('a')
    const unknown = expect(names.resolve('b')).rejects.toThrow('ENOTFOUND')
    await settle()
    fail('b')
    await unknown
    await clock.advance(4900)
    await expect(names.resolve('b')).rejects.toThrow('ENOTFOUND')
    expect(names.lastKnown('a')).toHaveLength(1)
    expect(names.lastKnown('b')).toBeNull()
    expect(asked).toEqual(['a', 'a', 'b'])
  })

  it('are asked two at a time, and those that were slow one at a time: the others do not wait for them', async () => {
    const { clock, asked, names, answer } = stage()
    for (const host of ['slow 1', 'slow 2']) void names.resolve(host)
    await clock.advance(10_000)
    for (const host of ['slow 1', 'slow 2']) await answer(host)
    await clock.advance(2000)
    asked.length = 0
    for (const host of ['slow 1', 'slow 2', 'well 1', 'well 2']) void names.resolve(host)
    await settle()
    expect(asked).toEqual(['slow 1', 'well 1'])
    await answer('well 1')
    expect(asked).toEqual(['slow 1', 'well 1', 'well 2'])
    await answer('well 2')
    expect(asked).toHaveLength(3)
    await answer('slow 1')
    expect(asked.at(-1)).toBe('slow 2')
  })
})

describe('programs that wait for connections here', () => {
  const row = (local: string, state: string, queue = '00000000') =>
    `   0: ${local} 00000000:0000 ${state} 00000000:${queue} 00:00000000 00000000     0        0 1`
  const table = (...rows: string[]) => ['  sl  local_address rem_address   st tx_queue rx_queue', ...rows].join('\n')
  const tables: Record<string, string> = {
    '/proc/net/tcp': table(
      row('0100007F:0050', '0A'),
      row('00000000:0051', '0A'),
      row('0100007F:0052', '0A', '00000001'),
      row('0100007F:0053', '01'),
    ),
    '/proc/net/tcp6': table(row(`${'0'.repeat(32)}:0054`, '0A'), row(`${'0'.repeat(24)}01000000:0055`, '0A')),
  }

  it.each([
    ['127.0.0.1', 0x50, true],
    ['127.0.0.2', 0x50, false],
    ['127.0.0.2', 0x51, true],
    ['127.0.0.1', 0x52, false],
    ['127.0.0.1', 0x53, false],
    ['127.0.0.1', 0x54, false],
    ['::1', 0x54, true],
    ['::1', 0x55, true],
    ['192.0.2.1', 0x51, false],
  ])('are seen by loopback address, unless somebody waits to be taken: %s, port %i: %s', async (address, port, isSeen) => {
    const listeners = new Listeners(new VirtualClock(), (file) => Promise.resolve(tables[file]!))
    expect(await listeners.waitsAt(address, port)).toBe(isSeen)
  })

  it('are read once a second for all who look', async () => {
    const clock = new VirtualClock()
    let readings = 0
    const listeners = new Listeners(clock, (file) => {
      readings += 1
      return Promise.resolve(tables[file]!)
    })
    await Promise.all([listeners.waitsAt('127.0.0.1', 1), listeners.waitsAt('127.0.0.1', 2), listeners.waitsAt('192.0.2.1', 3)])
    expect(readings).toBe(1)
    await clock.advance(1000)
    await listeners.waitsAt('127.0.0.1', 1)
    expect(readings).toBe(2)
  })
})

describe('a look before an attempt', () => {
  async function look(target: Pick<OutputTarget, 'protocol' | 'url'> & Partial<OutputTarget>, readTable?: () => Promise<string>) {
    const clock = new VirtualClock()
    const listeners = new Listeners(clock, readTable)
    const names = new Names(clock, () => Promise.reject(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' })))
    const deps = { clock, names, listeners, caFile: '', sharedSrtPort: 1, ownsPid: () => false }
    return lookBeforeRetry({ ...plainTarget, ...target }, deps, new AbortController().signal)
  }

  /** A server that counts who comes and what they say. */
  async function serve() {
    const came: Socket[] = []
    let heardBytes = 0
    const server = createServer((socket) => {
      came.push(socket)
      socket.on('data', ({ length }) => (heardBytes += length)).on('error', () => {})
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const close = async () => {
      if (!server.listening) return
      server.close()
      await once(server, 'close')
    }
    return { came, port, heardBytes: () => heardBytes, close, [Symbol.asyncDispose]: close }
  }

  it.each(['RTMP', 'RTSP'] as const)(
    'says no word to an %s server that takes the connection, and leaves it',
    async (protocol) => {
      await using server = await serve()
      const target = { protocol, url: `${protocol.toLowerCase()}://127.0.0.1:${server.port}/app` }
      const unseen = () => Promise.resolve('')
      expect(await look(target, unseen)).toMatchObject({ cause: null })
      const [socket] = server.came
      if (!socket!.readableEnded) await once(socket!, 'end')
      expect([server.came.length, server.heardBytes()]).toEqual([1, 0])
      await server.close()
      expect(await look(target, unseen)).toMatchObject({ cause: { code: 'REFUSED' } })
    },
  )

  it('makes no connection to a program of this machine that is seen to wait for one', async () => {
    await using server = await serve()
    const target = { protocol: 'RTMP', url: `rtmp://127.0.0.1:${server.port}/app` } as const
    expect(await look(target)).toMatchObject({ cause: null })
    await settle()
    expect(server.came).toHaveLength(0)
    await server.close()
    expect(await look(target)).toMatchObject({ cause: { code: 'REFUSED' } })
  })

  it('says nothing against a name that was not asked for yet, since others hang; of one that hangs it does', async () => {
    const clock = new VirtualClock()
    const names = new Names(clock, () => new Promise(() => {}))
    const deps = { clock, names, listeners: new Listeners(clock), caFile: '', sharedSrtPort: 1, ownsPid: () => false }
    const [first, second, third] = [1, 2, 3].map((n) =>
      lookBeforeRetry(
        { ...plainTarget, protocol: 'RTMP', url: `rtmp://host-${n}.example/app` },
        deps,
        new AbortController().signal,
      ),
    )
    await clock.advance(3000)
    for (const asked of [first, second]) expect(await asked).toMatchObject({ cause: { code: 'NAME_NOT_FOUND' } })
    expect(await third).toEqual({ cause: null, sawCertificate: false })
  })

  it('tells of UDP no more than whether the name is known', async () => {
    expect(await look({ protocol: 'UDP', url: 'udp://127.0.0.1:9' })).toMatchObject({ cause: null })
    expect(await look({ protocol: 'UDP', url: 'udp://nowhere.example:9' })).toMatchObject({ cause: { code: 'NAME_NOT_FOUND' } })
  })
})

describe('looks of many outputs at one place', () => {
  function stage() {
    const clock = new VirtualClock()
    const begun: { url: string; signal: AbortSignal; end: (look: RetryLook) => void }[] = []
    const looks = new SharedLooks(clock, ({ url }, signal) => {
      const { promise, resolve } = Promise.withResolvers<RetryLook>()
      begun.push({ url, signal, end: resolve })
      return promise
    })
    const look = (url: string, { signal } = new AbortController()) =>
      looks.look({ ...plainTarget, protocol: 'RTMP', url }, signal)
    return { clock, begun, look }
  }
  const answer: RetryLook = { cause: null, sawCertificate: true }

  it('are one, whatever the application, until a quarter of a second is over', async () => {
    const { clock, begun, look } = stage()
    const all = [look('rtmp://host/a'), look('rtmp://host/b'), look('rtmp://host:1936/a'), look('rtmps://host/a')]
    expect(begun.map(({ url }) => url)).toEqual(['rtmp://host/a', 'rtmp://host:1936/a', 'rtmps://host/a'])
    for (const { end } of begun) end(answer)
    expect(await Promise.all(all)).toEqual([answer, answer, answer, answer])
    await clock.advance(200)
    expect(await look('rtmp://host/c')).toEqual(answer)
    await clock.advance(60)
    void look('rtmp://host/c')
    expect(begun).toHaveLength(4)
  })

  it('end when the last who waits for them leaves', async () => {
    const { clock, begun, look } = stage()
    const [first, second] = [new AbortController(), new AbortController()]
    const both = [look('rtmp://host/a', first), look('rtmp://host/b', second)]
    first.abort()
    await both[0]
    await clock.advance(0)
    expect(begun[0]!.signal.aborted).toBe(false)
    second.abort()
    await both[1]
    expect(begun[0]!.signal.aborted).toBe(true)
    void look('rtmp://host/a')
    expect(begun).toHaveLength(2)
  })
})
