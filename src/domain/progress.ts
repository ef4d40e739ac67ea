/** What FFmpeg says of itself once a second by `-progress`. */
export interface Progress {
  /** Bytes handed to the destination by this process; null when FFmpeg does not know. */
  sentBytes: number | null
  /** How far it has come in the feed; null before the first packet. */
  mediaTimeMs: number | null
}

/** Gathers the `key=value` lines of `-progress`; a block is complete at its `progress=` line. */
export class ProgressReader {
  #fields: Record<string, string> = {}

  /** The block that `line` completes, or null. */
  read(line: string): Progress | null {
    const at = line.indexOf('=')
    if (at < 0) return null
    const key = line.slice(0, at)
    if (key !== 'progress') {
      this.#fields[key] = line.slice(at + 1).trim()
      return null
    }
    const { total_size: size, out_time_us: time } = this.#fields
    this.#fields = {}
    return { sentBytes: wholeOrNull(size), mediaTimeMs: scale(wholeOrNull(time)) }
  }
}

/** FFmpeg writes N/A for what it does not know, and its smallest number for a time that has not begun. */
function wholeOrNull(text: string | undefined): number | null {
  if (text === undefined || !/^-?\d{1,15}$/.test(text)) return null
  return Number(text)
}

function scale(microseconds: number | null): number | null {
  return microseconds === null ? null : Math.round(microseconds / 1000)
}
