/** What FFmpeg says of itself once a second by `-progress`. */
export interface Progress {
  /** Bytes handed to the destination by this process; null when FFmpeg does not know. */
  sentBytes: number | null
  /** How far it has come in the feed; null before the first packet. */
  mediaTimeMs: number | null
}

/** A block is a few hundred characters: what goes on for longer is none. */
const longest = 4096

/** Gathers what `-progress` writes: lines of `key=value`, a block of which is complete with its `progress=` line. */
export class ProgressReader {
  #rest = ''

  /** Calls `onBlock` with each block that `text` completes. Looks for what is needed only, and builds no lines: it is read once a second for each output. */
  read(text: string, onBlock: (block: Progress) => void): void {
    let rest = this.#rest + text
    for (;;) {
      const last = rest.indexOf('progress=')
      const end = last === -1 ? -1 : rest.indexOf('\n', last)
      if (end === -1) break
      const mediaTime = valueOf(rest, 'out_time_us=', last)
      onBlock({
        sentBytes: valueOf(rest, 'total_size=', last),
        mediaTimeMs: mediaTime === null ? null : Math.round(mediaTime / 1000),
      })
      rest = rest.slice(end + 1)
    }
    this.#rest = rest.slice(-longest)
  }
}

/** FFmpeg writes N/A for what it does not know, and its smallest number, which is too long, for a time that has not begun. */
function valueOf(block: string, name: string, before: number): number | null {
  const at = block.indexOf(name)
  if (at === -1 || at > before) return null
  const text = block.slice(at + name.length, block.indexOf('\n', at)).trim()
  return /^-?\d{1,15}$/.test(text) ? Number(text) : null
}
