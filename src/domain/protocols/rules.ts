import { isIP } from 'node:net'
import { InvalidValueError } from '../errors.ts'
import type { Cause } from '../failure.ts'
import type { Track } from '../input.ts'
import type { OutputChanges, OutputSecrets, OutputTarget, Protocol, StoredSecrets } from '../output.ts'
import type { FfmpegOutput } from './ffmpegOutput.ts'

/** What a person gave of an output's target. Undefined: as stored; null: cleared. */
export type TargetGiven = Omit<
  OutputChanges,
  'name' | 'reconnectDelaySeconds' | 'maxReconnectAttempts' | 'tags' | 'renewAccessToken'
>

/** A target already stored, for a change of it. */
export type StoredTarget = OutputTarget & StoredSecrets

export interface ReadTarget {
  target: OutputTarget
  /** Of each secret: a text to store, null to clear it, undefined to keep the stored one. */
  secrets: Partial<OutputSecrets>
}

/** What of this machine the arguments of FFmpeg depend on. */
export interface SenderSurroundings {
  /** File with the certificates of the authorities that this machine trusts. */
  caFile: string
  /** What the name of the host was looked up to, and all that it may be taken for; absent or null: FFmpeg looks it up itself. */
  address?: string | null
  /** Such a name cannot be replaced where the certificate is for it: a pipe in place of `caFile`, from which FFmpeg reads once it is connected. */
  gate?: string | null
}

/**
 * How it shows that bytes arrive. TCP_QUEUE: the system tells what was acknowledged. CONNECTION: the protocol itself
 * breaks a connection that is not acknowledged. NEVER: nobody answers.
 */
export type Acknowledgement = 'TCP_QUEUE' | 'CONNECTION' | 'NEVER'

/** One protocol: which addresses it takes, what in them is secret, how FFmpeg is told, and what shows that bytes arrive. */
export interface ProtocolRules {
  protocol: Protocol
  /** Throws InvalidValueError with a field path under `prefix` (`output` or `changes`). */
  readTarget(given: TargetGiven, prefix: string, stored?: StoredTarget | null): ReadTarget
  /** For people: the address with every secret masked. */
  displayUrl(target: StoredTarget): string
  /** It holds the secrets: never to be logged. */
  ffmpegOutput(target: OutputTarget, secrets: OutputSecrets, surroundings: SenderSurroundings): FfmpegOutput
  /** Why it cannot carry one of these tracks with this version of FFmpeg (null: not known); null when it can. */
  cannotCarry(tracks: readonly Track[], ffmpegVersion: string | null): Cause | null
  acknowledgement: Acknowledgement
}

/** Stands for a hidden secret in what people see; given back, it means: keep the stored one. */
export const mask = '****'

const longestUrl = 2048

/**
 * Parses an address that a person pasted. Throws InvalidValueError on `field`, never naming the address itself: there
 * may be a key in it.
 */
export function parseAddress(given: string | null | undefined, field: string, schemes: readonly string[], example: string): URL {
  const url = checkText(given, field, example)
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(url)?.[1]?.toLowerCase()
  const usable = schemes.map((one) => `${one}://`).join(' or ')
  if (scheme === undefined) throw new InvalidValueError(field, `The URL must begin with ${usable}; write it like ${example}`)
  if (!schemes.includes(scheme)) {
    throw new InvalidValueError(
      field,
      `The URL begins with ${wordOf(scheme) === '' ? 'a scheme' : `${scheme}://`}, which does not fit this protocol; write it like ${example}`,
    )
  }
  let parsed: URL
  try {
    parsed = new URL(url)
  } catch {
    throw new InvalidValueError(field, `The host or the port of the URL cannot be read; write it like ${example}`)
  }
  if (parsed.hostname === '') throw new InvalidValueError(field, `The URL names no host; write it like ${example}`)
  if (!/^(?:\[[0-9a-f:.]+\]|[a-z0-9._-]+)$/i.test(parsed.hostname)) {
    throw new InvalidValueError(field, 'The host of the URL may have letters A to Z, digits, dots, - and _ only')
  }
  if (parsed.port === '0') throw new InvalidValueError(field, 'The port of the URL must be from 1 to 65535')
  return parsed
}

