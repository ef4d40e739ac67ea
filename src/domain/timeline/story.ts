import { within } from './words.ts'
import type { Incident } from '../incidents/incident.ts'
import type { InputState, OutputState } from '../states.ts'
import type { BookedEntry, TimelineBook, TimelineEntry } from '../timeline.ts'

/** The same again within this time is told as one entry that counts. */
const sameAgainMs = 2 * 60_000
/** One that counts begins anew after this time, so that it says when something happened. */
const longestRunMs = 60 * 60_000

/** Takes what a story is made of. Ids grow with each call of `add`. */
export interface Notebook {
  add(entry: Omit<BookedEntry, 'id'>): string
  /** An entry whose place the next one takes. */
  replace(id: string): void
}

/** What is told; parts left out are null. */
export interface Told extends Pick<TimelineEntry, 'kind' | 'text'>, Partial<Pick<TimelineEntry, 'failure' | 'incidentId'>> {
  /** Of what the story is about. */
  state?: InputState | OutputState
  /** What is the same again although its words differ; by default kind and text. */
  key?: string
  /** Its words when it is told for the `count`th time within `span`; by default the usual ones and the count. */
  again?: (count: number, span: string) => string
}

interface Run {
  id: string
  count: number
  firstAt: number
  lastAt: number
}

/** The timeline of one input or one output as it is written: what repeats itself is counted, not told again. */
export class Story {
  readonly #book: TimelineBook
  readonly #notebook: Notebook
  readonly #runs = new Map<string, Run>()
  /** Incidents that it is part of: the entry that told so, null: of an earlier start. */
  readonly #incidents = new Map<string, string | null>()

  constructor(book: TimelineBook, notebook: Notebook) {
    this.#book = book
    this.#notebook = notebook
  }

  /** `at`: wall-clock time, as people know it. */
  tell({ kind, text, key = `${kind} ${text}`, again = counted(text), state, ...rest }: Told, at: Date): string {
    const now = at.getTime()
    for (const [told, { lastAt }] of this.#runs) if (now - lastAt > sameAgainMs) this.#runs.delete(told)
    const before = this.#runs.get(key)
    const run = before && now - before.firstAt <= longestRunMs ? before : null
    const count = (run?.count ?? 0) + 1
    const firstAt = run?.firstAt ?? now
    if (run) this.#notebook.replace(run.id)
    const words = count === 1 ? text : again(count, within(now - firstAt))
    const id = this.#notebook.add({
      ...{ book: this.#book, at: at.toISOString(), kind, text: words },
      ...{ inputState: null, outputState: null, failure: null, incidentId: null, ...rest },
      ...(state && { [this.#book.startsWith('input:') ? 'inputState' : 'outputState']: state }),
    })
    this.#runs.set(key, { id, count, firstAt, lastAt: now })
    return id
  }

  /** An incident that began before this process did, and was told of. */
  knowsIncident(incidentId: string): void {
    this.#incidents.set(incidentId, null)
  }

  /** That it is part of an incident; once. */
  incidentBegan({ id: incidentId, title }: Pick<Incident, 'id' | 'title'>, at: Date): void {
    if (this.#incidents.has(incidentId)) return
    const key = `incident ${incidentId}`
    this.#incidents.set(incidentId, this.tell({ kind: 'INCIDENT', text: title, key, incidentId }, at))
  }

  incidentEnded(
    { id: incidentId, title, openedAt, ending }: Pick<Incident, 'id' | 'title' | 'openedAt' | 'ending'>,
    at: Date,
  ): void {
    const told = this.#incidents.get(incidentId)
    if (told === undefined) return
    this.#incidents.delete(incidentId)
    const lastedMs = at.getTime() - openedAt.getTime()
    if (told !== null && lastedMs <= sameAgainMs) this.#notebook.replace(told)
    const end = ending === 'STOPPED' ? 'Ended by a stop' : ending === 'DELETED' ? 'Ended by a deletion' : 'Over'
    const again = (count: number, span: string) => `${end} ${count} times in ${span}: ${title}`
    this.tell(
      { kind: 'INCIDENT', text: `${end} after ${within(lastedMs)}: ${title}`, key: `over ${title}`, again, incidentId },
      at,
    )
  }
}

function counted(text: string): (count: number, span: string) => string {
  return (count, span) => `${text}, ${count} times in ${span}`
}
