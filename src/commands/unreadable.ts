import type { StoredSecretsReport } from '../db/settings.ts'
import { wordsOf } from '../domain/causes/secret.ts'
import { counted, say } from './command.ts'

/** Which stored secrets no key opens, and what to do. Names no secret. */
export function tellUnreadable({ unreadable }: StoredSecretsReport): void {
  if (unreadable.length === 0) return
  const count = unreadable.reduce((sum, { secrets }) => sum + secrets.length, 0)
  say(`${counted(count, 'secret')} under neither SECRET_KEY nor SECRET_KEY_PREVIOUS, and stay as they are:`)
  for (const { id, name, protocol, secrets } of unreadable) say(`  output ${id} "${name}": ${wordsOf(protocol, secrets)}`)
  say('Name the key that they were stored with in SECRET_KEY_PREVIOUS, or enter them again.')
}
