interface Track {
  kind: string
  codec: string
  width?: number | null
  height?: number | null
  sampleRate?: number | null
}

/** What people call the codecs that MediaMTX names otherwise. */
const names: Readonly<Record<string, string>> = {
  H264: 'H.264',
  H265: 'HEVC',
  'MPEG-1/2 Video': 'MPEG-2',
  'MPEG-4 Video': 'MPEG-4',
  'MPEG-4 Audio': 'AAC',
  'MPEG-4 Audio LATM': 'AAC',
  'MPEG-1/2 Audio': 'MPEG',
}

export function codecName(codec: string): string {
  return names[codec] ?? codec
}

/** `H.264 1920×1080`; empty: there is no picture. Of several the first, and how many more. */
export function videoWords(tracks: readonly Track[]): string {
  return firstOf(tracks, 'video', ({ codec, width, height }) =>
    [codecName(codec), width && height ? `${width}×${height}` : ''].filter(Boolean).join(' '),
  )
}

/** `AAC 48k`; empty: there is no sound. */
export function audioWords(tracks: readonly Track[]): string {
  return firstOf(tracks, 'audio', ({ codec, sampleRate }) =>
    [codecName(codec), sampleRate ? `${sampleRate / 1000}k` : ''].filter(Boolean).join(' '),
  )
}

function firstOf(tracks: readonly Track[], kind: string, words: (track: Track) => string): string {
  const [first, ...rest] = tracks.filter((track) => track.kind === kind)
  if (first === undefined) return ''
  return rest.length === 0 ? words(first) : `${words(first)} +${rest.length}`
}
