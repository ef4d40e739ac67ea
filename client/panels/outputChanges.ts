import type { Problem } from '../api/act.ts'
import type { Protocol } from '../generated/graphql.ts'
import { withoutKey } from './draft.ts'
import { fieldsOf, isSecret } from './outputFields.ts'
import { readWritten, type Told, type Written } from './written.ts'

/** Settings that the process that sends need not be started anew for. */
const quiet = ['name', 'tags', 'reconnectDelaySeconds', 'maxReconnectAttempts']

/** Whether these changes make a running output start anew. */
export function restarts(changed: readonly string[]): boolean {
  return changed.some((name) => !quiet.includes(name))
}

type Stored = Partial<Record<`has${'StreamKey' | 'Passphrase' | 'Password'}`, boolean>> & { protocol: Protocol }

/**
 * Whether what is written can be tried without what is stored: no secret that the test needs is known to the server alone. A
 * stream key is never tried; a listener would be in the way of itself.
 */
export function canTestWritten(output: Stored, values: Written): boolean {
  if (output.protocol === 'SRT_LISTENER') return false
  const isMissing = (isStored: boolean | undefined, value: string | undefined) => isStored === true && value === undefined
  if (isMissing(output.hasPassphrase, values.passphrase) || isMissing(output.hasPassword, values.password)) return false
  const isPartHidden = /[?&]\*{4}(&|$)/.test(withoutKey(values.url ?? ''))
  return !isPartHidden && values.streamId?.includes('****') !== true
}

/**
 * What the server is told of an output whose settings were changed: these alone, so that nothing else is touched. A secret
 * that nobody wrote is not among them, and an empty one is taken away.
 */
export function readChanges(
  protocol: Protocol,
  values: Written,
  changed: readonly string[],
): { changes: Record<string, Told> } | { problem: Problem } {
  const changes: Record<string, Told> = {}
  if (changed.includes('name')) changes.name = values.name?.trim() ?? ''
  for (const field of fieldsOf(protocol)) {
    if (!changed.includes(field.name)) continue
    const text = values[field.name]
    if (isSecret(field.name) && text === undefined) continue
    const read = readWritten(field, text ?? '')
    if ('problem' in read) return read
    changes[field.name] = read.told
  }
  return { changes }
}
