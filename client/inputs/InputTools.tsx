import Plus from 'lucide-solid/icons/plus'
import ScrollText from 'lucide-solid/icons/scroll-text'
import Trash from 'lucide-solid/icons/trash'
import { createSignal, Match, Show, Switch } from 'solid-js'
import { useInputActions } from '../actions/inputs.ts'
import { graphql, readFragment, type FragmentType } from '../generated/index.ts'
import { LogDrawer } from '../logs/LogDrawer.tsx'
import { icon, smallIcon } from '../parts/icon.ts'

const fragment = graphql(`
  fragment InputTools on Input {
    id
    state
    testSignal
  }
`)

interface Props {
  input: FragmentType<typeof fragment>
  name: string
}

/** What can be done with an input, besides running it. */
export function InputTools(props: Props) {
  const actions = useInputActions()
  const input = () => readFragment(fragment, props.input)
  const [open, setOpen] = createSignal<'log' | null>(null)
  const close = (): void => void setOpen(null)
  const waits = () => input().state === 'WAITING' || input().state === 'LOST'

  return (
    <div class="flex flex-wrap items-center gap-2 phone:gap-1">
      <Show when={waits() || input().testSignal}>
        <button type="button" class="btn btn-small" onClick={() => void actions.setTestSignal(input().id, !input().testSignal)}>
          {input().testSignal ? 'Stop test picture' : 'Send test picture'}
        </button>
      </Show>
      <a class="btn btn-small" href={`/inputs/${input().id}/outputs/new`} aria-label={`Add output to ${props.name}`}>
        <Plus {...smallIcon} />
        <span>Add output</span>
      </a>
      <button type="button" class="icon-btn" aria-label={`Log of ${props.name}`} title="Log" onClick={() => setOpen('log')}>
        <ScrollText {...icon} />
      </button>
      <button
        type="button"
        class="icon-btn"
        aria-label={`Remove ${props.name}`}
        title="Remove"
        onClick={() => void actions.remove([input().id])}
      >
        <Trash {...icon} />
      </button>
      <Switch>
        <Match when={open() === 'log'}>
          <LogDrawer title={props.name} filter={{ inputId: input().id }} close={close} />
        </Match>
      </Switch>
    </div>
  )
}
