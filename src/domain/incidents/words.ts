import type { Failure } from '../failure.ts'
import type { IncidentRecord } from './incident.ts'
import { within, withoutStop } from '../timeline/words.ts'

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
  shared: (message: string, count: number) => `${withoutStop(message)}; ${areNotSent(count)}`,
  network: (hosts: number, count: number) =>
    `The network of this server seems to be down: ${hosts} destinations are out of reach; ${areNotSent(count)}`,
  inputAgain: (name: string) => `${name} comes and goes again and again`,
  mediamtxAgain: 'MediaMTX goes down again and again',
  serverWasDown: (lastedMs: number, count: number) =>
    `The server was not running for ${within(lastedMs)}; ${outputs(count)} ${count === 1 ? 'was' : 'were'} off`,
}

/** Entries of incidents in plain words. */
export const told = {
  waiting: (names: readonly string[], isMore: boolean) => `${some(names, isMore)} ${waits(names.length)}: ${list(names)}`,
  notSent: (names: readonly string[], isMore: boolean) =>
    `${some(names, isMore)} ${names.length === 1 ? 'is' : 'are'} not sent: ${list(names)}`,
  sentAgain: (names: readonly string[]) =>
    names.length === 1 ? `${list(names)} is sent again` : `${outputs(names.length)} are sent again: ${list(names)}`,
  /** A cause that was seen so often. */
  counted: ({ code, message }: Pick<Failure, 'code' | 'message'>, count: number) => {
    if (code === 'NETWORK_DOWN') return `${count} attempts failed`
    if (code === 'FLAPPING') return `It came and went ${count} times`
    return count === 1 ? withoutStop(message) : `${withoutStop(message)}, ${count} times`
  },
  serverStopped: 'This is when the server was last seen to run',
  serverStarted: 'The server runs again',
  lasts: 'The server started again; it lasts',
  unseen: 'It was over when the server started again: this is when it was last seen',
  over: (lastedMs: number) => `Over after ${within(lastedMs)}`,
  sentAgainAfter: (lastedMs: number) => `Over: it is sent again after ${within(lastedMs)}`,
  feed: (wasLost: boolean, lastedMs: number) => `The feed is ${wasLost ? 'back' : 'in order again'} after ${within(lastedMs)}`,
  waitsAgain: (lastedMs: number) => `Over after ${within(lastedMs)}: it waits for its feed`,
  mediamtxIsBack: (lastedMs: number) => `MediaMTX answers again after ${within(lastedMs)}`,
  ready: (lastedMs: number) => `Ready for callers again after ${within(lastedMs)}`,
  stopped: 'Ended: it was stopped',
  deleted: 'Ended: it was deleted',
  allStopped: 'Ended: its outputs were stopped',
  allDeleted: 'Ended: its outputs were deleted',
  inputStopped: 'Ended: its input was stopped',
  partOf: (id: string) => `It went with others for one cause: see incident ${id}`,
}

/** Why MediaMTX is of no use. `detail` is what it, or who watches it, says of that. */
export function mediamtxDown(detail: string | null, since: Date): Failure {
  return {
    code: 'MEDIAMTX_DOWN',
    message: 'MediaMTX, which receives the feeds, does not answer',
    likelyCause: 'It ended or hangs and is being started again, or it cannot be started',
    advice: ['Nothing is to be done if it is back within seconds: it is started again by itself', 'Else look at its log'],
    evidence: detail,
    ...seen(since, since, 1),
  }
}

/** This server itself did not run. */
export function serverWasDown(message: string, from: Date, to: Date): Failure {
  return {
    code: 'SERVER_DOWN',
    message,
    likelyCause: 'It was stopped or updated, its machine was switched off or started again, or the system ended it',
    advice: ['If nobody stopped it, look into the log of the system (journalctl, dmesg): want of memory, or a power cut'],
    evidence: null,
    ...seen(from, to, 1),
  }
}

/** Several destinations went at once. `failures`: why, of each output; `least`: how many attempts are counted already. */
export function networkDown(
  hosts: number,
  failures: readonly Failure[],
  { openedAt, date, least }: { openedAt: Date; date: Date; least: number },
): Failure {
  const attempts = failures.reduce((sum, { count }) => sum + count, 0)
  return {
    code: 'NETWORK_DOWN',
    message: `${hosts} destinations on other machines went out of reach at once`,
    likelyCause:
      'A network cable, interface, route or VPN of this server is down, its DNS, or the line that leads to all of them',
    advice: [
      'Check the network of this server (ip address, ip route) and the router that it is connected to',
      'Nothing is to be done for each output: they are tried again by themselves',
    ],
    evidence: failures.find(({ evidence }) => evidence !== null)?.evidence ?? null,
    ...seen(openedAt, date, Math.max(least, attempts)),
  }
}

/** It comes and goes. `last`: why it went, when that was last known; `times`: how often it did. */
export function comesAndGoes(message: string, last: Failure | null, times: number, since: Date, now: Date): Failure {
  return {
    code: 'FLAPPING',
    message,
    likelyCause:
      last === null
        ? null
        : withoutStop(last.likelyCause === null ? last.message : `${withoutStop(last.message)}: ${last.likelyCause}`),
    advice: last?.advice ?? [],
    evidence: last?.evidence ?? null,
    ...seen(since, now, Math.max(1, times)),
  }
}

/** Once affected an output stays in the list: what it went through is not undone by its end, or the output's. */
export function affectedBy(before: Outputs, now: Outputs): Outputs {
  const fresh = now.outputIds.map((_, n) => n).filter((n) => !before.outputIds.includes(now.outputIds[n] ?? ''))
  return {
    outputIds: [...before.outputIds, ...fresh.map((n) => now.outputIds[n] ?? '')],
    outputNames: [...before.outputNames, ...fresh.map((n) => now.outputNames[n] ?? '')],
  }
}

function seen(first: Date, last: Date, count: number): Pick<Failure, 'firstSeenAt' | 'lastSeenAt' | 'count'> {
  return { firstSeenAt: first.toISOString(), lastSeenAt: last.toISOString(), count }
}

function theyWait(waiting: readonly { name: string }[]): string {
  if (waiting.length === 0) return ''
  return waiting.length === 1 ? `; its output ${waiting[0]?.name} waits` : `; its ${waiting.length} outputs wait`
}

function outputs(count: number): string {
  return count === 1 ? '1 output' : `${count} outputs`
}

function some(names: readonly string[], isMore: boolean): string {
  const { length } = names
  return isMore ? `${length} more ${length === 1 ? 'output' : 'outputs'}` : outputs(length)
}

/** The first few, so that a sentence stays one. */
function list(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ')
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown
}

function areNotSent(count: number): string {
  return `${outputs(count)} ${count === 1 ? 'is' : 'are'} not sent`
}

function waits(count: number): string {
  return count === 1 ? 'waits' : 'wait'
}
