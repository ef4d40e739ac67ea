import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../src/db/database.ts'
import { DatabaseError, UncertainError } from '../../src/db/errors.ts'
import { explainedPostgres } from '../../src/db/postgres/errors.ts'
import { placeOf } from '../../src/db/postgres/place.ts'
import { createPool } from '../../src/db/postgres/pool.ts'
import { createPostgresOrm } from '../../src/db/postgres/program.ts'
import { admin, canRunPostgres, createDatabase, inDatabase, startPostgres } from '../support/postgres.ts'
import type { TestPostgres } from '../support/postgres.ts'
import { startTcpGate } from '../support/tcpGate.ts'

const secretKey = 'the key of this test'
const input = {
  ...{ name: 'Camera 1', udpPort: 5000, listenAddress: '0.0.0.0', tags: ['studio', 'ä'] },
  ...{ multicastGroup: null, sourceAddress: null },
  ...{ desired: 'RUNNING' as const, createdAt: new Date('2026-01-02T03:04:05.678Z') },
}

/** What `work` throws, and after how many milliseconds. */
async function failureOf(work: Promise<unknown>): Promise<{ error: unknown; message: string; ms: number }> {
  const began = performance.now()
  const error = await work.then(
    () => new Error('It went well'),
    (thrown: unknown) => thrown,
  )
  return { error, message: (error as Error).message, ms: performance.now() - began }
}

