import type { Accessor } from 'solid-js'
import { graphql, readFragment } from '../generated/index.ts'
import type { OutputDetailFragment } from '../generated/graphql.ts'
import { followOne } from '../live/followOne.ts'

export type OutputDetail = OutputDetailFragment

const fragment = graphql(`
  fragment OutputDetail on Output {
    id
    name
    inputId
    protocol
    url
    callerUrl
    hasStreamKey
    hasPassphrase
    hasPassword
    username
    latencyMs
    streamId
    packetSize
    ttl
    localAddress
    allowInvalidCertificate
    maxReconnectAttempts
    desired
    state
    stateSince
    delivery
    flapping
    drops
    attempt
    nextAttemptAt
    restarts
    process {
      pid
      startedAt
    }
    failure {
      code
      message
      evidence
      lastSeenAt
      ...FailureBox
    }
    ...RetryNow
  }
`)

const events = graphql(`
  subscription OutputDetailEvents($id: ID!) {
    outputEvents(id: $id) {
      kind
      id
      output {
        ...OutputDetail
      }
      outputs {
        ...OutputDetail
      }
    }
  }
`)

/** All that the page of an output shows, live. */
export function followOutput(id: Accessor<string>): Accessor<OutputDetail | undefined> {
  return followOne(events, id, ({ outputEvents: { kind, id: about, output, outputs } }) => ({
    kind,
    id: about,
    one: readFragment(fragment, output),
    all: readFragment(fragment, outputs),
  }))
}
