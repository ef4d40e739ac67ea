import type { Cause, Failure } from '../failure.ts'

/** Steps on the way to a destination, in the order that they are gone. */
const testStepNames = ['turn', 'settings', 'name', 'connect', 'tls', 'handshake', 'send', 'port'] as const
export type TestStepName = (typeof testStepNames)[number]

export interface TestStep {
  name: TestStepName
  ok: boolean
  /** What was found, in words, without secrets; null when there is nothing to say. */
  detail: string | null
  millis: number
}

/** How far one gets to a destination without sending the feed. Plain JSON. */
export interface DestinationTest {
  ok: boolean
  /** The last one is the one that failed, when one did. */
  steps: TestStep[]
  failure: Failure | null
}

/** A test that ended before anything was tried. */
export function failedAtOnce(name: TestStepName, cause: Cause, at: Date): DestinationTest {
  const seen = at.toISOString()
  return {
    ok: false,
    steps: [{ name, ok: false, detail: cause.message, millis: 0 }],
    failure: { ...cause, firstSeenAt: seen, lastSeenAt: seen, count: 1 },
  }
}
