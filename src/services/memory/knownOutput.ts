import type { InputSettings } from '../../domain/input.ts'
import type { OutputSecrets, OutputSettings, SecretName, UnreadableSecrets } from '../../domain/output.ts'
import type { InputAssignment, OutputAssignment } from '../../domain/worker.ts'

export interface KnownSecrets {
  /** Null stands for what is not stored, and for what cannot be decrypted. */
  secrets: OutputSecrets
  /** Those that are stored and cannot be decrypted. */
  unreadable: readonly SecretName[]
}

/** Settings with the secrets in clear. */
export interface KnownOutput extends KnownSecrets {
  settings: OutputSettings
}

/** What an output can run with. The access token of a listener is of no use on a port of its own. */
export function usableSecrets({ settings, secrets, unreadable }: KnownOutput): OutputSecrets | UnreadableSecrets {
  const missing = unreadable.filter((name) => name !== 'accessToken' || settings.port === null)
  return missing.length === 0 ? secrets : { unreadable: missing }
}

/** What the worker needs to know of it. */
export function inputAssignment(settings: InputSettings): InputAssignment {
  const { tags: _tags, createdAt: _createdAt, ...assigned } = settings
  return assigned
}

export function outputAssignment(output: KnownOutput): OutputAssignment {
  const { tags: _tags, createdAt: _createdAt, ...assigned } = output.settings
  return { ...assigned, secrets: usableSecrets(output) }
}
