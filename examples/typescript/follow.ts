// Makes an input and an output, then tells what becomes of them until Ctrl-C, over restarts of the server too.
//
//   API_KEY=... node follow.ts udp://127.0.0.1:6000
import { setTimeout as sleep } from 'node:timers/promises'
import { type Client, createClient } from 'graphql-ws'

const address = process.env.SERVER_URL ?? 'http://127.0.0.1:8080'
const apiKey = process.env.API_KEY ?? ''
const destination = process.argv[2] ?? 'udp://127.0.0.1:6000'

// One sentence instead of where in the code it happened.
process.on('uncaughtException', (error) => {
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : ''
  console.error(`${error.message}${cause}`)
  process.exit(1)
})

interface Output {
  id: string
  name: string
  state: string
}

interface Problem {
  __typename: string
  message?: string
}

/** A query or a mutation, over HTTP. */
async function ask<Data>(query: string, variables: Record<string, unknown>): Promise<Data> {
  const response = await fetch(new URL('/graphql', address), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': apiKey },
    body: JSON.stringify({ query, variables }),
  })
  const { data, errors } = (await response.json()) as { data?: Data; errors?: { message: string }[] }
  if (!data || errors) throw new Error(errors?.[0]?.message ?? `The server answered ${response.status}`)
  return data
}

/** The object that a mutation made; throws what the server says when it made none. */
function made<T>(result: (T & Problem) | Problem): T {
  if (result.message !== undefined) throw new Error(result.message)
  return result as T
}

const { createInput } = await ask<{ createInput: Problem }>(
  `mutation ($input: NewInput!) {
    createInput(input: $input) { __typename ... on Input { id listenUrl } ... on Problem { message } }
  }`,
  { input: { name: 'Example in TypeScript' } },
)
const input = made<{ id: string; listenUrl: string }>(createInput)
console.log(`input ${input.id} listens at ${input.listenUrl}`)

const { createOutput } = await ask<{ createOutput: Problem }>(
  `mutation ($output: NewOutput!) {
    createOutput(output: $output) { __typename ... on Output { id url } ... on Problem { message } }
  }`,
  { output: { inputId: input.id, name: 'Example in TypeScript', protocol: 'UDP', url: destination } },
)
const output = made<{ id: string; url: string }>(createOutput)
console.log(`output ${output.id} sends to ${output.url}`)

// The server sends itself a picture, so that there is something to see.
await ask('mutation ($id: ID!) { startTestSignal(inputId: $id) { __typename } }', { id: input.id })

/** States of the outputs of our input. Each connection begins with all of them: nothing is missed. */
async function followStates(client: Client): Promise<void> {
  const query = `subscription ($inputId: ID!) {
    outputEvents(inputId: $inputId) { kind id outputs { id name state } output { id name state } }
  }`
  const events = client.iterate<{ outputEvents: { kind: string; id?: string; outputs?: Output[]; output?: Output } }>({
    query,
    variables: { inputId: input.id },
  })
  for await (const { data, errors } of events) {
    if (!data || errors) throw new Error(errors?.[0]?.message)
    const { kind, id, outputs, output: one } = data.outputEvents
    for (const { id: outputId, state } of outputs ?? []) console.log(`SNAPSHOT output ${outputId} ${state}`)
    if (one) console.log(`${kind} output ${one.id} ${one.state}`)
    if (kind === 'REMOVED') console.log(`REMOVED output ${id}`)
  }
}

let lastLine: string | null = null

/** Lines of our output's log. `after` goes on behind the last line that we saw: no gap, no double. */
async function followLog(client: Client): Promise<void> {
  const query = `subscription ($outputId: ID!, $after: ID) { logLines(outputId: $outputId, after: $after) { id level text } }`
  const lines = client.iterate<{ logLines: { id: string; level: string; text: string } }>({
    query,
    variables: { outputId: output.id, after: lastLine },
  })
  for await (const { data, errors } of lines) {
    if (!data || errors) throw new Error(errors?.[0]?.message)
    lastLine = data.logLines.id
    console.log(`LOG ${data.logLines.id} ${data.logLines.level} ${data.logLines.text}`)
  }
}

const wrongKey = 4401
for (;;) {
  let silence: NodeJS.Timeout | undefined
  const client = createClient({
    url: new URL('/graphql', address).href.replace(/^http/, 'ws'),
    connectionParams: { apiKey },
    // A new connection asks with the id of the last line, so we make it ourselves.
    retryAttempts: 0,
    // A server that is gone without a word is noticed by its silence.
    keepAlive: 10_000,
    on: {
      ping: (received) => {
        if (!received) silence = setTimeout(() => client.terminate(), 10_000)
      },
      pong: () => clearTimeout(silence),
      closed: () => clearTimeout(silence),
    },
  })
  try {
    await Promise.all([followStates(client), followLog(client)])
  } catch (error) {
    if ((error as { code?: number }).code === wrongKey) throw new Error('This is not the API key.', { cause: error })
  }
  await client.dispose()
  console.log('the connection is lost; trying again')
  await sleep(1000)
}
