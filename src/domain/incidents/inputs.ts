import { mediamtxDown, titles } from './words.ts'
import { namesOf, want } from './situation.ts'
import type { InputFacts, OutputFacts, Situation, Verdicts } from './situation.ts'
import type { IncidentRecord } from './incident.ts'

export const mediamtxSubject = 'mediamtx'

/** `began`: since when an incident about MediaMTX is open, if one is. */
export function judgeMediamtx(situation: Situation, began: Date | null, date: Date, verdicts: Verdicts): void {
  const { inputs, outputs, isMediamtxHealthy, mediamtxDetail } = situation
  if (isMediamtxHealthy === null) verdicts.held.add(mediamtxSubject)
  if (isMediamtxHealthy !== false) return
  const receiving = new Set(inputs.filter(({ desired }) => desired === 'RUNNING').map(({ id }) => id))
  const waiting = outputs.filter(({ desired, inputId }) => desired === 'RUNNING' && receiving.has(inputId))
  const failure = mediamtxDown(mediamtxDetail, began ?? date)
  const what = { subject: mediamtxSubject, cause: failure.code, failure, inputId: null, inputName: null }
  want(verdicts, { ...what, title: titles.mediamtx(waiting.length), ...namesOf(waiting), openedAt: date })
}

/** An input that was only made anew has its feed by then, or is seen to fail as before. */
const settlesMs = 10_000

/** `running`: outputs that are wanted; `open`: what is open, by subject. */
export function judgeInput(
  input: InputFacts,
  running: readonly OutputFacts[],
  open: ReadonlyMap<string, IncidentRecord>,
  date: Date,
  verdicts: Verdicts,
): void {
  const { id, name, desired, state, stateSince, failure } = input
  const subject = `input:${id}`
  if (desired === 'STOPPED') return
  // After a start, and after MediaMTX was away, a lost feed is awaited like one that never came.
  const told = open.get(subject)?.cause ?? 'INPUT_LOST'
  const isOfAbsence = told === 'INPUT_LOST' || told === 'FLAPPING'
  const isOver = state === 'WAITING' && !isOfAbsence && date.getTime() - Date.parse(stateSince) >= settlesMs
  if (isOver) return
  const isUnknown = state === null || state === 'UNKNOWN' || state === 'WAITING' || failure?.code === 'PROGRAM_MISSING'
  const about = { subject, failure, inputId: id, inputName: name, openedAt: date }
  if (isUnknown) verdicts.held.add(subject)
  else if (state === 'LOST' || state === 'FAILED') {
    const waiting = running.filter(({ inputId }) => inputId === id)
    const cause = state === 'LOST' ? 'INPUT_LOST' : (failure?.code ?? 'UNKNOWN')
    const title = state === 'LOST' ? titles.lost(name, waiting) : titles.cannotListen(name, failure?.message ?? null, waiting)
    want(verdicts, { ...about, cause, title, ...namesOf(waiting) })
  } else if (state === 'DEGRADED' && failure !== null) {
    want(verdicts, { ...about, cause: failure.code, title: titles.damaged(name, failure.message), ...namesOf([]) })
  }
}
