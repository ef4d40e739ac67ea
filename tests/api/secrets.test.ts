import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../support/api.ts'
import { WireClient } from '../support/wire.ts'

const canary = 'canary-Zx9!%2Bq'
const apiKey = 'api-key-canary-77ab'
const secretKey = 'secret-key-canary-3c1d'
const metricsToken = 'metrics-token-canary-5e0f'

let api: TestApi
/** Everything that the server said, over both doors. */
let said: string

beforeEach(async () => {
  api = await startApi({ apiKey, secretKey, metricsToken })
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
  for (const secret of [canary, encodeURIComponent(canary), canary.slice(0, 9), apiKey, secretKey, metricsToken])
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
    [
      'a literal with a field that is nearly right',
      `mutation { createOutput(output: { inputId: "1", urll: ${JSON.stringify(canary)} }) { __typename } }`,
    ],
    ['a field of any name', createOutput, { output: { inputId: '1', name: 'A', protocol: 'UDP', [canary]: 1 } }],
    ['text for a moment', 'query ($until: DateTime) { logs(until: $until) { hasOlder } }', { until: canary }],
    ['an object for a moment', 'query ($until: DateTime) { logs(until: $until) { hasOlder } }', { until: { a: [canary] } }],
    ['a literal text for a moment', `{ logs(until: ${JSON.stringify(canary)}) { hasOlder } }`],
    ['a literal object for a moment', `{ logs(until: { a: ${JSON.stringify(canary)} }) { hasOlder } }`],
    ['a syntax error', `mutation { createOutput(output: { inputId: "1" "${canary}" }) { __typename } }`],
  ])('are not repeated when there is %s', async (_case, query, variables) => {
    await ask(query, variables)
    expect(said).toContain('errors')
    expectNoSecret(said + api.printed.join())
  })

  const long = 'n'.repeat(5000)
  it.each<[string, string, Record<string, unknown>?]>([
    ['a field', `{ ${long} }`],
    ['an argument', `{ logs(${long}: 1) { hasOlder } }`],
    ['a fragment', `{ ...${long} }`],
    ['a type', `query ($a: ${long}) { logs(first: $a) { hasOlder } }`],
    ['a variable', `query ($${long}: Int!) { logs(first: $${long}) { hasOlder } }`],
    ['a field of a variable', createOutput, { output: { inputId: '1', name: 'A', protocol: 'UDP', [`${long}\u001b[2J`]: 1 } }],
    ['a moment', 'query ($until: DateTime) { logs(until: $until) { hasOlder } }', { until: `${long}\u001b[2J` }],
  ])('are short, and command no terminal, whatever the length of %s', async (_case, query, variables) => {
    const { errors } = await api.ask(query, variables)
    for (const { message } of errors ?? []) {
      expect(message.length).toBeLessThan(200)
      expect(message).not.toContain('\u001b')
    }
    expect(errors).not.toHaveLength(0)
  })

  it('are masked in the log of an unexpected error, which the caller is told of by a reference only', async () => {
    await ask(createOutput, { output: { inputId: '1', name: 'A', protocol: 'RTMP', url: `rtmp://127.0.0.1/live/${canary}` } })
    api.worker.startTestSignal = () => {
      throw new Error(`disk full at ${canary} with ${apiKey}, ${secretKey} and ${metricsToken}`)
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

  it('stand in no metric, though somebody gave an output its address for a name', async () => {
    const url = `rtmp://127.0.0.1/live/${canary}`
    await ask(createOutput, { output: { inputId: '1', name: `Stage ${url}`, protocol: 'RTMP', url } })
    await ask(createOutput, { output: { inputId: '1', name: canary, protocol: 'RTMP', url } })
    const evidence = `Error opening ${url}`
    const failure = {
      ...{ code: 'REFUSED' as const, message: evidence, likelyCause: null, advice: [], evidence },
      ...{ firstSeenAt: '2026-01-01T00:00:00.000Z', lastSeenAt: '2026-01-01T00:00:00.000Z', count: 1 },
    }
    api.worker.observeOutput({ id: '1', state: 'RECONNECTING', failure })
    const told = await (await api.fetch('/metrics')).text()
    expect(told).toContain('stream_manager_output_failures_total{output="1",code="REFUSED"} 1')
    expect(told).toContain('name="Stage rtmp://127.0.0.1/live/****"')
    expectNoSecret(told)
  })

  it('of every kind of output stand behind no address and in no file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'secrets-'))
    const secret = (name: string) => `canary-${name}-8h3K`
    const given = [
      { protocol: 'RTMP', url: `rtmp://joe:${secret('login')}@192.0.2.1/app/${secret('key')}?auth=${secret('auth')}` },
      { protocol: 'RTMP', url: `rtmp://192.0.2.1/app?token=${secret('query')}`, streamKey: secret('key-2') },
      { protocol: 'RTSP', url: `rtsp://joe:${secret('rtsp')}@192.0.2.1/path?token=${secret('rtsp-query')}` },
      {
        protocol: 'SRT_CALLER',
        url: `srt://192.0.2.1:9000?streamid=publish:a:joe:${secret('id')}&passphrase=${secret('phrase')}`,
      },
      {
        protocol: 'SRT_CALLER',
        url: 'srt://192.0.2.1:9001',
        streamId: `#!::u=joe,s=${secret('id-2')}`,
        passphrase: secret('phrase-2'),
      },
      { protocol: 'SRT_LISTENER', passphrase: secret('phrase-3') },
    ]
    {
      await using stored = await startApi({ apiKey, secretKey, database: { kind: 'sqlite', file: join(folder, 'manager.db') } })
      const answers: string[] = []
      const call = async (path: string, init?: RequestInit) => {
        const response = await stored.fetch(path, init)
        answers.push(await response.text(), JSON.stringify([...response.headers]))
      }
      const json = { 'content-type': 'application/json' }
      await call('/api/inputs', { method: 'POST', headers: json, body: JSON.stringify({ name: 'Camera' }) })
      const created = await Promise.all(
        given.map((output, index) =>
          stored.query<{ result: { id: string } }>(
            'mutation ($output: NewOutput!) { result: createOutput(output: $output) { ... on Output { id url username streamId } } }',
            { output: { inputId: '1', name: `Out ${index}`, ...output } },
          ),
        ),
      )
      for (const { result } of created) {
        const body = JSON.stringify({ name: `${result.id} anew`, stream_key: 7, password: `${secret('wrong')}\n` })
        await call(`/api/outputs/${result.id}`, { method: 'PATCH', headers: json, body })
        for (const path of [`/api/outputs/${result.id}`, `/api/outputs/${result.id}/logs`]) await call(path)
      }
      const plain = ['/api/inputs', '/api/inputs/1/outputs', '/api/system', '/readyz', '/metrics', '/api/openapi.json']
      for (const path of plain) await call(path)
      answers.push(
        JSON.stringify(created),
        JSON.stringify(
          await stored.ask(`{ incidents(first: 100) { incidents { failure { message evidence } } } logs(first: 1000) { lines { text } }
            timeline(outputId: "1", first: 100) { entries { text failure { message evidence } } } totals { __typename } }`),
        ),
        ...stored.printed,
      )
      // What is told to the worker alone.
      expect(JSON.stringify(stored.worker.assignments).match(/canary-[a-z0-9-]+-8h3K/g)).toHaveLength(12)
      expect(answers.filter((text) => /canary/.test(text))).toEqual([])
      expect(answers.join()).toContain('rtmp://joe:****@192.0.2.1/app/****')
    }
    const files = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'latin1'))
    rmSync(folder, { recursive: true })
    expect(files.join()).toContain('Out 5')
    expect(files.filter((text) => /canary/.test(text))).toEqual([])
  })
})
