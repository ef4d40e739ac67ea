import ScrollText from 'lucide-solid/icons/scroll-text'
import Trash from 'lucide-solid/icons/trash'
import { createSignal, Match, Switch } from 'solid-js'
import { useOutputActions } from '../actions/outputs.ts'
import { graphql, readFragment, type FragmentType } from '../generated/index.ts'
import { LogDrawer } from '../logs/LogDrawer.tsx'
import { icon } from '../parts/icon.ts'

const fragment = graphql(`
  fragment OutputTools on Output {
    id
    name
  }
`)

/** What can be done with an output, besides running it. */
export function OutputTools(props: { output: FragmentType<typeof fragment> }) {
  const actions = useOutputActions()
  const output = () => readFragment(fragment, props.output)
  const [open, setOpen] = createSignal<'log' | null>(null)
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
        onClick={() => void actions.remove([output().id])}
      >
        <Trash {...icon} />
      </button>
      <Switch>
        <Match when={open() === 'log'}>
          <LogDrawer title={output().name} filter={{ outputId: output().id }} close={close} />
        </Match>
      </Switch>
    </>
  )
}
