import type { Socket } from 'node:net'
import { Client } from 'pg'
import type { QueryResult, QueryResultRow } from 'pg'
import type { Holder } from './holder.ts'

/** Milliseconds. */
const connectWithin = 3000
const answerWithin = 3000

/** Any number that no other program is likely to use. */
const lockClass = 1_935_961_444

/** So that the server ends the session of a manager that is cut off within half a minute. Not every system knows each. */
const keepAlive = {
  tcp_keepalives_idle: '10',
  tcp_keepalives_interval: '5',
  tcp_keepalives_count: '3',
  tcp_user_timeout: '25000',
}
/** Another program's lock on the row is no reason to hear nothing. */
const bounds = { statement_timeout: '2000', lock_timeout: '300', idle_session_timeout: '0' }

/** The row of the owner. */
export interface StoredOwner extends Holder {
  epoch: number
  since: Date
  url: string | null
  renewedAt: Date
  releasedAt: Date | null
}

/** One session on the server, as the server knows it. */
export interface SessionName {
  pid: number
  startedAt: string
}

/**
 * A connection of its own to a PostgreSQL, whose session can hold the lock on the database: the server drops it with the
 * session, and with that alone. Every call rejects with the error of the driver.
 */
export class LockSession {
  readonly #client: Client
  readonly name: SessionName
  /** What the server calls this database: another one for each copy. */
  readonly databaseId: string
  holdsLock = false

  private constructor(client: Client, name: SessionName, databaseId: string) {
    this.#client = client
    this.name = name
    this.databaseId = databaseId
  }

  static async open(url: string): Promise<LockSession> {
    const client = new Client({
      connectionString: url,
      fallback_application_name: 'stream-distribution-manager owner',
      connectionTimeoutMillis: connectWithin,
      query_timeout: answerWithin,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
    })
    // Whoever asks next hears of it.
    client.on('error', () => {})
    try {
      await client.connect()
      for (const [name, value] of Object.entries(bounds)) await client.query('select set_config($1, $2, false)', [name, value])
      for (const [name, value] of Object.entries(keepAlive))
        await client.query('select set_config($1, $2, false)', [name, value]).catch(ignoreAnswers)
      const { rows } = await client.query<{ pid: number; startedAt: string; databaseId: string }>(
        `select a.pid, a.backend_start::text as "startedAt", d.oid::text as "databaseId"
         from pg_stat_activity a join pg_database d on d.datname = current_database() where a.pid = pg_backend_pid()`,
      )
      const { pid = 0, startedAt = '', databaseId = '' } = rows[0] ?? {}
      return new LockSession(client, { pid, startedAt }, databaseId)
    } catch (error) {
      destroy(client)
      throw error
    }
  }

  /** Whether this session holds the lock now. */
  async tryLock(): Promise<boolean> {
    const { rows } = await this.#ask<{ held: boolean }>(
      `select pg_try_advisory_lock(${lockClass}, hashtext(coalesce(current_schema(), ''))) as held`,
    )
    return (this.holdsLock = rows[0]?.held === true)
  }

  /** Null where there is no row, or not even its table. */
  async owner(): Promise<StoredOwner | null> {
    const columns = `epoch, host_name as "hostName", machine, pid, start_ticks::float8 as "startTicks", since, url`
    const times = `renewed_at as "renewedAt", released_at as "releasedAt"`
    try {
      const { rows } = await this.#ask<StoredOwner>(`select ${columns}, ${times} from owner where id = 1`)
      return rows[0] ?? null
    } catch (error) {
      if ((error as { code?: string }).code === '42P01') return null
      throw error
    }
  }

  /** Whether the row is of this epoch still, which then is renewed. */
  async renew(epoch: number): Promise<boolean> {
    const { rowCount } = await this.#ask('update owner set renewed_at = now() where id = 1 and epoch = $1', [epoch])
    return rowCount === 1
  }

  /** Ends an earlier session of ours that the server has not noticed to be over. */
  async end({ pid, startedAt }: SessionName): Promise<void> {
    await this.#ask('select pg_terminate_backend(pid) from pg_stat_activity where pid = $1 and backend_start::text = $2', [
      pid,
      startedAt,
    ])
  }

  /** Drops the lock; the server is not waited for. */
  close(): void {
    this.holdsLock = false
    // A word of goodbye, so that the lock is free at once, then the end of the connection.
    void this.#client.end().catch(() => {})
    setTimeout(() => destroy(this.#client), 1000).unref()
  }

  #ask<Row extends QueryResultRow>(sql: string, values: unknown[] = []): Promise<QueryResult<Row>> {
    return this.#client.query<Row>(sql, values)
  }
}

/** Whether the server itself said this, on a session that goes on. */
export function isAnswer(error: unknown): boolean {
  return (error as { severity?: string }).severity === 'ERROR'
}

function ignoreAnswers(error: unknown): void {
  if (!isAnswer(error)) throw error
}

function destroy(client: Client): void {
  const { connection } = client as unknown as { connection: { stream: Socket } }
  connection.stream.destroy()
}
