import type { Bus } from '../domain/bus.ts'
import type { Clock } from '../domain/clock.ts'
import type { IncidentEvent } from '../domain/events.ts'
import type { Incident, IncidentRecord } from '../domain/incident.ts'
import { IncidentRule } from '../domain/incidents.ts'
import { hostOf } from '../domain/incidents/network.ts'
import type { Output } from '../domain/output.ts'
import type { IncidentStore } from '../db/incidents.ts'
import type { Catalogue } from './memory/catalogue.ts'
import { Hub } from './memory/hub.ts'
import { readable } from './readable.ts'
import { readId } from './readId.ts'
import type { IncidentService } from './services.ts'
import { storeSparing } from './sparing.ts'
import { Trouble } from './trouble.ts'

/** Facts come in bursts: they are judged together. */
const gatherMs = 100
const judgeEveryMs = 1000
/** How often it is stored that an open incident still lasts, for the case of a crash. */
const confirmEveryMs = 10_000
/** Events that a reader may be behind before it is given a new SNAPSHOT. */
const longestBacklog = 256
/** Incidents that wait while the database takes nothing; beyond these the oldest closed ones are lost. */
const mostUnsaved = 5000

export interface IncidentParts {
  bus: Bus
  clock: Clock
  catalogue: Catalogue
  store: IncidentStore
  /** Hears of each as it begins, changes and is over. */
  onTold: (incident: IncidentRecord) => void
  /** Hears when incidents cannot be stored for some time, with the error, and null when they can again. */
  onTrouble: (error: unknown) => void
  /** Hears why one is left out for ever. */
  onRefused: (error: unknown) => void
  /** Hears of a mistake of ours in judging, which goes on. */
  onMistake: (error: unknown) => void
}

/** Periods in which one cause kept something from being as wished: noticed by facts, told at once, stored soon. */
export class Incidents implements IncidentService {
  readonly #parts: IncidentParts
  readonly #hub = new Hub<IncidentEvent>(longestBacklog)
  readonly #observedInputs = new Set<string>()
  /** Of each output that was observed, what was last seen of what is judged. */
  readonly #observedOutputs = new Map<string, string>()
  readonly #closing = new AbortController()
  readonly #trouble: Trouble
  /** Null until what was stored is known. */
  #rule: IncidentRule | null = null
  #isMediamtxHealthy: boolean | null = null
  #mediamtxDetail: string | null = null
  /** By output: the host of its URL. */
  readonly #hosts = new Map<string, { url: string; host: string | null }>()
  /** As they are now, by id; in the database they are older or missing. */
  readonly #unsaved = new Map<string, IncidentRecord>()
  /** Of readings of the database that have not ended: what they may miss. */
  readonly #readings = new Set<Map<string, IncidentRecord>>()
  #mistake: string | null = null
  /** Of those that the database cannot hold, as they were when that was tried. */
  readonly #refused = new Set<string>()
  #news = new AbortController()
  #confirmedAt: number
  #running: Promise<void> = Promise.resolve()
  /** Nothing is judged later because the database takes its time. */
  #saving: Promise<void> | null = null

