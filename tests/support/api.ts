import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from 'graphql-ws'
import type { ExecutionResult } from 'graphql'
import { WebSocket } from 'ws'
import { createApp, type AppParts } from '../../src/app.ts'
import type { Config } from '../../src/config.ts'
import type { Bus } from '../../src/domain/bus.ts'
import { freshDatabase } from './database.ts'
import { FakeWorker } from './fakeWorker.ts'

export type Variables = Record<string, unknown>

/** The answer to an operation whose shape a test knows. */
export interface Answer<Data> {
  data?: Data | null
  errors?: { message: string; path?: (string | number)[]; extensions?: Record<string, unknown> }[]
}

/** Speaks to a server by its public API alone: address and key. */
export class ApiClient {
  readonly url: string
  readonly key: string

  constructor(url: string, key: string) {
    this.url = url
    this.key = key
  }

  /** The whole address of a path, wherever the server lies. */
  at(path: string): string {
    return this.url.replace(/\/$/, '') + path
  }

  /** Anything over HTTP, with the key unless `headers` names another. */
  fetch(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(this.at(path), {
      ...init,
      headers: { 'x-api-key': this.key, ...(init.headers as Record<string, string>) },
    })
  }

  /** The whole answer, errors included. */
  async ask<Data = Record<string, unknown>>(query: string, variables?: Variables): Promise<Answer<Data>> {
    const body = JSON.stringify({ query, variables })
    const response = await this.fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    return (await response.json()) as Answer<Data>
  }

  /** The data of a query or a mutation; throws when there are errors. */
  async query<Data = Record<string, unknown>>(query: string, variables?: Variables): Promise<Data> {
    const { data, errors } = await this.ask<Data>(query, variables)
    if (errors || !data) throw new Error(JSON.stringify(errors ?? 'no data'))
    return data
  }

  /**
   * What a subscription says, over a WebSocket of its own, until the reader returns. What comes while nobody reads is
   * kept. Throws what the connection closes with.
   */
  async *follow<Data = Record<string, unknown>>(query: string, variables?: Variables): AsyncGenerator<Answer<Data>, void> {
    const client = createClient({
      url: this.at('/graphql').replace('http', 'ws'),
      webSocketImpl: WebSocket,
      connectionParams: { apiKey: this.key },
      retryAttempts: 0,
    })
    try {
      yield* client.iterate({ query, variables }) as AsyncIterable<ExecutionResult> as AsyncIterable<Answer<Data>>
    } finally {
      await client.dispose()
    }
  }

  /** The data of a subscription; throws when there are errors. */
  async *subscribe<Data = Record<string, unknown>>(query: string, variables?: Variables): AsyncGenerator<Data, void> {
    for await (const { data, errors } of this.follow<Data>(query, variables)) {
      if (errors || !data) throw new Error(JSON.stringify(errors ?? 'no data'))
      yield data
    }
  }
}

export const testKey = 'key-of-the-tests-1f6a'

/** A configuration for tests: nothing is written but below `dataDir`, every port is free, nothing of the environment but the programs. */
export function testConfig(changes: Partial<Config> & { dataDir: string }): Config {
  return {
    database: { kind: 'sqlite', file: ':memory:' },
    secretKey: 'secret-of-the-tests-90be',
    secretKeyFile: null,
    previousSecretKeys: [],
    apiKey: testKey,
    apiKeyFile: null,
    mediamtxConfigPath: join(import.meta.dirname, '../../mediamtx.yml'),
    mediamtxBin: process.env.MEDIAMTX_BIN ?? 'mediamtx',
    externalMediamtx: null,
    ffmpegBin: process.env.FFMPEG_BIN ?? 'ffmpeg',
    logLevel: 'ERROR',
    logFormat: 'text',
    metricsToken: null,
    host: '127.0.0.1',
    port: 0,
    basePath: '',
    publicHost: '127.0.0.1',
    feedHost: '127.0.0.1',
    allowedOrigins: [],
    trustedProxies: [],
    forbiddenDestinations: [],
    defaultReconnectDelaySeconds: 5,
    maxReconnectAttempts: 0,
    udpPortRange: { start: 5000, end: 5100 },
    srtPortRange: { start: 8890, end: 8990 },
    ...changes,
  }
}

export interface TestApi extends ApiClient, AsyncDisposable {
  worker: FakeWorker
  bus: Bus
  /** Lines of the manager's own log. */
  printed: string[]
}

/** A server on an empty database with a worker that runs nothing, in milliseconds. */
export async function startApi(changes: Partial<Config> = {}, parts: Omit<AppParts, 'worker' | 'print'> = {}): Promise<TestApi> {
  const dataDir = mkdtempSync(join(tmpdir(), 'api-test-'))
  const printed: string[] = []
  const seen: { worker?: FakeWorker; bus?: Bus } = {}
  await using cleanup = new AsyncDisposableStack()
  const fresh = changes.database === undefined ? cleanup.use(await freshDatabase({ isLasting: false })) : null
  const app = await createApp(testConfig({ dataDir, ...(fresh && { database: fresh.place }), ...changes }), {
    ...parts,
    print: (line) => printed.push(line),
    worker: ({ bus }) => {
      seen.bus = bus
      return (seen.worker = new FakeWorker(bus))
    },
  })
  const { worker, bus } = seen
  if (!worker || !bus) throw new Error('The server made no worker')
  const ended = cleanup.move()
  return Object.assign(new ApiClient(app.url, changes.apiKey ?? testKey), {
    ...{ worker, bus, printed },
    async [Symbol.asyncDispose]() {
      await app.stop()
      await ended.disposeAsync()
      rmSync(dataDir, { recursive: true, force: true })
    },
  })
}

/** The next thing that `reader` says; throws when it ends. */
export async function next<T>(reader: AsyncIterator<T>): Promise<T> {
  const { done, value } = await reader.next()
  if (done) throw new Error('It ended')
  return value as T
}
