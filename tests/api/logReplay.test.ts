import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { LogLevel } from '../../src/domain/log.ts'
import { startApi, type TestApi, testKey } from '../support/api.ts'
import { seededRandom } from '../support/random.ts'
import { WireClient } from '../support/wire.ts'

const seed = 20260301
const linesAtOnce = 10
const rounds = 500

interface Line {
  id: string
  text: string
  dropped: number
}

interface Reader {
  name: string
  args: string
  accepts: (level: LogLevel) => boolean
}

const readers: Reader[] = [
  { name: 'of one output', args: 'outputId: "1", last: 0', accepts: () => true },
  { name: 'of its input', args: 'inputId: "1", last: 0', accepts: () => true },
  { name: 'of everything that is bad', args: 'level: WARNING, last: 0', accepts: (level) => level === 'ERROR' },
]

/** Reads along with one connection after the other, each cut at some moment, until `isAll`. */
async function readWithCuts(api: TestApi, { args }: Reader, random: () => number, isAll: (heard: Line[]) => boolean) {
  const heard: Line[] = []
  let connections = 0
  while (!isAll(heard)) {
    connections++
    const client = await WireClient.open(api.url, testKey)
    const after = heard.at(-1)?.id
    client.start('1', `subscription { logLines(${args} ${after ? `after: "${after}"` : ''}) { id text dropped } }`)
    const most = 1 + random() * 400
    for (let taken = 0; taken < most && !isAll(heard); taken++) {
      const said = await Promise.race([client.next(), pause(5000, null)])
      if (said === null) break
      heard.push((said as { payload: { data: { logLines: Line } } }).payload.data.logLines)
    }
    if (random() < 0.5) client.socket.terminate()
    else client.socket.close()
    // Now and then so long that what was missed is no longer in memory.
    if (heard.length > 0) await pause(random() < 0.1 ? 800 : random() * 20)
  }
  return { heard, connections }
}

it('readers whose connections break again and again hear every line once, in order, while thousands are written', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'log-replay-'))
  try {
    await using api = await startApi({ database: { kind: 'sqlite', file: join(folder, 'app.db') } })
    await api.query('mutation { createInput(input: { name: "Camera" }) { __typename } }')
    const output = '{ inputId: "1", name: "Wall", protocol: UDP, url: "udp://127.0.0.1:9000" }'
    await api.query(`mutation { createOutput(output: ${output}) { __typename } }`)

    const written: { text: string; level: LogLevel }[] = []
    const say = (text: string, level: LogLevel) => {
      written.push({ text, level })
      api.bus.publish('log', {
        ...{ at: new Date().toISOString(), source: 'OUTPUT', outputId: '1', inputId: '1', repeated: 0, dropped: 0 },
        ...{ text, level },
      })
    }
    const reading = readers.map((reader, n) => {
      const isEnd = (heard: Line[]) => heard.at(-1)?.text === 'the end'
      return readWithCuts(api, reader, seededRandom(seed + n), isEnd)
    })
    // Readers may begin anywhere; from their first line on they hear all.
    await pause(100)
    for (let round = 0; round < rounds; round++) {
      for (let i = 0; i < linesAtOnce; i++) say(`line ${round * linesAtOnce + i}`, i % 4 === 0 ? 'ERROR' : 'DEBUG')
      await pause(3)
    }
    say('the end', 'ERROR')

    const read = await Promise.all(reading)
    // A client that leaves is no error.
    expect(api.printed).toEqual([])
    for (const [n, { heard, connections }] of read.entries()) {
      const { name, accepts } = readers[n] as Reader
      const expected = written.filter(({ level }) => accepts(level)).map(({ text }) => text)
      const begin = expected.indexOf(heard[0]?.text ?? '')
      expect(
        heard.map(({ text }) => text),
        name,
      ).toEqual(expected.slice(begin))
      expect(heard.reduce((sum, { dropped }) => sum + dropped, 0)).toBe(0)
      expect(begin).toBeLessThan(expected.length / 4)
      expect(connections).toBeGreaterThan(5)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
