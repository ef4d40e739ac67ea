import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type GraphQLArgument, isEnumType, isInterfaceType } from 'graphql'
import { describe, expect, it } from 'vitest'
import { metricsRanges, sizeOf } from '../../src/domain/metrics.ts'
import { schema } from '../../src/graphql/schema.ts'
import { mostBodyBytes } from '../../src/server/answers.ts'
import { usualPatience } from '../../src/server/patience.ts'
import { routes } from '../../src/server/rest/routes.ts'
import { startApi } from '../support/api.ts'
import { table } from '../support/apiDocument.ts'

const root = join(import.meta.dirname, '../..')
const page = readFileSync(join(root, 'API.md'), 'utf8')

/** The number that a constant in a file of the server is made with, such as `256 * 1024`. */
function constant(file: string, name: string): number {
  const text = readFileSync(join(root, 'src', file), 'utf8')
  const found = new RegExp(`^ *(?:export )?const ${name} = ([\\d_.]+(?: \\* [\\d_.]+)*)$`, 'm').exec(text)?.[1]
  if (found === undefined)
    throw new Error(`src/${file} has no constant ${name}: mend the table of limits in API.md, and this test`)
  return found.split(' * ').reduce((product, factor) => product * Number(factor.replaceAll('_', '')), 1)
}

const complexity = (name: string) => constant('graphql/limits.ts', name)
const ofSocket = (name: string) => constant('server/webSocket.ts', name)
const { operationMs, requestMs, headersMs, answerMs, pingEveryMs } = usualPatience

/** What an argument has where none is given. */
function usual(operation: string, argument: string): number {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType(), schema.getType('Input')]
  const fields = roots.flatMap((type) => (type && 'getFields' in type ? Object.values(type.getFields()) : []))
  const args = fields.flatMap((field) => (field.name === operation ? (field as { args: readonly GraphQLArgument[] }).args : []))
  return Number(args.find(({ name }) => name === argument)?.defaultValue)
}

/** By the first column: the numbers of the second, in their order. A text is asked of the server: its complaint has them. */
const limits: Record<string, number[] | { ask: string; besides: number[] }> = {
  'body of a request over HTTP': [mostBodyBytes / 1000],
  'words and signs of a document': [complexity('mostTokens')],
  'an operation': ['mostDepth', 'mostAliases', 'mostOfOneField'].map(complexity),
  'a document': ['mostFragments', 'mostDirectives', 'mostNested'].map(complexity),
  'time of an operation': [operationMs / 1000],
  'a request to come in; an answer to be taken': [requestMs, headersMs, answerMs].map((ms) => ms / 1000),
  'operations of one address at a time': [
    constant('server/turns.ts', 'atOnce'),
    Number(/mostWaiting = (\d+)/.exec(readFileSync(join(root, 'src/server/turns.ts'), 'utf8'))?.[1]),
    constant('server/turns.ts', 'mostTold'),
    constant('server/turns.ts', 'quietMs') / 1000,
  ],
  'wrong keys from one address': [constant('server/keyGuard.ts', 'allowance'), constant('server/keyGuard.ts', 'windowMs') / 1000],
  'message over the WebSocket': [ofSocket('mostMessageBytes') / 1024],
  '`connection_init`': [ofSocket('initDeadlineMs') / 1000],
  'operations of one WebSocket at a time': [ofSocket('mostOperations')],
  'WebSockets of one address at a time': [ofSocket('mostOfOnePlace'), 6, 64],
  'a client that does not answer a ping': [(2 * pingEveryMs) / 1000],
  'a reader of events that does not keep up': [
    constant('services/memory/catalogue.ts', 'longestBacklog'),
    constant('services/logs.ts', 'longestBacklog'),
  ],
  'a page of `logs`': { ask: '{ logs(first: 0) { hasOlder } }', besides: [usual('logs', 'first')] },
  'a page of `incidents`': { ask: '{ incidents(first: 0) { hasOlder } }', besides: [usual('incidents', 'first')] },
  'a page of `timeline`': { ask: '{ timeline(inputId: "1", first: 0) { hasOlder } }', besides: [usual('timeline', 'first')] },
  'replayed by `logLines`': { ask: 'subscription { logLines(last: -1) { id } }', besides: [usual('logLines', 'last')] },
  'ticks of `statistics`': { ask: 'subscription { statistics(everyMs: 1) { at } }', besides: [usual('statistics', 'everyMs')] },
  '`hours` of `stateHistory`': {
    ask: '{ input(id: "1") { stateHistory(hours: 0) { state } } }',
    besides: [usual('stateHistory', 'hours'), constant('services/stateHistory.ts', 'mostSpans')],
  },
  'steps of `metrics`': metricsRanges.map((range) => sizeOf[range].length / sizeOf[range].step),
  '`inputIds` of `stills`': [constant('graphql/stills.ts', 'mostAtOnce')],
  '`ids` of `startOutputs`, `stopOutputs`': [constant('graphql/outputs.ts', 'mostIds')],
  'moving previews (HLS) at a time': [
    constant('worker/mediamtx/hlsDoor.ts', 'mostViewers'),
    constant('worker/mediamtx/hlsDoor.ts', 'mostFilesAtOnce'),
    constant('worker/mediamtx/hlsDoor.ts', 'viewerStaysMs') / 1000,
  ],
  'tests of destinations at a time': [
    constant('worker/look/destinationTests.ts', 'mostAtATime'),
    constant('worker/look/destinationTests.ts', 'longestWaitMs') / 1000,
  ],
  '`name`': [1, constant('domain/settingRules.ts', 'longestName')],
  '`tags`': [constant('domain/settingRules.ts', 'mostTags'), 1, constant('domain/settingRules.ts', 'longestTag')],
  '`url`': [constant('domain/protocols/rules.ts', 'longestUrl')],
  '`reconnectDelaySeconds`': ['shortestDelay', 'longestDelay'].map((name) => constant('domain/outputRules.ts', name)),
  '`maxReconnectAttempts`': [0, constant('domain/outputRules.ts', 'mostAttempts')],
  '`seconds` of `startTestSignal`': [
    1,
    constant('domain/inputRules.ts', 'longestTestSignal'),
    usual('startTestSignal', 'seconds'),
  ],
  'a line of a log': ['longestText', 'longestOwnText'].map((name) => constant('services/logs.ts', name)),
}

