import {
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLOutputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql'
import { z } from 'zod'
import { schema } from '../../graphql/schema.ts'
import { anySrt, inJsonWords, protocolWord, snakeCase } from './names.ts'

/**
 * JSON's shapes, made from GraphQL's types, so that both say the same for ever: the same fields, kinds and descriptions,
 * under JSON's names.
 */

/** Every field and argument of the API. */
const known: ReadonlySet<string> = new Set(
  Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) || isInputObjectType(type)
      ? Object.values<{ name: string; args?: readonly { name: string }[] }>(type.getFields()).flatMap(({ name, args = [] }) => [
          name,
          ...args.map((arg) => arg.name),
        ])
      : [],
  ),
)

/** A text of GraphQL, a description or a message, in JSON's names. */
export function inWords(text: string): string {
  return inJsonWords(text, known)
}

/** Objects with addresses of their own: they do not stand inside each other. */
const apart = new Set(['Input', 'Output'])

/** The schema is in order of the alphabet; these come before it. */
const first = ['id', 'name']

/** Fields of an object that JSON shows, what it is called on top. What takes arguments is a question of its own. */
export function shownFields(type: GraphQLNamedType): { name: string; description: string; type: GraphQLOutputType }[] {
  if (!isObjectType(type)) return []
  return Object.values(type.getFields())
    .filter((field) => field.args.length === 0 && !apart.has(getNamedType(field.type).name))
    .toSorted((one, other) => Number(first.includes(other.name)) - Number(first.includes(one.name)))
    .map(({ name, description, type: fieldType }) => ({ name, description: description ?? '', type: fieldType }))
}

/** A field of a body, or a parameter of a query. */
export interface GivenField {
  name: string
  description?: string | null
  type: GraphQLInputType
  defaultValue?: unknown
}

/** What may be given: anything else is refused by name. */
export function givenShape(fields: readonly GivenField[]): z.ZodObject {
  return z.strictObject(
    Object.fromEntries(
      fields.map(({ name, description, type }) => [snakeCase(name), given(type).describe(inWords(description ?? ''))]),
    ),
  )
}

function given(type: GraphQLInputType): z.ZodType {
  return isNonNullType(type) ? givenOf(type.ofType) : givenOf(type).nullish()
}

function givenOf(type: GraphQLInputType): z.ZodType {
  if (isListType(type)) return z.array(given(type.ofType))
  return getNamedType(type).name === 'Protocol' ? z.enum(protocolWords(true)) : leaf(getNamedType(type))
}

const answered = new Map<string, z.ZodType>()

/** What is answered for a GraphQL type; objects are named in `answerShapes`. */
export function answerShape(type: GraphQLOutputType): z.ZodType {
  if (isNonNullType(type)) return answerShapeOf(type.ofType)
  return answerShapeOf(type).nullable()
}

/** Every object that answers are made of, by name, as far as `answerShape` was asked. */
export const answerShapes: ReadonlyMap<string, z.ZodType> = answered

function answerShapeOf(type: GraphQLOutputType): z.ZodType {
  if (isListType(type)) return z.array(answerShape(type.ofType))
  const named = getNamedType(type)
  if (!isObjectType(named)) return leaf(named)
  const before = answered.get(named.name)
  if (before) return before
  const fields = shownFields(named).map((field) => [
    snakeCase(field.name),
    answerShape(field.type).describe(inWords(field.description)),
  ])
  const shape = z.object(Object.fromEntries(fields)).describe(inWords(named.description ?? ''))
  answered.set(named.name, shape)
  return shape
}

function leaf(type: GraphQLNamedType): z.ZodType {
  if (isEnumType(type)) {
    return z.enum(type.name === 'Protocol' ? protocolWords(false) : type.getValues().map(({ name }) => name))
  }
  switch (type.name) {
    case 'Boolean':
      return z.boolean()
    case 'Int':
      return z.int32()
    case 'SafeInt':
      return z.int()
    case 'Float':
      return z.number()
    case 'DateTime':
      return z.iso.datetime()
    case 'ID':
    case 'String':
      return z.string()
    default:
      throw new Error(`JSON has no shape for ${type.name} yet`)
  }
}

function protocolWords(asGiven: boolean): string[] {
  const type = schema.getType('Protocol')
  const words = isEnumType(type) ? type.getValues().map(({ name }) => protocolWord(name)) : []
  return asGiven ? [anySrt, ...words] : words
}
