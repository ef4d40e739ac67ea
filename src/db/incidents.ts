import type { MikroORM, SqliteDriver } from '@mikro-orm/sql'
import type { IncidentRecord } from '../domain/incident.ts'
import { IncidentRow } from './incident.ts'
import type { Background } from './sqlite.ts'

/** Incidents kept; the oldest closed ones go first. */
const kept = 10_000

/** Incidents in the database. Ids are given by the caller, in growing order. */
export class IncidentStore {
  readonly #orm: MikroORM<SqliteDriver>
  readonly #background: Background

  constructor(orm: MikroORM<SqliteDriver>, background: Background) {
    this.#orm = orm
    this.#background = background
  }

  /** The greatest id so far, and the incidents that were open when the last process ended. */
  async load(): Promise<{ lastId: number; open: IncidentRecord[] }> {
    const em = this.#orm.em.fork()
    const [newest] = await em.find(IncidentRow, {}, { orderBy: { id: 'desc' }, limit: 1 })
    const open = await em.find(IncidentRow, { closedAt: null }, { orderBy: { id: 'asc' } })
    return { lastId: newest?.id ?? 0, open: open.map((row) => row.toRecord()) }
  }

  /** Adds or replaces, in one transaction. `isPatient`: waits for a lock that another program holds. */
  async write(records: readonly IncidentRecord[], { isPatient = false } = {}): Promise<void> {
    this.#background.check()
    const newest = Math.max(...records.map(({ id }) => Number(id)))
    await this.#orm.em.fork().transactional((em) =>
      this.#background.inMode(isPatient, async () => {
        await em.upsertMany(
          IncidentRow,
          records.map((record) => IncidentRow.of(record)),
        )
        await em.nativeDelete(IncidentRow, { id: { $lte: newest - kept }, closedAt: { $ne: null } })
      }),
    )
  }

  /** Newest first, those with an id below `before`. `isOpen`: only the open or only the closed ones. One statement. */
  async read({
    isOpen,
    before,
    limit,
  }: {
    isOpen: boolean | null
    before: number | null
    limit: number
  }): Promise<IncidentRecord[]> {
    const where = {
      ...(before === null ? {} : { id: { $lt: before } }),
      ...(isOpen === null ? {} : { closedAt: isOpen ? null : { $ne: null } }),
    }
    const rows = await this.#orm.em.fork().find(IncidentRow, where, { orderBy: { id: 'desc' }, limit })
    return rows.map((row) => row.toRecord())
  }
}
