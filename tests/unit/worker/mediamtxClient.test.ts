import { expect, it } from 'vitest'
import { MediamtxClient, MediamtxNonsenseError, MediamtxRefusedError } from '../../../src/worker/mediamtx/client.ts'
import type { GlobalSettings } from '../../../src/worker/mediamtx/client.ts'
import { VirtualClock } from '../../support/virtualClock.ts'

const settings: GlobalSettings = { srt: true, srtAddress: '0.0.0.0:8890', authInternalUsers: [] }
const before = { srt: false, srtAddress: ':8890', authMethod: 'internal', authInternalUsers: [] }

/** A MediaMTX whose global settings read as `reported` says, call by call; the last one for ever. */
function start(reported: readonly (object | null)[]) {
  const clock = new VirtualClock()
  const calls: string[] = []
  const answers = [...reported]
  const client = new MediamtxClient({
    ...{ url: 'http://127.0.0.1:1', user: 'u', password: 'p', clock },
    request: async (url, { method }) => {
      calls.push(`${method} ${url.split('/').slice(-2).join('/')}`)
      if (!url.endsWith('/get')) return Response.json({ status: 'ok' })
      const answer = answers.length > 1 ? answers.shift()! : answers[0]!
      if (answer === null) throw new TypeError('no connection')
      return Response.json(answer)
    },
  })
  return { client, clock, calls }
}

const written = (calls: string[]) => calls.filter((call) => !call.startsWith('GET'))

it('makes one change at a time, and the next one once MediaMTX has opened its API anew', async () => {
  const { client, clock, calls } = start([before, null, before, settings])
  const all = [client.put('in-1', { source: 'a' }), client.configure(settings), client.put('in-2', { source: 'b' })]
  await clock.advance(19)
  expect(written(calls)).toEqual(['POST replace/in-1', 'PATCH global/patch'])
  await clock.advance(100)
  await Promise.all(all)
  expect(written(calls)).toEqual(['POST replace/in-1', 'PATCH global/patch', 'POST replace/in-2'])
  expect(calls.indexOf('POST replace/in-2')).toBe(calls.length - 1)
})

it('goes on after a change that has no effect, and after one that failed', async () => {
  const { client, clock, calls } = start([before])
  const all = [client.configure(settings), client.remove('in-1')]
  await clock.advance(1400)
  expect(written(calls)).toHaveLength(1)
  await clock.advance(200)
  await Promise.all(all)
  expect(written(calls)).toEqual(['PATCH global/patch', 'DELETE delete/in-1'])

  const client2 = new MediamtxClient({
    ...{ url: 'http://127.0.0.1:1', user: 'u', password: 'p', clock },
    request: async (_, { method }) => Response.json({ error: 'no' }, { status: method === 'POST' ? 400 : 200 }),
  })
  const refused = expect(client2.put('in-1', { source: 'a' })).rejects.toThrow('no')
  const removed = client2.remove('in-1')
  await clock.advance(1)
  await refused
  await removed
})

it('does not wait for users, whose change leaves the API open', async () => {
  const { client, calls } = start([before])
  await client.configure({ authInternalUsers: [] })
  expect(calls).toEqual(['PATCH global/patch'])
})

/** A client of a server that answers with what `answer` gives. */
function asking(answer: (url: string, count: number) => Response | Promise<Response>) {
  let count = 0
  const clock = new VirtualClock()
  const request = async (url: string) => answer(url, (count += 1))
  return {
    client: new MediamtxClient({ url: 'http://127.0.0.1:1', user: 'u', password: 'p', clock, request }),
    clock,
    asked: () => count,
  }
}

it('reads lists page by page', async () => {
  const { client, asked } = asking((url) => {
    const page = Number(new URL(url).searchParams.get('page'))
    return Response.json({ pageCount: 3, items: [{ name: `in-${page}` }] })
  })
  expect((await client.paths()).map(({ name }) => name)).toEqual(['in-0', 'in-1', 'in-2'])
  expect(asked()).toBe(3)
})

it('takes a path that is not there for removed, and no other refusal', async () => {
  const gone = asking(() => Response.json({ error: 'path not found' }, { status: 404 }))
  await gone.client.remove('in-1')
  const kept = asking(() => Response.json({ error: 'no' }, { status: 500 }))
  await expect(kept.client.remove('in-1')).rejects.toMatchObject({ status: 500, message: 'no' })
})

it.each([
  ['{"error":7}', 'MediaMTX answered 502'],
  ['<html>bad gateway</html>', 'MediaMTX answered 502'],
  ['', 'MediaMTX answered 502'],
])('is refused in words also where the answer %j has none', async (body, message) => {
  const { client, asked } = asking(() => new Response(body, { status: 502 }))
  await expect(client.paths()).rejects.toEqual(Object.assign(new MediamtxRefusedError(502, message)))
  expect(asked()).toBe(1)
})

it('asks a second time where the connection broke, but not where the answer was late or none of MediaMTX', async () => {
  const broken = asking((_, count) => {
    if (count === 1) throw new TypeError('socket hang up')
    return Response.json({ version: 'v1.20.1' })
  })
  const version = broken.client.version()
  await broken.clock.advance(20)
  expect(await version).toBe('1.20.1')
  const late = asking(() => {
    throw new DOMException('too late', 'TimeoutError')
  })
  await expect(late.client.version()).rejects.toMatchObject({ name: 'TimeoutError' })
  const other = asking(() => new Response('hello'))
  await expect(other.client.version()).rejects.toBeInstanceOf(MediamtxNonsenseError)
  expect([late.asked(), other.asked()]).toEqual([1, 1])
})
