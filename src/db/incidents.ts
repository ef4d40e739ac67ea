import type { IncidentRecord } from '../domain/incidents/incident.ts'
import { retention } from '../domain/retention.ts'
import type { Engine } from './engine.ts'
import { IncidentRow } from './incident.ts'

/** Incidents kept; the oldest closed ones go first. */
const kept = retention.incidents

/** Incidents in the database. Ids are given by the caller, in growing order. */
export class IncidentStore {
  readonly #engine: Engine

  constructor(engine: Engine) {
    this.#engine = engine
  }

  /** The greatest id so far, and the incidents that were open when the last process ended. */
  async load(): Promise<{ lastId: number; open: IncidentRecord[] }> {
    return this.#engine.read(async (em) => {
      const [newest] = await em.find(IncidentRow, {}, { orderBy: { id: 'desc' }, limit: 1 })
      const open = await em.find(IncidentRow, { closedAt: null }, { orderBy: { id: 'asc' } })
      return { lastId: newest?.id ?? 0, open: open.map((row) => row.toRecord()) }
    })
  }

  /** Adds or replaces, in one transaction. `isPatient`: waits for a lock that another program holds. */
  async write(records: readonly IncidentRecord[], { isPatient = false } = {}): Promise<void> {
    const newest = Math.max(...records.map(({ id }) => Number(id)))
    await this.#engine.transaction(
      async (em) => {
        await em.upsertMany(
          IncidentRow,
          records.map((record) => IncidentRow.of(record)),
        )
        await em.nativeDelete(IncidentRow, { id: { $lte: newest - kept }, closedAt: { $ne: null } })
      },
      { isPatient },
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
    const newestFirst = { orderBy: { id: 'desc' }, limit } as const
    return this.#engine.read(async (em) => (await em.find(IncidentRow, where, newestFirst)).map((row) => row.toRecord()))
  }
}
