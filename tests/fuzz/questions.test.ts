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
import { startApi, testKey, type Answer } from '../support/api.ts'
import { freshDatabase } from '../support/database.ts'
import { alwaysAnswered, anyNumber, fuzzTimeoutMs, textOf } from '../support/fuzz.ts'
import { createInput, createOutput } from '../support/operations.ts'
import { WireClient } from '../support/wire.ts'

type Field = GraphQLField<unknown, unknown>

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
function questionOf({ name, args, type }: Field, kind: 'query' | 'subscription' = 'query'): string {
  const variables = args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ')
  return `${kind}(${variables}) { ${name}(${args.map((arg) => `${arg.name}: $${arg.name}`).join(', ')}) ${selectionOf(type, 1)} }`
}

/** One of the fields, with arguments for it. */
function askedOf(fields: readonly Field[]): fc.Arbitrary<{ field: Field; variables: Record<string, unknown> }> {
  return fc.constantFrom(...fields).chain((field) => {
    const variables = Object.fromEntries(field.args.map((arg) => [arg.name, given(arg.type)]))
    return fc.record(variables).map((chosen) => ({ field, variables: chosen }))
  })
}

function selectionOf(type: GraphQLOutputType, depth: number): string {
  const named = getNamedType(type)
  if (isScalarType(named) || isEnumType(named)) return ''
  const isPlain = ({ type: of }: Field) => isScalarType(getNamedType(of)) || isEnumType(getNamedType(of))
  const fields = isObjectType(named) ? Object.values(named.getFields()).filter(({ args }) => args.length === 0) : []
  const chosen = fields.filter((field) => depth > 0 || isPlain(field))
  return `{ __typename ${chosen.map((field) => `${field.name} ${selectionOf(field.type, depth - 1)}`).join(' ')} }`
}

const withArguments = ({ args }: Field) => args.length > 0
const questions = Object.values(schema.getQueryType()!.getFields()).filter(withArguments)
const subscriptions = Object.values(schema.getSubscriptionType()!.getFields()).filter(withArguments)
const faultsOfCallers = ['BAD_USER_INPUT', 'NOT_FOUND']

it(
  'every question with any arguments has an answer, or an error that says what is wrong',
  { timeout: fuzzTimeoutMs },
  async () => {
    await using api = await startApi()
    expect(questions.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['logs', 'incidents', 'metrics', 'timeline', 'inputs']),
    )
    await alwaysAnswered(askedOf(questions), async ({ field, variables }) => {
      const { data, errors = [] } = await api.ask(questionOf(field), variables)
      for (const { message, extensions } of errors) {
        expect(faultsOfCallers, message).toContain(extensions?.code)
      }
      expect(data ?? errors[0]).toBeDefined()
    })
  },
)

it(
  'every subscription with any arguments begins, or has an error that says what is wrong, and leaves nothing behind',
  { timeout: fuzzTimeoutMs },
  async () => {
    await using api = await startApi()
    const { id: inputId } = await createInput(api)
    await createOutput(api, { inputId, protocol: 'UDP', url: 'udp://192.0.2.9:6000' })
    expect(subscriptions.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['inputEvents', 'outputEvents', 'logLines', 'statistics', 'stills']),
    )
    const client = await WireClient.open(api.url, testKey)
    const heard = { begun: 0, refused: 0 }
    let count = 0
    await alwaysAnswered(askedOf(subscriptions), async ({ field, variables }) => {
      const [asked, behind] = [`asked ${++count}`, `behind ${count}`]
      client.start(asked, questionOf(field, 'subscription'), variables)
      client.start(behind, '{ __typename }')
      // Not each has something to say at once: what is said by then, be it of the one before, has to be right.
      for (
        let message = await client.next();
        message.type !== 'complete' || message.id !== behind;
        message = await client.next()
      ) {
        if (message.id === behind || message.type === 'complete') continue
        expect(message.type).toBe('next')
        const { errors = [] } = message.payload as Answer<unknown>
        heard[errors.length === 0 ? 'begun' : 'refused']++
        for (const { message: words, extensions } of errors) {
          expect(faultsOfCallers, words).toContain(extensions?.code)
          expect(words.length).toBeLessThan(300)
        }
      }
      client.send({ id: asked, type: 'complete' })
    })
    expect(Math.min(heard.begun, heard.refused)).toBeGreaterThan(0)
    const followers = async () => /^stream_manager_subscribers.* [1-9]/m.exec(await (await api.fetch('/metrics')).text())
    await expect.poll(followers).toBe(null)
    client.socket.close()
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