const numbersIn = (text: string): number[] => [...text.matchAll(/-?\d[\d.]*/g)].map(([digits]) => Number(digits))

describe('the tables of API.md', () => {
  it('name every limit as it is in the code', { timeout: 60_000 }, async () => {
    await using api = await startApi()
    await api.query('mutation { createInput(input: { name: "Camera" }) { __typename } }')
    const told = new Map(table(page, 'what | how much').map(([what = '', howMuch = '']) => [what, numbersIn(howMuch)]))
    const real = new Map<string, number[]>()
    for (const [what, source] of Object.entries(limits)) {
      if (Array.isArray(source)) real.set(what, source)
      else {
        const { errors } = source.ask.startsWith('{') ? await api.ask(source.ask) : (await api.follow(source.ask).next()).value!
        real.set(what, [...numbersIn(errors?.[0]?.message ?? ''), ...source.besides])
      }
    }
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(real))
  })

  it('name every address of REST, and what it is in GraphQL', () => {
    const told = table(page, 'address | is, in GraphQL').map((row) => row.join(' ').replaceAll('`', ''))
    const real = routes.map(({ method, path, query = [], status, operation }) => {
      const parameters = query.length === 0 ? '' : `?${query.join('&')}`
      return `${method} ${path}${parameters}${status === 200 ? '' : ` (${status})`} ${operation}`
    })
    expect(told).toEqual(real)
  })

  it('name every protocol and every range of measurements', () => {
    const first = (heading: string) => table(page, heading).map(([cell = '']) => cell.replaceAll('`', ''))
    const valuesOf = (name: string) => {
      const type = schema.getType(name)
      return isEnumType(type) ? type.getValues().map((value) => value.name) : []
    }
    expect(first('protocol | the address | also of interest').toSorted()).toEqual(valuesOf('Protocol').toSorted())
    expect(first('`range` | goes back | steps | kept in').toSorted()).toEqual(valuesOf('MetricsRange').toSorted())
  })

  it('name every type of a problem to Apollo Client', () => {
    const told = /Problem: \[([^\]]*)\]/.exec(page)?.[1]?.match(/\w+/g)
    const problem = schema.getType('Problem')
    const real = isInterfaceType(problem) ? schema.getPossibleTypes(problem).map(({ name }) => name) : []
    expect(told).toEqual(real.toSorted())
  })
})
