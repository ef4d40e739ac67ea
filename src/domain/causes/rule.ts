import type { Cause, FailureCode } from '../failure.ts'
import type { Protocol } from '../output.ts'

/** Where a sender sent to, for words and for what only one protocol says so. `url` holds no secret. */
export interface Destination {
  protocol: Protocol
  url: string
  /** Null: it sends with no login. Absent: not known. */
  username?: string | null
}

/** A line of the sender, redacted. */
export interface SaidLine {
  level: string
  text: string
  /** When it came, milliseconds on any one clock; absent: not known. */
  at?: number
}

/** What is known of a sender that ended without a wish. */
export interface SenderEnd {
  /** Null when a signal ended it. */
  code: number | null
  signal: string | null
  /** Why the program could not be started; null when it was. */
  startError: string | null
  /** The last ones, newest last. */
  lines: readonly SaidLine[]
  /** How long it had been sending, milliseconds; null or absent: it never was. */
  liveMs?: number | null
  /** Null: not known. */
  destination: Destination | null
}

/** What a line says. Patterns are tried on the text of each line; the first line that fits is the evidence. */
export interface Rule {
  code: FailureCode
  pattern: RegExp
  /** Of no effect where this is false. `silenceMs` is the time from the line before; NaN, which no bound fits: not known. */
  when?: (end: SenderEnd, silenceMs: number) => boolean
  words: (facts: Facts) => Words
}

export interface Words {
  message: string
  likelyCause: string | null
  /** Most promising first. */
  advice: string[]
}

/** For words: what the evidence caught, and the names of the other end. */
export interface Facts {
  /** Of the pattern's first group; empty when it caught nothing. */
  caught: string
  end: SenderEnd
  /** Host of the destination, or "the destination". */
  host: string
  /** The same at the beginning of a sentence: names of hosts keep their letters. */
  subject: string
  /** Such as "port 1935", or "the port". */
  port: string
}

const usualPorts: Record<string, string> = { 'rtmp:': '1935', 'rtmps:': '443', 'rtsp:': '554' }

/** The cause by the first rule that fits a line; null when none does. */
export function causeByRules(rules: readonly Rule[], end: SenderEnd): Cause | null {
  for (const { code, pattern, when, words } of rules) {
    for (const [index, { text, at }] of end.lines.entries()) {
      const match = pattern.exec(text)
      const silenceMs = (at ?? Number.NaN) - (end.lines[index - 1]?.at ?? Number.NaN)
      if (match && (when?.(end, silenceMs) ?? true))
        return { code, ...words({ ...namesOf(end.destination), caught: match[1] ?? '', end }), evidence: text }
    }
  }
  return null
}

/** Host and port in words. */
export function namesOf(destination: Destination | null): { host: string; subject: string; port: string } {
  const url = destination && URL.canParse(destination.url) ? new URL(destination.url) : null
  const number = url && (url.port || usualPorts[url.protocol])
  return {
    host: url?.hostname || 'the destination',
    subject: url?.hostname || 'The destination',
    port: number ? `port ${number}` : 'the port',
  }
}

/** Whether some line fits. */
export function says({ lines }: SenderEnd, pattern: RegExp): boolean {
  return lines.some(({ text }) => pattern.test(text))
}
