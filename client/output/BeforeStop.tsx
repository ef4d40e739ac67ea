import { Show } from 'solid-js'
import { graphql } from '../generated/index.ts'
import { useLive } from '../live/LiveProvider.tsx'
import { createPolled } from '../live/polled.ts'
import { withStop } from '../parts/sentence.ts'
import type { OutputDetail } from './detail.ts'
import { addressOf } from '../url/address.ts'

const query = graphql(`
  query BeforeStop {
    incidents(first: 50, open: false) {
      incidents {
        id
        outputIds
        inputId
        closedAt
        failure {
          message
        }
      }
    }
  }
`)

const everyMs = 10 * 60_000
/** An incident that ended so close to the stop was ended by it. */
const togetherMs = 10_000

/** What an output suffered from when it was stopped: with the stop it would be forgotten, and the question is the same at the next start. */
export function BeforeStop(props: { output: OutputDetail }) {
  const live = useLive()
  const { data } = createPolled(query, {
    variables: () => ({}),
    everyMs: () => everyMs,
    hint: () => `${props.output.stateSince} ${live.incidents.items.length}`,
  })
  const incident = () =>
    data()?.incidents.incidents.find(({ outputIds, inputId, closedAt }) => {
      const isItsOwn = inputId != null && outputIds.length === 1 && outputIds[0] === props.output.id
      const apartMs = Date.parse(closedAt ?? '') - Date.parse(props.output.stateSince)
      return isItsOwn && Math.abs(apartMs) < togetherMs
    })
  return (
    <Show when={incident()}>
      {(last) => (
        <p class="mt-2 max-w-[76ch] text-read" data-part="before-stop">
          Stopped by hand while failing: {withStop(last().failure?.message ?? 'the cause is not known')}{' '}
          <a class="link" href={addressOf(`/incidents/${last().id}`)}>
            What happened
          </a>
        </p>
      )}
    </Show>
  )
}
