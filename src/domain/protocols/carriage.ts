import type { Cause } from '../failure.ts'
import type { Track } from '../input.ts'
import type { Protocol } from '../output.ts'

/** MediaMTX's names of what MPEG-TS brings that FLV has no place for, whatever the version. */
const neverInFlv = ['AC3', 'Opus', 'LPCM', 'MPEG-1/2 Video', 'MPEG-4 Video']
/** What FLV takes from FFmpeg 6.1 on. */
const laterInFlv = ['H265', 'AV1', 'VP9']

/** Why FLV, which RTMP carries, cannot take the first picture or the first sound of these; null when it can. */
export function cannotCarryFlv(tracks: readonly Track[], ffmpegVersion: string | null): Cause | null {
  const first = ['video', 'audio'].flatMap((kind) => tracks.find((track) => track.kind === kind) ?? [])
  const bad = first.find(({ codec }) => neverInFlv.includes(codec) || (laterInFlv.includes(codec) && isBefore61(ffmpegVersion)))
  return bad ? codecNotCarried(`RTMP cannot carry ${bad.codec}`, bad.codec) : null
}

/** Why FFmpeg's RTSP sender cannot take these; null when it can. A server would answer a mere 400. */
export function cannotCarryRtsp(tracks: readonly Track[]): Cause | null {
  const bad = tracks.find(({ codec }) => codec === 'AC3')
  return bad ? codecNotCarried(`RTSP cannot carry ${bad.codec}`, bad.codec) : null
}

/** `evidence` is what shows it: a codec's name, or a line of FFmpeg. */
function codecNotCarried(message: string, evidence: string | null): Cause {
  return {
    code: 'CODEC_NOT_CARRIED',
    message,
    likelyCause: 'The feed is sent on as it is, and the destination’s protocol has no place for this codec',
    advice: ['Let the encoder send H.264 video with AAC audio', 'Or use an SRT or UDP output, which carry what the feed carries'],
    evidence,
  }
}

/** A version that is not known is taken for a new one: FFmpeg itself will tell. */
function isBefore61(version: string | null): boolean {
  const [, major, minor] = /^n?(\d+)\.(\d+)/.exec(version ?? '') ?? []
  return Number(major) < 6 || (Number(major) === 6 && Number(minor) < 1)
}

/** Whether an output sends all that a feed with these tracks brings: RTMP the first picture and the first sound, none of them data. */
export function sendsAll(protocol: Protocol, tracks: readonly Track[]): boolean {
  const count = (kind: string) => tracks.filter((track) => track.kind === kind).length
  return count('data') === 0 && (protocol !== 'RTMP' || (count('video') <= 1 && count('audio') <= 1))
}
