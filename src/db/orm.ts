import { Migrator } from '@mikro-orm/migrations'
import { MikroORM } from '@mikro-orm/sql'
import type { AbstractSqlDriver, Constructor } from '@mikro-orm/sql'
import type { Migration } from '@mikro-orm/migrations'
import type { Dialect } from 'kysely'
import { EndedSessionRow } from './endedSession.ts'
import type { Orm } from './engine.ts'
import { DatabaseError } from './errors.ts'
import { IncidentRow } from './incident.ts'
import { InputRow } from './input.ts'
import { LogCounterRow, LogLineRow } from './logLine.ts'
import { MetricsPointRow } from './metricsPoint.ts'
import { OutputRow } from './output.ts'
import { OwnerRow } from './owner/owner.ts'
import { StateDayRow, StateSightRow } from './stateDay.ts'
import { TimelineEntryRow } from './timelineEntry.ts'

/** Oldest first. */
export type Migrations = readonly { name: string; class: Constructor<Migration> }[]

export interface OrmOptions {
  driver: Constructor<AbstractSqlDriver>
  dialect: Dialect
  /** Of the database that the dialect leads to. */
  name: string
  migrations: Migrations
  /** Only for writing a new migration. */
  migrationsFolder?: string | undefined
}

/** The ORM on an open database, tables as they are. */
export function createOrm({ driver, dialect, name, migrations, migrationsFolder }: OrmOptions): Promise<Orm> {
  return MikroORM.init<AbstractSqlDriver>({
    driver: driver as never,
    driverOptions: dialect,
    dbName: name,
    // One that is not there is not made: whoever runs the server says who may have which.
    ensureDatabase: false,
    entities: [
      InputRow,
      OutputRow,
      LogLineRow,
      LogCounterRow,
      IncidentRow,
      OwnerRow,
      TimelineEntryRow,
      MetricsPointRow,
      StateDayRow,
      StateSightRow,
      EndedSessionRow,
    ],
    extensions: [Migrator],
    // What fails is thrown too, and told by whoever catches it.
    logger: () => {},
    // Kept out of the production start: nothing there writes a snapshot or looks for files.
    migrations: {
      migrationsList: [...migrations],
      silent: true,
      snapshot: migrationsFolder !== undefined,
      snapshotName: 'snapshot',
      snapshotOnMigrate: false,
      ...(migrationsFolder === undefined ? {} : { path: migrationsFolder }),
    },
  })
}

/** Brings the tables up to date. `database` begins the sentence of the DatabaseError that is thrown where they are ahead. */
export async function migrate(orm: Orm, migrations: Migrations, database: string): Promise<void> {
  const known = new Set<string>(migrations.map(({ name }) => name))
  for (const { name } of await orm.migrator.getExecuted()) {
    if (known.has(name)) continue
    throw new DatabaseError(
      `${database} was written by a newer version of this program: run that version, put back a backup from before it (npm run restore), or name another database in DATABASE_URL.`,
    )
  }
  await orm.migrator.up()
}
