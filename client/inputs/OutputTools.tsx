import { useClient } from '@urql/solid'
import ScrollText from 'lucide-solid/icons/scroll-text'
import Trash from 'lucide-solid/icons/trash'
import { createSignal, Match, Switch } from 'solid-js'
import { act } from '../api/act.ts'
import { graphql, readFragment, type FragmentType } from '../generated/index.ts'
import { LogDrawer } from '../logs/LogDrawer.tsx'
import { icon } from '../parts/icon.ts'
import { Question } from '../parts/Question.tsx'
import { isCarrying } from '../parts/words.ts'

const fragment = graphql(`
  fragment OutputTools on Output {
    id
    name
    state
  }
`)

const deleteOutput = graphql(`
  mutation DeleteOutput($id: ID!) {
    result: deleteOutput(id: $id) {
      __typename
      ... on NotFound {
        message
      }
    }
  }
`)

/** What can be done with an output, besides running it. */
export function OutputTools(props: { output: FragmentType<typeof fragment> }) {
  const client = useClient()
  const output = () => readFragment(fragment, props.output)
  const [open, setOpen] = createSignal<'log' | 'remove' | null>(null)
  const close = (): void => void setOpen(null)
  return (
    <>
      <button type="button" class="icon-btn" aria-label={`Log of ${output().name}`} title="Log" onClick={() => setOpen('log')}>
        <ScrollText {...icon} />
      </button>
      <button
        type="button"
        class="icon-btn"
        aria-label={`Remove ${output().name}`}
        title="Remove"
        onClick={() => setOpen('remove')}
      >
        <Trash {...icon} />
      </button>
      <Switch>
        <Match when={open() === 'log'}>
          <LogDrawer title={output().name} filter={{ outputId: output().id }} close={close} />
        </Match>
        <Match when={open() === 'remove'}>
          <Question
            title={`Remove ${output().name}?`}
            text={
              isCarrying(output())
                ? 'It is live: the picture ends there now. The other outputs go on.'
                : 'Nothing that runs is interrupted.'
            }
            yes="Remove output"
            act={() => act(client, deleteOutput, { id: output().id })}
            close={close}
          />
        </Match>
      </Switch>
    </>
  )
}
