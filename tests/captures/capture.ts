import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { FailureCode } from '../../src/domain/failure.ts'

/** What must be found out of a capture. INPUT: it tells of the feed, and is no failure of the output. */
export type Expected = FailureCode | 'INPUT'

/** Of the names that outputs have for them, those that an FFmpeg sends by. RTMP includes RTMPS. */
export type SentBy = 'RTMP' | 'SRT_CALLER' | 'RTSP' | 'UDP'

/** One FFmpeg that met a broken peer, as it was. */
export interface Capture {
  /** The peer, and what was wrong with it. */
  peer: string
  /** Said by a person who knows the peer, not by the code under test. */
  expected: Expected
  protocol: SentBy
  /** With ports as {port} and files as {file}; every secret in it is a canary. */
  command: string[]
  /** Where the feed was read; null: from a file. */
  readUrl: string | null
  /** Secrets that its settings would hold. */
  secrets: string[]
  /** For how long media had been flowing; null: it never had. */
  liveMilliseconds: number | null
  /** Since its start. */
  milliseconds: number
  /** Since the peer was broken under it; null: it was from the start. */
  afterBreakMilliseconds: number | null
  exitCode: number | null
  signal: string | null
  /** It hung, and the recorder ended it. */
  hung: boolean
  /** What it printed on stderr, as it printed it; the folder of temporary files as {file}. */
  lines: string[]
  /** When each line came, milliseconds from the start. */
  lineMilliseconds: number[]
}

export interface Fixture {
  /** First line of `ffmpeg -version`. */
  ffmpeg: string
  /** Of the peers that MediaMTX played. */
  mediamtx: string
  captures: Capture[]
}

/** The recorded fixtures, by file name. */
export function readFixtures(): Record<string, Fixture> {
  const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.json'))
  return Object.fromEntries(
    files.map((file) => [file, JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8')) as Fixture]),
  )
}
