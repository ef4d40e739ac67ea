import { useClient } from '@urql/solid'
import Plus from 'lucide-solid/icons/plus'
import ScrollText from 'lucide-solid/icons/scroll-text'
import Trash from 'lucide-solid/icons/trash'
import { createSignal, Match, Show, Switch } from 'solid-js'
import { act } from '../api/act.ts'
import { graphql, readFragment, type FragmentType } from '../generated/index.ts'
import { LogDrawer } from '../logs/LogDrawer.tsx'
import { count } from '../parts/format.ts'
import { icon, smallIcon } from '../parts/icon.ts'
import { Question } from '../parts/Question.tsx'
import { AddOutput } from './AddOutput.tsx'

const fragment = graphql(`
  fragment InputTools on Input {
    id
    state
    testSignal
  }
`)

const startTestSignal = graphql(`
  mutation StartTestSignal($id: ID!) {
    result: startTestSignal(inputId: $id) {
      __typename
      ... on Problem {
        message
      }
    }
  }
`)

const stopTestSignal = graphql(`
  mutation StopTestSignal($id: ID!) {
    result: stopTestSignal(inputId: $id) {
      __typename
      ... on Problem {
        message
      }
    }
  }
`)

const deleteInput = graphql(`
  mutation DeleteInput($id: ID!) {
    result: deleteInput(id: $id) {
      __typename
      ... on NotFound {
        message
      }
    }
  }
`)

interface Props {
  input: FragmentType<typeof fragment>
  name: string
  outputs: number
  /** Outputs that carry the feed now. */
  carrying: number
  report: (problem: string | null) => void
}

/** What can be done with an input, besides running it. */
export function InputTools(props: Props) {
  const client = useClient()
  const input = () => readFragment(fragment, props.input)
  const [open, setOpen] = createSignal<'add' | 'log' | 'remove' | null>(null)
  const close = (): void => void setOpen(null)
  const waits = () => input().state === 'WAITING' || input().state === 'LOST'

  async function testSignal(): Promise<void> {
    const problem = await act(client, input().testSignal ? stopTestSignal : startTestSignal, { id: input().id })
    props.report(problem?.message ?? null)
  }

  const removal = () => {
    const rest =
      props.outputs === 0 ? '' : ` Its ${count(props.outputs, 'output')} ${props.outputs === 1 ? 'goes' : 'go'} with it.`
    if (props.carrying === 0) return `Nothing that runs is interrupted.${rest}`
    return `${count(props.carrying, 'output')} ${props.carrying === 1 ? 'is' : 'are'} live: the picture ends there now.${rest}`
  }

  return (
    <div class="flex flex-wrap items-center gap-2 phone:gap-1">
      <Show when={waits() || input().testSignal}>
        <button type="button" class="btn btn-small" onClick={() => void testSignal()}>
          {input().testSignal ? 'Stop test picture' : 'Send test picture'}
        </button>
      </Show>
      <button type="button" class="btn btn-small" aria-label={`Add output to ${props.name}`} onClick={() => setOpen('add')}>
        <Plus {...smallIcon} />
        <span>Add output</span>
      </button>
      <button type="button" class="icon-btn" aria-label={`Log of ${props.name}`} title="Log" onClick={() => setOpen('log')}>
        <ScrollText {...icon} />
      </button>
      <button type="button" class="icon-btn" aria-label={`Remove ${props.name}`} title="Remove" onClick={() => setOpen('remove')}>
        <Trash {...icon} />
      </button>
      <Switch>
        <Match when={open() === 'add'}>
          <AddOutput inputId={input().id} inputName={props.name} close={close} />
        </Match>
        <Match when={open() === 'log'}>
          <LogDrawer title={props.name} filter={{ inputId: input().id }} close={close} />
        </Match>
        <Match when={open() === 'remove'}>
          <Question
            title={`Remove ${props.name}?`}
            text={removal()}
            yes="Remove input"
            act={() => act(client, deleteInput, { id: input().id })}
            close={close}
          />
        </Match>
      </Switch>
    </div>
  )
}
