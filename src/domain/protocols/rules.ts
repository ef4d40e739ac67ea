import { isIP } from 'node:net'
import { InvalidValueError } from '../errors.ts'
import type { OutputSecrets, OutputTarget, Protocol } from '../output.ts'

/** What a person gave of an output's target. Undefined: as stored; null: cleared. */
export interface TargetGiven {
  url?: string | null
  streamKey?: string | null
  username?: string | null
  password?: string | null
  packetSize?: number | null
  ttl?: number | null
  localAddress?: string | null
}

/** A target already stored, for a change of it. */
export interface StoredTarget {
  target: OutputTarget
  hasStreamKey: boolean
  hasPassword: boolean
}

export interface ReadTarget {
  target: OutputTarget
  /** Of each secret: a text to store, null to clear it, undefined to keep the stored one. */
  secrets: { [name in keyof OutputSecrets]?: string | null }
}

/** One protocol: which addresses it takes, what in them is secret, how FFmpeg is told, and what shows that bytes arrive. */
export interface ProtocolRules {
  protocol: Protocol
  /** Throws InvalidValueError with a field path under `prefix` (`output` or `changes`). */
  readTarget(given: TargetGiven, prefix: string, stored?: StoredTarget | null): ReadTarget
  /** For people: the address with every secret masked. */
  displayUrl(target: OutputTarget, has: { hasStreamKey: boolean; hasPassword: boolean }): string
  /** FFmpeg's arguments behind its input. They hold the secrets: never to be logged. */
  ffmpegOutput(target: OutputTarget, secrets: OutputSecrets): string[]
  /** Whether the destination acknowledges bytes, so that delivery can be confirmed. */
  acknowledges: boolean
}

/** Stands for a hidden secret in what people see; given back, it means: keep the stored one. */
export const mask = '****'

const longestUrl = 2048

/**
 * Parses an address that a person pasted. Throws InvalidValueError on `field`, never naming the address itself: there
 * may be a key in it.
 */
export function parseAddress(text: string, field: string, schemes: readonly string[], example: string): URL {
  const url = text.trim()
  if (url.length > longestUrl) throw new InvalidValueError(field, `The URL is longer than ${longestUrl} characters`)
  if (/[\s\p{Cc}\\"'<>`]/u.test(url)) {
    throw new InvalidValueError(field, `The URL holds a space, a quotation mark or a control character; write it like ${example}`)
  }
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(url)?.[1]?.toLowerCase()
  if (scheme === undefined)
    throw new InvalidValueError(
      field,
      `A URL begins with ${schemes.map((s) => `${s}://`).join(' or ')}; write it like ${example}`,
    )
  if (!schemes.includes(scheme)) {
    throw new InvalidValueError(
      field,
      `The URL begins with ${scheme}://, which does not fit this protocol; write it like ${example}`,
    )
  }
  let parsed: URL
  try {
    parsed = new URL(url)
  } catch {
    throw new InvalidValueError(field, `The host or the port of the URL cannot be read; write it like ${example}`)
  }
  if (parsed.hostname === '') throw new InvalidValueError(field, `The URL names no host; write it like ${example}`)
  if (parsed.port === '0') throw new InvalidValueError(field, 'The port of the URL must be from 1 to 65535')
  if (parsed.hash !== '') throw new InvalidValueError(field, 'The URL holds a #, which no streaming address has')
  return parsed
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
  if (value !== null && isIP(value) === 0)
    throw new InvalidValueError(field, 'The local address must be an IP address such as 192.0.2.10')
}

/** Refuses fields that a protocol has no use for, rather than to drop them silently. */
export function refuse(given: TargetGiven, names: readonly (keyof TargetGiven)[], prefix: string, protocolName: string): void {
  for (const name of names) {
    const value = given[name]
    if (value !== undefined && value !== null && value !== '')
      throw new InvalidValueError(`${prefix}.${name}`, `${protocolName} has no use for ${name}: leave it out`)
  }
}
