import { createHash } from 'node:crypto'

/** Who may do what in MediaMTX, as its setting `authInternalUsers` has it. */
export interface InternalUser {
  user: string
  pass: string
  /** Where it may come from; empty: from everywhere. */
  ips: string[]
  permissions: { action: 'api' | 'read'; path?: string }[]
}

export interface Passwords {
  manager: string
  reader: string
}

/** As MediaMTX reads it, so that the password itself stands neither in its environment nor in its settings. */
export function hashed(secret: string): string {
  return `sha256:${createHash('sha256').update(secret).digest('base64')}`
}

/** Ourselves, and FFmpeg on this machine: its password stands in its arguments, so it opens nothing from outside. */
export function ownUsers({ manager, reader }: Passwords): InternalUser[] {
  return [
    { user: 'manager', pass: hashed(manager), ips: [], permissions: [{ action: 'api' }] },
    { user: 'reader', pass: hashed(reader), ips: ['127.0.0.0/8', '::1/128'], permissions: [{ action: 'read' }] },
  ]
}
