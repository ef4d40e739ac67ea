import { setImmediate } from 'node:timers/promises'
import type { Bus, RatesFact } from '../domain/bus.ts'
import type { Clock } from '../domain/clock.ts'
import { InvalidValueError, NotFoundError } from '../domain/errors.ts'
import { coarser, finestStored, growth, sizeOf, startOf } from '../domain/metrics.ts'
import type { Metrics, MetricsPoint, MetricsRange, StoredPoint, WeighedPoint } from '../domain/metrics.ts'
import type { OutputFact } from '../domain/output.ts'
import type { InputState } from '../domain/states.ts'
import type { MetricsStore } from '../db/metrics.ts'
import type { Catalogue } from './memory/catalogue.ts'
import { Recorder } from './memory/recorder.ts'
import { StepQueue } from './memory/stepQueue.ts'
import { readable } from './readable.ts'
import { Saver } from './saver.ts'
import type { MetricsService } from './services.ts'

const saveEveryMs = finestStored * 1000
const pruneEverySeconds = 60

export interface MetricsParts {
  bus: Bus
  clock: Clock
  catalogue: Catalogue
  store: MetricsStore
  /** Hears when points cannot be stored for some time, with the error, and null when they can again. */
  onTrouble: (error: unknown) => void
}

interface RecordedInput {
  recorder: Recorder
  state: InputState
  errors: number
}

interface RecordedOutput {
  recorder: Recorder
  fact: OutputFact
}

/** What was measured of inputs and outputs: taken from the rates once a second, stored in steps of 10 s and coarser ones. */
export class MetricsHistory implements MetricsService {
  readonly #parts: MetricsParts
  readonly #inputs = new Map<string, RecordedInput>()
  readonly #outputs = new Map<string, RecordedOutput>()
  readonly #queue = new StepQueue()
  readonly #removed = new Set<string>()
  readonly #saver: Saver
  /** When the step of 10 s began that is being observed, Unix time in seconds; 0: none yet. */
  #step = 0
  #prunedAt = 0

