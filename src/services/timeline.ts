import type { Bus } from '../domain/bus.ts'
import type { Clock } from '../domain/clock.ts'
import { NotFoundError } from '../domain/errors.ts'
import type { IncidentRecord } from '../domain/incidents/incident.ts'
import { serverSubject } from '../domain/incidents.ts'
import type { InputFact } from '../domain/input.ts'
import type { OutputFact } from '../domain/output.ts'
import type { Desired } from '../domain/states.ts'
import type { BookedEntry, TimelineBook } from '../domain/timeline.ts'
import { Course } from '../domain/timeline/course.ts'
import { Story } from '../domain/timeline/story.ts'
import type { TimelineStore } from '../db/timeline.ts'
import type { Catalogue } from './memory/catalogue.ts'
import { readId } from './readId.ts'
import type { TimelineService } from './services.ts'
import { TimelineWriter } from './timelineWriter.ts'

export interface TimelineParts {
  bus: Bus
  clock: Clock
  catalogue: Catalogue
  store: TimelineStore
  /** Hears when entries cannot be stored for some time, with the error, and null when they can again. */
  onTrouble: (error: unknown) => void
  /** Hears why one is left out for ever. */
  onRefused: (error: unknown) => void
}

/** What is being told of one input or output. */
interface Known {
  story: Story
  course: Course
  /** Of the settings that an output was last seen with. */
  generation: number
}

/** What happened to each input and output: told at once, stored soon, forgotten with the object. */
export class Timeline implements TimelineService {
  readonly #parts: TimelineParts
  readonly #writer: TimelineWriter
  readonly #known = new Map<TimelineBook, Known>()
  #lastId: number
  #isEnding = false

  constructor(parts: TimelineParts) {
    this.#parts = parts
    this.#lastId = parts.store.lastId
    this.#writer = new TimelineWriter(parts)
    const { bus, catalogue } = parts
    bus.subscribe('inputFact', (fact) => this.#see(`input:${fact.id}`, fact, 0))
    bus.subscribe('outputFact', (fact) => this.#see(`output:${fact.id}`, fact, fact.generation))
    bus.subscribe('inputGone', ({ id }) => {
      if (!catalogue.input(id)) this.#forget(`input:${id}`)
    })
    bus.subscribe('outputGone', ({ id }) => {
      if (!catalogue.output(id)) this.#forget(`output:${id}`)
    })
  }

  /** Once the catalogue is loaded; `open` are the incidents that last. What belongs to deleted objects is deleted too. */
  start(open: readonly IncidentRecord[]): void {
    const { store, catalogue } = this.#parts
    for (const book of store.books) if (!catalogue.has(book)) this.#writer.remove(book as TimelineBook)
    for (const incident of open) for (const book of this.#booksOf(incident)) this.#of(book)?.story.knowsIncident(incident.id)
    this.#writer.start()
  }

  async page({
    inputId,
    outputId,
    first,
    before,
  }: {
    inputId?: string | null
    outputId?: string | null
    first: number
    before?: string | null
  }) {
    const book: TimelineBook = outputId ? `output:${outputId}` : `input:${inputId ?? ''}`
    if (!this.#isKnown(book)) throw new NotFoundError(outputId ?? inputId ?? '', `There is no ${book.replace(':', ' ')}`)
    const found = await this.#writer.read(book, { before: readId(before, 'before', 'an entry'), limit: first + 1 })
    return { entries: found.slice(0, first), hasOlder: found.length > first }
  }

  /** A person or a program asked for something that is not a setting. */
  wish(book: TimelineBook, text: string): void {
    this.#of(book)?.story.tell({ kind: 'WISH', text }, this.#parts.clock.date())
  }

  /** Settings were changed, as `text` says without any secret; null: none were. */
  settings(book: TimelineBook, text: string | null): void {
    if (text !== null) this.#of(book)?.story.tell({ kind: 'SETTINGS', text }, this.#parts.clock.date())
  }

  /** An incident began, changed or is over. */
  incident(incident: IncidentRecord): void {
    const { closedAt } = incident
    if (closedAt === null) {
      for (const book of this.#booksOf(incident)) this.#of(book)?.story.incidentBegan(incident, this.#parts.clock.date())
      return
    }
    if (incident.subject === serverSubject) {
      const { id: incidentId, title: text } = incident
      for (const book of this.#booksOf(incident)) this.#of(book)?.story.tell({ kind: 'INCIDENT', text, incidentId }, closedAt)
      return
    }
    // Whom it would be told now is not whom it was told: what was stopped meanwhile is to hear of the end too.
    for (const { story } of this.#known.values()) story.incidentEnded(incident, closedAt)
  }

  /** What stops from now on does so because the server does, unless a person wished it. */
  ending(): void {
    this.#isEnding = true
  }

  async close(): Promise<void> {
    await this.#writer.close()
  }

  /** `generation`: a late word of an older run tells nothing about the present one. */
  #see(book: TimelineBook, fact: InputFact | OutputFact, generation: number): void {
    const known = this.#of(book)
    if (!known || generation < known.generation) return
    known.generation = generation
    const isOurs = this.#isEnding && fact.state === 'STOPPED' && this.#desiredOf(book) === 'RUNNING'
    known.course.see(fact, this.#parts.clock.date(), isOurs ? 'The server stopped' : undefined)
  }

  /** Null for what is deleted. */
  #of(book: TimelineBook): Known | null {
    const before = this.#known.get(book)
    if (before) return before
    if (!this.#isKnown(book)) return null
    const story = new Story(book, {
      add: (entry) => this.#add(entry),
      replace: (id) => this.#writer.replace(id),
    })
    // Nobody says whether UDP arrives.
    const isUdp = book.startsWith('output:') && this.#parts.catalogue.output(book.slice('output:'.length))?.protocol === 'UDP'
    const known = { story, course: new Course(story, isUdp ? 'Sending' : 'Live'), generation: 0 }
    this.#known.set(book, known)
    return known
  }

  #add(entry: Omit<BookedEntry, 'id'>): string {
    const id = String(++this.#lastId)
    this.#writer.add({ id, ...entry })
    return id
  }

  #forget(book: TimelineBook): void {
    this.#known.delete(book)
    this.#writer.remove(book)
  }

  #isKnown(book: string): boolean {
    return this.#desiredOf(book) !== null
  }

  /** Null: there is none. */
  #desiredOf(book: string): Desired | null {
    const [kind, id = ''] = book.split(':')
    const { catalogue } = this.#parts
    return (kind === 'input' ? catalogue.input(id) : catalogue.output(id))?.desired ?? null
  }

  /** Whom an incident is told. */
  #booksOf({ subject, inputId, outputIds }: IncidentRecord): TimelineBook[] {
    const books: TimelineBook[] = outputIds.map((id) => `output:${id}` as const)
    if (subject.startsWith('input:') && inputId !== null) books.push(`input:${inputId}`)
    if (subject !== 'mediamtx') return books
    const receiving = this.#parts.catalogue.inputSettings().filter(({ desired }) => desired === 'RUNNING')
    return [...books, ...receiving.map(({ id }) => `input:${id}` as const)]
  }
}
