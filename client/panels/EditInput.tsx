import './panels.css'
import { useClient } from '@urql/solid'
import { createEffect, createSignal, on, onCleanup, Show } from 'solid-js'
import { useInputActions } from '../actions/inputs.ts'
import { act, readAnswer } from '../api/act.ts'
import { useConnection } from '../api/ApiProvider.tsx'
import { notify } from '../frame/notices.ts'
import { useLive } from '../live/LiveProvider.tsx'
import { ask } from '../parts/asking.ts'
import { ProblemText } from '../parts/ProblemText.tsx'
import { liveOutputsWords } from '../parts/words.ts'
import { focusFirstProblem } from './focusFirstProblem.ts'
import { createForm } from './form.ts'
import { InputFields } from './InputFields.tsx'
import { inputSettings, inputValues, listening, portProblem, readInput, updateInput } from './inputSettings.ts'
import { createLeaveGuard } from './leaveGuard.ts'
import { SettingsFoot } from './SettingsFoot.tsx'

/** Settings that could not be read are asked for again. */
const againMs = 3000

/** The settings of an input, to be changed. */
export function EditInput(props: { id: string }) {
  const client = useClient()
  const live = useLive()
  const actions = useInputActions()
  const connection = useConnection()
  const form = createForm()
  const [known, setKnown] = createSignal(false)
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
    const { data, problem } = readAnswer(await client.query(inputSettings, { id }).toPromise())
    if (isGone || props.id !== id) return
    setMissing(problem?.message ?? null)
    clearTimeout(again)
    if (problem !== null && !isDirty()) again = setTimeout(() => void load(), againMs)
    if (!data?.input) return
    form.begin(inputValues(data.input))
    setKnown(true)
  }
  createEffect(
    on([() => props.id, connection.generation], ([id], before) => {
      // after a lost connection what is being written stays
      if (before?.[0] !== id || !isDirty()) void load()
    }),
  )

  const name = () => live.inputs.get(props.id)?.name ?? 'input'
  const interrupted = () =>
    form.changed().some((one) => listening.some((other) => other === one)) ? actions.carrying([props.id]) : 0
  const cost = () => `${liveOutputsWords(interrupted())} The picture ends until the feed arrives as set here.`

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    const settings = readInput(form.values())
    if (settings === null) return void form.setProblem(portProblem)
    if (interrupted() > 0 && !(await ask({ title: `Change ${name()}?`, text: cost(), yes: 'Save and interrupt' }))) return
    const changes = Object.fromEntries(Object.entries(settings).filter(([setting]) => form.changed().includes(setting)))
    setBusy(true)
    const failed = await act(client, updateInput, { id: props.id, changes })
    if (failed === null) await load()
    setBusy(false)
    if (failed === null) return notify(`Settings of ${name()} saved.`)
    form.setProblem(failed)
    focusFirstProblem(element)
  }

  return (
    <Show when={known()} fallback={<ProblemText text={missing()} />}>
      <form
        ref={element}
        class="settings-form"
        aria-label={`Settings of ${name()}`}
        onSubmit={(event) => void submit(event)}
        autocomplete="off"
        novalidate
      >
        <InputFields values={form.values()} input={form.input} problemAt={form.problemAt} />
        <SettingsFoot
          note={interrupted() > 0 ? cost() : 'Nothing that runs is interrupted.'}
          interrupts={interrupted() > 0}
          isDirty={isDirty()}
          busy={busy()}
          problem={form.problemElsewhere(['name', 'tags', ...listening])}
          yes={interrupted() > 0 ? 'Save and interrupt' : 'Save'}
          discard={() => void load()}
        />
      </form>
    </Show>
  )
}
