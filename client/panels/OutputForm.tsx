import { Show } from 'solid-js'
import type { OutputSettingsQuery } from '../generated/graphql.ts'
import { Field } from '../parts/Field.tsx'
import { ConnectionTest } from './ConnectionTest.tsx'
import type { Form } from './form.ts'
import { fieldsOf, remarks } from './outputFields.ts'
import { OutputFields } from './OutputFields.tsx'
import { testStored } from './testing.ts'

interface Props {
  output: NonNullable<OutputSettingsQuery['output']>
  form: Form
  isDirty: boolean
}

/** Every setting of an output that exists. */
export function OutputForm(props: Props) {
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
      />
      <Show when={remarks[props.output.protocol] && props.output.protocol !== 'SRT_LISTENER'}>
        <p class="mb-3.5 text-ink-3">{remarks[props.output.protocol]}</p>
      </Show>
      <ConnectionTest name={props.output.name} run={(client) => testStored(client, props.output.id)} />
      <Show when={props.isDirty}>
        <p class="mb-2 text-ink-3">The test uses what is stored, not what you wrote since.</p>
      </Show>
    </>
  )
}
