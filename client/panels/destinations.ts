import { graphql } from '../generated/index.ts'

export const recognize = graphql(`
  query Recognize($text: String!) {
    recognizeDestination(url: $text) {
      protocol
      service
      url
      secretParts
      problem
      hints
    }
  }
`)

export const streamingServices = graphql(`
  query StreamingServices {
    streamingServices {
      name
      server
      keyPlace
      hints
    }
  }
`)

export const addOutput = graphql(`
  mutation AddOutput($output: NewOutput!) {
    result: createOutput(output: $output) {
      __typename
      ... on Output {
        id
        name
        callerUrl
        hasPassphrase
      }
      ... on Problem {
        message
      }
      ... on InvalidValue {
        field
      }
    }
  }
`)

/** The settings of an output, as a form needs them; its secrets are not among them. */
export const outputSettings = graphql(`
  query OutputSettings($id: ID!) {
    output(id: $id) {
      id
      name
      inputId
      protocol
      tags
      url
      hasStreamKey
      hasPassphrase
      hasPassword
      username
      port
      latencyMs
      streamId
      packetSize
      ttl
      localAddress
      allowInvalidCertificate
      reconnectDelaySeconds
      maxReconnectAttempts
    }
  }
`)
