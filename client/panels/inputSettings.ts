import { graphql } from '../generated/index.ts'
import type { InputSettingsQuery } from '../generated/graphql.ts'
import { readWords, write, type Written } from './written.ts'

export const addInput = graphql(`
  mutation AddInput($input: NewInput!) {
    result: createInput(input: $input) {
      __typename
      ... on Input {
        id
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

export const updateInput = graphql(`
  mutation UpdateInput($id: ID!, $changes: InputChanges!) {
    result: updateInput(id: $id, changes: $changes) {
      __typename
      ... on Problem {
        message
      }
      ... on InvalidValue {
        field
      }
    }
  }
`)

export const inputSettings = graphql(`
  query InputSettings($id: ID!) {
    input(id: $id) {
      id
      name
      udpPort
      listenAddress
      multicastGroup
      sourceAddress
      tags
    }
  }
`)

/** The settings of an input that say where it listens: a change of one ends what it receives. */
export const listening = ['udpPort', 'listenAddress', 'multicastGroup', 'sourceAddress'] as const

/** The settings of an input as the values of a form. */
export function inputValues(input: NonNullable<InputSettingsQuery['input']>): Written {
  const { name, udpPort, listenAddress, multicastGroup, sourceAddress, tags } = input
  const values = { name, udpPort, listenAddress, multicastGroup, sourceAddress, tags }
  return Object.fromEntries(Object.entries(values).map(([setting, value]) => [setting, write(value)]))
}

/** What the server is told of an input's settings; null where nothing is written. Null in all: the port is no number. */
export function readInput(values: Written) {
  const text = (name: string) => values[name]?.trim() || null
  const port = text('udpPort')
  if (port !== null && !/^\d{1,9}$/.test(port)) return null
  return {
    name: values.name?.trim() ?? '',
    udpPort: port === null ? null : Number(port),
    listenAddress: text('listenAddress'),
    multicastGroup: text('multicastGroup'),
    sourceAddress: text('sourceAddress'),
    tags: readWords(values.tags ?? ''),
  }
}

/** What is told of a port that `readInput` cannot read. */
export const portProblem = { field: 'udpPort', message: 'A port is a whole number.' }
