import { graphql } from '../generated/index.ts'

/**
 * What the page knows of every input, live. The fields that stand here are for everybody (lists, palette, counts); a page
 * adds the fragments that stand beside its components below and reads them with `readFragment`.
 */
export const liveInput = graphql(`
  fragment LiveInput on Input {
    id
    name
    tags
    udpPort
    desired
    state
    stateSince
    ...AddedInput
    ...ProblemInput
    ...FirstUseInput
    ...InputTableRow
    ...Picture
  }
`)

/** The same of every output. */
export const liveOutput = graphql(`
  fragment LiveOutput on Output {
    id
    name
    inputId
    tags
    protocol
    desired
    state
    stateSince
    flapping
    drops
    ...OutputListItem
    ...ProblemOutput
    ...FirstUseOutput
    ...ListenerPort
    ...OutputProcess
  }
`)

/** The same of every open incident. */
export const liveIncident = graphql(`
  fragment LiveIncident on Incident {
    id
    title
    cause
    inputId
    inputName
    outputIds
    outputNames
    openedAt
    closedAt
    ...ProblemIncident
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

export const incidentEvents = graphql(`
  subscription IncidentEvents {
    incidentEvents {
      kind
      incident {
        ...LiveIncident
      }
      incidents {
        ...LiveIncident
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
        bytesReceived
      }
      outputs {
        id
        bitrateBps
        bytesSent
        callers
        cpuPercent
        rssBytes
      }
      totals {
        receivedBps
        sentBps
      }
    }
  }
`)

export const systemEvents = graphql(`
  subscription SystemEvents {
    systemEvents {
      ...InputsFoot
      ...SystemPage
    }
  }
`)
