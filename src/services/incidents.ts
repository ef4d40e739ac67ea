import type { Bus } from '../domain/bus.ts'
import type { Clock } from '../domain/clock.ts'
import type { IncidentEvent } from '../domain/events.ts'
import type { Incident, IncidentRecord } from '../domain/incidents/incident.ts'
import { IncidentRule } from '../domain/incidents.ts'
import { hostOf } from '../domain/incidents/network.ts'
import type { Output } from '../domain/output.ts'
import type { IncidentStore } from '../db/incidents.ts'
import type { Catalogue } from './memory/catalogue.ts'
import { type Audience, Hub } from './memory/hub.ts'
import { IncidentWriter } from './incidentWriter.ts'
import { readId } from './readId.ts'
import type { IncidentService } from './services.ts'

/** Facts come in bursts: they are judged together. */
const gatherMs = 100
const judgeEveryMs = 1000
/** Events that a reader may be behind before it is given a new SNAPSHOT. */
const longestBacklog = 256

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
  readonly #writer: IncidentWriter
  /** Null until what was stored is known. */
  #rule: IncidentRule | null = null
  #isMediamtxHealthy: boolean | null = null
  #mediamtxDetail: string | null = null
  /** By output: the host of its URL. */
  readonly #hosts = new Map<string, { url: string; host: string | null }>()
  #mistake: string | null = null
  #news = new AbortController()
  #running: Promise<void> = Promise.resolve()

  constructor(parts: IncidentParts) {
    this.#parts = parts
    const { bus, clock, store, onTrouble, onRefused } = parts
    this.#writer = new IncidentWriter({ store, clock, open: () => this.#rule?.open ?? [], onTrouble, onRefused })
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
    this.#writer.start()
    this.#running = this.#run()
  }

  get audience(): Audience {
    return this.#hub
  }

  /** How many are open. */
  get openCount(): number {
    return this.#rule?.open.length ?? 0
  }

  async page({ open = null, first, before }: { open?: boolean | null; first: number; before?: string | null }) {
    const end = readId(before, 'before', 'an incident')
    const newestFirst = await this.#writer.read({ isOpen: open, before: end, limit: first + 1 })
    return { incidents: newestFirst.slice(0, first), hasOlder: newestFirst.length > first }
  }

  async get(id: string): Promise<IncidentRecord | null> {
    return /^\d{1,15}$/.test(id) ? this.#writer.get(id) : null
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
    await this.#writer.close()
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
    const inputs = catalogue.inputs().map(({ id, name, desired, state, stateSince, failure }) => ({
      ...{ id, name, desired, failure, stateSince, state: this.#observedInputs.has(id) ? state : null },
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
    this.#writer.put(record)
    this.#parts.onTold(record)
    this.#hub.publish({ kind, id: record.id, object: record satisfies Incident })
  }
}