  constructor(parts: IncidentParts) {
    this.#parts = parts
    this.#confirmedAt = parts.clock.now()
    this.#trouble = new Trouble(parts.clock, parts.onTrouble)
    const { bus } = parts
    // With a reason of our own: the usual exception is costly, and nobody reads it.
    const noticed = () => this.#news.abort(null)
    bus.subscribe('inputFact', ({ id }) => {
      // Late words come of what is deleted too.
      if (parts.catalogue.hasInput(id)) this.#observedInputs.add(id)
      noticed()
    })
    bus.subscribe('inputGone', ({ id }) => this.#observedInputs.delete(id))
    bus.subscribe('outputFact', ({ id, state, flapping, delivery, failure }) => {
      const seen = `${state} ${flapping} ${delivery} ${failure?.code} ${failure?.message}`
      // Each further attempt tells the same.
      if (this.#observedOutputs.get(id) === seen) return
      this.#observedOutputs.set(id, seen)
      noticed()
    })
    bus.subscribe('outputGone', ({ id }) => {
      this.#observedOutputs.delete(id)
      this.#hosts.delete(id)
    })
    bus.subscribe('componentFact', ({ component, fact }) => {
      if (component !== 'mediamtx') return
      this.#isMediamtxHealthy = fact.healthy
      this.#mediamtxDetail = fact.detail
      // It may be back before the facts that are gathered are judged, with every output interrupted.
      this.#judge()
      noticed()
    })
  }

  /** Returns those that were open when the last process ended. */
  async load(): Promise<IncidentRecord[]> {
    const { lastId, open } = await this.#parts.store.load()
    this.#rule = new IncidentRule(open, lastId)
    return open
  }

  /** Once they and the catalogue are loaded. `lastRanAt`: when the last process was last seen to run; null: not known. */
  start(lastRanAt: Date | null = null): void {
    this.#tellOfAbsence(lastRanAt)
    this.#judge()
    this.#running = this.#run()
  }

  async page({ open = null, first, before }: { open?: boolean | null; first: number; before?: string | null }) {
    const end = readId(before, 'before', 'an incident')
    const found = new Map<string, IncidentRecord>()
    const range = { isOpen: open, before: end, limit: first + 1 + this.#unsaved.size }
    const { stored, newer } = await this.#read(range)
    for (const record of stored) found.set(record.id, record)
    for (const record of newer.values()) {
      if (end !== null && Number(record.id) >= end) continue
      if (open === null || open === (record.closedAt === null)) found.set(record.id, record)
      else found.delete(record.id)
    }
    const newestFirst = [...found.values()].sort((a, b) => Number(b.id) - Number(a.id))
    return { incidents: newestFirst.slice(0, first), hasOlder: newestFirst.length > first }
  }

  async get(id: string): Promise<IncidentRecord | null> {
    if (!/^\d{1,15}$/.test(id)) return null
    const unsaved = this.#unsaved.get(id)
    if (unsaved) return unsaved
    const { stored, newer } = await this.#read({ isOpen: null, before: Number(id) + 1, limit: 1 })
    return newer.get(id) ?? stored.find((record) => record.id === id) ?? null
  }

  follow(): AsyncIterableIterator<IncidentEvent> {
    return this.#hub.follow({ snapshot: () => ({ kind: 'SNAPSHOT', objects: this.#rule?.open ?? [] }) })
  }

  /** Resolves when everything is stored, if the database takes it. */
  async close(): Promise<void> {
    this.#closing.abort()
    this.#news.abort()
    this.#hub.close()
    await this.#running
    await this.#saving
    this.#confirm()
    await this.#save(true)
  }

  #tellOfAbsence(since: Date | null): void {
    const { catalogue, clock } = this.#parts
    const now = clock.date()
    if (since === null || now <= since) return
    const receiving = new Set(catalogue.inputs().flatMap(({ id, desired }) => (desired === 'RUNNING' ? [id] : [])))
    const wanted = catalogue.outputs().filter(({ desired, inputId }) => desired === 'RUNNING' && receiving.has(inputId))
    if (wanted.length > 0 && this.#rule) this.#tell('ADDED', this.#rule.serverWasDown(wanted, since, now))
  }

  async #run(): Promise<void> {
    const { clock } = this.#parts
    while (!this.#closing.signal.aborted) {
      await clock.sleep(judgeEveryMs, this.#news.signal)
      const hasNews = this.#news.signal.aborted
      if (hasNews) await clock.sleep(gatherMs, this.#closing.signal)
      if (this.#closing.signal.aborted) return
      if (hasNews) this.#news = new AbortController()
      // Where all is well only what is observed can change it.
      if (hasNews || !this.#rule?.isQuiet || this.#mistake !== null) this.#judge()
      if (clock.now() - this.#confirmedAt >= confirmEveryMs) this.#confirm()
      this.#saving ??= this.#save(false).finally(() => (this.#saving = null))
    }
  }

  /** `newer`: those that are not stored when the reading begins, and all that is told until it ends, stored by then or not. */
  async #read(range: Parameters<IncidentStore['read']>[0]) {
    const newer = new Map(this.#unsaved)
    this.#readings.add(newer)
    try {
      return { stored: await readable('Earlier incidents', this.#parts.store.read(range)), newer }
    } finally {
      this.#readings.delete(newer)
    }
  }

  /** A mistake of ours must not end all judging; it is told once, until another one is made. */
  #judge(): void {
    try {
      this.#judgeNow()
      this.#mistake = null
    } catch (error) {
      const mistake = String(error)
      if (mistake !== this.#mistake) this.#parts.onMistake(error)
      this.#mistake = mistake
    }
  }

  #judgeNow(): void {
    const { catalogue, clock } = this.#parts
    const inputs = catalogue.inputs().map(({ id, name, desired, state, failure }) => ({
      ...{ id, name, desired, failure, state: this.#observedInputs.has(id) ? state : null },
    }))
    const outputs = catalogue.outputs().map((output) => {
      const { id, inputId, name, desired, state, failure, flapping, drops, delivery, localAddress } = output
      return {
        ...{ id, inputId, name, desired, failure, flapping, drops, delivery, localAddress, host: this.#hostOf(output) },
        state: this.#observedOutputs.has(id) ? state : null,
      }
    })
    const situation = { inputs, outputs, isMediamtxHealthy: this.#isMediamtxHealthy, mediamtxDetail: this.#mediamtxDetail }
    const judgement = this.#rule?.judge(situation, clock.now(), clock.date())
    const { opened, changed, closed } = judgement ?? { opened: [], changed: [], closed: [] }
    for (const record of opened) this.#tell('ADDED', record)
    for (const record of [...changed, ...closed]) this.#tell('CHANGED', record)
  }

  #hostOf(output: Output): string | null {
    const { id, url } = output
    const known = this.#hosts.get(id)
    if (known?.url === url) return known.host
    const host = hostOf(output)
    this.#hosts.set(id, { url, host })
    return host
  }

  #tell(kind: 'ADDED' | 'CHANGED', record: IncidentRecord): void {
    this.#unsaved.set(record.id, record)
    for (const reading of this.#readings) reading.set(record.id, record)
    if (this.#unsaved.size > mostUnsaved) this.#loseOldest()
    this.#parts.onTold(record)
    this.#hub.publish({ kind, id: record.id, object: record satisfies Incident })
  }

  #loseOldest(): void {
    for (const [id, { closedAt }] of this.#unsaved) if (closedAt !== null) return void this.#unsaved.delete(id)
  }

  #confirm(): void {
    this.#confirmedAt = this.#parts.clock.now()
    for (const record of this.#rule?.open ?? []) if (!this.#refused.has(record.id)) this.#unsaved.set(record.id, record)
  }

  async #save(isPatient: boolean): Promise<void> {
    const records = [...this.#unsaved.values()]
    if (records.length === 0) return
    try {
      const write = (some: readonly IncidentRecord[]) => this.#parts.store.write(some, { isPatient })
      const refused = await storeSparing(records, write, this.#parts.onRefused)
      for (const { id } of records) this.#refused.delete(id)
      for (const { id } of refused) this.#refused.add(id)
    } catch (error) {
      this.#trouble.failed(error)
      return
    }
    this.#trouble.worked()
    for (const record of records) if (this.#unsaved.get(record.id) === record) this.#unsaved.delete(record.id)
  }
}
