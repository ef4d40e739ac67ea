import type { Failure } from '../failure.ts'
import type { InputState, OutputState } from '../states.ts'
import type { Story, Told } from './story.ts'
import { within, withoutStop } from './words.ts'

/** States on the way to another: what follows is told. */
const passing: ReadonlySet<InputState | OutputState> = new Set<InputState | OutputState>(['STARTING', 'STOPPING'])

const plainWords: Record<InputState | OutputState, string> = {
  STOPPED: 'Stopped',
  WAITING: 'Waits for a feed',
  WAITING_INPUT: 'Waits for its input',
  LISTENING: 'Listens for callers',
  LIVE: '',
  DEGRADED: 'Live, but not as it should be',
  LOST: 'The feed is gone',
  RECONNECTING: 'Reconnecting',
  FAILED: 'Failed',
  UNKNOWN: 'What is observed cannot be trusted now',
  STARTING: '',
  STOPPING: '',
}

/** What is observed of an input or an output at one moment. */
export interface Seen {
  state: InputState | OutputState
  /** ISO 8601: when the state began. */
  stateSince: string
  failure: Failure | null
}

/** Tells a story the states that an input or an output goes through, with their reasons. */
export class Course {
  readonly #story: Story
  readonly #live: string
  #last = ''
  /** Since when it is live no more, milliseconds of the wall clock; null: it is, or never was since it last was STOPPED. */
  #leftAt: number | null = null
  #isLive = false
  /** As what it left, to tell apart what comes and goes for different reasons. */
  #leftAs = ''

  /** `live`: what being LIVE is called. */
  constructor(story: Story, live = 'Live') {
    this.#story = story
    this.#live = live
  }

  /** `now` is the wall clock's time; `stopped`: what it is called when nothing runs. */
  see({ state, stateSince, failure }: Seen, now: Date, stopped = plainWords.STOPPED): void {
    const key = `${state} ${failure?.code ?? ''}`
    if (key === this.#last) return
    // Another reason within a state is told when it is seen.
    const at = this.#last.startsWith(`${state} `) ? now : new Date(stateSince)
    // A first state that is as nothing was ever wished tells nothing.
    const isNews = this.#last !== '' || state !== 'STOPPED'
    this.#last = key
    const wasAwayMs = this.#leave(state, at)
    if (passing.has(state) || !isNews) return
    const words = state === 'STOPPED' ? { kind: 'STATE' as const, text: stopped } : this.#words(state, failure, wasAwayMs)
    this.#story.tell({ key, ...words, failure, state }, at)
    if (state === 'LIVE') this.#leftAs = ''
    else if (this.#leftAs === '') this.#leftAs = key
  }

  /** Returns how long it was not live, when it is again. */
  #leave(state: Seen['state'], at: Date): number | null {
    const leftAt = this.#leftAt
    if (state === 'LIVE') {
      this.#isLive = true
      this.#leftAt = null
      return leftAt === null ? null : at.getTime() - leftAt
    }
    if (this.#isLive) this.#leftAt = at.getTime()
    if (state === 'STOPPED') this.#leftAt = null
    this.#isLive = false
    return null
  }

  #unwell(state: Seen['state'], failure: Failure | null): string {
    if (failure === null) return plainWords[state]
    // Before that it was reconnecting for the same reason, mostly.
    return state === 'FAILED' ? `${plainWords.FAILED}: ${withoutStop(failure.message)}` : withoutStop(failure.message)
  }

  #words(state: Seen['state'], failure: Failure | null, wasAwayMs: number | null): Pick<Told, 'kind' | 'text' | 'key' | 'again'> {
    const kind = 'STATE'
    if (state !== 'LIVE') return { kind, text: this.#unwell(state, failure) }
    if (wasAwayMs === null) return { kind, text: this.#live }
    const text = `${this.#live} again after ${within(wasAwayMs)}`
    const again = (count: number, span: string) =>
      `${this.#live} again ${count} times in ${span}, the last time after ${within(wasAwayMs)}`
    return { kind, text, key: `LIVE again ${this.#leftAs}`, again }
  }
}
