import { setImmediate } from 'node:timers/promises'
import type { Bus } from '../domain/bus.ts'
import type { Clock } from '../domain/clock.ts'
import type { Failure } from '../domain/failure.ts'
import { condensed, since } from '../domain/stateHistory.ts'
import type { StateDay, StateSpan } from '../domain/stateHistory.ts'
import type { InputState, OutputState } from '../domain/states.ts'
import { retention } from '../domain/retention.ts'
import type { StateHistoryStore } from '../db/stateHistory.ts'
import type { Catalogue } from './memory/catalogue.ts'
import { StateCourse } from './memory/stateCourse.ts'
import { readable } from './readable.ts'
import { Saver } from './saver.ts'
import type { StateHistoryService } from './services.ts'

const hourMs = 3_600_000
/** What is asked for by lists is kept in memory. */
const hoursInMemory = 24
const keptMs = retention.stateHistoryDays * 24 * hourMs
const saveEveryMs = 10_000
/** Of one input or output in one answer. */
const mostSpans = 200
/** Rates come once a second: without them nobody looked, as while the machine slept. */
const blindAfterMs = 30_000

export interface StateHistoryParts {
  bus: Bus
  clock: Clock
  catalogue: Catalogue
  store: StateHistoryStore
  /** Hears when states cannot be stored for some time, with the error, and null when they can again. */
  onTrouble: (error: unknown) => void
}

/** A question to the database that others may still join. */
interface Asked {
  subjects: string[]
  days: Promise<Map<string, StateDay[]>>
}

/** Which states inputs and outputs had: heard from the bus, the last day in memory, 30 days in the database. */
export class StateHistory implements StateHistoryService {
  readonly #parts: StateHistoryParts
  readonly #courses = new Map<string, StateCourse>()
  readonly #generations = new Map<string, number>()
  readonly #removed = new Set<string>()
  readonly #asked = new Map<number, Asked>()
  readonly #saver: Saver
  #ratesAt: number | null = null
  #prunedAt = Number.NEGATIVE_INFINITY

