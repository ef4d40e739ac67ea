import type { Clock } from '../../domain/clock.ts'
import type { Bell } from '../bell.ts'
import { isAnswer, MediamtxRefusedError } from './client.ts'
import { RivalError } from './pathClaim.ts'
import type { MediamtxClient, PathReport, PathSettings, SrtConnection } from './client.ts'

export interface ApiEvents {
  /** It answers again, or for the first time. To reject is as if it did not answer, with this error. */
  onAnswer?(): Promise<void>
  /** Before `onPaths`. To throw is as if it did not answer, with this error. */
  onCheck?(paths: readonly PathReport[]): void
  /** It answers, for the first time or again: its version and all paths that it was told of. */
  onConnected(version: string, configured: ({ name: string } & PathSettings)[]): void
  /** What it says of its paths; asked at `askedAt`, monotonic milliseconds. */
  onPaths(paths: PathReport[], askedAt: number): void
  /** Whether connections to the SRT server are of interest. */
  wantsConnections?(): boolean
  /** All of them, asked at `askedAt`; null: its SRT server is off. */
  onConnections?(connections: SrtConnection[] | null, askedAt: number): void
  /** It answered before, and does not now; `error` is why. */
  onSilent(error: unknown): void
  /** It did not answer before either; `error` is why. */
  onStillSilent?(error: unknown): void
  /** It runs but has not answered for so long that it never will. */
  onFrozen(): void
}

const everyMs = 400
/** Of a child: it is on its way up. */
const whileSilentMs = 50
/** Of one elsewhere, which may be gone for long. */
const elsewhereSilentMs = 300
/** It writes a line for each wrong password; and another server stays. */
const whileRefusedMs = 2000
/** On the way to another machine an answer may get lost: no reason to end what flows. A child that is late is ended once it is frozen. */
const lateAnswersElsewhere = 2
const frozenAfterMs = 3000
/** Loading the program from a slow disk on a busy machine takes its time. */
const firstAnswerWithinMs = 10_000
const guardEveryMs = 250

/**
 * Asks one MediaMTX again and again, one question at a time; at once when `bell` rings. Resolves soon after `life` aborts.
 * `isChild`: it is a process of ours, on this machine.
 */
export async function watchApi(
  client: MediamtxClient,
  clock: Clock,
  bell: Bell,
  life: AbortSignal,
  events: ApiEvents,
  isChild = true,
): Promise<void> {
  const silence = { ms: 0, allowedMs: firstAnswerWithinMs }
  await Promise.all([
    ask(client, clock, bell, life, events, silence, isChild),
    guard(clock, life, silence, () => events.onFrozen()),
  ])
}

interface Silence {
  ms: number
  allowedMs: number
}

async function ask(
  client: MediamtxClient,
  clock: Clock,
  bell: Bell,
  life: AbortSignal,
  events: ApiEvents,
  silence: Silence,
  isChild: boolean,
): Promise<void> {
  let connected = false
  let late = 0
  while (!life.aborted) {
    const rung = bell.signal
    const askedAt = clock.now()
    const answer = await question(client, connected, events).catch((error: unknown) => new NoAnswer(error))
    if (life.aborted) return
    if (!(answer instanceof NoAnswer)) {
      silence.ms = 0
      silence.allowedMs = frozenAfterMs
      late = 0
      if (answer.news) events.onConnected(answer.news.version, answer.news.configured)
      events.onPaths(answer.paths, askedAt)
      if (answer.connections !== undefined) events.onConnections?.(answer.connections, askedAt)
      connected = true
    } else if (connected && answer.isLate && (isChild || ++late < lateAnswersElsewhere)) continue
    else {
      if (connected) events.onSilent(answer.error)
      else events.onStillSilent?.(answer.error)
      connected = false
    }
    const silentMs = isChild ? whileSilentMs : isRefusal(answer) ? whileRefusedMs : elsewhereSilentMs
    await clock.sleep(connected ? everyMs - Math.min(everyMs, clock.now() - askedAt) : silentMs, rung)
  }
}

class NoAnswer {
  readonly error: unknown

  constructor(error: unknown) {
    this.error = error
  }

  get isLate(): boolean {
    return (this.error as Error).name === 'TimeoutError'
  }
}

function isRefusal(answer: Answer | NoAnswer): boolean {
  return answer instanceof NoAnswer && (isAnswer(answer.error) || answer.error instanceof RivalError)
}

interface Answer {
  news: { version: string; configured: ({ name: string } & PathSettings)[] } | null
  paths: PathReport[]
  /** Null: the SRT server is off. Undefined: not asked. */
  connections?: SrtConnection[] | null
}

async function question(client: MediamtxClient, connected: boolean, events: ApiEvents): Promise<Answer> {
  let news: Answer['news'] = null
  if (!connected) {
    const version = await client.version()
    await events.onAnswer?.()
    news = { version, configured: await client.configuredPaths() }
  }
  const asked = events.wantsConnections?.() ? connectionsOf(client) : undefined
  const [paths, connections] = await Promise.all([client.paths(), asked])
  events.onCheck?.(paths)
  return { news, paths, connections }
}

async function connectionsOf(client: MediamtxClient): Promise<SrtConnection[] | null> {
  try {
    return await client.srtConnections()
  } catch (error) {
    if (error instanceof MediamtxRefusedError) return null
    throw error
  }
}

/** Counts silence in small steps, so that only time in which we ourselves ran is held against MediaMTX. */
async function guard(clock: Clock, life: AbortSignal, silence: Silence, onFrozen: () => void): Promise<void> {
  for (let before = clock.now(); !life.aborted;) {
    await clock.sleep(guardEveryMs, life)
    const now = clock.now()
    silence.ms += Math.min(now - before, 2 * guardEveryMs)
    before = now
    if (life.aborted || silence.ms < silence.allowedMs) continue
    silence.ms = 0
    onFrozen()
  }
}
