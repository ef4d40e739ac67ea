import {
  createSourceEventStream,
  executeSubscriptionEvent,
  mapSourceToResponseEvent,
  validateSubscriptionArgs,
  type ExecutionArgs,
  type ExecutionResult,
  type OperationDefinitionNode,
} from 'graphql'

interface Answer {
  operation: OperationDefinitionNode
  variables: string
  result: Promise<ExecutionResult> | ExecutionResult
}

type Responses = AsyncIterable<ExecutionResult> | ExecutionResult

/**
 * `subscribe`, by which an event is resolved once for all who asked the same, however many dashboards are open. Nothing that
 * resolvers are given tells who asks: were that to change, it belongs to what makes two questions the same.
 */
export function sharedSubscribe(): (args: ExecutionArgs) => Promise<Responses> {
  // For as long as an event is handed round: kept any longer, an answer would be moved to where garbage is costly.
  const answers = new Map<unknown, Answer[]>()

  return async (args) => {
    const question = validateSubscriptionArgs(args)
    if (!('operation' in question)) return { errors: question }
    const events = await createSourceEventStream(question)
    if (!(Symbol.asyncIterator in events)) return events
    const { operation } = question
    const variables = JSON.stringify(args.variableValues ?? null)
    return mapSourceToResponseEvent(question, events, (one) => {
      const known = answers.get(one.rootValue) ?? []
      const same = known.find((answer) => answer.operation === operation && answer.variables === variables)
      if (same) return same.result
      const result = executeSubscriptionEvent(one)
      if (answers.size === 0) setImmediate(() => answers.clear())
      answers.set(one.rootValue, [...known, { operation, variables, result }])
      return result
    })
  }
}
