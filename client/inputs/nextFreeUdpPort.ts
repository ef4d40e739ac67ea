import type { Client } from '@urql/core'
import { graphql } from '../generated/index.ts'

const query = graphql(`
  query NextFreeUdpPort {
    nextFreeUdpPort
  }
`)

/** The port that a new input would get; null when none is free or the server does not answer. */
export async function nextFreeUdpPort(client: Client): Promise<number | null> {
  const answer = await client.query(query, {}).toPromise()
  return answer.data?.nextFreeUdpPort ?? null
}
