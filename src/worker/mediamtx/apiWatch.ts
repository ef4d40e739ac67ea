import type { Clock } from '../../domain/clock.ts'
import type { Bell } from '../bell.ts'
import { MediamtxRefusedError } from './client.ts'
import type { MediamtxClient, PathReport, PathSettings, SrtConnection } from './client.ts'

export interface ApiEvents {
  /** It answers, for the first time or again: its version and all paths that it was told of. */
  onConnected(version: string, configured: ({ name: string } & PathSettings)[]): void
  /** What it says of its paths; asked at `askedAt`, monotonic milliseconds. */
  onPaths(paths: PathReport[], askedAt: number): void
  /** Whether connections to the SRT server are of interest. */
  wantsConnections?(): boolean
  /** All of them, asked at `askedAt`; null: its SRT server is off. */
  onConnections?(connections: SrtConnection[] | null, askedAt: number): void
  /** It answered before, and does not now. */
  onSilent(): void
  /** It runs but has not answered for so long that it never will. */
  onFrozen(): void
}

const everyMs = 400
const whileSilentMs = 50
const frozenAfterMs = 3000
/** Loading the program from a slow disk on a busy machine takes its time. */
const firstAnswerWithinMs = 10_000
const guardEveryMs = 250

/** Asks one MediaMTX again and again, one question at a time; at once when `bell` rings. Resolves soon after `life` aborts. */
export async function watchApi(
  client: MediamtxClient,
  clock: Clock,
  bell: Bell,
  life: AbortSignal,
  events: ApiEvents,
): Promise<void> {
  const silence = { ms: 0, allowedMs: firstAnswerWithinMs }
  await Promise.all([ask(client, clock, bell, life, events, silence), guard(clock, life, silence, () => events.onFrozen())])
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
): Promise<void> {
  let connected = false
  while (!life.aborted) {
    const rung = bell.signal
    const askedAt = clock.now()
    const answer: Answer | null = await question(client, connected, events.wantsConnections?.() ?? false).catch(() => null)
    if (life.aborted) return
    if (answer !== null) {
      silence.ms = 0
      silence.allowedMs = frozenAfterMs
      if (answer.news) events.onConnected(answer.news.version, answer.news.configured)
      events.onPaths(answer.paths, askedAt)
      if (answer.connections !== undefined) events.onConnections?.(answer.connections, askedAt)
    } else if (connected) events.onSilent()
    connected = answer !== null
    await clock.sleep(connected ? everyMs - Math.min(everyMs, clock.now() - askedAt) : whileSilentMs, rung)
  }
}

interface Answer {
  news: { version: string; configured: ({ name: string } & PathSettings)[] } | null
  paths: PathReport[]
  /** Null: the SRT server is off. Undefined: not asked. */
  connections?: SrtConnection[] | null
}

async function question(client: MediamtxClient, connected: boolean, wantsConnections: boolean): Promise<Answer> {
  const news = connected ? null : { version: await client.version(), configured: await client.configuredPaths() }
  const [paths, connections] = await Promise.all([client.paths(), wantsConnections ? connectionsOf(client) : undefined])
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
