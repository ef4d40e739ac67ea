import { graphql } from '../generated/index.ts'

export const liveInput = graphql(`
  fragment LiveInput on Input {
    id
    name
    state
    ...InputHead
    ...InputTools
  }
`)

export const liveOutput = graphql(`
  fragment LiveOutput on Output {
    id
    name
    inputId
    state
    flapping
    ...OutputRow
  }
`)

export const inputEvents = graphql(`
  subscription InputEvents {
    inputEvents {
      kind
      id
      input {
        ...LiveInput
      }
      inputs {
        ...LiveInput
      }
    }
  }
`)

export const outputEvents = graphql(`
  subscription OutputEvents {
    outputEvents {
      kind
      id
      output {
        ...LiveOutput
      }
      outputs {
        ...LiveOutput
      }
    }
  }
`)

export const rates = graphql(`
  subscription Rates {
    statistics(everyMs: 1000) {
      at
      inputs {
        id
        bitrateBps
      }
      outputs {
        id
        bitrateBps
      }
    }
  }
`)

export const systemEvents = graphql(`
  subscription SystemEvents {
    systemEvents {
      ...SystemLine
    }
  }
`)