  constructor(parts: MetricsParts) {
    this.#parts = parts
    const { bus, clock, catalogue, onTrouble } = parts
    this.#saver = new Saver({ clock, everyMs: saveEveryMs, save: (isPatient) => this.#save(isPatient), onTrouble })
    bus.subscribe('inputFact', ({ id, state }) => {
      const known = this.#inputs.get(id)
      if (known) known.state = state
      else if (catalogue.hasInput(id)) this.#inputs.set(id, { recorder: new Recorder(), state, errors: 0 })
    })
    bus.subscribe('outputFact', (fact) => this.#observeOutput(fact))
    bus.subscribe('inputGone', ({ id }) => {
      if (!catalogue.hasInput(id)) this.#forget(this.#inputs, id, `input:${id}`)
    })
    bus.subscribe('outputGone', ({ id }) => {
      if (!catalogue.hasOutput(id)) this.#forget(this.#outputs, id, `output:${id}`)
    })
    bus.subscribe('rates', (rates) => this.#observeRates(rates))
  }

  /** Once the catalogue is loaded: what belongs to deleted objects is deleted too. */
  async start(): Promise<void> {
    for (const subject of await this.#parts.store.subjects()) if (!this.#parts.catalogue.has(subject)) this.#removed.add(subject)
    const newest = await this.#parts.store.newest()
    // What the last process could not put together any more.
    if (newest !== null) this.#queue.touch(newest)
    this.#saver.start()
  }

  async read(of: { inputId?: string | null; outputId?: string | null }, range: MetricsRange): Promise<Metrics> {
    const { subject, recorder } = this.#find(of)
    const { step, length } = sizeOf[range]
    const to = this.#parts.clock.date()
    const now = startOf(to.getTime() / 1000, 1)
    const from = startOf(now, step) - length + step
    const isFine = step < finestStored
    const points = isFine ? recorder?.seconds(from - 1, now) : await this.#stored(subject, recorder, { step, from, now })
    return { from: new Date(from * 1000), to, stepMs: step * 1000, points: points ?? [] }
  }

  /** Resolves when everything is stored, if the database takes it. */
  async close(): Promise<void> {
    this.#closeStep()
    await this.#saver.close()
  }

  async #stored(
    subject: string,
    recorder: Recorder | null,
    { step, from, now }: { step: number; from: number; now: number },
  ): Promise<MetricsPoint[]> {
    // First what is in memory: meanwhile it may be stored, and is then seen twice, not never.
    const waiting = this.#queue.of(subject)
    const present = recorder?.sofar(this.#step)
    const fineFrom = step === finestStored ? from : Math.max(from, this.#queue.firstOpen(step, now))
    const rows = await readable('Earlier metrics', this.#parts.store.read({ subject, step, from, fineFrom }))
    const fine = new Map<number, WeighedPoint>()
    for (const point of [...rows.fine, ...waiting, ...(present ? [present] : [])]) {
      if (point.at >= fineFrom) fine.set(point.at, point)
    }
    return [...rows.coarse, ...coarser(fine.values(), step)]
  }

  /** Throws InvalidValueError and NotFoundError. */
  #find({ inputId, outputId }: { inputId?: string | null; outputId?: string | null }) {
    const { catalogue } = this.#parts
    if (inputId && !outputId) {
      if (!catalogue.hasInput(inputId)) throw new NotFoundError(inputId, `There is no input ${inputId}`)
      return { subject: `input:${inputId}`, recorder: this.#inputs.get(inputId)?.recorder ?? null }
    }
    if (!outputId || inputId) throw new InvalidValueError('inputId', 'Name an input or an output, not both')
    if (!catalogue.hasOutput(outputId)) throw new NotFoundError(outputId, `There is no output ${outputId}`)
    return { subject: `output:${outputId}`, recorder: this.#outputs.get(outputId)?.recorder ?? null }
  }

  #observeOutput(fact: OutputFact): void {
    const known = this.#outputs.get(fact.id)
    if (!known && !this.#parts.catalogue.hasOutput(fact.id)) return
    if (known && fact.generation < known.fact.generation) return
    const recorder = known?.recorder ?? new Recorder()
    // Drops grow old, and are fewer then.
    const left = Math.max(0, fact.drops - (known?.fact.drops ?? 0))
    recorder.count(left, growth(known?.fact.restarts ?? 0, fact.restarts))
    this.#outputs.set(fact.id, { recorder, fact })
  }

  #observeRates({ at, inputs, outputs }: RatesFact): void {
    const atMs = Date.parse(at)
    const step = startOf(atMs / 1000, finestStored)
    if (step !== this.#step) this.#closeStep()
    this.#step = step
    for (const { id, bitrateBps, errors } of inputs) {
      const known = this.#inputs.get(id)
      if (!known) continue
      // What cannot be trusted is a gap, and so is what nobody wants.
      if (known.state !== 'STOPPED' && known.state !== 'UNKNOWN') known.recorder.sample(atMs, bitrateBps, null, null)
      known.recorder.count(growth(known.errors, errors), 0)
      known.errors = errors
    }
    for (const { id, bitrateBps, cpuPercent, rssBytes } of outputs) {
      const known = this.#outputs.get(id)
      if (!known || known.fact.state === 'STOPPED' || known.fact.state === 'UNKNOWN') continue
      known.recorder.sample(atMs, bitrateBps, cpuPercent, rssBytes)
    }
  }

  #closeStep(): void {
    for (const [id, { recorder }] of this.#inputs) this.#put('input', id, recorder)
    for (const [id, { recorder }] of this.#outputs) this.#put('output', id, recorder)
  }

  #put(noun: 'input' | 'output', id: string, recorder: Recorder): void {
    const point = recorder.close(this.#step)
    if (point) this.#queue.put({ ...point, subject: `${noun}:${id}`, step: finestStored } satisfies StoredPoint)
  }

  #forget(recorded: Map<string, unknown>, id: string, subject: string): void {
    recorded.delete(id)
    this.#queue.forget(subject)
    this.#removed.add(subject)
  }

  async #save(isPatient: boolean): Promise<void> {
    const { clock, store } = this.#parts
    const now = startOf(clock.date().getTime() / 1000, 1)
    do {
      const removed = [...this.#removed]
      const points = this.#queue.take()
      const sums = this.#queue.ended(this.#step === 0 ? now : this.#step)
      const isPruning = !this.#queue.hasMore && Math.abs(now - this.#prunedAt) >= pruneEverySeconds
      if (points.length + removed.length + sums.length === 0 && !isPruning) return
      try {
        await store.write({ points, removed, sums, prunedAt: isPruning ? now : null }, { isPatient })
      } catch (error) {
        this.#queue.putBack()
        throw error
      }
      this.#queue.taken(sums)
      for (const subject of removed) this.#removed.delete(subject)
      if (isPruning) this.#prunedAt = now
      await setImmediate()
    } while (this.#queue.hasMore)
  }
}
