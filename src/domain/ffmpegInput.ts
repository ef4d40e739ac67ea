import { through } from './protocols/ffmpegOutput.ts'
import type { Track } from './input.ts'

/**
 * How long FFmpeg studies a feed before it sends. Before the first key frame nobody knows how its pictures are coded, and
 * without that FLV refuses them and no container gets their times right: whoever comes so early studies until it is known.
 */
const studies = {
  usual: ['-analyzeduration', '1000000', '-probesize', '1000000'],
  // Feeds whose key frames are further apart are rare. The usual count of frames would hold up what is known by then.
  untilKeyFrame: ['-analyzeduration', '6000000', '-probesize', '20000000', '-fpsprobesize', '8'],
}

/** The arguments that stand before every output: quiet, machine-readable, reading one feed of MediaMTX with these tracks. */
export function ffmpegInput(readUrl: string, tracks: readonly Track[]): string[] {
  return [
    ...['-nostdin', '-hide_banner', '-loglevel', 'repeat+level+info', '-nostats', '-stats_period', '1', '-progress', 'pipe:3'],
    ...(tracks.some(awaitsKeyFrame) ? studies.untilKeyFrame : studies.usual),
    ...['-rtsp_transport', 'tcp', '-timeout', '5000000', ...through('tcp'), '-i', readUrl],
  ]
}

/** Of other codecs MediaMTX never tells the size. */
function awaitsKeyFrame({ codec, width }: Track): boolean {
  return (codec === 'H264' || codec === 'H265') && width === null
}
