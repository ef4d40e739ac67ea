import { buildSchema, parse } from 'graphql'
import type { ExecutionResult } from 'graphql'
import { expect, it } from 'vitest'
import { sharedSubscribe } from '../../src/server/sharedEvents.ts'
import { Hub } from '../../src/services/memory/hub.ts'

const schema = buildSchema(`
  type Query { nothing: Boolean }
  type Subscription { tick: Tick, refused: Tick }
  type Tick { at(plus: Int = 0): Int, broken: Int }
`)
const same = parse('subscription ($plus: Int) { tick { at(plus: $plus) } }')

function stage() {
  const hub = new Hub<{ tick: object }>(10)
  const subscribe = sharedSubscribe()
  let resolved = 0
  const tick = (at: number) => ({
    at: ({ plus }: { plus: number }) => {
      resolved += 1
      return at + plus
    },
    broken: () => {
      throw new Error('Broken')
    },
  })
  const ask = async (document = same, variableValues: Record<string, unknown> = {}) => {
    const rootValue = {
      tick: () => hub.follow(),
      refused: () => {
        throw new Error('Not yours')
      },
    }
    return await subscribe({ schema, document, variableValues, rootValue })
  }
  const stream = async (...question: Parameters<typeof ask>) => {
    const answer = await ask(...question)
    if (!(Symbol.asyncIterator in answer)) throw new Error(JSON.stringify(answer))
    return answer[Symbol.asyncIterator]()
  }
  return { ask, stream, publish: (at: number) => hub.publish({ tick: tick(at) }), resolved: () => resolved, hub }
}

const next = async (reader: AsyncIterator<ExecutionResult>) => JSON.parse(JSON.stringify((await reader.next()).value)) as unknown

it('resolves an event once for all who asked the same', async () => {
  const { stream, publish, resolved } = stage()
  const readers = await Promise.all([1, 2, 3].map(() => stream()))
  const told = Promise.all(readers.map(next))
  publish(7)
  expect(await told).toEqual([1, 2, 3].map(() => ({ data: { tick: { at: 7 } } })))
  expect(resolved()).toBe(1)
  publish(8)
  expect(await next(readers[0]!)).toEqual({ data: { tick: { at: 8 } } })
})

it('answers other fields, variables and names by themselves', async () => {
  const { stream, publish } = stage()
  const readers = await Promise.all([
    stream(),
    stream(same, { plus: 10 }),
    stream(parse('subscription { tick { named: at } }')),
    stream(parse('subscription { tick { at broken } }')),
  ])
  const told = Promise.all(readers.map(next))
  publish(7)
  expect(await told).toMatchObject([
    { data: { tick: { at: 7 } } },
    { data: { tick: { at: 17 } } },
    { data: { tick: { named: 7 } } },
    { data: { tick: { at: 7, broken: null } }, errors: [{ message: 'Broken' }] },
  ])
})

it('tells what is wrong with a question, and ends the source with its reader', async () => {
  const { ask, stream, hub } = stage()
  expect(await ask(same, { plus: 'x' })).toMatchObject({ errors: [{ message: expect.stringContaining('plus') }] })
  expect(await ask(parse('subscription { refused { at } }'))).toMatchObject({ errors: [{ message: 'Not yours' }] })
  const reader = await stream()
  const waiting = reader.next()
  await reader.return?.()
  expect((await waiting).done).toBe(true)
  expect(hub.readers).toBe(0)
})
