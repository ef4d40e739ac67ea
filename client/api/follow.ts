import type { AnyVariables, Client, TypedDocumentNode } from '@urql/core'
import { readAnswer, type Problem } from './act.ts'

/** After a message that could not be read, or a refusal: what was missed is asked for anew. */
const againMs = 3000
/** Where nothing failed for so long all is well, even if nothing was said. */
const settledMs = 2000

interface Listener<Data> {
  heard: (data: Data) => void
  /** Why something was not heard, in words, while it is asked for again; null: all is heard. */
  failed: (problem: Problem | null) => void
}

/** Hears what a subscription says, until the function that it gives is called. `variables` are taken with each asking. */
export function follow<Data, Variables extends AnyVariables>(
  client: Client,
  document: TypedDocumentNode<Data, Variables>,
  variables: () => Variables,
  { heard, failed }: Listener<Data>,
): () => void {
  let unsubscribe = (): void => undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  function start(): void {
    let isGood = true
    timer = setTimeout(() => failed(null), settledMs)
    ;({ unsubscribe } = client.subscription(document, variables()).subscribe((result) => {
      const { data, problem } = readAnswer(result)
      if (problem === null) {
        heard(data)
        if (isGood) failed(null)
        return
      }
      failed(problem)
      if (!isGood) return
      isGood = false
      clearTimeout(timer)
      timer = setTimeout(() => {
        unsubscribe()
        start()
      }, againMs)
    }))
  }
  start()
  return () => {
    clearTimeout(timer)
    unsubscribe()
  }
}
