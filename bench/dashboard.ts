import { print } from 'graphql'
import type { DefinitionNode, DocumentNode } from 'graphql'
import {
  InputEventsDocument,
  LiveInputFragmentDoc,
  LiveOutputFragmentDoc,
  LogLinesDocument,
  OutputEventsDocument,
  RatesDocument,
  SystemEventsDocument,
} from '../client/generated/graphql.ts'

export const outputEventsQuery = print(OutputEventsDocument)

/** What one open dashboard follows: its very documents, and the incidents beside. */
export const subscriptions: { query: string; variables?: Record<string, unknown> }[] = [
  { query: print(InputEventsDocument) },
  { query: outputEventsQuery },
  { query: print(RatesDocument) },
  { query: print(SystemEventsDocument) },
  { query: print(LogLinesDocument), variables: { last: 100 } },
  {
    query:
      'subscription { incidentEvents { kind incidents { id title cause openedAt } incident { id title cause inputName outputNames openedAt closedAt } } }',
  },
]

/** Everything that the dashboard shows of all inputs and outputs, in one query. */
export const stateQuery = `query State { inputs { ...LiveInput outputs { ...LiveOutput } } }
${fragmentsOf(LiveInputFragmentDoc, LiveOutputFragmentDoc)}`

/** The fragments of all `documents`, each once. */
function fragmentsOf(...documents: DocumentNode[]): string {
  const byName = new Map<string, DefinitionNode>()
  for (const definition of documents.flatMap(({ definitions }) => definitions)) {
    if (definition.kind === 'FragmentDefinition') byName.set(definition.name.value, definition)
  }
  return [...byName.values()].map(print).join('\n')
}