describe.runIf(canRunPostgres)('a PostgreSQL database', () => {
  let server: TestPostgres
  beforeAll(async () => {
    server = await startPostgres()
  })
  afterAll(() => server?.[Symbol.asyncDispose]())

  const opened = async () => {
    const stack = new AsyncDisposableStack()
    const { url } = stack.use(await createDatabase(server))
    const database = await openDatabase({ kind: 'postgres', url, secretKey })
    stack.defer(() => database.close())
    return { url, ...database, [Symbol.asyncDispose]: () => stack.disposeAsync() }
  }

  it('has migrations that lead to what the entities say', async () => {
    await using fresh = await createDatabase(server)
    const migrations = fileURLToPath(new URL('../../src/db/migrations/postgres/', import.meta.url))
    const orm = await createPostgresOrm(createPool(fresh.url), fresh.name, migrations)
    // Against the snapshot, and against tables that the migrations made.
    expect(await orm.migrator.checkSchema()).toBe(false)
    await orm.migrator.up()
    expect(await orm.schema.getUpdateSchemaSQL()).toBe('')
    await orm.close()
  })

  it('says what it is, and serves a user who owns nothing but it', async () => {
    await using fresh = await createDatabase(server)
    await admin(server.url, `create role plain login password 'just-this-one'`)
    await admin(server.url, `alter database ${fresh.name} owner to plain`)
    const url = new URL(fresh.url)
    Object.assign(url, { username: 'plain', password: 'just-this-one' })
    const database = await openDatabase({ kind: 'postgres', url: url.href, secretKey })
    expect(database.version).toMatch(/^PostgreSQL \d+\.\d+$/)
    expect(await database.settings.insertInput(input)).toEqual({ ...input, id: '1' })
    await database.close()
  })

  it('of a newer version is not touched', async () => {
    await using database = await opened()
    await admin(database.url, `insert into mikro_orm_migrations (name) values ('Migration29990101000000_later')`)
    const { error, message } = await failureOf(openDatabase({ kind: 'postgres', url: database.url, secretKey }))
    expect(error).toBeInstanceOf(DatabaseError)
    expect(message).toMatch(/newer version/)
  })

  it('that cannot be had is told in a sentence without user and password', async () => {
    await using fresh = await createDatabase(server)
    await admin(server.url, `create role stranger login password 'just-this-one'`)
    await admin(server.url, `create database ${fresh.name}_latin template template0 encoding 'LATIN1' locale 'C'`)
    const changed = (changes: Partial<URL>) => Object.assign(new URL(fresh.url), changes).href
    const cases: [string, RegExp][] = [
      [changed({ password: 'CANARY' }), /refuses the user or the password/],
      [changed({ username: 'CANARY' }), /refuses the user or the password/],
      [changed({ password: '' }), /refuses the user or the password/],
      [changed({ username: 'stranger', password: 'just-this-one' }), /does not allow the user .* make that user the owner/],
      [changed({ pathname: '/not_there' }), /database not_there at .* does not exist: create it/],
      [changed({ port: '1' }), /cannot be reached \(nothing listens there\)/],
      [changed({ hostname: 'nowhere.invalid' }), /cannot be reached \(the name of the host/],
      [changed({ search: '?sslmode=verify-full' }), /does not speak TLS/],
      [inDatabase(fresh.url, `${fresh.name}_latin`), /keeps text as LATIN1/],
    ]
    for (const [url, words] of cases) {
      const { error, message } = await failureOf(openDatabase({ kind: 'postgres', url, secretKey }))
      expect(error).toBeInstanceOf(DatabaseError)
      expect(message).toMatch(words)
      expect(message).not.toMatch(/CANARY|just-this-one|stranger|tester|a-password/)
    }
    await admin(server.url, `drop database ${fresh.name}_latin`)
  })

  it('that can only be read is no database to work with', async () => {
    await using database = await opened()
    await database.settings.insertInput(input)
    await admin(server.url, `alter database ${new URL(database.url).pathname.slice(1)} set default_transaction_read_only = on`)
    await admin(
      server.url,
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${new URL(database.url).pathname.slice(1)}'`,
    )
    // The first ones may meet the connections that were ended.
    await expect.poll(async () => (await failureOf(database.check())).message).toMatch(/can only be read/)
    await expect.poll(async () => (await failureOf(database.settings.insertInput(input))).message).toMatch(/can only be read/)
  })

  it('whose row another program holds: a change ends in time, whole or not at all, and those after it sooner', async () => {
    await using database = await opened()
    const { id } = await database.settings.insertInput(input)
    const other = new Client(database.url)
    await other.connect()
    await other.query('begin; select * from input for update')
    const first = await failureOf(database.settings.updateInput(id, { name: 'Gate' }))
    expect(first.message).toMatch(/under a lock of another program/)
    expect(first.ms).toBeLessThan(5000)
    const next = await failureOf(database.settings.updateInput(id, { name: 'Gate' }))
    expect(next.message).toMatch(/under a lock of another program/)
    expect(next.ms).toBeLessThan(2000)
    // What does not need the row goes on.
    await database.logs.write([])
    await other.end()
    expect(await database.settings.updateInput(id, { tags: [] })).toEqual({ ...input, id, tags: [] })
  })

  it('that is gone and comes back needs nothing from us', async () => {
    await using database = await opened()
    const { id } = await database.settings.insertInput(input)
    for (const end of [server.stop, server.kill]) {
      await end()
      expect((await failureOf(database.settings.updateInput(id, { name: 'Gate' }))).error).toBeInstanceOf(DatabaseError)
      expect((await failureOf(database.check())).message).toMatch(/cannot be reached/)
      await server.start()
      await database.check()
      expect((await database.settings.updateInput(id, { tags: [] })).name).toBe('Camera 1')
    }
  })

  it('that is frozen lets nobody wait, and is used again when it thaws', async () => {
    await using database = await opened()
    const { id } = await database.settings.insertInput(input)
    server.freeze()
    const tries = await Promise.all([1, 2, 3, 4, 5, 6].map(() => failureOf(database.settings.updateInput(id, { name: 'Gate' }))))
    for (const { error, ms } of tries) {
      expect(error).toBeInstanceOf(DatabaseError)
      expect(ms).toBeLessThan(5500)
    }
    const began = performance.now()
    const later = await failureOf(database.settings.updateInput(id, { name: 'Gate' }))
    expect(performance.now() - began).toBeLessThan(2000)
    expect(later.message).toMatch(/does not answer|cannot be reached/)
    server.thaw()
    expect((await database.settings.updateInput(id, { tags: [] })).name).toBe('Camera 1')
  })

  it('that goes while a change is being made final: it is said that nobody knows', async () => {
    await using gate = await startTcpGate(server.port)
    await using fresh = await createDatabase(server)
    const through = Object.assign(new URL(fresh.url), { port: String(gate.port) }).href
    const database = await openDatabase({ kind: 'postgres', url: through, secretKey })
    const { id } = await database.settings.insertInput(input)
    // The server works at the end of a transaction for a while, as on a disk in trouble.
    await admin(
      fresh.url,
      `create function slow() returns trigger language plpgsql as 'begin perform pg_sleep(1); return null; end';
       create constraint trigger slow after update on input deferrable initially deferred for each row execute function slow()`,
    )
    const writing = failureOf(database.settings.updateInput(id, { name: 'Gate' }))
    await new Promise((resolve) => setTimeout(resolve, 400))
    await gate.shut()
    const { error, message } = await writing
    expect(error).toBeInstanceOf(UncertainError)
    expect(message).toMatch(/went away at the last moment/)
    await database.close()
  })
})

describe('an error of PostgreSQL', () => {
  const place = placeOf('postgresql://tester:CANARY@db.example.com/feeds')
  const explained = (error: object, isCommitting = false) =>
    explainedPostgres(Object.assign(new Error('some words'), error), place, isCommitting) as Error

  it.each([
    ['53100', /^The database feeds at db\.example\.com:5432 has a full disk/],
    ['53300', /as many connections as it may have/],
    ['57P03', /starting or stopping/],
    ['ETIMEDOUT', /cannot be reached \(no answer\)/],
    ['SELF_SIGNED_CERT_IN_CHAIN', /certificate that cannot be trusted/],
  ])('%s is a sentence', (code, words) => {
    expect(explained({ code })).toBeInstanceOf(DatabaseError)
    expect(explained({ code }).message).toMatch(words)
    expect(explained({ code }).message).not.toContain('CANARY')
  })

  it('leaves it open whether a change is stored when the connection breaks at its end, and only then', () => {
    expect(explained({ code: 'ECONNRESET' }, true)).toBeInstanceOf(UncertainError)
    expect(explained({ code: '57P01' }, true)).toBeInstanceOf(UncertainError)
    expect(explained({ code: '53100' }, true)).not.toBeInstanceOf(UncertainError)
    expect(explained({ code: 'ECONNRESET' })).not.toBeInstanceOf(UncertainError)
  })

  it('that is a mistake of ours stays what it is', () => {
    expect(explained({ code: '42601' })).not.toBeInstanceOf(DatabaseError)
  })
})
