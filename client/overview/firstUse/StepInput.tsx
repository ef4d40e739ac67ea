import { useClient } from '@urql/solid'
import { createSignal, Show } from 'solid-js'
import { act, type Problem } from '../../api/act.ts'
import { graphql } from '../../generated/index.ts'
import type { LiveInputFragment } from '../../generated/graphql.ts'
import { Field } from '../../parts/Field.tsx'
import { ProblemText } from '../../parts/ProblemText.tsx'
import { Step } from './Step.tsx'
import { addressOf } from '../../url/address.ts'

const createFirstInput = graphql(`
  mutation CreateFirstInput($input: NewInput!) {
    result: createInput(input: $input) {
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

/** One field: the server chooses the port. */
export function StepInput(props: { input: LiveInputFragment | undefined }) {
  return (
    <Step number={1} title="Add an input" is={props.input === undefined ? 'now' : 'done'}>
      <Show when={props.input} fallback={<NameForm />}>
        {(input) => (
          <div class="first-row">
            <a href={addressOf(`/inputs/${input().id}`)} class="first-name">
              {input().name}
            </a>
            <code>UDP {input().udpPort}</code>
            <a href={addressOf(`/inputs/${input().id}?tab=settings`)} class="link" aria-label={`Change ${input().name}`}>
              Change
            </a>
          </div>
        )}
      </Show>
    </Step>
  )
}

function NameForm() {
  const client = useClient()
  const [name, setName] = createSignal('')
  const [problem, setProblem] = createSignal<Problem | null>(null)
  const [isBusy, setBusy] = createSignal(false)
  const isOfName = () => problem()?.field === 'input.name'

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    setBusy(true)
    setProblem(await act(client, createFirstInput, { input: { name: name() } }))
    setBusy(false)
  }

  return (
    <>
      <p>An input listens on a UDP port of its own for one feed. The next free port is chosen.</p>
      <form class="first-form" onSubmit={submit} autocomplete="off">
        <Field
          label="Name"
          value={name()}
          input={setName}
          placeholder="Main stage"
          problem={isOfName() ? problem()?.message : null}
        />
        <button type="submit" class="btn btn-primary" disabled={isBusy()}>
          Add input
        </button>
        <a href={addressOf('/inputs/new')} class="link">
          Choose the port yourself
        </a>
      </form>
      <Show when={!isOfName() && problem()}>{(other) => <ProblemText text={other().message} />}</Show>
    </>
  )
}