/** The text of an address, trimmed. Throws InvalidValueError when there is none, or one that no address can be. */
export function checkText(given: string | null | undefined, field: string, example: string): string {
  const url = given?.trim() ?? ''
  if (url === '') throw new InvalidValueError(field, `A URL is needed; write it like ${example}`)
  if (url.length > longestUrl) throw new InvalidValueError(field, `The URL is longer than ${longestUrl} characters`)
  if (/[\s\p{Cc}\p{Cs}\\"'<>`]/u.test(url)) {
    throw new InvalidValueError(field, `The URL holds a space, a quotation mark or a control character; write it like ${example}`)
  }
  return url
}

const usualPorts: Record<string, number> = { 'rtmp:': 1935, 'rtmps:': 443, 'rtsp:': 554 }

/** The port that a target's URL leads to: the one that it names, else the usual one of its scheme, else 0. */
export function portOf({ port, protocol }: URL): number {
  return Number(port) || (usualPorts[protocol] ?? 0)
}

/** The value that counts: what was given, else what is stored. */
export function givenOr<T>(given: T | null | undefined, stored: T | null | undefined): T | null {
  return given === undefined ? (stored ?? null) : given
}

/** Throws InvalidValueError unless `value` is null or a whole number in the range. */
export function checkWhole(value: number | null, field: string, what: string, low: number, high: number): void {
  if (value !== null && (!Number.isInteger(value) || value < low || value > high)) {
    throw new InvalidValueError(field, `${what} must be a whole number from ${low} to ${high}`)
  }
}

/** Throws InvalidValueError unless `value` is null or an address literal. */
export function checkAddress(value: string | null, field: string): void {
  if (value !== null && isIP(value) === 0) {
    throw new InvalidValueError(field, 'The local address must be an IP address such as 192.0.2.10')
  }
}

/** Refuses fields that a protocol has no use for, rather than to drop them silently. */
export function refuse(given: TargetGiven, names: readonly (keyof TargetGiven)[], prefix: string, protocolName: string): void {
  for (const name of names) {
    const value = given[name]
    if (value !== undefined && value !== null && value !== '' && value !== false) {
      throw new InvalidValueError(`${prefix}.${name}`, `${protocolName} has no use for ${name}: leave it out`)
    }
  }
}

/**
 * A secret as a person gave it, in a field or as a part of the URL. Undefined when nothing was given or the mask, which
 * means: keep what is stored. Throws InvalidValueError.
 */
export function readSecret(text: string | null | undefined, field: string, isStored: boolean): string | undefined {
  if (!text) return undefined
  if (text === mask) {
    if (isStored) return undefined
    throw new InvalidValueError(field, `${mask} stands for a hidden secret, and none is stored: write the secret itself`)
  }
  if (/[\s\p{Cc}\p{Cs}]/u.test(text) || text.length > 1024) {
    throw new InvalidValueError(field, 'A secret has no spaces or control characters and at most 1024 characters')
  }
  return text
}

/** A word of a URL for a sentence about it. What does not look like a word may be a part of a secret, and is not repeated. */
export function wordOf(text: string): string {
  return /^[a-z][a-z_-]{0,19}$/i.test(text) ? `${text} ` : ''
}

/** A part of a URL as `decodePart` reads it, without the signs that `checkText` refuses. */
export function encodePart(text: string): string {
  return encodeURIComponent(text).replaceAll("'", '%27')
}

/** The part of a URL that percent signs may hide. Throws InvalidValueError. */
export function decodePart(text: string, field: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new InvalidValueError(field, 'The URL has a % that is not followed by two hexadecimal digits')
  }
}

/** What is stored of one secret after a change: the field wins over the URL, null clears. */
export function secretOf(
  field: { given: string | null | undefined; path: string; isStored: boolean },
  fromUrl: string | undefined,
): string | null | undefined {
  return field.given === null ? null : (readSecret(field.given, field.path, field.isStored) ?? fromUrl)
}
