import type { Readable } from 'node:stream'
import type { Track } from './input.ts'
import type { InputState } from './states.ts'

/** A file of a moving preview (HLS): a playlist, or a piece of the feed. */
export interface PreviewFile {
  /** Such as `application/vnd.apple.mpegurl`. */
  contentType: string
  /** Bytes; null when that is not known before. */
  length: number | null
  /** To be read to its end, or destroyed. */
  body: Readable
}

/** What a player asks for. */
export interface PreviewRequest {
  inputId: string
  /** Such as `index.m3u8`. */
  file: string
  /** Whose player it is, as the playlists say; null: it has none yet. */
  viewer: string | null
}

/** NOT_SHOWN: there is nothing to be seen now. ENDED: it was, and must be begun anew. BUSY: too many look already. */
export type PreviewProblem = 'NOT_SHOWN' | 'ENDED' | 'BUSY'

export class PreviewError extends Error {
  override readonly name = 'PreviewError'
  readonly problem: PreviewProblem

  constructor(problem: PreviewProblem, message: string) {
    super(message)
    this.problem = problem
  }
}

export const previewIndex = 'index.m3u8'

const playableVideo = new Set(['H264', 'H265', 'AV1', 'VP9'])
const playableAudio = new Set(['MPEG-4 Audio', 'Opus'])
/** Of H.264 only those with 4:2:0 and 8 bits are decoded by browsers. */
const unplayableProfile = /4:2:2|4:4:4|High 10|CAVLC/i

/** Whether a feed in this state with these tracks can be shown by a browser: its picture, or its sound where it has none. */
export function isPreviewable(state: InputState, tracks: readonly Track[]): boolean {
  if (state !== 'LIVE' && state !== 'DEGRADED') return false
  const videos = tracks.filter(({ kind }) => kind === 'video')
  if (videos.length === 0) return tracks.some(({ codec }) => playableAudio.has(codec))
  return videos.some(({ codec, profile }) => playableVideo.has(codec) && !unplayableProfile.test(profile ?? ''))
}
