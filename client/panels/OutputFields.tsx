import { For } from 'solid-js'
import { Field } from '../parts/Field.tsx'
import { SecretField } from '../parts/SecretField.tsx'
import { Fold } from './Fold.tsx'
import { isSecret, type OutputField } from './outputFields.ts'
import { TickField } from './TickField.tsx'
import type { Written } from './written.ts'

interface Props {
  fields: readonly OutputField[]
  values: Written
  /** A value of null: the stored secret is kept. */
  input: (name: string, value: string | null) => void
  /** What is wrong with a setting; null: nothing. */
  problemAt: (name: string) => string | null
  /** Whether a secret is known already, and need not be written. */
  isKept: (name: string) => boolean
  /** Where it is known from, such as `the pasted one`; the stored one without. */
  kept?: string
  /** The secret that somebody asked to replace. */
  askedFor?: string | undefined
}

/** The settings of an output as fields, whatever its protocol. */
export function OutputFields(props: Props) {
  return (
    <div class="settings">
      <For each={props.fields}>
        {(field) => (
          <div classList={{ half: field.isHalf === true }}>
            <OutputSetting {...props} field={field} />
          </div>
        )}
      </For>
    </div>
  )
}

function OutputSetting(props: Props & { field: OutputField }) {
  const { name, label, writing } = props.field
  const hint = props.field.hint === undefined ? {} : { hint: props.field.hint }
  const placeholder = props.field.placeholder === undefined ? {} : { placeholder: props.field.placeholder }
  const value = () => props.values[name] ?? ''
  if (writing === 'tick') {
    return (
      <TickField
        label={label}
        checked={value() === 'yes'}
        change={(on) => props.input(name, on ? 'yes' : '')}
        problem={props.problemAt(name)}
      />
    )
  }
  if (isSecret(name)) {
    return (
      <SecretField
        label={label}
        isStored={props.isKept(name)}
        value={props.values[name] ?? null}
        input={(text) => props.input(name, text)}
        problem={props.problemAt(name)}
        canRemove={props.kept === undefined}
        optional={props.field.isOptional === true}
        isAskedFor={props.askedFor === name}
        {...hint}
        {...(props.kept === undefined ? {} : { kept: props.kept })}
      />
    )
  }
  return (
    <Field
      label={label}
      mono={writing === 'text' && name !== 'username'}
      optional={props.field.isOptional === true}
      numeric={writing === 'whole' || writing === 'decimal'}
      value={value()}
      input={(text) => props.input(name, text)}
      problem={props.problemAt(name)}
      {...hint}
      {...placeholder}
    />
  )
}

/** Settings that are seldom touched. */
export function MoreFields(props: Props) {
  return (
    <Fold title="More settings" isWrong={props.fields.some(({ name }) => props.problemAt(name) !== null)}>
      <OutputFields {...props} />
    </Fold>
  )
}
