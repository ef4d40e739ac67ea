import type { IncidentStore } from '../db/incidents.ts'
import type { Clock } from '../domain/clock.ts'
import type { IncidentRecord } from '../domain/incidents/incident.ts'
import { readable } from './readable.ts'
import { Saver } from './saver.ts'
import { storeSparing } from './sparing.ts'

const writeEveryMs = 1000
/** How often it is stored that an open incident still lasts, for the case of a crash. */
const confirmEveryMs = 10_000
/** Incidents that wait while the database takes nothing; beyond these the oldest closed ones are lost. */
const mostUnsaved = 5000

export interface IncidentWriterParts {
  store: IncidentStore
  clock: Clock
  /** Those that last. */
  open: () => readonly IncidentRecord[]
  /** Hears when incidents cannot be stored for some time, with the error, and null when they can again. */
  onTrouble: (error: unknown) => void
  /** Hears why one is left out for ever. */
  onRefused: (error: unknown) => void
}

/** Carries incidents from memory to the database, soon after each change, and reads them as they are now. */
export class IncidentWriter {
  readonly #parts: IncidentWriterParts
  readonly #saver: Saver
  /** As they are now, by id; in the database they are older or missing. */
  readonly #unsaved = new Map<string, IncidentRecord>()
  /** Of readings of the database that have not ended: what they may miss. */
  readonly #readings = new Set<Map<string, IncidentRecord>>()
  /** Of those that the database cannot hold, as they were when that was tried. */
  readonly #refused = new Set<string>()
  #confirmedAt: number

  constructor(parts: IncidentWriterParts) {
    const { clock, onTrouble } = parts
    this.#parts = parts
    this.#confirmedAt = clock.now()
    this.#saver = new Saver({ clock, everyMs: writeEveryMs, save: (isPatient) => this.#write(isPatient), onTrouble })
  }

  start(): void {
    this.#saver.start()
  }

  /** A new one, or one as it is from now on. */
  put(record: IncidentRecord): void {
    this.#unsaved.set(record.id, record)
    for (const reading of this.#readings) reading.set(record.id, record)
    if (this.#unsaved.size > mostUnsaved) this.#loseOldest()
    this.#saver.soon()
  }

  /** The newest below `before`, newest first. Throws StorageError. */
  async read(range: Parameters<IncidentStore['read']>[0]): Promise<IncidentRecord[]> {
    const { isOpen, before, limit } = range
    const newer = new Map(this.#unsaved)
    const found = new Map<string, IncidentRecord>()
    this.#readings.add(newer)
    try {
      const reading = this.#parts.store.read({ ...range, limit: limit + newer.size })
      for (const record of await readable('Earlier incidents', reading)) found.set(record.id, record)
    } finally {
      this.#readings.delete(newer)
    }
    for (const record of newer.values()) {
      if (before !== null && Number(record.id) >= before) continue
      if (isOpen === null || isOpen === (record.closedAt === null)) found.set(record.id, record)
      else found.delete(record.id)
    }
    return [...found.values()].sort((one, other) => Number(other.id) - Number(one.id)).slice(0, limit)
  }

  /** Null: there is none. Throws StorageError. */
  async get(id: string): Promise<IncidentRecord | null> {
    const unsaved = this.#unsaved.get(id)
    if (unsaved) return unsaved
    const [newest] = await this.read({ isOpen: null, before: Number(id) + 1, limit: 1 })
    return newest?.id === id ? newest : null
  }

  /** Resolves when everything is stored, if the database takes it. */
  async close(): Promise<void> {
    this.#confirm()
    await this.#saver.close()
  }

  #loseOldest(): void {
    for (const [id, { closedAt }] of this.#unsaved) if (closedAt !== null) return void this.#unsaved.delete(id)
  }

  #confirm(): void {
    const { clock, open } = this.#parts
    this.#confirmedAt = clock.now()
    for (const record of open()) if (!this.#refused.has(record.id)) this.#unsaved.set(record.id, record)
  }

  async #write(isPatient: boolean): Promise<void> {
    const { clock, store, onRefused } = this.#parts
    if (clock.now() - this.#confirmedAt >= confirmEveryMs) this.#confirm()
    const records = [...this.#unsaved.values()]
    if (records.length === 0) return
    const refused = await storeSparing(records, (some) => store.write(some, { isPatient }), onRefused)
    for (const { id } of records) this.#refused.delete(id)
    for (const { id } of refused) this.#refused.add(id)
    for (const record of records) if (this.#unsaved.get(record.id) === record) this.#unsaved.delete(record.id)
  }
}
