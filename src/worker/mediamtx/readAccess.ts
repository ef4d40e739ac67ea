import type { Clock } from '../../domain/clock.ts'
import { askToRead } from './rtspLook.ts'

const askAgainMs = 5000

/** Finds out whether outputs can read at all: of a MediaMTX elsewhere, what we were told of it may be wrong. */
export class ReadAccess {
  readonly #clock: Clock
  readonly #onChange: (problem: string | null) => void
  #isKnown = false
  #askAt = Number.NEGATIVE_INFINITY
  #isAsking = false

  /** `onChange` gets what is wrong, a sentence; null: nothing any more. */
  constructor(clock: Clock, onChange: (problem: string | null) => void) {
    this.#clock = clock
    this.#onChange = onChange
  }

  /** It may have changed. */
  forget(): void {
    this.#isKnown = false
    this.#askAt = Number.NEGATIVE_INFINITY
  }

  /** To be called at each look at MediaMTX while it has this path. */
  check(readUrl: string): void {
    if (!this.#isKnown && !this.#isAsking && this.#clock.now() >= this.#askAt) void this.#ask(readUrl)
  }

  async #ask(readUrl: string): Promise<void> {
    this.#isAsking = true
    const answer = await askToRead(readUrl, this.#clock)
    this.#isAsking = false
    this.#isKnown = answer === 'GRANTED'
    this.#askAt = this.#clock.now() + askAgainMs
    if (answer === 'UNKNOWN') return
    const { host, username } = new URL(readUrl)
    if (answer === 'GRANTED') this.#onChange(null)
    else if (answer === 'REFUSED')
      this.#onChange(
        `It does not let "${username}" read: the user and the password in MEDIAMTX_RTSP_URL must be those of its file.`,
      )
    else this.#onChange(`Nothing answers at rtsp://${host} (MEDIAMTX_RTSP_URL), where outputs read the feeds.`)
  }
}
