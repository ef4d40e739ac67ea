import type { Clock } from '../../domain/clock.ts'
import { failedAtOnce } from '../../domain/destinations/destinationTest.ts'
import type { DestinationTest, TestStep } from '../../domain/destinations/destinationTest.ts'
import { nextFailure } from '../../domain/failure.ts'
import type { Cause } from '../../domain/failure.ts'
import { causeOfLook } from '../../domain/causes/look.ts'
import type { OutputSecrets, OutputTarget } from '../../domain/output.ts'
import { Redactor } from '../../domain/redaction.ts'
import type { LookStep } from './step.ts'

/** Tests at a time: each may hold a socket, and a server that is asked too much takes it for an attack. */
const mostAtATime = 4
/** From the call to the answer. */
const longestMs = 9500
/** A test that begins later would have too little time left to say something true. */
const longestWaitMs = 4000

export type Look = (target: OutputTarget, signal: AbortSignal) => AsyncIterable<LookStep>

/** Runs looks for people who ask whether a destination can be reached: few at a time, each with an end. */
export class DestinationTests {
  readonly #clock: Clock
  readonly #look: Look
  readonly #stopped = new AbortController()
  readonly #waiting: (() => void)[] = []
  #running = 0

  constructor(clock: Clock, look: Look) {
    this.#clock = clock
    this.#look = look
  }

  /** Never rejects for what a destination does. The secrets are only for masking them, whatever a server says. */
  async run(target: OutputTarget, secrets: OutputSecrets, wish?: AbortSignal): Promise<DestinationTest> {
    const askedAt = this.#clock.now()
    const over = new AbortController()
    const signals = [this.#stopped.signal, over.signal, ...(wish ? [wish] : [])]
    const signal = AbortSignal.any(signals)
    if (!(await this.#turn(signal))) return failedAtOnce('turn', causeOfLook('tooManyTests', null, target), this.#clock.date())
    try {
      const left = longestMs - (this.#clock.now() - askedAt)
      void this.#clock.sleep(left, signal).then(() => over.abort())
      return await this.#judge(target, secrets, signal)
    } finally {
      over.abort()
      this.#running--
      this.#waiting.shift()?.()
    }
  }

  /** Ends those that run and those that wait. */
  stop(): void {
    this.#stopped.abort()
  }

  async #judge(target: OutputTarget, secrets: OutputSecrets, signal: AbortSignal): Promise<DestinationTest> {
    const redactor = new Redactor()
    for (const secret of Object.values(secrets)) if (typeof secret === 'string') redactor.learn(secret)
    const clean = (text: string | null) => (text === null ? null : redactor.redact(text))
    const steps: TestStep[] = []
    let cause: Cause | null = null
    for await (const { name, detail, millis, cause: found } of this.#look(target, signal)) {
      steps.push({ name, ok: found === null, detail: clean(detail), millis })
      if (found) cause = { ...found, evidence: clean(found.evidence) }
    }
    return { ok: cause === null, steps, failure: cause && nextFailure(null, cause, this.#clock.date()) }
  }

  /** Resolves to true when it may begin, which counts as running; to false when that took too long. */
  async #turn(signal: AbortSignal): Promise<boolean> {
    if (signal.aborted) return false
    if (this.#running < mostAtATime) {
      this.#running++
      return true
    }
    const called = new AbortController()
    const take = () => {
      this.#running++
      called.abort()
    }
    this.#waiting.push(take)
    await this.#clock.sleep(longestWaitMs, AbortSignal.any([signal, called.signal]))
    if (called.signal.aborted) return true
    this.#waiting.splice(this.#waiting.indexOf(take), 1)
    return false
  }
}
