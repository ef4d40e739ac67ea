/** What a visitor finds in the tabs: each runs as it stands, or after one value is written into its variables. */
export const startingOperations: { query: string; variables?: string }[] = [
  {
    query: `# Everything at one moment. Run it with Ctrl+Enter; the book at the left explains every type and field.
query Overview {
  inputs {
    id
    name
    state
    listenUrl
    bitrateBps
    outputs {
      id
      name
      protocol
      url
      state
      failure {
        code
        message
        advice
      }
    }
  }
}
`,
  },
  {
    query: `# First a SNAPSHOT of all outputs, then every change at once. Press the button again to end it.
subscription FollowOutputs {
  outputEvents {
    kind
    id
    outputs {
      id
      name
      state
    }
    output {
      id
      name
      state
      attempt
      nextAttemptAt
    }
  }
}
`,
  },
  {
    query: `# All rates, once a second.
subscription FollowRates {
  statistics(everyMs: 1000) {
    at
    inputs {
      id
      bitrateBps
    }
    outputs {
      id
      bitrateBps
      bytesSent
    }
  }
}
`,
  },
  {
    query: `# The last lines of every log, then each new one.
subscription FollowLog {
  logLines(last: 20) {
    id
    at
    level
    source
    outputId
    inputId
    text
  }
}
`,
  },
  {
    query: `# A feed that may arrive. The answer says where to send it.
mutation AddInput($input: NewInput!) {
  createInput(input: $input) {
    ... on Input {
      id
      name
      listenUrl
    }
    ... on Problem {
      message
    }
  }
}
`,
    variables: JSON.stringify({ input: { name: 'Camera 1' } }, null, 2),
  },
  {
    query: `# A destination of input 1. Secrets in the URL are stored encrypted and never shown again.
mutation AddOutput($output: NewOutput!) {
  createOutput(output: $output) {
    ... on Output {
      id
      name
      url
      state
    }
    ... on InvalidValue {
      field
    }
    ... on Problem {
      message
    }
  }
}
`,
    variables: JSON.stringify({ output: { inputId: '1', name: 'Wall', protocol: 'UDP', url: 'udp://127.0.0.1:6000' } }, null, 2),
  },
]
