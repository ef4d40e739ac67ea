import './panels.css'
import { useClient } from '@urql/solid'
import { createEffect, createSignal, For, on, onMount, Show } from 'solid-js'
import { problemOf, readAnswer } from '../api/act.ts'
import { useLive } from '../live/LiveProvider.tsx'
import { ask } from '../parts/asking.ts'
import { count } from '../parts/format.ts'
import { Panel } from '../parts/Panel.tsx'
import { AddOutputsFoot } from './AddOutputsFoot.tsx'
import { addOutput, outputSettings, streamingServices } from './destinations.ts'
import { draftOfPasted, type Draft } from './draft.ts'
import { createDrafts } from './drafts.ts'
import { DraftSection } from './DraftSection.tsx'
import { duplicateOf } from './duplicateOf.ts'
import { HandOut, type ToHandOut } from './HandOut.tsx'
import { KindCards } from './KindCards.tsx'
import { createLeaveGuard } from './leaveGuard.ts'
import { PasteAddress } from './PasteAddress.tsx'
import { focusFirstProblem } from './focusFirstProblem.ts'

const leaveOut = (drafts: readonly Draft[]) => ({
  title: `Leave out ${drafts.length === 1 ? drafts[0]?.name : count(drafts.length, 'output')}?`,
  text: `${drafts.map(({ name }) => name).join(', ')}: what you pasted or wrote there is lost, keys as well.`,
  yes: 'Leave out',
})

interface Props {
  inputId: string
  inputName: string
  /** The output that is to be made once more; null: none. */
  like: string | null
  close: () => void
}

/** Adds outputs to an input, several at once, by pasting or by choosing. */
export function AddOutputs(props: Props) {
  const client = useClient()
  const live = useLive()
  const drafts = createDrafts(() => live.outputsOf(props.inputId).map(({ name }) => name))
  const [start, setStart] = createSignal(true)
  const [busy, setBusy] = createSignal(false)
  const [problem, setProblem] = createSignal<string | null>(null)
  const [handOut, setHandOut] = createSignal<readonly ToHandOut[]>([])
  const guard = createLeaveGuard(() => drafts.isTouched())
  let form!: HTMLFormElement

  onMount(async () => {
    const known = await client.query(streamingServices, {}).toPromise()
    drafts.know(known.data?.streamingServices ?? [])
  })
  createEffect(
    on(
      () => props.like,
      async (id) => {
        if (id === null) return
        const answer = readAnswer(await client.query(outputSettings, { id }).toPromise())
        if (answer.data?.output) drafts.add(duplicateOf(answer.data.output, drafts.names()))
        setProblem(answer.problem?.message ?? null)
      },
    ),
  )

  const toServer = (draft: Draft) => {
    const read = drafts.read(draft)
    if (read === null) return null
    return { ...read, inputId: props.inputId, name: draft.name, protocol: draft.kind.protocol, start: start() }
  }

  /** Adds one; true when it is there, and then it is a draft no more. */
  async function add(draft: Draft): Promise<boolean> {
    const output = toServer(draft)
    if (output === null) return false
    const { data, problem: failed } = readAnswer(await client.mutation(addOutput, { output }).toPromise())
    const result = data?.result
    if (result?.__typename === 'Output') {
      const { name, callerUrl, hasPassphrase } = result
      if (callerUrl !== null) setHandOut([...handOut(), { name, url: callerUrl, hasPassphrase }])
      drafts.remove([draft.key])
      return true
    }
    drafts.change(draft.key, { problem: result === undefined ? failed : problemOf(result, 'output.port') })
    return false
  }

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    const wanted = [...drafts.items]
    setProblem(wanted.length === 0 ? 'Paste an address or choose where to send first.' : null)
    // all are read, so that each says what is wrong with it
    if (wanted.length === 0 || wanted.map(toServer).includes(null)) return focusFirstProblem(form)
    setBusy(true)
    let added = 0
    for (const draft of wanted) if (await add(draft)) added++
    setBusy(false)
    if (added === wanted.length) return handOut().length > 0 ? undefined : props.close()
    const rest = wanted.length - added
    if (added > 0)
      setProblem(
        `${count(added, 'output')} added. ${rest === 1 ? 'The one that is left has a problem' : 'Each of those that are left has a problem'}.`,
      )
    focusFirstProblem(form)
  }

  const isDone = () => handOut().length > 0 && drafts.items.length === 0
  return (
    <Panel
      title={isDone() ? 'Hand these out' : `Add outputs to ${props.inputName}`}
      close={props.close}
      mayClose={guard.mayLeave}
      foot={
        <AddOutputsFoot
          form="add-outputs"
          count={drafts.items.length}
          {...{ start: start(), setStart, busy: busy(), problem: problem(), isDone: isDone(), close: props.close }}
        />
      }
    >
      <Show when={handOut().length > 0}>
        <HandOut listeners={handOut()} />
      </Show>
      <Show when={!isDone()}>
        <form id="add-outputs" ref={form} onSubmit={(event) => void submit(event)} autocomplete="off" novalidate>
          <PasteAddress
            take={(text, seen) => {
              const draft = draftOfPasted(text, seen, drafts.names())
              if (draft !== null) {
                drafts.add(draft)
                // on a phone it is below what can be seen
                form.querySelector('.draft:last-of-type h3')?.scrollIntoView({ block: 'nearest' })
              }
              setProblem(null)
              return draft !== null
            }}
          />
          <KindCards
            isChosen={(kind) => drafts.items.some((draft) => draft.kind.id === kind.id)}
            choose={async (kind, isChosen) => {
              setProblem(null)
              if (isChosen) return drafts.addKind(kind)
              const those = drafts.items.filter((draft) => draft.kind.id === kind.id)
              if (!drafts.isTouched(those) || (await ask(leaveOut(those)))) drafts.remove(those.map(({ key }) => key))
            }}
          />
          <For each={drafts.items.map(({ key }) => key)}>
            {(key) => (
              <Show when={drafts.items.find((draft) => draft.key === key)}>
                {(draft) => (
                  <DraftSection
                    draft={draft()}
                    change={(change) => drafts.change(key, change)}
                    another={() => drafts.addKind(draft().kind)}
                    remove={() => drafts.remove([key])}
                    read={() => toServer(draft())}
                  />
                )}
              </Show>
            )}
          </For>
        </form>
      </Show>
    </Panel>
  )
}
