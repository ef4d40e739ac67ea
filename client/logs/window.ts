import type { Line } from './line.ts'

/** As many lines are held, so that a page that stays open all day stays small. */
export const mostLines = 5000
/** So many go at once when there are more: not with each line that comes. */
const spare = 500

/** A stretch of the log without a gap, oldest first. */
export interface LogWindow {
  lines: readonly Line[]
  /** Whether the log has lines before it, as far as is known. */
  hasOlder: boolean
  /** Whether lines that come belong at its end: nothing was left out between. */
  isAtEnd: boolean
}

export const emptyWindow: LogWindow = { lines: [], hasOlder: false, isAtEnd: true }

/** With lines that came. Who follows loses the oldest from sight; who reads keeps what is there, and what does not fit is left for later. */
export function withNewer(window: LogWindow, newer: readonly Line[], isFollowing: boolean): LogWindow {
  const lines = [...window.lines, ...newer]
  if (lines.length <= mostLines) return { ...window, lines }
  if (!isFollowing) return { ...window, lines: lines.slice(0, mostLines), isAtEnd: false }
  return { ...window, lines: lines.slice(spare - mostLines), hasOlder: true }
}

/** With lines from before it; the newest go when there are too many. */
export function withOlder(window: LogWindow, older: readonly Line[], hasOlder: boolean): LogWindow {
  const lines = [...older, ...window.lines]
  if (lines.length <= mostLines) return { ...window, lines, hasOlder }
  return { lines: lines.slice(0, mostLines), hasOlder, isAtEnd: false }
}

/** Cut where `search` stands in it, whatever the case of the letters A to Z: every second piece is a match. */
export function pieces(text: string, search: string | undefined): string[] {
  if (!search) return [text]
  return text.split(new RegExp(`(${search.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')})`, 'i'))
}
