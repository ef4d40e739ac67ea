import type { Track } from '../../domain/input.ts'
import type { PathReport } from './client.ts'

const videoCodecs = new Set(['AV1', 'VP9', 'VP8', 'H265', 'H264', 'MPEG-4 Video', 'MPEG-1/2 Video', 'M-JPEG'])
const dataCodecs = new Set(['KLV', 'Generic', 'MPEG-TS'])

export function tracksOf(report: PathReport): Track[] {
  return (report.tracks2 ?? []).map(({ codec, codecProps }) => ({
    kind: videoCodecs.has(codec) ? 'video' : dataCodecs.has(codec) ? 'data' : 'audio',
    codec,
    profile: textOf(codecProps?.profile),
    width: numberOf(codecProps?.width),
    height: numberOf(codecProps?.height),
    sampleRate: numberOf(codecProps?.sampleRate),
    channels: numberOf(codecProps?.channelCount),
  }))
}

/** Whether a feed with these tracks is another than before. What was not known before is no change. */
export function areOthers(before: readonly Track[], now: readonly Track[]): boolean {
  if (before.length === 0) return false
  const differs = (one: Track, other: Track, name: keyof Track) =>
    one[name] !== null && other[name] !== null && one[name] !== other[name]
  return (
    before.length !== now.length ||
    before.some((track, index) => (Object.keys(track) as (keyof Track)[]).some((name) => differs(track, now[index]!, name)))
  )
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

/** MediaMTX writes 0 for what it could not find out. */
function numberOf(value: unknown): number | null {
  return typeof value === 'number' && value > 0 ? value : null
}
