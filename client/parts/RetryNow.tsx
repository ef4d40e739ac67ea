import RotateCw from 'lucide-solid/icons/rotate-cw'
import { Match, Switch } from 'solid-js'
import { useOutputActions } from '../actions/outputs.ts'
import { graphql, readFragment, type FragmentType } from '../generated/index.ts'
import { useLive } from '../live/LiveProvider.tsx'
import { smallIcon } from './icon.ts'
import { Countdown } from './Times.tsx'

const retryFragment = graphql(`
  fragment RetryNow on Output {
    id
    name
    desired
    state
    attempt
    nextAttemptAt
    process {
      pid
    }
  }
`)

interface Props {
  output: FragmentType<typeof retryFragment>
}

/** When it is tried next: `Attempt 7, next try in 0:42`, `trying now`, or that nothing is tried by itself. */
export function NextTry(props: Props) {
  const live = useLive()
  const output = () => readFragment(retryFragment, props.output)
  const isDue = () => {
    const at = output().nextAttemptAt
    return at != null && Date.parse(at) <= live.now()
  }
  // no moment is planned while an attempt is under way
  const isTrying = () => isDue() || (output().nextAttemptAt == null && (output().state !== 'FAILED' || output().process != null))
  return (
    <span class="whitespace-nowrap" data-part="retry">
      {output().attempt > 0 ? `Attempt ${output().attempt} failed, ` : ''}
      <Switch fallback="not tried again by itself">
        <Match when={isTrying()}>trying now</Match>
        <Match when={output().nextAttemptAt}>
          {(at) => (
            <>
              next try in{' '}
              <b class="text-ink-1">
                <Countdown to={at()} />
              </b>
            </>
          )}
        </Match>
      </Switch>
    </span>
  )
}

/** Makes the next attempt now. */
export function RetryButton(props: Props & { primary?: boolean }) {
  const { retry } = useOutputActions()
  const output = () => readFragment(retryFragment, props.output)
  return (
    <button
      type="button"
      class={props.primary ? 'btn btn-primary' : 'btn btn-small'}
      aria-label={`Retry now: ${output().name}`}
      onClick={() => void retry([output().id])}
    >
      <RotateCw {...smallIcon} />
      <span>Retry now</span>
    </button>
  )
}
