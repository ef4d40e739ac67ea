import type { OutputSettingsQuery } from '../generated/graphql.ts'
import { draftOf, valuesOf, withoutSecrets, type Draft } from './draft.ts'
import { kindFor } from './outputKinds.ts'
import { write } from './written.ts'

type Settings = NonNullable<OutputSettingsQuery['output']>

/** Another output like one that there is. Its secrets stay where they are: a new destination has its own. */
export function duplicateOf(output: Settings, taken: readonly string[]): Draft {
  const { protocol, hasStreamKey, hasPassphrase, hasPassword } = output
  const secrets = [
    ...(hasStreamKey ? ['stream key'] : []),
    ...(hasPassphrase ? ['passphrase'] : []),
    ...(hasPassword ? ['password'] : []),
  ]
  const kind = kindFor(protocol, null)
  // two cannot have one port
  const { port: _, ...values } = valuesOf(protocol, output, write)
  const url = protocol === 'SRT_LISTENER' ? '' : withoutSecrets(output.url)
  const notes = secrets.length === 0 ? [] : [`Not copied: ${secrets.join(' and ')}. Write those of the new destination.`]
  const about = { title: `Like ${output.name}`, isWhole: true, values: { ...values, url }, notes }
  return { ...draftOf(kind, [], about), name: draftOf(kind, taken, { title: output.name }).name }
}
