import {
  execute,
  type ExecutionResult,
  getNamedType,
  type GraphQLError,
  type GraphQLField,
  type GraphQLOutputType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isUnionType,
  parse,
} from 'graphql'
import type { z } from 'zod'
import { schema } from '../../graphql/schema.ts'
import type { Services } from '../../services/services.ts'
import { withinTime } from '../patience.ts'
import { protocolOf, snakeCase, toJson } from './names.ts'
import { faultOf, problemIn, problemOf, RestProblem } from './problems.ts'
import type { Route } from './routes.ts'
import { givenShape, type GivenField, shownFields } from './shapes.ts'

/** A route with all that GraphQL's schema says about it. */
export interface Endpoint {
  route: Route
  description: string
  /** Shape of the body; null: it takes none. */
  body: z.ZodObject | null
  /** Shape of what stands behind the `?`. */
  query: z.ZodObject
  answer: GraphQLOutputType
  /** Whether a port can be held by another. */
  canConflict: boolean
  /** The answer's body. Throws RestProblem. */
  run(asked: Asked): Promise<unknown>
}

export interface Asked {
  services: Services
  mask: (error: unknown) => GraphQLError
  /** Of the object that the address names; null: it names none. */
  id: string | null
  body: unknown
  query: URLSearchParams
  operationMs: number
}

type Values = Record<string, unknown>
type Result = Values & { __typename?: string }

export function createEndpoint(route: Route): Endpoint {
  const field = operationOf(route)
  const bodyFields = route.body ? fieldsOfBody(field, route) : []
  const queryFields = field.args.filter(({ name }) => route.query?.includes(name))
  const body = route.body ? givenShape(bodyFields) : null
  const query = givenShape(queryFields)
  const document = parse(documentOf(field, route))
  const noun = route.path.startsWith('/api/inputs') ? 'input' : 'output'
  const portField = bodyFields.some(({ name }) => name === 'udpPort') ? 'udp_port' : 'port'

  return {
    ...{ route, body, query },
    description: route.summary ?? field.description ?? '',
    answer: answerOf(field, route),
    canConflict: body !== null && membersOf(field).includes('PortTaken'),

    async run({ services, mask, id, body: givenBody, query: givenQuery, operationMs }) {
      const variables: Values = { ...readQuery(query, queryFields, givenQuery) }
      if (body !== null) variables[route.body!] = readBody(body, bodyFields, givenBody)
      if (id !== null) {
        const target = route.body && route.idFor ? (variables[route.body] as Values) : variables
        target[route.idFor ?? 'id'] = id
      }
      const execution = execute({ schema, document, contextValue: { services }, variableValues: variables })
      const { data, errors }: ExecutionResult = await withinTime(execution, operationMs)
      if (errors?.[0]) throw problemOf(mask(errors[0]))
      const result = data?.result as Result | null
      if (result === null || data?.owner === null) throw new RestProblem(404, 'NOT_FOUND', `There is no ${noun} ${id}`)
      const problem = problemIn(result, portField)
      if (problem) throw problem
      return toJson(route.part ? result[route.part] : result)
    },
  }
}

type Field = GraphQLField<unknown, unknown>

function operationOf({ method, operation }: Route): Field {
  const type = method === 'GET' ? schema.getQueryType() : schema.getMutationType()
  const field = type?.getFields()[operation]
  if (!field) throw new Error(`There is no operation ${operation}`)
  return field
}

function documentOf(field: Field, route: Route): string {
  const idArgument = route.path.includes('{id}') && !(route.body && route.idFor) ? [route.idFor ?? 'id'] : []
  const names = [...idArgument, ...(route.body ? [route.body] : []), ...(route.query ?? [])]
  const args = field.args.filter(({ name }) => names.includes(name))
  const list = (texts: string[]) => (texts.length === 0 ? '' : `(${texts.join(', ')})`)
  // Not with its default: a variable without a value leaves the argument out, and so to its default.
  const variables = list(args.map(({ name, type }) => `$${name}: ${type}`))
  const call = `${field.name}${list(args.map(({ name }) => `${name}: $${name}`))}`
  const owner = route.owner ? `owner: ${route.owner}(id: $${route.idFor ?? 'id'}) { id }` : ''
  const asked = route.part ? `{ ${route.part} ${selectionOf(answerOf(field, route))} }` : selectionOf(field.type)
  return `${route.method === 'GET' ? 'query' : 'mutation'} ${variables} { ${owner} result: ${call} ${asked} }`
}

/** Everything that JSON shows of a type. */
function selectionOf(type: GraphQLOutputType): string {
  const named = getNamedType(type)
  if (isUnionType(named)) {
    return `{ __typename ${named
      .getTypes()
      .map((member) => `... on ${member.name} ${selectionOf(member)}`)
      .join(' ')} }`
  }
  const fields = shownFields(named).map(({ name, type: fieldType }) => `${name} ${selectionOf(fieldType)}`)
  return fields.length === 0 ? '' : `{ ${fields.join(' ')} }`
}

/** The object that a good answer is, or the list of them. */
function answerOf(field: Field, { part }: Route): GraphQLOutputType {
  const named = getNamedType(field.type)
  if (isUnionType(named))
    return named.getTypes().find((member) => !member.getInterfaces().some(({ name }) => name === 'Problem'))!
  if (part && 'getFields' in named) {
    const fields = named.getFields() as Record<string, { type: GraphQLOutputType }>
    return fields[part]!.type
  }
  return field.type
}

function membersOf(field: Field): string[] {
  const named = getNamedType(field.type)
  return isUnionType(named) ? named.getTypes().map(({ name }) => name) : []
}

function fieldsOfBody(field: Field, { body, idFor }: Route): GivenField[] {
  const type = getNamedType(field.args.find(({ name }) => name === body)!.type)
  if (!isInputObjectType(type)) throw new Error(`${type.name} is no body`)
  return Object.values(type.getFields()).filter(({ name }) => name !== idFor)
}

/** The body under GraphQL's names. Throws RestProblem. */
function readBody(shape: z.ZodObject, fields: readonly GivenField[], given: unknown): Values {
  const values = check(shape, fields, given, 'field')
  if (typeof values.protocol === 'string') values.protocol = protocolOf(values.protocol, values.url as string | null | undefined)
  return values
}

/** The parameters under GraphQL's names. Throws RestProblem. */
function readQuery(shape: z.ZodObject, fields: readonly GivenField[], given: URLSearchParams): Values {
  const values: Values = {}
  for (const name of new Set(given.keys())) {
    const type = fields.find((field) => snakeCase(field.name) === name)?.type
    const texts = given.getAll(name)
    if (type && isListType(isNonNullType(type) ? type.ofType : type)) values[name] = texts
    else if (texts.length > 1) throw new RestProblem(400, 'INVALID_VALUE', `The parameter ${name} is given more than once.`, name)
    else values[name] = type && getNamedType(type).name === 'Int' && texts[0] !== '' ? Number(texts[0]) : texts[0]
  }
  return check(shape, fields, values, 'parameter')
}

function check(shape: z.ZodObject, fields: readonly GivenField[], given: unknown, what: 'field' | 'parameter'): Values {
  const { data, error } = shape.safeParse(given)
  const names = fields.map(({ name }) => snakeCase(name))
  if (error) throw faultOf(error, given, names, what)
  return Object.fromEntries(
    fields.flatMap(({ name }) => {
      const value = data[snakeCase(name)]
      return value === undefined ? [] : [[name, value]]
    }),
  )
}
