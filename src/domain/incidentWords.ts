import type { IncidentRecord } from './incident.ts'

type Outputs = Pick<IncidentRecord, 'outputIds' | 'outputNames'>

/** Titles in plain words. */
export const titles = {
  mediamtx: (waiting: number) => `MediaMTX does not answer${waiting === 0 ? '' : `; ${outputs(waiting)} ${waits(waiting)}`}`,
  lost: (name: string, waiting: readonly { name: string }[]) => `${name} has no feed${theyWait(waiting)}`,
  cannotListen: (name: string, message: string | null, waiting: readonly { name: string }[]) =>
    `${name} cannot receive${message === null ? '' : `: ${withoutStop(message)}`}${theyWait(waiting)}`,
  damaged: (name: string, message: string) => `${name} arrives damaged: ${withoutStop(message)}`,
  output: (name: string, message: string | null) => `${name} is not sent${message === null ? '' : `: ${withoutStop(message)}`}`,
  slow: (name: string, message: string | null) =>
    `${name} is sent too slowly${message === null ? '' : `: ${withoutStop(message)}`}`,
  flapping: (name: string) => `${name} changes between live and not live again and again`,
  shared: (message: string, count: number) => `${withoutStop(message)}; ${outputs(count)} ${count === 1 ? 'is' : 'are'} not sent`,
}

/** Once affected an output stays in the list: what it went through is not undone by its end, or the output's. */
export function affectedBy(before: Outputs, now: Outputs): Outputs {
  const fresh = now.outputIds.map((_, n) => n).filter((n) => !before.outputIds.includes(now.outputIds[n] ?? ''))
  return {
    outputIds: [...before.outputIds, ...fresh.map((n) => now.outputIds[n] ?? '')],
    outputNames: [...before.outputNames, ...fresh.map((n) => now.outputNames[n] ?? '')],
  }
}

function theyWait(waiting: readonly { name: string }[]): string {
  if (waiting.length === 0) return ''
  return waiting.length === 1 ? `; its output ${waiting[0]?.name} waits` : `; its ${waiting.length} outputs wait`
}

function outputs(count: number): string {
  return count === 1 ? '1 output' : `${count} outputs`
}

function waits(count: number): string {
  return count === 1 ? 'waits' : 'wait'
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, '')
}
