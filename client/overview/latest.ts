import type { Accessor } from 'solid-js'
import { graphql } from '../generated/index.ts'
import type { PastIncidentsQuery } from '../generated/graphql.ts'
import { useLive } from '../live/LiveProvider.tsx'
import { createPolled } from '../live/polled.ts'

const query = graphql(`
  query PastIncidents {
    incidents(open: false, first: 20) {
      incidents {
        id
        title
        openedAt
        closedAt
      }
    }
  }
`)

export type PastIncident = PastIncidentsQuery['incidents']['incidents'][number]

const everyMs = 5 * 60_000

/** The incidents that are over, the newest first; asked again when one of the open ones ends. Undefined until they are known. */
export function createLatest(): Accessor<readonly PastIncident[] | undefined> {
  const live = useLive()
  const { data } = createPolled(query, {
    variables: () => ({}),
    everyMs: () => everyMs,
    hint: () => live.incidents.items.map(({ id }) => id).join(),
  })
  return () =>
    data()?.incidents.incidents.toSorted((one, other) => Date.parse(other.closedAt ?? '') - Date.parse(one.closedAt ?? ''))
}
