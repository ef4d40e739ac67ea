import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020, type AnySchema } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { expect, it } from 'vitest'
import { nextFailure } from '../../src/domain/failure.ts'
import { startApi } from '../support/api.ts'

type SpecData = Parameters<Validator['validate']>[0]

interface Operation {
  operationId: string
  summary: string
  requestBody?: { content: { 'application/json': { schema: AnySchema } } }
  responses: Record<string, { content: { 'application/json': { schema: AnySchema } } }>
}

interface Document {
  openapi: string
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, { properties?: object; description?: string }> }
}

/** As documented, and nothing beside: what answers may grow by must be documented first. */
function exact<T>(part: T): T {
  if (Array.isArray(part)) return part.map(exact) as T
  if (typeof part !== 'object' || part === null) return part
  const closed = 'properties' in part ? { additionalProperties: false } : {}
  return { ...Object.fromEntries(Object.entries(part).map(([name, value]) => [name, exact(value)])), ...closed } as T
}

it('the OpenAPI document is valid, and every route answers as it says', async () => {
  await using api = await startApi()
  const response = await api.fetch('/api/openapi.json')
  expect(response.headers.get('content-type')).toMatch(/^application\/json/)
  const document = (await response.json()) as Document
  expect(document.openapi).toBe('3.1.0')
  const { valid, errors } = await new Validator().validate(structuredClone(document) as object as SpecData)
  expect([errors, valid]).toEqual([undefined, true])

  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv)
  ajv.addSchema(exact({ $id: 'all', components: document.components }))
  const check = (schema: AnySchema, value: unknown) => {
    const rooted = JSON.parse(JSON.stringify(exact(schema)).replaceAll('"#/', '"all#/')) as AnySchema
    const isRight = ajv.compile(rooted)
    return isRight(value) ? [] : (isRight.errors ?? [])
  }

  const tried = new Set<string>()
  const operationAt = (method: string, path: string) => document.paths[path]?.[method.toLowerCase()]
  const call = async (method: string, path: string, status: number, body?: unknown, key = api.key) => {
    const pattern = path.replace(/\?.*/, '').replace(/\/\d+/, '/{id}')
    const operation = operationAt(method, pattern)
    if (!operation) throw new Error(`${method} ${pattern} is not documented`)
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const type: Record<string, string> =
      typeof body === 'string' ? { 'content-type': 'text/plain' } : { 'content-type': 'application/json' }
    const answer = await api.fetch(path, { method, headers: { ...type, 'x-api-key': key }, body: text })
    const documented = operation.responses[answer.status]
    expect([method, path, answer.status, documented !== undefined]).toEqual([method, path, status, true])
    if (status < 300 && operation.requestBody) {
      expect(check(operation.requestBody.content['application/json'].schema, body)).toEqual([])
    }
    expect(check(documented!.content['application/json'].schema, await answer.json())).toEqual([])
    tried.add(`${method} ${pattern}`)
  }

  const output = { name: 'Wall', protocol: 'udp', url: 'udp://127.0.0.1:9000', ttl: null }
  await call('POST', '/api/inputs', 201, { name: 'Camera 1', udp_port: 5001, tags: ['a'] })
  await call('POST', '/api/inputs', 409, { name: 'Camera 2', udp_port: 5001 })
  await call('POST', '/api/inputs', 400, { nome: 'Camera 2' })
  await call('POST', '/api/inputs', 413, { name: 'x'.repeat(100_000) })
  await call('POST', '/api/inputs', 415, 'name=A')
  await call('POST', '/api/inputs', 401, { name: 'A' }, 'wrong')
  await call('POST', '/api/inputs/1/outputs', 201, output)
  await call('POST', '/api/inputs/1/outputs', 201, {
    name: 'Far',
    protocol: 'srt',
    url: 'srt://192.0.2.1:9000',
    passphrase: 'ten-and-more',
  })
  api.worker.observeInput({
    id: '1',
    tracks: [{ kind: 'video', codec: 'H264', profile: 'High', width: 1280, height: 720, sampleRate: null, channels: null }],
  })
  const at = '2026-02-03T04:05:06.007Z'
  const cause = { code: 'REFUSED' as const, message: 'm', likelyCause: null, advice: ['a'], evidence: null }
  const failure = nextFailure(null, cause, new Date(at))
  api.worker.observeOutput({ id: '1', state: 'RECONNECTING', failure, nextAttemptAt: at, process: { pid: 7, startedAt: at } })
  const line = { at, level: 'INFO', source: 'OUTPUT', outputId: '1', inputId: '1', text: 't', repeated: 0, dropped: 0 } as const
  api.bus.publish('log', line)
  await Promise.resolve()
  for (const path of ['/api/inputs', '/api/inputs/1', '/api/inputs/1/outputs', '/api/outputs/1', '/api/system'])
    await call('GET', path, 200)
  await call('GET', '/api/inputs?states=LIVE&search=cam', 200)
  await call('GET', '/api/outputs/1/logs?first=5&level=DEBUG', 200)
  await call('GET', '/api/inputs/7', 404)
  await call('PATCH', '/api/inputs/1', 200, { name: 'Stage', listen_address: null })
  await call('PATCH', '/api/outputs/1', 200, { ttl: 4 })
  for (const action of ['stop', 'start']) await call('POST', `/api/inputs/1/${action}`, 200)
  for (const action of ['stop', 'start', 'retry']) await call('POST', `/api/outputs/1/${action}`, 200)
  await call('DELETE', '/api/outputs/1', 200)
  await call('DELETE', '/api/inputs/1', 200)

  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, ...operation })),
  )
  expect(operations.map(({ name }) => name).filter((name) => !tried.has(name))).toEqual([])
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length)
  // Every field is explained, and in the names of this document.
  const texts = JSON.stringify(document)
  expect(texts).not.toMatch(/udpPort|bitrateBps|stateSince|nextAttemptAt/)
  for (const [name, { properties = {}, description }] of Object.entries(document.components.schemas)) {
    expect([name, description]).not.toEqual([name, undefined])
    for (const [field, value] of Object.entries(properties)) {
      if (name !== 'Problem')
        expect([name, field, (value as { description?: string }).description]).toEqual([name, field, expect.any(String)])
    }
  }
})
