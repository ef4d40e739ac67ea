import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Worker } from '../../src/domain/worker.ts'
import { startApi, type TestApi } from '../support/api.ts'

const canary = 'canary-destination-31'
const fields = 'ok steps { name ok detail millis } failure { code message advice evidence count firstSeenAt }'

let api: TestApi
beforeEach(async () => {
  api = await startApi()
  await api.query('mutation { createInput(input: { name: "Camera", udpPort: 5001 }) { __typename } }')
})
afterEach(() => api[Symbol.asyncDispose]())

async function ask(query: string, variables: Record<string, unknown>): Promise<unknown> {
  const answer = await api.query<{ result: unknown }>(query, variables)
  expect(JSON.stringify(answer) + api.printed.join()).not.toContain(canary)
  return answer.result
}

const recognize = (url: string) =>
  ask('query ($url: String!) { result: recognizeDestination(url: $url) { protocol service url secretParts problem hints } }', {
    url,
  })

const test = (output: Record<string, unknown>) =>
  ask(`mutation ($output: NewOutput!) { result: testDestination(output: $output) { ${fields} } }`, {
    output: { inputId: '1', name: 'Wall', protocol: 'RTMP', ...output },
  })

const testOutput = (id: string) => ask(`mutation ($id: ID!) { result: testOutput(id: $id) { ${fields} } }`, { id })

describe('destinations', () => {
  it('are recognized from what a person pastes', async () => {
    expect(await recognize(`rtmp://a.rtmp.youtube.com/live2/${canary}`)).toEqual({
      ...{ protocol: 'RTMP', service: 'YouTube', url: 'rtmp://a.rtmp.youtube.com/live2/****', secretParts: ['streamKey'] },
      ...{ problem: null, hints: expect.arrayContaining([expect.stringMatching(/rtmps/)]) },
    })
    expect(await recognize(`nonsense ${canary}`)).toMatchObject({ protocol: null, service: null, url: '', secretParts: [] })
  })

  it('are tested with their secrets split out, and nothing is stored', async () => {
    expect(await test({ url: `rtmps://live.example.com/app/${canary}`, allowInvalidCertificate: true })).toEqual({
      ...{ ok: true, steps: [{ name: 'connect', ok: true, detail: null, millis: 1.5 }], failure: null },
    })
    expect(api.worker.tested).toEqual([
      {
        target: expect.objectContaining({ url: 'rtmps://live.example.com/app', allowInvalidCertificate: true }),
        secrets: { streamKey: canary, password: null, passphrase: null, accessToken: null },
      },
    ])
    expect(api.worker.assignments.outputs).toEqual([])
  })

  it('are given up when nobody waits for the answer any more', async () => {
    const begun = Promise.withResolvers<AbortSignal | undefined>()
    const worker: Worker = api.worker
    vi.spyOn(worker, 'testDestination').mockImplementation((_target, _secrets, signal) => {
      begun.resolve(signal)
      return new Promise((resolve) => signal?.addEventListener('abort', () => resolve(api.worker.testResult)))
    })
    const leaving = new AbortController()
    const output = '{ inputId: "1", name: "Wall", protocol: UDP, url: "udp://192.0.2.1:5000" }'
    const query = `mutation { testDestination(output: ${output}) { ok } }`
    const headers = { 'content-type': 'application/json' }
    const asked = api.fetch('/graphql', { method: 'POST', headers, body: JSON.stringify({ query }), signal: leaving.signal })
    const told = expect(asked).rejects.toThrow()
    const signal = await begun.promise
    leaving.abort()
    await told
    await expect.poll(() => signal?.aborted).toBe(true)
  })

  it.each([
    ['an address that cannot be read', { url: 'nonsense' }],
    ['a field of another protocol', { url: `rtmp://live.example.com/app/${canary}`, ttl: 4 }],
    ['a loop', { protocol: 'UDP', url: 'udp://127.0.0.1:5001' }],
  ])('are refused in the answer for %s', async (_case, output) => {
    expect(await test(output)).toMatchObject({
      ...{ ok: false, steps: [{ name: 'settings', ok: false, detail: expect.any(String) }] },
      failure: { code: 'BAD_OPTION', count: 1 },
    })
    expect(api.worker.tested).toEqual([])
  })

  it('are tested as stored, by the id of an output', async () => {
    expect(await testOutput('7')).toBeNull()
    await api.query(
      `mutation ($url: String!) { createOutput(output: { inputId: "1", name: "A", protocol: RTMP, url: $url }) { __typename } }`,
      { url: `rtmp://live.example.com/app/${canary}` },
    )
    expect(await testOutput('1')).toMatchObject({ ok: true })
    expect(api.worker.tested).toMatchObject([{ target: { url: 'rtmp://live.example.com/app' }, secrets: { streamKey: canary } }])
  })
})

it('that FORBIDDEN_DESTINATIONS names are refused by their field, when they are made and when they are changed', async () => {
  const forbiddenDestinations = [
    { address: '10.0.0.0', prefix: 8, family: 'ipv4' as const },
    { address: '::1', prefix: 128, family: 'ipv6' as const },
  ]
  await using guarded = await startApi({ forbiddenDestinations })
  await guarded.query('mutation { createInput(input: { name: "Camera", udpPort: 5001 }) { __typename } }')
  const create = (url: string) =>
    guarded.query(
      `mutation ($output: NewOutput!) { result: createOutput(output: $output) {
        __typename ... on Problem { message } ... on InvalidValue { field } } }`,
      { output: { inputId: '1', name: 'Wall', protocol: 'UDP', url, start: false } },
    )
  for (const host of ['10.1.2.3', '0xa.1', '[::ffff:10.1.2.3]', '[::1]', 'localhost', '0.0.0.0'])
    expect(await create(`udp://${host}:5004`), host).toEqual({
      result: {
        ...{ __typename: 'InvalidValue', field: 'output.url' },
        message: expect.stringMatching(/^Outputs of this server may not send to .*FORBIDDEN_DESTINATIONS/),
      },
    })
  expect(await create('udp://192.0.2.1:5004')).toEqual({ result: { __typename: 'Output' } })
  const changed = await guarded.query(
    `mutation { result: updateOutput(id: "1", changes: { url: "udp://10.0.0.1:5004" }) {
      __typename ... on InvalidValue { field } } }`,
  )
  expect(changed).toEqual({ result: { __typename: 'InvalidValue', field: 'changes.url' } })
})
