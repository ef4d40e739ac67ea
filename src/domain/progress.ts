/** What FFmpeg says of itself once a second by `-progress`. */
export interface Progress {
  /** Bytes handed to the destination by this process; null when FFmpeg does not know. */
  sentBytes: number | null
  /** How far it has come in the feed; null before the first packet. */
  mediaTimeMs: number | null
}

/** Gathers the `key=value` lines of `-progress`; a block is complete at its `progress=` line. */
export class ProgressReader {
  #size = ''
  #time = ''

  /** The block that `line` completes, or null. */
  read(line: string): Progress | null {
    if (line.startsWith('total_size=')) this.#size = line.slice('total_size='.length).trim()
    else if (line.startsWith('out_time_us=')) this.#time = line.slice('out_time_us='.length).trim()
    if (!line.startsWith('progress=')) return null
    const block = { sentBytes: wholeOrNull(this.#size), mediaTimeMs: scale(wholeOrNull(this.#time)) }
    this.#size = this.#time = ''
    return block
  }
}

/** FFmpeg writes N/A for what it does not know, and its smallest number for a time that has not begun. */
function wholeOrNull(text: string): number | null {
  return /^-?\d{1,15}$/.test(text) ? Number(text) : null
}

function scale(microseconds: number | null): number | null {
  return microseconds === null ? null : Math.round(microseconds / 1000)
}
