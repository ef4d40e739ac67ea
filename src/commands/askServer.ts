/** The data of one operation of a server that runs. Throws an Error with a sentence for people. */
export async function ask<Data>(
  { url, apiKey }: { url: string; apiKey: string },
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Data> {
  const response = await fetch(`${url.replace(/\/$/, '')}/graphql`, {
    method: 'POST',
    headers: { 'x-api-key': apiKey, 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  }).catch((error: Error & { cause?: NodeJS.ErrnoException }) => {
    const why = error.cause?.code ?? error.message
    throw new Error(`No server answers at ${url} (${why}): start it, or name another with --url.`, { cause: error })
  })
  if (response.status === 401) {
    throw new Error(`The server at ${url} takes another API key: set API_KEY, or DATA_DIR as the server was started with.`)
  }
  if (response.status === 413) throw new Error('The file is too large: with its variables it may have some 100 kB.')
  const answer = await response.json().catch(() => null)
  const { data, errors } = (answer ?? {}) as { data?: Data | null; errors?: { message: string }[] }
  if (errors?.length) throw new Error(errors.map(({ message }) => message).join('\n'))
  if (!data) throw new Error(`What answers at ${url} is no Stream Distribution Manager (status ${response.status}).`)
  return data
}
