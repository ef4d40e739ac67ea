import { useClient } from '@urql/solid'
import RotateCw from 'lucide-solid/icons/rotate-cw'
import { Show } from 'solid-js'
import { act } from '../api/act.ts'
import { graphql, readFragment, type FragmentType } from '../generated/index.ts'
import { useLive } from '../live/LiveProvider.tsx'
import { count, span } from '../parts/format.ts'
import { smallIcon } from '../parts/icon.ts'

const fragment = graphql(`
  fragment Retry on Output {
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

const retryOutput = graphql(`
  mutation RetryOutput($id: ID!) {
    result: retryOutput(id: $id) {
      __typename
      ... on Problem {
        message
      }
    }
  }
`)

/** How often it was tried, when it is tried next, and the way to try now. */
export function Retry(props: { output: FragmentType<typeof fragment>; report: (problem: string | null) => void }) {
  const client = useClient()
  const live = useLive()
  const output = () => readFragment(fragment, props.output)

  const next = () => {
    const at = output().nextAttemptAt
    // no moment is planned while an attempt is under way
    if (at == null) return output().state === 'FAILED' && output().process == null ? 'not tried again by itself' : 'trying now'
    const waitMs = Date.parse(at) - live.now()
    return waitMs <= 0 ? 'trying now' : `next try in ${span(live.now(), Date.parse(at))}`
  }

  async function retry(): Promise<void> {
    const problem = await act(client, retryOutput, { id: output().id })
    props.report(problem?.message ?? null)
  }

  return (
    <Show when={output().desired === 'RUNNING'}>
      <span class="min-w-52" data-part="retry">
        <Show when={output().attempt > 0}>{count(output().attempt, 'failed attempt')}, </Show>
        <span class="text-ink-1">{next()}</span>
      </span>
      <button type="button" class="btn btn-small" aria-label={`Retry ${output().name} now`} onClick={() => void retry()}>
        <RotateCw {...smallIcon} />
        <span>Retry now</span>
      </button>
    </Show>
  )
}
