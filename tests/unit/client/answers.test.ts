import { CombinedError, type Client, type OperationResult, type TypedDocumentNode } from '@urql/core'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { readAnswer, type Problem } from '../../../client/api/act.ts'
import { follow } from '../../../client/api/follow.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const refused = new CombinedError({ graphQLErrors: ['It cannot be read now.'] })
const unanswered = new CombinedError({ networkError: new Error('gone') })
const of = (kind: 'query' | 'mutation', data: object | null, error?: CombinedError) =>
  readAnswer({ data, operation: { kind }, ...(error && { error }) }).problem?.message ?? null

it('takes an answer with an error for none, and says why in words', () => {
  expect(of('query', {})).toBeNull()
  expect(of('query', null)).toBe('The server gave no answer.')
  expect(of('query', { input: null }, refused)).toBe('It cannot be read now.')
  expect(of('query', null, unanswered)).toBe('The server did not answer.')
  expect(of('mutation', null, unanswered)).toBe('The server did not answer. Look whether it happened before trying again.')
})

it('asks a subscription anew after what was not heard, and says no more of it once all is well', () => {
  const asked: object[] = []
  let say: (result: object) => void = () => undefined
  let open = 0
  const client = {
    subscription: (_: unknown, variables: object) => ({
      subscribe: (hear: (result: OperationResult) => void) => {
        asked.push(variables)
        open++
        say = (result) => hear({ operation: { kind: 'subscription' }, ...result } as OperationResult)
        return { unsubscribe: () => open-- }
      },
    }),
  } as unknown as Client
  const heard: unknown[] = []
  const told: (string | null)[] = []
  let last = 0
  const end = follow(client, {} as TypedDocumentNode<object, { last: number }>, () => ({ last }), {
    heard: (data) => heard.push(data),
    failed: (problem: Problem | null) => told.push(problem?.message ?? null),
  })
  say({ data: { at: 1 } })
  last = 1
  say({ data: null, error: refused })
  expect([heard, told, asked.length]).toEqual([[{ at: 1 }], [null, 'It cannot be read now.'], 1])
  vi.advanceTimersByTime(3000)
  expect([asked, open]).toEqual([[{ last: 0 }, { last: 1 }], 1])
  vi.advanceTimersByTime(2000)
  expect(told.at(-1)).toBeNull()
  say({ data: null, error: refused })
  end()
  vi.advanceTimersByTime(60_000)
  expect([asked.length, open]).toEqual([2, 0])
})
