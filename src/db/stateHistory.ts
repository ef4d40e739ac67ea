import type { StateDay } from '../domain/stateHistory.ts'
import type { Engine } from './engine.ts'
import { StateDayRow, StateSightRow } from './stateDay.ts'
import { subjectsIn } from './subjects.ts'

const sightId = 1

export interface StateChanges {
  /** Added, or in the place of the same day's. */
  days: readonly StateDay[]
  /** Subjects that are to be forgotten. */
  removed: readonly string[]
  /** Until when what lasts is known to last, Unix time in milliseconds. */
  seenAt: number
  /** Deletes days that ended before, Unix time in milliseconds; null: none. */
  endedBefore: number | null
}

/** Which states inputs and outputs had: a row for each day on which one changed. */
export class StateHistoryStore {
  readonly #engine: Engine

  constructor(engine: Engine) {
    this.#engine = engine
  }

  /** Days that did not end before `since`, and until when the last process saw that what lasts lasted; null: it never did. */
  async load(since: number): Promise<{ days: StateDay[]; seenAt: number | null }> {
    return this.#engine.read(async (em) => {
      const rows = await em.find(StateDayRow, notBefore(since), { orderBy: { day: 'asc' } })
      const sight = await em.findOne(StateSightRow, sightId)
      return { days: rows.map((row) => row.toDay()), seenAt: sight?.at ?? null }
    })
  }

  /** `input:ID` or `output:ID` of each of whom something is stored. */
  subjects(): Promise<string[]> {
    return subjectsIn(this.#engine, 'state_day')
  }

  /** One transaction. `isPatient`: waits for a lock that another program holds. */
  async write({ days, removed, seenAt, endedBefore }: StateChanges, { isPatient = false } = {}): Promise<void> {
    await this.#engine.transaction(
      async (em) => {
        if (removed.length > 0) await em.nativeDelete(StateDayRow, { subject: { $in: [...removed] } })
        const rows = days.map((day) => StateDayRow.of(day))
        if (rows.length > 0) await em.upsertMany(StateDayRow, rows)
        await em.upsert(StateSightRow, { id: sightId, at: seenAt })
        if (endedBefore !== null) await em.nativeDelete(StateDayRow, { endedAt: { $lt: endedBefore } })
      },
      { isPatient },
    )
  }

  /** Of these subjects, days that did not end before `since`, oldest first. One statement. */
  async read(subjects: readonly string[], since: number): Promise<StateDay[]> {
    const where = { subject: { $in: [...subjects] }, ...notBefore(since) }
    return this.#engine.read(async (em) =>
      (await em.find(StateDayRow, where, { orderBy: { day: 'asc' } })).map((row) => row.toDay()),
    )
  }
}

function notBefore(since: number) {
  return { $or: [{ endedAt: null }, { endedAt: { $gt: since } }] }
}
