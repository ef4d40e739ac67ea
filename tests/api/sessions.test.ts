import { expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { systemClock } from '../../src/worker/systemClock.ts'
import { startApi, type TestApi } from '../support/api.ts'
import { freshDatabase } from '../support/database.ts'

async function signIn(api: TestApi): Promise<string> {
  const body = JSON.stringify({ apiKey: api.key })
  const answer = await fetch(`${api.url}/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  return answer.headers.get('set-cookie')?.split(';', 1)[0] ?? ''
}

async function isSignedIn(api: TestApi, cookie: string): Promise<boolean> {
  const { signedIn } = (await (await fetch(`${api.url}/session`, { headers: { cookie } })).json()) as { signedIn: boolean }
  const { status } = await fetch(`${api.url}/api/inputs`, { headers: { cookie } })
  expect(status).toBe(signedIn ? 200 : 401)
  return signedIn
}

const signOut = (api: TestApi, cookie: string) => fetch(`${api.url}/session`, { method: 'DELETE', headers: { cookie } })

/** A WebSocket that came in by the cookie. */
async function connect(api: TestApi, cookie: string): Promise<{ closed: Promise<number>; socket: WebSocket }> {
  const headers = { cookie, origin: api.url }
  const socket = new WebSocket(`${api.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers })
  const closed = new Promise<number>((resolve) => socket.once('close', resolve))
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => socket.send('{"type":"connection_init"}')).once('message', () => resolve())
    socket.once('error', reject)
  })
  return { closed, socket }
}

it('a copied cookie opens nothing after its owner signed out, nor after a restart; others go on', async () => {
  await using database = await freshDatabase({ isLasting: true })
  const cookies: string[] = []
  {
    await using api = await startApi({ database: database.place })
    cookies.push(await signIn(api), await signIn(api))
    const [mine = '', others = ''] = cookies
    const copied = await connect(api, mine)
    const other = await connect(api, others)
    expect((await signOut(api, mine)).status).toBe(204)
    expect(await copied.closed).toBe(4401)
    expect(await isSignedIn(api, mine)).toBe(false)
    expect(await isSignedIn(api, others)).toBe(true)
    expect(other.socket.readyState).toBe(WebSocket.OPEN)
  }
  await using again = await startApi({ database: database.place })
  expect(await Promise.all(cookies.map((cookie) => isSignedIn(again, cookie)))).toEqual([false, true])
})

it('another API key signs everybody out', async () => {
  await using api = await startApi()
  const cookie = await signIn(api)
  expect(await isSignedIn(api, cookie)).toBe(true)
  await using changed = await startApi({ apiKey: 'another-key-of-the-tests' })
  expect(await isSignedIn(changed, cookie)).toBe(false)
})

it('a WebSocket does not outlast the sign-in that it came in by', async () => {
  let laterMs = 0
  const clock = {
    now: () => systemClock.now(),
    date: () => new Date(Date.now() + laterMs),
    sleep: (ms: number, signal?: AbortSignal) => systemClock.sleep(ms, signal),
  }
  await using api = await startApi({}, { clock, patience: { pingEveryMs: 30 } })
  const { closed } = await connect(api, await signIn(api))
  laterMs = 31 * 24 * 3600 * 1000
  expect(await closed).toBe(4401)
})
