import type { Failure } from '../failure.ts'
import type { IncidentEntry } from './incident.ts'
import { told as words } from './words.ts'
import { withoutStop } from '../timeline/words.ts'

/** Entries of one incident: the first and the newest. */
const mostEntries = 50
const firstKept = 10

type Entries = readonly IncidentEntry[]

/** What an incident begins with; null: no failure is known, `text` says what is. */
export function firstEntry(failure: Failure | null, text: string, at: Date): IncidentEntry {
  const entry = { at: at.toISOString(), text }
  if (failure === null) return entry
  const { code, firstSeenAt: row, count } = failure
  return { ...entry, counted: { code, row, earlier: 0, count } }
}

/** With something that happened once. */
export function withEntry(entries: Entries, text: string, at: Date): IncidentEntry[] {
  return bounded([...entries, { at: at.toISOString(), text }])
}

/**
 * With a cause as it was seen last: each stands there once, with how often it was seen, and goes to the end when it is seen again. What
 * the incident began with stays where it is.
 */
export function withFailure(entries: Entries, failure: Failure): IncidentEntry[] {
  const { code, firstSeenAt: row, lastSeenAt: at } = failure
  const told = entries.find(({ counted }) => counted?.code === code)
  const before = told?.counted
  const earlier = before === undefined ? 0 : before.row === row ? before.earlier : before.count
  const count = earlier + failure.count
  if (before?.count === count) return [...entries]
  const entry = {
    at,
    text: told === undefined ? withoutStop(failure.message) : words.counted(failure, count),
    counted: { code, row, earlier, count },
  }
  const others = entries.filter((other) => other !== told)
  const first = told !== undefined && told === entries[0] ? [{ at: told.at, text: told.text }] : []
  return bounded([...first, ...others, entry])
}

function bounded(entries: IncidentEntry[]): IncidentEntry[] {
  return entries.length <= mostEntries ? entries : [...entries.slice(0, firstKept), ...entries.slice(firstKept - mostEntries)]
}
