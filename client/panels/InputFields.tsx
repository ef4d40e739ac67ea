import { Show } from 'solid-js'
import { Field } from '../parts/Field.tsx'
import { Fold } from './Fold.tsx'
import type { Written } from './written.ts'

interface Props {
  values: Written
  input: (name: string, value: string) => void
  problemAt: (name: string) => string | null
  /** Whether the name is written first. */
  isNew?: boolean
}

/** The settings of an input as fields. */
export function InputFields(props: Props) {
  const field = (name: string) => ({
    value: props.values[name] ?? '',
    input: (value: string) => props.input(name, value),
    problem: props.problemAt(name),
  })
  const listens = () => (
    <>
      <Field
        label="Listen address"
        mono
        {...field('listenAddress')}
        placeholder="0.0.0.0"
        hint="A local address to listen on. Empty: every interface."
      />
      <div class="pair">
        <Field
          label="Multicast group"
          mono
          {...field('multicastGroup')}
          placeholder="none"
          hint="Such as 239.1.2.3. Empty: packets sent to this machine."
        />
        <Field
          label="Only from sender"
          mono
          {...field('sourceAddress')}
          placeholder="any"
          hint="Of the group, only packets from this address."
        />
      </div>
    </>
  )
  const isListeningWrong = () =>
    ['listenAddress', 'multicastGroup', 'sourceAddress'].some((name) => props.problemAt(name) !== null)
  return (
    <>
      <div class="pair pair-uneven">
        <Field label="Name" {...field('name')} {...(props.isNew ? { placeholder: 'Main stage', autofocus: true } : {})} />
        <Field label="UDP port" numeric {...field('udpPort')} hint="Empty: the next free one." />
      </div>
      <Field label="Tags" optional {...field('tags')} hint="Words to find it by, with commas between." />
      <Show when={props.isNew} fallback={listens()}>
        <Fold title="Multicast, and where to listen" isWrong={isListeningWrong()}>
          {listens()}
        </Fold>
      </Show>
    </>
  )
}
