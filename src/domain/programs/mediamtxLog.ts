import type { LogLevel } from '../log.ts'
import { visible } from '../visible.ts'

/** Why a path's socket could not be opened. */
export type ListenFault = 'BUSY' | 'NO_SUCH_ADDRESS' | 'NO_ROUTE' | 'FORBIDDEN' | 'OTHER'

/** What a line tells beyond its text. */
export type MediamtxEvent =
  /** `port` is null when the line does not name it. */
  | { kind: 'listenFailed'; fault: ListenFault; port: number | null }
  | { kind: 'available' }
  /** Nothing that can be read came for so long that the socket is closed; it is opened again after 5 s. */
  | { kind: 'unheard' }
  /** As `unheard`, though something came: no stream is in it that can be received. */
  | { kind: 'unreadable' }
  /** `count` errors within a second; `last` is one of them. */
  | { kind: 'damaged'; count: number; last: string }

/** One line of MediaMTX's log, taken apart. Not redacted. */
export interface MediamtxLine {
  level: LogLevel
  /** Without time and level, and without the path's name where `path` has it. */
  text: string
  /** The path that the line is about, such as `in-1`; null when about the server. */
  path: string | null
  event: MediamtxEvent | null
}

const levels: Record<string, LogLevel> = { ERR: 'ERROR', WAR: 'WARNING', INF: 'INFO', DEB: 'DEBUG' }

/** Whoever connects has a say in what it prints: more of one line is of no use. */
const longestText = 4096

/**
 * Takes a line of standard output or error apart: JSON (`logStructured`), or plain text as before the start and in a crash.
 * Control characters are made visible: the text may come from a hostile peer.
 */
export function parseMediamtxLine(line: string): MediamtxLine {
  const { level, message: said } = structured(line) ?? plain(line)
  const message = visible(said).slice(0, longestText).toWellFormed()
  const [, path = null, text = message] = /^\[path ([^\]]+)\] (.*)/s.exec(message) ?? []
  const event = path === null ? null : eventOf(text)
  return { level: isRoutine(text) ? 'DEBUG' : level, text, path, event }
}

const listenFailure = /^\[MPEG-TS source\] (?:listen udp4?6? \S+:(\d+): (.*)|unable to set UDP read buffer size)/
/** Of the socket of a multicast group the bare word of the system is told, without address and port. */
const joinFailure =
  /^\[MPEG-TS source\] ((?:address already in use|cannot assign|permission denied|operation not permitted|no such|network is|no buffer space|route ip|could not find any interface|dial udp).*)/

function eventOf(text: string): MediamtxEvent | null {
  if (text.startsWith('stream is available')) return { kind: 'available' }
  if (/^\[MPEG-TS source\] (?:read udp[46]? .*: i\/o timeout|max recorded size exceeded)$/.test(text)) return { kind: 'unheard' }
  if (text.startsWith("[MPEG-TS source] the stream doesn't contain any supported codec")) return { kind: 'unreadable' }
  const damage = /^(?:\[MPEG-TS source\] )?(?:(\d+) )?(?:decode|processing) errors?(?:, last was)?: (.*)/s.exec(text)
  if (damage) return { kind: 'damaged', count: Number(damage[1] ?? 1), last: damage[2]! }
  const notJoined = joinFailure.exec(text)
  if (notJoined) return { kind: 'listenFailed', fault: listenFault(notJoined[1]!), port: null }
  const failed = listenFailure.exec(text)
  if (failed === null) return null
  const [, port, reason = ''] = failed
  return { kind: 'listenFailed', fault: listenFault(reason), port: port === undefined ? null : Number(port) }
}

function listenFault(reason: string): ListenFault {
  if (reason.includes('address already in use')) return 'BUSY'
  if (/cannot assign requested address|no such (?:network )?interface|no such device/.test(reason)) return 'NO_SUCH_ADDRESS'
  if (/network is unreachable|could not find any interface/.test(reason)) return 'NO_ROUTE'
  if (/permission denied|operation not permitted/.test(reason)) return 'FORBIDDEN'
  return 'OTHER'
}

/** Lines that come by the dozen while all is as it should be: our own calls, and an input that waits for its feed. */
function isRoutine(text: string): boolean {
  return text === 'reloading configuration (API request)' || /^\[MPEG-TS source\] read udp[46]? .*: i\/o timeout$/.test(text)
}

function structured(line: string): { level: LogLevel; message: string } | null {
  // It fails with less: a crash has hundreds of lines in words.
  if (!line.startsWith('{')) return null
  try {
    const { level, message } = JSON.parse(jsonFromGo(line)) as { level?: unknown; message?: unknown }
    return typeof message === 'string' ? { level: levels[String(level)] ?? 'INFO', message } : null
  } catch {
    return null
  }
}

/** MediaMTX quotes as Go does, which knows escapes that JSON does not (`\x1b`, `\a`, `\v`, `\U0001f600`). */
function jsonFromGo(line: string): string {
  return line.replace(/\\(x[0-9a-f]{2}|U[0-9a-f]{8}|.)/gi, (whole, escape: string) => {
    if (escape.length > 1) return JSON.stringify(String.fromCodePoint(parseInt(escape.slice(1), 16))).slice(1, -1)
    if (escape === 'a') return '\\u0007'
    if (escape === 'v') return '\\u000b'
    return whole
  })
}

function plain(line: string): { level: LogLevel; message: string } {
  const match = /^(?:\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d )?(ERR|WAR|INF|DEB):? (.*)/s.exec(line)
  if (match) return { level: levels[match[1]!] ?? 'INFO', message: match[2]! }
  return { level: /^(?:panic|fatal error)\b/.test(line) ? 'ERROR' : 'INFO', message: line }
}
