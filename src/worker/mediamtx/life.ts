import type { MediamtxLine } from '../../domain/programs/mediamtxLog.ts'
import type { MediamtxClient, PathReport } from './client.ts'
import type { HlsPlace } from './hlsRequest.ts'
import type { SrtServer } from './srtServer.ts'

/** One MediaMTX from its start to its end; of one that runs elsewhere, as long as this server runs. It may not answer yet. */
export interface Life {
  client: MediamtxClient
  /** Its SRT server, where callers of the shared port come. */
  srt: SrtServer
  /** Where FFmpeg reads a path, credentials included. */
  readUrl(path: string): string
  /** Where it gives previews; null: nowhere. */
  hls: HlsPlace | null
  /** In sentences: how it runs, while it answers. */
  detail(): string
  /** In a sentence, that it does not answer; `error` is what came of the last question, unknown when absent. */
  silence(error?: unknown): string
  /** Ends it where it stands: for one that does not answer. Null: it is not ours to end. */
  kill: (() => void) | null
}

export interface ServerEvents {
  onLine(line: MediamtxLine): void
  onUp(life: Life): void
  /** `missing`: there is no program to start. `detail` says in a sentence what happened. */
  onDown(missing: boolean, detail: string): void
}

/** What runs MediaMTX, or knows where it runs. */
export interface MediamtxServer {
  /** Of MediaMTX, as far as it is known to run on this machine. */
  readonly pid: number | null
  /** Whether a process of this machine is MediaMTX. */
  owns(pid: number): boolean
  /** Whether what this machine tells of its own sockets and limits is true of MediaMTX. */
  readonly isHere: boolean
  /** Whether its log is read now. */
  readonly isHeard: boolean
  /** A path of no other use that MediaMTX shall have; null: none. */
  readonly claim: string | null
  /** Resolves when it was started for the first time, or could not be. */
  start(): Promise<void>
  /** To be called whenever it answers after silence, before it is told anything. Rejects when it is to be told nothing. */
  meet(): Promise<void>
  /** To be called with the paths that it has. Throws when it is to be told nothing any more. */
  check(paths: readonly PathReport[]): void
  /** Resolves when whatever was started for it has ended. */
  stop(): Promise<void>
}
