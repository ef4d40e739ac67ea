import type { LogLevel } from '../log.ts'
import { visible } from '../visible.ts'

export interface FfmpegLine {
  level: LogLevel
  text: string
}

const levels: Record<string, LogLevel> = {
  panic: 'ERROR',
  fatal: 'ERROR',
  error: 'ERROR',
  warning: 'WARNING',
  info: 'INFO',
  verbose: 'DEBUG',
  debug: 'DEBUG',
  trace: 'DEBUG',
}

/** Control characters made visible are eight times as long. */
const longestText = 4096

/**
 * Reads a line of FFmpeg's stderr as `-loglevel level+info` writes it: `[flv @ 0x55d0] [error] text`. Addresses of
 * memory are left out, so that the same message is the same text in each process. Control characters are made visible:
 * the text may come from a hostile peer.
 */
export function parseFfmpegLine(line: string): FfmpegLine {
  let level: LogLevel = 'INFO'
  const text = line
    .replace(/\[(panic|fatal|error|warning|info|verbose|debug|trace)\] ?/, (_, name: string) => {
      level = levels[name] ?? 'INFO'
      return ''
    })
    .replace(/ @ 0x[0-9a-f]+\]/g, ']')
  return { level, text: visible(text.trimEnd()).slice(0, longestText).toWellFormed() }
}

/** Version of `ffmpeg -version`'s first line, such as `7.0` of `ffmpeg version 7.0-static https://...`; null when it is none. */
export function parseFfmpegVersion(firstLine: string): string | null {
  return /^ffmpeg version (\S+)/.exec(firstLine)?.[1] ?? null
}
