import './panels.css'
import { useClient } from '@urql/solid'
import { createSignal, onMount } from 'solid-js'
import { problemOf, readAnswer } from '../api/act.ts'
import { nextFreeUdpPort } from '../inputs/nextFreeUdpPort.ts'
import { useLive } from '../live/LiveProvider.tsx'
import { Panel } from '../parts/Panel.tsx'
import { ProblemText } from '../parts/ProblemText.tsx'
import { freeName } from './draft.ts'
import { focusFirstProblem } from './focusFirstProblem.ts'
import { createForm } from './form.ts'
import { InputFields } from './InputFields.tsx'
import { addInput, inputSettings, inputValues, listening, portProblem, readInput } from './inputSettings.ts'
import { createLeaveGuard } from './leaveGuard.ts'
import { StartAtOnce } from './StartAtOnce.tsx'

interface Props {
  /** The input whose settings it begins with; null: none. */
  like: string | null
  /** Told the id of what was added. */
  added: (id: string) => void
  close: () => void
}

/** Adds an input. Nothing has to arrive for it. */
export function AddInput(props: Props) {
  const client = useClient()
  const live = useLive()
  const form = createForm()
  const [start, setStart] = createSignal(true)
  const [busy, setBusy] = createSignal(false)
  let isAdded = false
  const guard = createLeaveGuard(() => !isAdded && form.changed().length > 0)
  let element!: HTMLFormElement

  onMount(async () => {
    if (props.like !== null) await begin(props.like)
    const free = await nextFreeUdpPort(client)
    if (free !== null) form.fill('udpPort', String(free))
  })

  async function begin(like: string): Promise<void> {
    const { data, problem } = readAnswer(await client.query(inputSettings, { id: like }).toPromise())
    if (problem !== null) form.setProblem(problem)
    if (!data?.input) return
    const { udpPort: _, ...values } = inputValues(data.input)
    const taken = live.inputs.items.map(({ name }) => name)
    form.begin({ ...values, name: freeName(data.input.name, taken) })
  }

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    const input = readInput(form.values())
    if (input === null) return void form.setProblem(portProblem)
    setBusy(true)
    const { data, problem } = readAnswer(await client.mutation(addInput, { input: { ...input, start: start() } }).toPromise())
    setBusy(false)
    const result = data?.result
    if (result?.__typename === 'Input') {
      isAdded = true
      return props.added(result.id)
    }
    form.setProblem(result === undefined ? problem : problemOf(result, 'input.udpPort'))
    focusFirstProblem(element)
  }

  return (
    <Panel
      title="Add input"
      close={props.close}
      mayClose={guard.mayLeave}
      foot={
        <div class="panel-foot">
          <ProblemText text={form.problemElsewhere(['name', 'tags', ...listening])} />
          <div class="flex items-center gap-4">
            <StartAtOnce on={start()} change={setStart} />
            <span class="min-w-0 truncate text-ink-3 phone:hidden">Nothing that runs is interrupted.</span>
            <button type="submit" form="add-input" class="btn btn-primary ml-auto" disabled={busy()}>
              Add input
            </button>
          </div>
        </div>
      }
    >
      <form id="add-input" ref={element} onSubmit={(event) => void submit(event)} autocomplete="off" novalidate>
        <InputFields isNew values={form.values()} input={form.input} problemAt={form.problemAt} />
        <p class="mt-4 text-ink-3">
          An input listens on a port of its own for one feed, MPEG-TS over UDP. Nothing has to arrive yet.
        </p>
      </form>
    </Panel>
  )
}
