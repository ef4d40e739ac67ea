import { Show } from 'solid-js'
import { graphql, readFragment } from '../generated/index.ts'
import { useLive } from '../live/LiveProvider.tsx'
import { count } from '../parts/format.ts'
import { StateBadge } from '../parts/StateBadge.tsx'
import { ProblemEntry } from './ProblemEntry.tsx'
import { causeAndEffect, withStop } from './words.ts'

const fragment = graphql(`
  fragment ProblemIncident on Incident {
    failure {
      likelyCause
    }
  }
`)

/** One cause that keeps many from being as wished: told once. */
export function ProblemIncident(props: { id: string }) {
  const live = useLive()
  return (
    <Show when={live.incidents.get(props.id)}>
      {(incident) => {
        const [what, rest] = [() => causeAndEffect(incident().title)[0], () => causeAndEffect(incident().title)[1]]
        const cause = () => withStop(readFragment(fragment, incident()).failure?.likelyCause ?? '')
        const many = () => incident().outputIds.length
        return (
          <ProblemEntry
            badge={<StateBadge state="FAILED" word="Down" />}
            scope={incident().cause === 'MEDIAMTX_DOWN' || many() === 0 ? 'All inputs' : count(many(), 'output')}
            since={incident().openedAt}
            href={`/incidents/${props.id}`}
            name={what()}
            text={`${rest()} ${cause()}`.trim()}
          />
        )
      }}
    </Show>
  )
}
