interface Track {
  kind: string
  codec: string
  width?: number | null
  height?: number | null
  sampleRate?: number | null
}

/** `H264 1280×720, MPEG-4 Audio 48 kHz`. */
export function signalWords(tracks: readonly Track[]): string {
  return tracks.map(trackWords).join(', ')
}

function trackWords(track: Track): string {
  if (track.width && track.height) return `${track.codec} ${track.width}×${track.height}`
  if (track.sampleRate) return `${track.codec} ${track.sampleRate / 1000} kHz`
  return track.codec
}
