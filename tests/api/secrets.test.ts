import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../support/api.ts'
import { WireClient } from '../support/wire.ts'

const canary = 'canary-Zx9!%2Bq'
const apiKey = 'api-key-canary-77ab'
const secretKey = 'secret-key-canary-3c1d'

let api: TestApi
/** Everything that the server said, over both doors. */
let said: string

beforeEach(async () => {
  api = await startApi({ apiKey, secretKey })
  said = ''
  await ask('mutation { createInput(input: { name: "Camera" }) { __typename } }')
})
afterEach(() => api[Symbol.asyncDispose]())

async function ask(query: string, variables?: Record<string, unknown>): Promise<void> {
  said += JSON.stringify(await api.ask(query, variables))
  const client = await WireClient.open(api.url, apiKey)
  client.start('1', query, variables)
  said += JSON.stringify(await client.next())
  client.socket.close()
}

function expectNoSecret(text: string): void {
  for (const secret of [canary, encodeURIComponent(canary), canary.slice(0, 9), apiKey, secretKey])
    expect(text).not.toContain(secret)
}

const createOutput =
  'mutation ($output: NewOutput!) { createOutput(output: $output) { __typename ... on Output { id url } ... on Problem { message } } }'
const everything = `{ inputs { outputs { id name url username localAddress failure { message evidence } } }
  logs(first: 1000) { lines { text } } }`

describe('secrets', () => {
  it('stand in no answer, event, log or error once they were given', async () => {
    const events = await WireClient.open(api.url, apiKey)
    events.start('1', 'subscription { outputEvents { outputs { url } output { url username } } }')
    events.start('2', 'subscription { logLines(last: 1000) { text } }')
    await ask(createOutput, { output: { inputId: '1', name: 'A', protocol: 'RTMP', url: `rtmp://127.0.0.1/live/${canary}` } })
    await ask(createOutput, {
      output: { inputId: '1', name: 'B', protocol: 'RTMP', url: 'rtmp://127.0.0.1/live', streamKey: canary },
    })
    await ask(createOutput, {
      output: { inputId: '1', name: 'C', protocol: 'RTMP', url: `rtmp://user:${canary.slice(0, 9)}@127.0.0.1/live/x` },
    })
    await ask(`mutation ($key: String!) { updateOutput(id: "1", changes: { streamKey: $key }) { __typename } }`, {
      key: `${canary}2`,
    })
    await ask(everything)
    for (let i = 0; i < 6; i++) said += JSON.stringify(await events.next())
    events.socket.close()
    expect(said).toContain('rtmp://127.0.0.1/live/')
    expectNoSecret(said + api.printed.join())
    expect(JSON.stringify(api.worker.assignments)).toContain(canary)
  })

  it.each<[string, string, Record<string, unknown>?]>([
    ['a missing field', createOutput, { output: { url: `rtmp://127.0.0.1/live/${canary}`, streamKey: canary } }],
    [
      'a field of another type',
      createOutput,
      { output: { inputId: '1', name: { a: canary }, protocol: 'RTMP', streamKey: [canary] } },
    ],
    ['an unknown field', createOutput, { output: { inputId: '1', name: 'A', protocol: 'RTMP', streamKey: canary, key: canary } }],
    ['an unknown enum value', createOutput, { output: { inputId: '1', name: 'A', protocol: canary } }],
    ['text for an object', createOutput, { output: canary }],
    [
      'text that looks like the message itself',
      createOutput,
      { output: { url: `", found: ${canary}; at "output.x"; ${canary}`, ttl: canary } },
    ],
    ['a literal with a missing field', `mutation { createOutput(output: { url: ${JSON.stringify(canary)} }) { __typename } }`],
    ['a literal of another type', `mutation { createOutput(output: ${JSON.stringify(canary)}) { __typename } }`],
    ['a literal number', `mutation { updateOutput(id: "1", changes: { ttl: ${JSON.stringify(canary)} }) { __typename } }`],
    ['a syntax error', `mutation { createOutput(output: { inputId: "1" "${canary}" }) { __typename } }`],
  ])('are not repeated when there is %s', async (_case, query, variables) => {
    await ask(query, variables)
    expect(said).toContain('errors')
    expectNoSecret(said + api.printed.join())
  })

  it('are masked in the log of an unexpected error, which the caller is told of by a reference only', async () => {
    await ask(createOutput, { output: { inputId: '1', name: 'A', protocol: 'RTMP', url: `rtmp://127.0.0.1/live/${canary}` } })
    api.worker.startTestSignal = () => {
      throw new Error(`disk full at ${canary} with ${apiKey} and ${secretKey}`)
    }
    const { errors } = await api.ask('mutation { startTestSignal(inputId: "1") { __typename } }')
    expect(errors).toHaveLength(1)
    expect(errors?.[0]).toMatchObject({ path: ['startTestSignal'], extensions: { code: 'INTERNAL_SERVER_ERROR' } })
    const reference = String(errors?.[0]?.extensions?.reference)
    expect(errors?.[0]?.message).toContain(reference)
    expect(errors?.[0]?.message).not.toContain('disk full')
    const logged = api.printed.filter((line) => line.includes(reference))
    expect(logged).toHaveLength(1)
    expect(logged[0]).toContain('disk full')
    await ask(everything)
    expectNoSecret(said + api.printed.join())
  })
})
