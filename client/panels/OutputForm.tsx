import { useSearchParams } from '@solidjs/router'
import type { Client } from '@urql/core'
import { onMount, Show } from 'solid-js'
import type { OutputSettingsQuery } from '../generated/graphql.ts'
import { Field } from '../parts/Field.tsx'
import { ConnectionTest } from './ConnectionTest.tsx'
import { withoutSecrets } from './draft.ts'
import type { Form } from './form.ts'
import { canTestWritten, readChanges } from './outputChanges.ts'
import { fieldsOf, remarks } from './outputFields.ts'
import { OutputFields } from './OutputFields.tsx'
import { testDraft, testStored } from './testing.ts'

interface Props {
  output: NonNullable<OutputSettingsQuery['output']>
  form: Form
  isDirty: boolean
}

/** Every setting of an output that exists. */
export function OutputForm(props: Props) {
  const [query, setQuery] = useSearchParams<{ replace?: string }>()
  const askedFor = query.replace
  // it was asked for once
  onMount(() => askedFor !== undefined && setQuery({ replace: undefined }, { replace: true, scroll: false }))
  const all = fieldsOf(props.output.protocol)
  const isKept = (name: string) =>
    ({
      streamKey: props.output.hasStreamKey,
      passphrase: props.output.hasPassphrase,
      password: props.output.hasPassword,
    })[name] ?? false
  const fields = all.map((field) =>
    field.name === 'url' ? { ...field, hint: 'Stars stand for what is stored and hidden: leave them, and it is kept.' } : field,
  )
  const isWrittenTested = () => props.isDirty && canTestWritten(props.output, props.form.values())
  async function test(client: Client) {
    const { id, inputId, name, protocol } = props.output
    if (!isWrittenTested()) return testStored(client, id)
    const { url, ...others } = props.form.values()
    // the places of stored secrets are none of the address
    const values = url === undefined ? others : { ...others, url: withoutSecrets(url) }
    const read = readChanges(protocol, values, Object.keys(values))
    if ('changes' in read) return testDraft(client, { ...read.changes, inputId, name, protocol, start: false })
    props.form.setProblem(read.problem)
    return null
  }
  return (
    <>
      <Field
        label="Name"
        value={props.form.values().name ?? ''}
        input={(name) => props.form.input('name', name)}
        problem={props.form.problemAt('name')}
      />
      <OutputFields
        fields={fields}
        values={props.form.values()}
        input={props.form.input}
        problemAt={props.form.problemAt}
        isKept={isKept}
        askedFor={askedFor}
      />
      <Show when={remarks[props.output.protocol] && props.output.protocol !== 'SRT_LISTENER'}>
        <p class="mb-3.5 text-ink-3">{remarks[props.output.protocol]}</p>
      </Show>
      <ConnectionTest name={props.output.name} run={test} />
      <Show when={props.isDirty}>
        <p class="mb-2 text-ink-3">
          {isWrittenTested()
            ? 'The test uses what you wrote; nothing is saved by it.'
            : 'The test uses what is stored, not what you wrote since: it needs a secret that only the server knows.'}
        </p>
      </Show>
    </>
  )
}
