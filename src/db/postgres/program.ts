import { PostgreSqlDriver } from '@mikro-orm/postgresql'
import type { Orm, Program } from '../engine.ts'
import { DatabaseError } from '../errors.ts'
import { migrations } from '../migrations/postgres/index.ts'
import { createOrm, migrate } from '../orm.ts'
import { explainedPostgres } from './errors.ts'
import { inWords, placeOf } from './place.ts'
import type { PostgresPlace } from './place.ts'
import { createPool, withDeadline } from './pool.ts'
import type { PostgresPool } from './pool.ts'

const oldestVersion = 14

/** Its ORM, tables as they are. `migrationsFolder`: only for writing a new migration. */
export function createPostgresOrm({ dialect }: PostgresPool, name: string, migrationsFolder?: string): Promise<Orm> {
  return createOrm({ driver: PostgreSqlDriver, dialect, name, migrations, migrationsFolder })
}

/** Connects and brings the tables up to date. Throws DatabaseError. */
export async function openPostgresProgram(url: string): Promise<Program> {
  const place = placeOf(url)
  const pool = createPool(url)
  try {
    const orm = await createPostgresOrm(pool, place.name)
    const version = await checkServer(orm, place)
    await migrate(orm, migrations, inWords(place))
    return {
      orm,
      version,
      backgroundPatienceMs: 5000,
      lowered: (column) => `lower(${column} collate "C")`,
      // Who waits for a lock waits in the server, which lets nobody in between.
      isBusy: () => false,
      bounded: withDeadline,
      explain: (error, isCommitting) => explainedPostgres(error, place, isCommitting),
      // A commit is answered only then.
      outlasting: () => Promise.resolve(),
      // Neither so where everything can only be read, nor while another program holds a table for itself.
      probe: 'lock table input, output, log_line, incident in row exclusive mode; delete from input where false',
      close: () => orm.close(),
    }
  } catch (error) {
    await pool.end()
    throw explainedPostgres(error, place)
  }
}

/** The version in words. Throws DatabaseError where the server cannot be used. */
async function checkServer(orm: Orm, place: PostgresPlace): Promise<string> {
  const settings = ['server_version', 'server_version_num', 'server_encoding']
  const [server = {}] = await ask(orm, `select ${settings.map((name) => `current_setting('${name}') as ${name}`).join(', ')}`)
  const version = `PostgreSQL ${server.server_version?.split(' ')[0]}`
  if (Number(server.server_version_num) < oldestVersion * 10_000) {
    throw new DatabaseError(`${inWords(place)} is on ${version}: ${oldestVersion} or newer is needed.`)
  }
  if (server.server_encoding !== 'UTF8') {
    throw new DatabaseError(`${inWords(place)} keeps text as ${server.server_encoding}: make one with the encoding UTF8.`)
  }
  return version
}

function ask(orm: Orm, sql: string): Promise<Record<string, string>[]> {
  return orm.em.getConnection().execute<Record<string, string>[]>(sql)
}
