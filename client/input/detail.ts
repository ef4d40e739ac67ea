import type { Accessor } from 'solid-js'
import { graphql, readFragment } from '../generated/index.ts'
import type { InputDetailFragment } from '../generated/graphql.ts'
import { followOne } from '../live/followOne.ts'

export type InputDetail = InputDetailFragment

const fragment = graphql(`
  fragment InputDetail on Input {
    id
    name
    tags
    udpPort
    listenUrl
    multicastGroup
    testSignalEndsAt
    previewUrl
    desired
    state
    stateSince
    tracks {
      kind
      codec
      profile
      width
      height
      sampleRate
      channels
    }
    failure {
      message
      lastSeenAt
      ...FailureBox
    }
  }
`)

const events = graphql(`
  subscription InputDetailEvents($id: ID!) {
    inputEvents(id: $id) {
      kind
      id
      input {
        ...InputDetail
      }
      inputs {
        ...InputDetail
      }
    }
  }
`)

/** All that the page of an input shows, live. */
export function followInput(id: Accessor<string>): Accessor<InputDetail | undefined> {
  return followOne(events, id, ({ inputEvents: { kind, id: about, input, inputs } }) => ({
    kind,
    id: about,
    one: readFragment(fragment, input),
    all: readFragment(fragment, inputs),
  }))
}
