import type { Cause, FailureCode } from './failure.ts'
import { areUnreadable } from './output.ts'
import { withoutStop } from './timeline/words.ts'
import type { OutputAssignment } from './worker.ts'

/** How an output ends that another one throws out, or that finds its place taken. */
const ofRivals: ReadonlySet<FailureCode> = new Set<FailureCode>(['KEY_IN_USE', 'REJECTED', 'CONNECTION_LOST'])

/** With the name of another output of ours that sends to the very same place, where there is one: it may be what is wrong. */
export function withRival(cause: Cause, output: OutputAssignment, all: Iterable<OutputAssignment>): Cause {
  if (!ofRivals.has(cause.code)) return cause
  const place = placeOf(output)
  for (const other of all) {
    if (other.id === output.id || other.desired !== 'RUNNING' || place === null || placeOf(other) !== place) continue
    return {
      ...cause,
      message: `${withoutStop(cause.message)}; your output "${other.name}" sends to the same place`,
      likelyCause: 'A destination takes one sender in one place: the two throw each other out',
      advice: [`Stop this output or "${other.name}", or give one of them another key or address`, ...cause.advice],
    }
  }
  return cause
}

/** The same for outputs that one place receives; null: it takes any number. */
function placeOf({ protocol, url, streamId, secrets }: OutputAssignment): string | null {
  if (protocol === 'UDP' || protocol === 'SRT_LISTENER' || areUnreadable(secrets)) return null
  return JSON.stringify([protocol, url, streamId, secrets.streamKey])
}
