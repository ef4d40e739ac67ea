import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LogEntry } from '../../src/domain/log.ts'
import { next, startApi, type TestApi } from '../support/api.ts'

interface Line {
  id: string
  text: string
}

let api: TestApi
beforeEach(async () => {
  api = await startApi()
  await api.query('mutation { createInput(input: { name: "Camera" }) { __typename } }')
  const output = '{ inputId: "1", name: "Wall", protocol: UDP, url: "udp://127.0.0.1:9000" }'
  await api.query(`mutation { createOutput(output: ${output}) { __typename } }`)
})
afterEach(() => api[Symbol.asyncDispose]())

function say(text: string, entry: Partial<LogEntry> = {}): void {
  const at = '2026-02-03T04:05:06.007Z'
  api.bus.publish('log', {
    at,
    level: 'INFO',
    source: 'OUTPUT',
    outputId: '1',
    inputId: '1',
    text,
    repeated: 0,
    dropped: 0,
    ...entry,
  })
}

async function page(args: string): Promise<{ lines: Line[]; hasOlder: boolean }> {
  return (await api.query<{ logs: { lines: Line[]; hasOlder: boolean } }>(`{ logs(${args}) { lines { id text } hasOlder } }`))
    .logs
}

const texts = (lines: Line[]) => lines.map(({ text }) => text)

describe('logs', () => {
  it('come in pages, oldest of the page first, the newest page when nothing is said', async () => {
    for (let i = 1; i <= 5; i++) say(`line ${i}`)
    const newest = await page('outputId: "1", first: 2')
    expect(texts(newest.lines)).toEqual(['line 4', 'line 5'])
    expect(newest.hasOlder).toBe(true)
    const older = await page(`outputId: "1", first: 3, before: "${newest.lines[0]?.id}"`)
    expect(texts(older.lines)).toEqual(['line 1', 'line 2', 'line 3'])
    expect(older.hasOlder).toBe(false)
  })

  it('can be of one output, input, source, level and worse, or hold a text', async () => {
    say('frame', { level: 'DEBUG' })
    say('connection refused', { level: 'ERROR' })
    say('ready', { source: 'MEDIAMTX', outputId: null, inputId: null })
    say('feed came', { source: 'INPUT', outputId: null })
    expect(texts((await page('outputId: "1"')).lines)).toEqual(['frame', 'connection refused'])
    expect(texts((await page('inputId: "1", source: INPUT')).lines)).toEqual(['feed came'])
    expect(texts((await page('source: MEDIAMTX')).lines)).toEqual(['ready'])
    expect(texts((await page('outputId: "1", level: WARNING')).lines)).toEqual(['connection refused'])
    expect(texts((await page('search: "REFUSED"')).lines)).toEqual(['connection refused'])
  })

  it('can end at a moment', async () => {
    for (const minute of [1, 2, 3]) say(`line ${minute}`, { at: `2026-02-03T04:0${minute}:00.000Z` })
    const upTo = await page('outputId: "1", until: "2026-02-03T05:02:00+01:00"')
    expect(texts(upTo.lines)).toEqual(['line 1', 'line 2'])
    expect(texts((await page('outputId: "1", until: "2026-02-03T04:00:59.999Z"')).lines)).toEqual([])
  })

  it.each([0, 1001])('cannot be asked for %i lines at once', async (first) => {
    const { errors } = await api.ask(`{ logs(first: ${first}) { hasOlder } }`)
    expect(errors?.[0]).toMatchObject({ message: 'first must be 1 to 1000.', extensions: { code: 'BAD_USER_INPUT' } })
  })

  it('cannot begin at what is no id of a line', async () => {
    const { errors } = await api.ask('{ logs(before: "x") { hasOlder } }')
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'before' })
  })
})

describe('logLines', () => {
  const lines = `subscription ($outputId: ID, $after: ID, $last: Int, $level: LogLevel, $search: String) {
    logLines(outputId: $outputId, after: $after, last: $last, level: $level, search: $search) { id text } }`
  const follow = (variables: Record<string, unknown>) => api.subscribe<{ logLines: Line }>(lines, { outputId: '1', ...variables })

  async function take(reader: AsyncGenerator<{ logLines: Line }, void>, count: number): Promise<Line[]> {
    const taken: Line[] = []
    while (taken.length < count) taken.push((await next(reader)).logLines)
    return taken
  }

  it('replay the last lines, then go on live', async () => {
    for (let i = 1; i <= 5; i++) say(`line ${i}`)
    const reader = follow({ last: 2 })
    expect(texts(await take(reader, 2))).toEqual(['line 4', 'line 5'])
    say('line 6')
    expect(texts(await take(reader, 1))).toEqual(['line 6'])
    await reader.return()
  })

  it('go on after an id, with no gap and no double, while lines keep coming', async () => {
    let count = 0
    const talking = setInterval(() => say(`line ${++count}`), 1)
    try {
      const first = follow({ last: 0 })
      const heard = await take(first, 20)
      await first.return()
      for (let round = 0; round < 5; round++) {
        const reader = follow({ after: heard.at(-1)?.id })
        heard.push(...(await take(reader, 30)))
        await reader.return()
      }
      const begin = Number(heard[0]?.text.slice(5))
      expect(texts(heard)).toEqual(heard.map((_, i) => `line ${begin + i}`))
    } finally {
      clearInterval(talking)
    }
  })

  it('can be of a level and worse', async () => {
    const reader = follow({ level: 'WARNING' })
    say('fine')
    say('bad', { level: 'ERROR' })
    expect(texts(await take(reader, 1))).toEqual(['bad'])
    await reader.return()
  })

  it('can be those that hold a text, replayed and live', async () => {
    for (const text of ['fine', 'Connection refused', 'fine again']) say(text)
    const reader = follow({ search: 'CONNECTION', last: 10 })
    expect(texts(await take(reader, 1))).toEqual(['Connection refused'])
    for (const text of ['still fine', 'connection reset']) say(text)
    expect(texts(await take(reader, 1))).toEqual(['connection reset'])
    await reader.return()
  })

  it('refuse a number of lines out of range and an output that does not exist', async () => {
    const tooMany = await next(api.follow(lines, { last: 1001 }))
    expect(tooMany.errors?.[0]).toMatchObject({ message: 'last must be 0 to 1000.', extensions: { code: 'BAD_USER_INPUT' } })
    const unknown = await next(api.follow(lines, { outputId: '77' }))
    expect(unknown.errors?.[0]).toMatchObject({ extensions: { code: 'NOT_FOUND', id: '77' } })
  })

  it('hold what the manager says of itself', async () => {
    const reader = api.subscribe('subscription { logLines(source: APP) { level source text outputId inputId repeated dropped } }')
    expect(await next(reader)).toEqual({
      logLines: {
        ...{ level: 'INFO', source: 'APP', text: expect.stringContaining(api.url), outputId: null, inputId: null },
        ...{ repeated: 0, dropped: 0 },
      },
    })
    await reader.return()
  })
})
