import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createEndpoint } from '../../src/server/rest/endpoint.ts'
import { faultOf, RestProblem } from '../../src/server/rest/problems.ts'
import { routes } from '../../src/server/rest/routes.ts'
import { always, anyNumber, fuzzTimeoutMs, textOf } from '../support/fuzz.ts'

const canary = 'Canary7Zx9q4vTk2'
const bodies = routes.flatMap((route) => createEndpoint(route).body ?? [])
const names = [...new Set(bodies.flatMap((body) => Object.keys(body.shape)))]
const value = fc.oneof(
  fc.constantFrom(canary, null, true, '', 'rtmp', 'RTMP', 'srt'),
  anyNumber,
  textOf('srt://', `:${canary}@`, 'a'),
  fc.array(fc.constantFrom(canary, 1, null), { maxLength: 3 }),
  fc.dictionary(fc.constantFrom('a', '__proto__', 'constructor'), fc.constant(canary), { maxKeys: 2 }),
)
const object = fc.dictionary(fc.constantFrom(...names, '__proto__', 'constructor', 'streamKey', 'x'), value, { maxKeys: 9 })

describe('any body of a JSON call', { timeout: fuzzTimeoutMs }, () => {
  it('is taken, or refused by the name of a field, with no value in the words', () => {
    expect(names).toContain('stream_key')
    always(fc.tuple(fc.constantFrom(...bodies), fc.oneof({ weight: 9, arbitrary: object }, value)), ([body, given]) => {
      const { error } = body.safeParse(given)
      if (!error) return
      const problem = faultOf(error, given, Object.keys(body.shape), 'field')
      expect(problem).toBeInstanceOf(RestProblem)
      expect(problem.message).not.toContain(canary)
      expect(problem.status).toBe(400)
    })
  })
})
