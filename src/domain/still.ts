import type { Track } from './input.ts'

/** A picture of a feed, made small. Plain JSON. */
export interface StillFact {
  inputId: string
  /** ISO 8601: when the picture arrived with the feed. */
  takenAt: string
  /** Pixels. */
  width: number
  height: number
  /** The JPEG in base64. */
  jpeg: string
}

/** The newest picture of an input. */
export interface Still {
  /** Where this server gives it, such as `/api/inputs/1/still.jpg?v=1772390000123`. */
  url: string
  takenAt: Date
  /** Pixels. */
  width: number
  height: number
}

/** What those who look at inputs hear. */
export interface StillEvent {
  inputId: string
  /** Null: none is known. */
  still: Still | null
  /** How often one is taken now, milliseconds. */
  everyMs: number
}

/** So many FFmpegs take pictures at a time. */
export const mostStillProcesses = 4

/** After the last one who looked at an input has gone. */
export const stillsLingerMs = 15_000

const usualEveryMs = 5000
/** Where FFmpegs take turns, one is started so often: a start costs about as much as eight seconds of a feed that is read on. */
const turnEveryMs = 2000

/** How often each of so many inputs is taken, milliseconds. */
export function stillEveryMs(inputs: number): number {
  return inputs <= mostStillProcesses ? usualEveryMs : inputs * turnEveryMs
}

export function hasPicture(tracks: readonly Track[]): boolean {
  return tracks.some(({ kind }) => kind === 'video')
}
