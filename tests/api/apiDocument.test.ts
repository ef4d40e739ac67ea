import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { schema } from '../../src/graphql/schema.ts'
import { findOnPath } from '../../src/worker/processes/process.ts'
import { startApi, type TestApi } from '../support/api.ts'
import { differences, documented, type Documented } from '../support/apiDocument.ts'
import { packagesWith } from '../support/packages.ts'
import { pythonWith } from '../support/python.ts'

const root = join(import.meta.dirname, '../..')
const page = readFileSync(join(root, 'API.md'), 'utf8')
const all = documented(page)
/** Blocks of clients that this repository does not have: they run where these are fetched. */
const isForeign = ({ language, request }: Documented) =>
  request.includes("'@apollo/client'") || (language === 'python' && request.includes('from gql '))
const requests = all.filter((one) => !isForeign(one))
const run = promisify(execFile)

const programs: Record<string, string[]> = {
  sh: ['sh', '-ec'],
  js: [process.execPath, '--input-type=module', '-e'],
  python: ['python3', '-c'],
}
/** Languages whose blocks cannot be run on this machine, and why. */
const leftOut = new Map<string, string>()
if (!findOnPath('curl')) leftOut.set('sh', 'curl is not installed')
if (process.env.WITHOUT_PYTHON) leftOut.set('python', 'WITHOUT_PYTHON is set')

async function answerTo({ language, request }: Documented, api: TestApi, from = root, python = 'python3'): Promise<unknown> {
  if (language === 'graphql') {
    if (!/^subscription\b/.test(request)) return api.ask(request)
    for await (const answer of api.follow(request)) return answer
    throw new Error('The subscription ended')
  }
  const [usual, ...args] = programs[language] ?? []
  const program = language === 'python' ? python : usual
  if (program === 'python3' && !findOnPath(program)) throw new Error('Install Python 3, or set WITHOUT_PYTHON=1 to leave it out')
  const code = request.replaceAll('127.0.0.1:8080', new URL(api.url).host)
  const { stdout } = await run(program!, [...args, code], {
    cwd: from,
    env: { PATH: process.env.PATH, API_KEY: api.key },
    timeout: 60_000,
  })
  return JSON.parse(stdout)
}

describe('API.md', () => {
  for (const [language, why] of leftOut) it.skip(`runs its blocks of ${language}: ${why}`)

  it('shows what is answered', { timeout: 180_000 }, async () => {
    await using api = await startApi({ logLevel: 'INFO' })
    const about = { version: '1.20.1', detail: null, since: '2026-02-03T04:05:06.007Z' }
    api.bus.publish('componentFact', { component: 'mediamtx', fact: { healthy: true, ...about } })
    const wrong: string[] = []
    for (const request of requests) {
      if (leftOut.has(request.language)) continue
      const answer = await answerTo(request, api).catch((error: Error) => {
        throw new Error(`API.md:${request.line} could not be run`, { cause: error })
      })
      const found = request.answer === null ? ['no answer is shown'] : differences(request.answer, answer)
      wrong.push(...found.map((difference) => `API.md:${request.line} ${difference}`))
    }
    expect(wrong).toEqual([])
    expect(requests.length).toBeGreaterThan(40)
  })

  it.skipIf(process.env.WITHOUT_PYTHON)("shows what Python's gql prints", { timeout: 180_000 }, async () => {
    const [block] = all.filter((one) => isForeign(one) && one.language === 'python')
    const python = await pythonWith(join(root, 'examples/python/requirements.txt'))
    await using api = await startApi()
    expect(differences(block!.answer, await answerTo(block!, api, root, python))).toEqual([])
  })

  it('shows what Apollo Client prints', { timeout: 180_000 }, async ({ skip }) => {
    const [block] = all.filter((one) => isForeign(one) && one.language === 'js')
    const packages = /`npm install (@apollo\/client@[^`]+)`/.exec(page)?.[1]?.split(' ') ?? []
    const folder = await packagesWith(packages).catch((error: Error) => skip(error.message))
    await using api = await startApi()
    expect(differences(block!.answer, await answerTo(block!, api, folder))).toEqual([])
  })

  it('shows every operation', () => {
    const shown = new Set(
      requests
        .filter(({ language }) => language === 'graphql')
        .flatMap(({ request }) => parse(request).definitions)
        .flatMap((definition) => ('selectionSet' in definition ? (definition.selectionSet?.selections ?? []) : []))
        .flatMap((selection) => ('name' in selection && selection.name ? [selection.name.value] : [])),
    )
    const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]
    const missed = roots.flatMap((type) => Object.keys(type?.getFields() ?? {})).filter((name) => !shown.has(name))
    expect(missed, 'Show these in API.md: a request in a block of `graphql`, its answer in one of `json` behind it').toEqual([])
  })
})
