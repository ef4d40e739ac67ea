import type { FailureCode } from '../generated/graphql.ts'

interface Seen {
  hasStreamKey: boolean
  hasPassphrase: boolean
  hasPassword: boolean
  failure?: { code: FailureCode } | null
}

/** What a button says, and the secret that it is about, if one. */
interface Remedy {
  words: string
  secret?: 'streamKey' | 'passphrase' | 'password'
}

/** The setting that mends a failure; null: no setting does. */
export function remedyOf({ failure, hasStreamKey, hasPassphrase, hasPassword }: Seen): Remedy | null {
  switch (failure?.code) {
    case 'WRONG_PASSPHRASE':
    case 'ENCRYPTION_MISMATCH':
      return { words: hasPassphrase ? 'Replace passphrase' : 'Set passphrase', secret: 'passphrase' }
    case 'AUTHENTICATION':
      if (!hasPassword && hasStreamKey) return { words: 'Replace stream key', secret: 'streamKey' }
      return { words: hasPassword ? 'Replace password' : 'Set password', secret: 'password' }
    case 'KEY_IN_USE':
    case 'REJECTED':
      return hasStreamKey ? { words: 'Replace stream key', secret: 'streamKey' } : null
    case 'SECRET_UNREADABLE':
      return { words: 'Enter it again' }
    case 'FORBIDDEN_DESTINATION':
    case 'NAME_NOT_FOUND':
    case 'REFUSED':
    case 'PATH_NOT_FOUND':
    case 'BAD_OPTION':
      return { words: 'Change settings' }
    default:
      return null
  }
}
