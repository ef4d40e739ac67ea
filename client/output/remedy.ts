import type { FailureCode } from '../generated/graphql.ts'

interface Seen {
  hasStreamKey: boolean
  hasPassphrase: boolean
  hasPassword: boolean
  failure?: { code: FailureCode } | null
}

/** The setting that mends a failure, as a button says it; null: no setting does. */
export function remedyOf({ failure, hasStreamKey, hasPassphrase, hasPassword }: Seen): string | null {
  switch (failure?.code) {
    case 'WRONG_PASSPHRASE':
    case 'ENCRYPTION_MISMATCH':
      return hasPassphrase ? 'Replace passphrase' : 'Set passphrase'
    case 'AUTHENTICATION':
      return hasPassword ? 'Replace password' : 'Set password'
    case 'KEY_IN_USE':
    case 'REJECTED':
      return hasStreamKey ? 'Replace stream key' : null
    case 'SECRET_UNREADABLE':
      return 'Enter it again'
    case 'NAME_NOT_FOUND':
    case 'REFUSED':
    case 'PATH_NOT_FOUND':
    case 'BAD_OPTION':
      return 'Change settings'
    default:
      return null
  }
}
