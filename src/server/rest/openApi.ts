import { getNamedType, isListType, isNonNullType, isObjectType } from 'graphql'
import { z } from 'zod'
import type { Endpoint } from './endpoint.ts'
import { answerShape, answerShapes, inWords } from './shapes.ts'

const problem = z
  .object({
    error: z.object({
      code: z.string().describe('The kind of fault, for programs. This list may grow.'),
      field: z.string().nullable().describe('The field or parameter that is wrong, such as `udp_port`; null when none is.'),
      message: z.string().describe('One sentence for people, in plain words.'),
    }),
  })
  .describe('Why nothing was done.')

const reasons: Record<number, string> = {
  400: 'A value that cannot be used, or a field that does not exist.',
  401: 'The key is missing or wrong.',
  403: 'The sign-in of the dashboard, used from another site.',
  404: 'No object has this id.',
  409: 'The port is held by another.',
  413: 'The body is too large.',
  415: 'The body is not sent as application/json.',
  429: 'Too many wrong keys, or too many requests that wait: Retry-After says when to try again.',
  500: 'A fault of the server; its log has more.',
  503: 'The server is stopping, or what was set could not be stored (STORAGE).',
  504: 'It took too long and was given up; what it began may still be done.',
}

/** The OpenAPI document of these endpoints, from the very shapes that they check with. */
export function openApiDocument(endpoints: readonly Endpoint[], version: string, basePath: string) {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const endpoint of endpoints) {
    const { path, method } = endpoint.route
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation(endpoint) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Stream Distribution Manager',
      version,
      license: { name: 'MIT', identifier: 'MIT' },
      description:
        'The calls that scripts need most. They are other words for operations of the GraphQL API at `/graphql`, which has more: events, statistics and live logs come by its subscriptions. Lists are in order of creation.',
    },
    servers: [{ url: basePath || '/', description: 'This server.' }],
    security: [{ key: [] }, { bearer: [] }],
    tags: ['inputs', 'outputs', 'system'].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        key: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
        bearer: { type: 'http', scheme: 'bearer' },
      },
      schemas: schemas(),
    },
  }
}

function operation(endpoint: Endpoint) {
  const { route, body, query, answer, canConflict } = endpoint
  const hasId = route.path.includes('{id}')
  const statuses = [
    400,
    401,
    403,
    ...(hasId ? [404] : []),
    ...(canConflict ? [409] : []),
    ...(body ? [413, 415] : []),
    429,
    500,
    503,
    504,
  ]
  return {
    operationId: operationId(endpoint),
    tags: [route.path.split('/')[2]],
    summary: inWords(endpoint.description.split(/(?<=\.) /, 1)[0] ?? ''),
    description: inWords(endpoint.description),
    parameters: [...(hasId ? [idParameter] : []), ...queryParameters(query)],
    ...(body && { requestBody: { required: true, content: jsonOf(plainSchema(body)) } }),
    responses: {
      [route.status]: { description: 'Done.', content: jsonOf(answerSchema(answer)) },
      ...Object.fromEntries(
        statuses.map((status) => [
          status,
          { description: reasons[status], content: jsonOf({ $ref: '#/components/schemas/Problem' }) },
        ]),
      ),
    },
  }
}

const idParameter = {
  name: 'id',
  in: 'path',
  required: true,
  description: 'A whole number, as the object says it in `id`.',
  schema: { type: 'string' },
}

/** Operations are named as in GraphQL, but where one answers two addresses. */
function operationId({ route: { operation: name, part, owner } }: Endpoint): string {
  const suffix = part ?? (owner ? 'Of' + owner : '')
  return suffix === '' ? name : `${name}${suffix[0]?.toUpperCase()}${suffix.slice(1)}`
}

function queryParameters(query: z.ZodObject) {
  const { properties = {}, required = [] } = plainSchema(query)
  return Object.entries(properties).map(([name, property]) => {
    const { description, anyOf, ...rest } = property as { description?: string; anyOf?: object[] }
    // A parameter cannot be null: it is left out.
    const schema = anyOf?.[0] ?? rest
    return { name, in: 'query', required: required.includes(name), description, schema }
  })
}

function answerSchema(type: Endpoint['answer']): object {
  const bare = isNonNullType(type) ? type.ofType : type
  if (isListType(bare)) return { type: 'array', items: answerSchema(bare.ofType) }
  answerShape(type)
  const named = getNamedType(bare)
  if (!isObjectType(named)) throw new Error(`${named.name} is no answer`)
  return reference(named.name)
}

function schemas(): Record<string, object> {
  const registry = z.registry<{ id: string }>()
  for (const [id, shape] of answerShapes) registry.add(shape, { id })
  const made = z.toJSONSchema(registry, { io: 'input', uri: (id) => reference(id).$ref }).schemas
  const plain = Object.entries({ ...made, Problem: z.toJSONSchema(problem, { io: 'input' }) })
  return Object.fromEntries(plain.map(([id, { $schema: _dialect, $id: _id, ...rest }]) => [id, rest]))
}

function reference(id: string) {
  return { $ref: `#/components/schemas/${id}` }
}

function plainSchema(shape: z.ZodObject) {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(shape, { io: 'input' })
  return rest
}

function jsonOf(schema: object) {
  return { 'application/json': { schema } }
}
