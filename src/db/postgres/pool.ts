import { AsyncLocalStorage } from 'node:async_hooks'
import { Socket } from 'node:net'
import { PostgresDialect } from 'kysely'
import type { PostgresPoolClient, PostgresQueryResult } from 'kysely'
import { Pool, types } from 'pg'
import type { PoolClient } from 'pg'

/** Milliseconds. */
const connectWithin = 3000
/** Of what has no deadline of its own, such as a migration. */
const longest = 60_000
/** Goodbyes to a server that may not answer. */
const goodbye = 1000
/** A transaction that we began and cannot end, because the network is cut, must not hold its locks for ever. */
const abandonedAfter = 15_000

/** The ORM reads these itself. */
const dates: ReadonlySet<number> = new Set([types.builtins.DATE, types.builtins.TIMESTAMP, types.builtins.TIMESTAMPTZ])
const asItIs = (text: string) => text

const deadlines = new AsyncLocalStorage<number>()

/** Ends every query of `work` that lasts past the deadline (performance.now), with its connection. */
export function withDeadline<T>(deadline: number, work: () => Promise<T>): Promise<T> {
  return deadlines.run(deadline, work)
}

export interface PostgresPool {
  dialect: PostgresDialect
  /** Resolves soon, whether the server answers or not. */
  end(): Promise<void>
}

/** Connections to one database, made when they are needed and anew when they break. */
export function createPool(url: string): PostgresPool {
  // Every one: the driver forgets those over which the server and we could not come to terms, and leaves them open.
  const sockets = new Set<Socket>()
  const stream = () => {
    const socket = new Socket()
    sockets.add(socket.on('close', () => sockets.delete(socket)))
    return socket
  }
  const pool = new Pool({
    connectionString: url,
    stream,
    fallback_application_name: 'stream-distribution-manager',
    max: 4,
    connectionTimeoutMillis: connectWithin,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    types: { getTypeParser: (type, format) => (dates.has(type) ? asItIs : types.getTypeParser(type, format as 'text')) },
  })
  // Whoever asks for something hears what broke; an idle connection that breaks concerns nobody.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  const cut = () => sockets.forEach((socket) => socket.destroy())
  const end = async () => {
    const impatience = setTimeout(cut, goodbye)
    await pool.end().catch(() => {})
    clearTimeout(impatience)
    cut()
  }
  const connect = async () => new BoundedClient(await inTime(pool.connect()))
  return { end, dialect: new PostgresDialect({ pool: { connect, end, options: {} } }) }
}

/** One that comes after the deadline goes back at once. */
async function inTime(connecting: Promise<PoolClient>): Promise<PoolClient> {
  const over = Promise.withResolvers<never>()
  const timer = setTimeout(() => over.reject(new Error('timeout expired')), remaining())
  try {
    return await Promise.race([connecting, over.promise])
  } catch (error) {
    connecting.then(
      (client) => client.release(),
      () => {},
    )
    throw error
  } finally {
    clearTimeout(timer)
  }
}

/**
 * A connection as the query builder uses it. That one gives a connection back only after a `commit` or a `rollback` that
 * succeeded, and never after a `begin` that failed: so a failed `begin` is told by the statement after it, and a `rollback` never fails.
 */
class BoundedClient implements PostgresPoolClient {
  readonly #client: PoolClient
  #failedBegin: unknown = null
  #isBroken = false

  constructor(client: PoolClient) {
    this.#client = client
  }

  query<R>(sql: string, parameters: ReadonlyArray<unknown>): Promise<PostgresQueryResult<R>>
  query(cursor: object): never
  query<R>(sql: string | object, parameters: ReadonlyArray<unknown> = []): Promise<PostgresQueryResult<R>> {
    if (typeof sql !== 'string') throw new Error('Nothing here is read by a cursor')
    return this.#run<R>(sql, parameters)
  }

  release(): void {
    this.#client.release(this.#isBroken)
  }

  async #run<R>(sql: string, parameters: ReadonlyArray<unknown>): Promise<PostgresQueryResult<R>> {
    if (sql === 'rollback') {
      await this.#rollBack()
      return nothing
    }
    if (sql === 'begin') {
      await this.#ask(begin()).catch((error: unknown) => (this.#failedBegin = error))
      return nothing
    }
    if (this.#failedBegin !== null) throw this.#failedBegin
    return this.#ask<R>(sql, parameters)
  }

  async #rollBack(): Promise<void> {
    const hasBegun = this.#failedBegin === null
    this.#failedBegin = null
    if (!hasBegun || this.#isBroken) return
    await deadlines.run(performance.now() + goodbye, () => this.#ask('rollback')).catch(() => this.#break())
  }

  async #ask<R>(sql: string, parameters: ReadonlyArray<unknown> = []): Promise<PostgresQueryResult<R>> {
    if (this.#isBroken) throw new Error('The connection was terminated')
    const asked = { text: sql, values: [...parameters], query_timeout: remaining() }
    try {
      return (await this.#client.query(asked)) as unknown as PostgresQueryResult<R>
    } catch (error) {
      // The answer to what was given up would be taken for the answer to what comes next.
      if (/read timeout/.test((error as Error).message)) this.#break()
      throw error
    }
  }

  #break(): void {
    this.#isBroken = true
    destroy(this.#client)
  }
}

const nothing: PostgresQueryResult<never> = { command: 'SELECT', rowCount: 0, rows: [] }

/** The server gives up before we do, so that it says why. */
function begin(): string {
  const isBounded = deadlines.getStore() !== undefined
  const part = (share: number) => Math.max(Math.round(remaining() * share), 1)
  const bounds = {
    lock_timeout: part(0.75),
    statement_timeout: isBounded ? part(0.85) : 0,
    idle_in_transaction_session_timeout: abandonedAfter,
  }
  return ['begin', ...Object.entries(bounds).map(([name, ms]) => `set local ${name} = ${ms}`)].join('; ')
}

/** Milliseconds, at least one. */
function remaining(): number {
  const deadline = deadlines.getStore()
  return deadline === undefined ? longest : Math.max(Math.ceil(deadline - performance.now()), 1)
}

/** The driver ends a connection with a word to the server, which a frozen one never answers. */
function destroy(client: PoolClient): void {
  const { connection } = client as unknown as { connection: { stream: Socket } }
  connection.stream.destroy()
}
