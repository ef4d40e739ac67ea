import { EndedSessionStore } from './endedSessions.ts'
import { Engine } from './engine.ts'
import type { DatabaseTimes, Program } from './engine.ts'
import { IncidentStore } from './incidents.ts'
import { LogStore } from './logs.ts'
import { MetricsStore } from './metrics.ts'
import { OwnerStore } from './owner/ownerStore.ts'
import { SecretBox } from './secrets.ts'
import { SettingsStore } from './settings.ts'
import { StateHistoryStore } from './stateHistory.ts'
import { TimelineStore } from './timeline.ts'

/** `file`: path of an SQLite file, or `:memory:`. `url`: of a PostgreSQL database, with user and password. */
export type DatabasePlace =
  { readonly kind?: 'sqlite'; readonly file: string } | { readonly kind: 'postgres'; readonly url: string }

export type DatabaseOptions = DatabasePlace & {
  /** SECRET_KEY: what secrets are encrypted with. */
  secretKey: string
  /** What SECRET_KEY was before: secrets that lie under one of these can still be read. */
  previousSecretKeys?: readonly string[]
  /** How long a change may wait for another program's lock; 4500 by default. */
  lockTimeoutMs?: number
}

/** The open database, its tables brought up to date. */
export interface Database {
  /** Inputs and outputs as people set them. */
  settings: SettingsStore
  /** Lines of the log. */
  logs: LogStore
  incidents: IncidentStore
  /** What was measured of inputs and outputs. */
  metrics: MetricsStore
  /** Which states they had. */
  stateHistory: StateHistoryStore
  timelines: TimelineStore
  /** Sign-ins of the dashboard that were given back. */
  endedSessions: EndedSessionStore
  /** Who runs the processes of this database. */
  owner: OwnerStore
  /** Such as `SQLite 3.53.4` or `PostgreSQL 17.2`. */
  version: string
  /** How long what is asked of it takes. */
  times: DatabaseTimes
  /** Throws DatabaseError when the database does not answer or can only be read. */
  check(): Promise<void>
  close(): Promise<void>
}

/** Opens the database, an SQLite file made where there is none, and runs the migrations. Throws DatabaseError: one sentence for people. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { secretKey, previousSecretKeys } = options
  const engine = new Engine(await openProgram(options), options.lockTimeoutMs)
  try {
    const logs = new LogStore(engine)
    await logs.open()
    const timelines = new TimelineStore(engine)
    await timelines.open()
    return {
      ...{ logs, timelines },
      incidents: new IncidentStore(engine),
      metrics: new MetricsStore(engine),
      stateHistory: new StateHistoryStore(engine),
      endedSessions: new EndedSessionStore(engine),
      owner: new OwnerStore(engine),
      settings: new SettingsStore(engine, new SecretBox(secretKey, previousSecretKeys)),
      version: engine.version,
      times: engine.times,
      check: () => engine.check(),
      close: () => engine.close(),
    }
  } catch (error) {
    await engine.close()
    throw error
  }
}

/** Loaded only when it is needed: the other's driver costs memory. */
export async function openProgram(options: DatabasePlace & Pick<DatabaseOptions, 'lockTimeoutMs'>): Promise<Program> {
  if ('url' in options) {
    const { openPostgresProgram } = await import('./postgres/program.ts')
    return openPostgresProgram(options.url)
  }
  const { openSqliteProgram } = await import('./sqliteProgram.ts')
  return openSqliteProgram(options.file, options.lockTimeoutMs)
}
