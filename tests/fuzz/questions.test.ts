import * as fc from 'fast-check'
import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isObjectType,
  isScalarType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLOutputType,
} from 'graphql'
import { expect, it } from 'vitest'
import { openDatabase } from '../../src/db/database.ts'
import { storable } from '../../src/db/storable.ts'
import { schema } from '../../src/graphql/schema.ts'
import { startApi } from '../support/api.ts'
import { freshDatabase } from '../support/database.ts'
import { alwaysAnswered, anyNumber, fuzzTimeoutMs, textOf } from '../support/fuzz.ts'

/** Words with a meaning to some argument or to the database behind it. */
const text = textOf(
  '1',
  '0',
  '-',
  '%',
  '_',
  '!',
  "'",
  '"',
  ';',
  '--',
  'Ä',
  'ß',
  'i',
  'null',
  '2026-01-01T00:00:00Z',
  '999999999999999',
)
const id = fc.oneof(fc.constantFrom('1', '2', '0', '-1', '1e3', '0x1', ' 1', '9007199254740993'), text)
const moment = fc.oneof(
  fc.constantFrom('2026-01-01T00:00:00Z', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z', '2026-13-01'),
  text,
)
const scalars: Record<string, fc.Arbitrary<unknown>> = {
  ID: id,
  String: text,
  Int: anyNumber,
  Boolean: fc.boolean(),
  DateTime: moment,
}

/** What a caller may give for an argument: mostly of its type, at times of none. */
function given(type: GraphQLInputType): fc.Arbitrary<unknown> {
  const nullable = getNullableType(type)
  const fitting = isListType(nullable)
    ? fc.array(given(nullable.ofType), { maxLength: 4 })
    : isEnumType(nullable)
      ? fc.constantFrom(...nullable.getValues().map(({ name }) => name))
      : isInputObjectType(nullable)
        ? fc.record(Object.fromEntries(Object.values(nullable.getFields()).map((field) => [field.name, given(field.type)])))
        : (scalars[nullable.name] ?? text)
  return fc.oneof({ weight: 12, arbitrary: fitting }, fc.constantFrom(null, undefined, 7, 'X', [], {}))
}

/** One field with all of its arguments, and of what it answers the plain fields. */
function questionOf({ name, args, type }: GraphQLField<unknown, unknown>): string {
  const variables = args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ')
  return `query(${variables}) { ${name}(${args.map((arg) => `${arg.name}: $${arg.name}`).join(', ')}) ${selectionOf(type, 1)} }`
}

function selectionOf(type: GraphQLOutputType, depth: number): string {
  const named = getNamedType(type)
  if (isScalarType(named) || isEnumType(named)) return ''
  const isPlain = ({ type: of }: GraphQLField<unknown, unknown>) => isScalarType(getNamedType(of)) || isEnumType(getNamedType(of))
  const fields = isObjectType(named) ? Object.values(named.getFields()).filter(({ args }) => args.length === 0) : []
  const chosen = fields.filter((field) => depth > 0 || isPlain(field))
  return `{ __typename ${chosen.map((field) => `${field.name} ${selectionOf(field.type, depth - 1)}`).join(' ')} }`
}

const questions = Object.values(schema.getQueryType()!.getFields()).filter(({ args }) => args.length > 0)

it(
  'every question with any arguments has an answer, or an error that says what is wrong',
  { timeout: fuzzTimeoutMs },
  async () => {
    await using api = await startApi()
    expect(questions.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['logs', 'incidents', 'metrics', 'timeline', 'inputs']),
    )
    const asked = fc
      .constantFrom(...questions)
      .chain((field) =>
        fc
          .record(Object.fromEntries(field.args.map((arg) => [arg.name, given(arg.type)])))
          .map((variables) => ({ field, variables })),
      )
    await alwaysAnswered(asked, async ({ field, variables }) => {
      const { data, errors = [] } = await api.ask(questionOf(field), variables)
      for (const { message, extensions } of errors) {
        expect(['BAD_USER_INPUT', 'NOT_FOUND'], message).toContain(extensions?.code)
      }
      expect(data ?? errors[0]).toBeDefined()
    })
  },
)

it(
  'any text is found in the lines that have it, whatever the case of A to Z, and in no others',
  { timeout: fuzzTimeoutMs },
  async () => {
    await using fresh = await freshDatabase({ isLasting: false })
    const database = await openDatabase({ ...fresh.place, secretKey: 'the key of this test' })
    await using _closed = { [Symbol.asyncDispose]: () => database.close() }
    const texts = fc.sample(text, { numRuns: 60, seed: 1 }).map((some) => storable(some.slice(0, 200)))
    const usual = { at: '2026-01-02T03:04:05.678Z', level: 'INFO', source: 'APP', outputId: null, inputId: null } as const
    const { lastId } = database.logs
    await database.logs.write(texts.map((text, n) => ({ ...usual, id: String(lastId + 1 + n), text, repeated: 0, dropped: 0 })))
    const lowered = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
    const part = fc
      .tuple(fc.constantFrom(...texts), fc.nat(30), fc.nat(12))
      .map(([whole, at, length]) => whole.slice(at, at + length))
    // What is longer than any line is not asked for.
    const search = fc.oneof(
      text.map((some) => some.slice(0, 4000)),
      part,
      part.map((some) => some.toUpperCase()),
    )
    await alwaysAnswered(search, async (asked) => {
      const found = await database.logs.read({
        search: asked,
        after: 0,
        upTo: Number.MAX_SAFE_INTEGER,
        order: 'OLDEST_FIRST',
        limit: 1000,
      })
      const wanted = lowered(storable(asked))
      expect(found.map(({ text }) => text)).toEqual(texts.filter((text) => lowered(text).includes(wanted)))
    })
  },
)
