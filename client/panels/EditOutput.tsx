import './panels.css'
import { useClient } from '@urql/solid'
import { createEffect, createSignal, on, onCleanup, Show } from 'solid-js'
import { useOutputActions } from '../actions/outputs.ts'
import { act, readAnswer } from '../api/act.ts'
import { useConnection } from '../api/ApiProvider.tsx'
import { notify } from '../frame/notices.ts'
import { graphql } from '../generated/index.ts'
import type { OutputSettingsQuery } from '../generated/graphql.ts'
import { ask } from '../parts/asking.ts'
import { ProblemText } from '../parts/ProblemText.tsx'
import { outputSettings } from './destinations.ts'
import { valuesOf } from './draft.ts'
import { focusFirstProblem } from './focusFirstProblem.ts'
import { createForm } from './form.ts'
import { createLeaveGuard } from './leaveGuard.ts'
import { OutputForm } from './OutputForm.tsx'
import { readChanges, restarts } from './outputChanges.ts'
import { fieldsOf } from './outputFields.ts'
import { SettingsFoot } from './SettingsFoot.tsx'
import { write } from './written.ts'

const updateOutput = graphql(`
  mutation UpdateOutput($id: ID!, $changes: OutputChanges!) {
    result: updateOutput(id: $id, changes: $changes) {
      __typename
      ... on Problem {
        message
      }
      ... on InvalidValue {
        field
      }
    }
  }
`)

type Settings = NonNullable<OutputSettingsQuery['output']>

/** Settings that could not be read are asked for again. */
const againMs = 3000

/** The settings of an output, to be changed. Secrets are kept unless somebody replaces them. */
export function EditOutput(props: { id: string }) {
  const client = useClient()
  const actions = useOutputActions()
  const connection = useConnection()
  const form = createForm()
  const [known, setKnown] = createSignal<Settings | null>(null)
  /** Why there are no settings to change, in words. */
  const [missing, setMissing] = createSignal<string | null>(null)
  const [busy, setBusy] = createSignal(false)
  const isDirty = () => form.changed().length > 0
  createLeaveGuard(isDirty)
  let element!: HTMLFormElement
  let again: ReturnType<typeof setTimeout> | undefined
  let isGone = false
  onCleanup(() => {
    isGone = true
    clearTimeout(again)
  })

  async function load(): Promise<void> {
    const { id } = props
    const { data, problem } = readAnswer(await client.query(outputSettings, { id }).toPromise())
    if (isGone || props.id !== id) return
    setMissing(problem?.message ?? null)
    clearTimeout(again)
    if (problem !== null && !isDirty()) again = setTimeout(() => void load(), againMs)
    const output = data?.output
    if (!output) return
    // a listener has no address of its own
    const { url: _, ...values } = { url: '', ...valuesOf(output.protocol, output, write) }
    form.begin({ ...values, ...(output.protocol === 'SRT_LISTENER' ? {} : { url: output.url }), name: output.name })
    setKnown(output)
  }
  createEffect(
    on([() => props.id, connection.generation], ([id], before) => {
      // after a lost connection what is being written stays
      if (before?.[0] !== id || !isDirty()) void load()
    }),
  )

  const interrupts = () => restarts(form.changed()) && actions.carrying([props.id]) > 0
  const cost = 'It is live. It starts anew with these settings, and its picture is gone for some seconds.'

  async function submit(event: SubmitEvent, { protocol, name }: Settings): Promise<void> {
    event.preventDefault()
    const read = readChanges(protocol, form.values(), form.changed())
    if ('problem' in read) {
      form.setProblem(read.problem)
      return focusFirstProblem(element)
    }
    if (interrupts() && !(await ask({ title: `Change ${name}?`, text: cost, yes: 'Save and restart' }))) return
    setBusy(true)
    const failed = await act(client, updateOutput, { id: props.id, changes: read.changes }, 'changes.port')
    if (failed === null) await load()
    setBusy(false)
    if (failed === null) return notify(`Settings of ${form.values().name} saved.`)
    form.setProblem(failed)
    focusFirstProblem(element)
  }

  return (
    <Show when={known()} keyed fallback={<ProblemText text={missing()} />}>
      {(output) => (
        <form
          ref={element}
          class="settings-form"
          aria-label={`Settings of ${output.name}`}
          onSubmit={(event) => void submit(event, output)}
          autocomplete="off"
          novalidate
        >
          <OutputForm output={output} form={form} isDirty={isDirty()} />
          <SettingsFoot
            note={interrupts() ? cost : 'Nothing that runs is interrupted.'}
            interrupts={interrupts()}
            isDirty={isDirty()}
            busy={busy()}
            problem={form.problemElsewhere(['name', ...fieldsOf(output.protocol).map(({ name }) => name)])}
            yes={interrupts() ? 'Save and restart' : 'Save'}
            discard={() => void load()}
          />
        </form>
      )}
    </Show>
  )
}
