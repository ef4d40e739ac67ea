import { codecName } from '../inputs/tracksWords.ts'

interface Track {
  kind: string
  codec: string
  profile?: string | null
  width?: number | null
  height?: number | null
  sampleRate?: number | null
  channels?: number | null
}

/** `H.264 1280×720, AAC 48 kHz`. */
export function signalWords(tracks: readonly Track[]): string {
  return tracks.map((track) => [codecName(track.codec), briefly(track)].filter(Boolean).join(' ')).join(', ')
}

function briefly({ width, height, sampleRate }: Track): string {
  if (width && height) return `${width}×${height}`
  return sampleRate ? `${sampleRate / 1000} kHz` : ''
}

/** What is known of a track besides its codec: `1280×720`, `48 kHz, stereo`; empty: nothing. */
export function formatWords(track: Track): string {
  return [briefly(track), track.channels ? channelWords(track.channels) : ''].filter(Boolean).join(', ')
}

function channelWords(channels: number): string {
  if (channels === 1) return 'mono'
  return channels === 2 ? 'stereo' : `${channels} channels`
}
