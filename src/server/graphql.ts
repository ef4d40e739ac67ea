import { GraphQLError, parse, validate } from 'graphql'
import type { DocumentNode, ParseOptions, Source } from 'graphql'
import { createYoga, type Plugin, type YogaServerInstance } from 'graphql-yoga'
import { LRUCache } from 'lru-cache'
import type { Context } from '../graphql/context.ts'
import { withCode } from '../graphql/errors.ts'
import { checkNesting, limitsRule, mostTokens } from '../graphql/limits.ts'
import { schema } from '../graphql/schema.ts'
import type { Services } from '../services/services.ts'
import { mostBodyBytes } from './answers.ts'
import { withinTime } from './patience.ts'
import { sharedSubscribe } from './sharedEvents.ts'

/** `overWebSocket` is set by the WebSocket's door only. */
export interface Request {
  overWebSocket?: true
}

/** Characters of all operations that are kept parsed and checked. What is kept of one takes some fifty times as much. */
const keptCharacters = 100_000

export type GraphQLServer = YogaServerInstance<Request, Context>

export interface GraphQLParts {
  services: Services
  mask: (error: unknown) => GraphQLError
  /** Longer ones are given up, with TIMEOUT. */
  operationMs: number
}

/** Parses, checks and executes operations for both doors, HTTP and WebSocket. It lets everybody in: the doors do not. */
export function createGraphQL({ services, mask, operationMs }: GraphQLParts): GraphQLServer {
  // Faults of the question itself pass by the mask of Yoga.
  const maskFaults: Plugin<Request> = {
    onValidate: () => (validated) => {
      if (!validated.valid)
        validated.setResult(validated.result.map((fault) => mask(withCode(fault, 'GRAPHQL_VALIDATION_FAILED'))))
    },
  }
  const inTime: Plugin<Request> = {
    onExecute: ({ executeFn, setExecuteFn }) => setExecuteFn((args) => withinTime(executeFn(args), operationMs)),
  }
  return createYoga<Request, Context>({
    schema,
    context: { services },
    plugins: [subscriptionsOverWebSocketOnly, sharedEvents(), withinLimits, maskFaults, inTime],
    parserAndValidationCache: { documentCache: boundedDocuments(), errorCache: nothingKept },
    maskedErrors: { maskError: mask },
    maxRequestBodySize: mostBodyBytes,
    // Errors are logged where they are masked.
    logging: false,
    graphiql: false,
    landingPage: false,
    multipart: false,
    cors: false,
  })
}

/** Yoga's own is bounded in number only, whatever the size. */
function boundedDocuments(): LRUCache<string, DocumentNode> {
  return new LRUCache({ maxSize: keptCharacters, sizeCalculation: (_, text) => text.length + 1 })
}

const nothingKept = { get: () => undefined, set: () => {} }

/** Of a document too long to be checked in a moment, and of one that asks for too much. */
const withinLimits: Plugin<Request> = {
  onParse: ({ setParseFn }) => setParseFn(parseWithinLimits),
}

/** Before other rules are asked: some hold each field against each other one, and take the longer the more there are. */
function parseWithinLimits(source: string | Source, options?: ParseOptions): DocumentNode {
  const document = parsed(source, options)
  const [fault] = validate(schema, document, [limitsRule])
  if (fault) throw fault
  return document
}

function parsed(source: string | Source, options?: ParseOptions): DocumentNode {
  try {
    checkNesting(source)
    return parse(source, { ...options, maxTokens: mostTokens })
  } catch (error) {
    throw error instanceof GraphQLError ? withCode(error, 'GRAPHQL_PARSE_FAILED') : error
  }
}

function sharedEvents(): Plugin<Request> {
  const subscribe = sharedSubscribe()
  return { onSubscribe: ({ setSubscribeFn }) => setSubscribeFn(subscribe) }
}

// One way to subscribe is one way whose buffers are known to be bounded.
const subscriptionsOverWebSocketOnly: Plugin<Request> = {
  onSubscribe({ args, setResultAndStopExecution }) {
    if (args.contextValue.overWebSocket) return
    const error = new GraphQLError('Subscriptions are served over the WebSocket at this address.', {
      extensions: { code: 'BAD_REQUEST' },
    })
    setResultAndStopExecution({ errors: [error] })
  },
}