  constructor(parts: StateHistoryParts) {
    this.#parts = parts
    const { bus, clock, catalogue, onTrouble } = parts
    this.#saver = new Saver({ clock, everyMs: saveEveryMs, save: (isPatient) => this.#save(isPatient), onTrouble })
    bus.subscribe('inputFact', ({ id, ...fact }) => {
      if (catalogue.hasInput(id)) this.#observe(`input:${id}`, fact)
    })
    bus.subscribe('outputFact', ({ id, generation, ...fact }) => {
      if (!catalogue.hasOutput(id) || generation < (this.#generations.get(id) ?? 0)) return
      this.#generations.set(id, generation)
      this.#observe(`output:${id}`, fact)
    })
    bus.subscribe('inputGone', ({ id }) => {
      if (!catalogue.hasInput(id)) this.#forget(`input:${id}`)
    })
    bus.subscribe('outputGone', ({ id }) => {
      this.#generations.delete(id)
      if (!catalogue.hasOutput(id)) this.#forget(`output:${id}`)
    })
    bus.subscribe('rates', ({ at }) => this.#noteSight(Date.parse(at)))
  }

  /**
   * Once the catalogue is loaded: what belongs to deleted objects is deleted too. Returns when the last process was last seen to run;
   * null: there was none.
   */
  async start(): Promise<Date | null> {
    const { store, catalogue } = this.#parts
    const now = this.#now()
    const { days, seenAt } = await store.load(now - hoursInMemory * hourMs)
    for (const subject of await store.subjects()) if (!catalogue.has(subject)) this.#removed.add(subject)
    for (const [subject, ofSubject] of Map.groupBy(days, (day) => day.subject)) {
      if (this.#removed.has(subject)) continue
      const course = new StateCourse(subject, ofSubject)
      // What lasted when the last process ended did so as far as that one saw.
      course.end(seenAt ?? 0)
      this.#courses.set(subject, course)
    }
    this.#noteStopped()
    this.#saver.start()
    return seenAt === null ? null : new Date(seenAt)
  }

  async ofInput(id: string, hours: number): Promise<StateSpan<InputState>[]> {
    return (await this.#read(`input:${id}`, hours)) as StateSpan<InputState>[]
  }

  async ofOutput(id: string, hours: number): Promise<StateSpan<OutputState>[]> {
    return (await this.#read(`output:${id}`, hours)) as StateSpan<OutputState>[]
  }

  /** Resolves when everything is stored, if the database takes it. */
  async close(): Promise<void> {
    await this.#saver.close()
  }

  async #read(subject: string, hours: number): Promise<StateSpan[]> {
    this.#noteStopped()
    const from = this.#now() - hours * hourMs
    const earlier = hours <= hoursInMemory ? [] : await this.#earlier(subject, hours)
    const course = this.#courses.get(subject)
    const byDay = new Map([...earlier, ...(course?.days ?? [])].map(({ day, spans }) => [day, spans]))
    return condensed(since([...byDay.values()].flat(), from), mostSpans)
  }

  /** What is stored, days that are in memory too included. Those who ask at once, as a list does, are answered by one statement. */
  async #earlier(subject: string, hours: number): Promise<readonly StateDay[]> {
    const asked = this.#asked.get(hours) ?? this.#ask(hours)
    asked.subjects.push(subject)
    return (await asked.days).get(subject) ?? []
  }

  #ask(hours: number): Asked {
    const subjects: string[] = []
    const answer = async () => {
      await setImmediate()
      this.#asked.delete(hours)
      const reading = this.#parts.store.read(subjects, this.#now() - hours * hourMs)
      return Map.groupBy(await readable('Earlier states', reading), (day) => day.subject)
    }
    const asked = { subjects, days: answer() }
    this.#asked.set(hours, asked)
    return asked
  }

  #observe(
    subject: string,
    { state, stateSince, failure }: { state: InputState | OutputState; stateSince: string; failure: Failure | null },
  ): void {
    const course = this.#courses.get(subject) ?? new StateCourse(subject)
    this.#courses.set(subject, course)
    course.observe({ state, failureCode: failure?.code ?? null }, Date.parse(stateSince), this.#now())
  }

  /** Of what is stopped since the beginning no fact may come. */
  #noteStopped(): void {
    const { catalogue } = this.#parts
    for (const [id, state] of catalogue.inputStates()) {
      if (state === 'STOPPED' && !this.#courses.get(`input:${id}`)?.present)
        this.#noteAsStopped(`input:${id}`, catalogue.input(id))
    }
    for (const [id, state] of catalogue.outputStates()) {
      if (state === 'STOPPED' && !this.#courses.get(`output:${id}`)?.present)
        this.#noteAsStopped(`output:${id}`, catalogue.output(id))
    }
  }

  #noteAsStopped(subject: string, object: { stateSince: string } | null): void {
    if (object) this.#observe(subject, { ...object, state: 'STOPPED', failure: null })
  }

  #noteSight(at: number): void {
    const last = this.#ratesAt
    this.#ratesAt = at
    if (last === null || at - last < blindAfterMs) return
    for (const course of this.#courses.values()) {
      const { present } = course
      if (present === null || present.from >= at) continue
      course.end(last)
      course.observe(present, at, at)
    }
  }

  #forget(subject: string): void {
    this.#courses.delete(subject)
    this.#removed.add(subject)
  }

  async #save(isPatient: boolean): Promise<void> {
    this.#noteStopped()
    const now = this.#now()
    const removed = [...this.#removed]
    const changed = [...this.#courses.values()].flatMap((course) => [...course.changed].map((day) => ({ course, day })))
    const isPruning = Math.abs(now - this.#prunedAt) >= hourMs
    for (const { course, day } of changed) course.changed.delete(day)
    try {
      // Copies: what changes while they are stored is stored the next time.
      const days = changed.map(({ day }) => ({ ...day, spans: day.spans.map((span) => ({ ...span })) }))
      await this.#parts.store.write({ days, removed, seenAt: now, endedBefore: isPruning ? now - keptMs : null }, { isPatient })
    } catch (error) {
      for (const { course, day } of changed) course.changed.add(day)
      throw error
    }
    for (const subject of removed) this.#removed.delete(subject)
    if (isPruning) this.#prunedAt = now
    for (const course of this.#courses.values()) course.forgetBefore(now - hoursInMemory * hourMs)
  }

  #now(): number {
    return this.#parts.clock.date().getTime()
  }
}
