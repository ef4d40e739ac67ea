import type { LogLevel } from '../log.ts'

/** What a program said of a caller who reads an output. `caller` is address and port. */
export type CallerEvent =
  { kind: 'joined'; caller: string; path: string } | { kind: 'ended'; caller: string; reason: string } | null

/** Reads MediaMTX's lines about connections to its SRT server, such as `[SRT] [conn 192.0.2.1:5] closed: EOF`. */
export function parseCallerLine(text: string): CallerEvent {
  const match = /^\[SRT\] \[conn ([^\]]+(?:\]:\d+)?)\] (.*)/s.exec(text)
  if (!match) return null
  const [, caller = '', what = ''] = match
  const path = /^is reading from path '([^']+)'/.exec(what)?.[1]
  if (path !== undefined) return { kind: 'joined', caller, path }
  const reason = /^closed: (.*)/s.exec(what)?.[1]
  return reason === undefined ? null : { kind: 'ended', caller, reason }
}

/** Why a caller was not let in, as far as the output's owner can mend it. */
export type Refusal = 'TOKEN' | 'PASSPHRASE' | 'NO_PASSPHRASE' | 'ENCRYPTION'

export function refusalOf(reason: string): Refusal | null {
  if (reason.includes('failed to authenticate')) return 'TOKEN'
  if (reason.includes('invalid passphrase')) return 'PASSPHRASE'
  if (reason.includes('passphrase not provided')) return 'NO_PASSPHRASE'
  return null
}

const refusals: Record<Refusal, string> = {
  TOKEN: 'its stream id is not the one of the caller URL',
  PASSPHRASE: 'its passphrase is not the one of this output',
  NO_PASSPHRASE: 'it gave no passphrase, and this output has one',
  ENCRYPTION: 'only one of the two sides has a passphrase',
}

/** `caller` is null where the program does not tell it. */
export function sayRefused(caller: string | null, refusal: Refusal): { level: LogLevel; text: string } {
  return { level: 'WARNING', text: `${caller === null ? 'A caller' : `Caller ${caller}`} was refused: ${refusals[refusal]}` }
}

/** Of a caller who had been let in. */
export function sayLeft(caller: string, reason: string): { level: LogLevel; text: string } {
  if (reason === 'EOF') return { level: 'INFO', text: `Caller ${caller} left` }
  if (reason === 'terminated') return { level: 'INFO', text: `Caller ${caller} was disconnected` }
  return { level: 'WARNING', text: `Caller ${caller} was lost: ${reason}` }
}

/** What FFmpeg said of the one caller of a listener. */
export type ListenerEvent =
  { kind: 'joined' } | { kind: 'left' } | { kind: 'refused'; refusal: Refusal } | { kind: 'cannotListen' } | null

/** Reads lines of an FFmpeg whose `fifo` output waits for SRT callers, one after the other; needs its level `verbose`. */
export function parseListenerLine(text: string): ListenerEvent {
  if (text.startsWith('[srt] accept streamid')) return { kind: 'joined' }
  if (text === '[fifo] Recovery attempt #1') return { kind: 'left' }
  if (text.startsWith('[fifo] Error opening')) return { kind: 'cannotListen' }
  const answer = text.indexOf('rsp(REJECT)')
  if (answer === -1) return null
  if (text.includes('Incorrect passphrase', answer)) return { kind: 'refused', refusal: 'PASSPHRASE' }
  if (text.includes('Password required or unexpected', answer)) return { kind: 'refused', refusal: 'ENCRYPTION' }
  return null
}

/** What FFmpeg warns of while nobody takes what it makes: that is as it should be. */
export function isWaitingTalk(text: string): boolean {
  return text.startsWith('[fifo] FIFO queue ')
}
