import type { FailureCode } from '../../src/domain/failure.ts'
import type { IncidentRecord } from '../../src/domain/incidents/incident.ts'
import { IncidentRule } from '../../src/domain/incidents.ts'
import type { InputFacts, OutputFacts, Situation } from '../../src/domain/incidents.ts'
import type { InputState, OutputState } from '../../src/domain/states.ts'

const began = Date.UTC(2026, 0, 1)
export const at = (seconds: number) => new Date(began + seconds * 1000)

export function input(id: string, state: InputState | null, more: Partial<InputFacts> = {}): InputFacts {
  return { id, name: `Camera ${id}`, desired: 'RUNNING', state, stateSince: at(0).toISOString(), failure: null, ...more }
}
const rest = {
  ...({ failure: null, flapping: false, drops: 0, delivery: 'UNCONFIRMED', host: null, localAddress: null } as const),
}
export function output(id: string, state: OutputState | null, more: Partial<OutputFacts> = {}): OutputFacts {
  return { id, inputId: '1', name: `Out ${id}`, desired: 'RUNNING', state, ...rest, ...more }
}
export const because = (code: FailureCode, message = `It is ${code}.`) => ({
  failure: {
    ...{ code, message, likelyCause: null, advice: [], evidence: null, count: 1 },
    ...{ firstSeenAt: at(0).toISOString(), lastSeenAt: at(0).toISOString() },
  },
})

/** A failure as it is seen from `row` on, for the `count`th time. */
export const seen = (code: FailureCode, row: number, count: number, message?: string) => ({
  ...because(code, message).failure,
  ...{ firstSeenAt: at(row).toISOString(), lastSeenAt: at(row + count).toISOString(), count },
})
/** One that was open when the last process ended. */
export const record: IncidentRecord = {
  ...{ id: '3', subject: 'output:1', title: 'Out 1 is not sent', cause: 'REFUSED', failure: null, entries: [] },
  ...{ inputId: '1', inputName: 'Camera 1', outputIds: ['1'], outputNames: ['Out 1'] },
  ...{ openedAt: at(-90), closedAt: null, ending: null, lastSeenAt: at(-30) },
}

/** What is observed from a second on; what is left out is as before. */
export type Step = [second: number, change: Partial<Situation>]

interface Options {
  until?: number
  open?: IncidentRecord[]
  lastId?: number
}

/** Judges once a second, as the service does, and tells what happened: `12 + title`, `15 ~ title`, `20 - title (since 12)`. */
export function story(steps: Step[], options: Options = {}): string[] {
  return live(steps, options).told
}

/** The same, with each incident as it was last, by id. */
export function live(steps: Step[], { until = 60, open = [], lastId = 0 }: Options = {}) {
  const rule = new IncidentRule(open, lastId)
  let situation: Situation = {
    isMediamtxHealthy: true,
    mediamtxDetail: null,
    inputs: [input('1', 'LIVE')],
    outputs: [output('1', 'LIVE')],
  }
  const told: string[] = []
  const incidents = new Map<string, IncidentRecord>()
  for (let second = 0; second <= until; second++) {
    for (const [from, change] of steps) if (from === second) situation = { ...situation, ...change }
    const { opened, changed, closed } = rule.judge(situation, 5000 + second * 1000, at(second))
    const sinceOf = (date: Date | null) => ((date?.getTime() ?? 0) - began) / 1000
    for (const { title, cause, openedAt } of opened) told.push(`${second} + ${cause} ${title} (since ${sinceOf(openedAt)})`)
    for (const { title, cause } of changed) told.push(`${second} ~ ${cause} ${title}`)
    for (const { title, closedAt } of closed) told.push(`${second} - ${title} (until ${sinceOf(closedAt)})`)
    for (const incident of [...opened, ...changed, ...closed]) incidents.set(incident.id, incident)
  }
  return { told, incidents: [...incidents.values()] }
}

/** Entries as `12 text`. */
export function entriesOf({ entries }: IncidentRecord): string[] {
  return entries.map((entry) => `${(Date.parse(entry.at) - began) / 1000} ${entry.text}`)
}
