import { condensed } from '../../domain/stateHistory.ts'
import type { StateDay, StateSpan } from '../../domain/stateHistory.ts'

const dayMs = 86_400_000
/** Spans of one day: of what never rests a quarter of an hour each. */
const mostOfDay = 96

/** Which states one input or output had, day by day. Times in Unix milliseconds. */
export class StateCourse {
  readonly #subject: string
  readonly #days: StateDay[]
  /** Days that are not stored as they are. */
  readonly changed = new Set<StateDay>()

  /** `days`: what was stored, oldest first. */
  constructor(subject: string, days: StateDay[] = []) {
    this.#subject = subject
    this.#days = days
  }

  get days(): readonly StateDay[] {
    return this.#days
  }

  /** What lasts; null: nothing is known of now. */
  get present(): StateSpan | null {
    const last = this.#days.at(-1)?.spans.at(-1)
    return last?.to === null ? last : null
  }

  /** `since`: when this state began; `now`: when it was heard. */
  observe({ state, failureCode }: Pick<StateSpan, 'state' | 'failureCode'>, since: number, now: number): void {
    const { present } = this
    if (present?.state === state && present.failureCode === failureCode) return
    // A state that goes on for another reason began long ago.
    const from = Math.max(present?.state === state ? now : since, this.#days.at(-1)?.spans.at(-1)?.to ?? 0, present?.from ?? 0)
    this.end(from)
    const day = this.#dayOf(from)
    const last = day.spans.at(-1)
    // What was between was over at once.
    if (last?.to === from && last.state === state && last.failureCode === failureCode) last.to = null
    else day.spans.push({ state, from, to: null, failureCode })
    if (day.spans.length > mostOfDay) day.spans = condensed(day.spans, mostOfDay)
    this.changed.add(day)
  }

  /** Nothing is known after this moment. */
  end(at: number): void {
    const day = this.#days.at(-1)
    const last = day?.spans.at(-1)
    if (!day || last?.to !== null) return
    if (at > last.from) last.to = at
    else day.spans.pop()
    this.changed.add(day)
  }

  /** Lets go of what ended before and is stored. */
  forgetBefore(at: number): void {
    while (this.#days.length > 1) {
      const [oldest] = this.#days
      const end = oldest?.spans.at(-1)?.to
      if (!oldest || end === null || (end !== undefined && end >= at) || this.changed.has(oldest)) return
      this.#days.shift()
    }
  }

  #dayOf(at: number): StateDay {
    const day = Math.floor(at / dayMs)
    const last = this.#days.at(-1)
    if (last && last.day >= day) return last
    const fresh = { subject: this.#subject, day, spans: [] }
    this.#days.push(fresh)
    return fresh
  }
}
