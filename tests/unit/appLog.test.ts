import { expect, it } from 'vitest'
import type { LogEntry } from '../../src/domain/log.ts'
import { Redactor } from '../../src/domain/redaction.ts'
import { createAppLog, printAppLog } from '../../src/server/appLog.ts'
import { createPrinter } from '../../src/server/printer.ts'
import { InProcessBus } from '../../src/services/bus.ts'
import { VirtualClock, settle } from '../support/virtualClock.ts'

function start() {
  const bus = new InProcessBus()
  const clock = new VirtualClock()
  const redactor = new Redactor()
  const heard: LogEntry[] = []
  bus.subscribe('log', (entry) => heard.push(entry))
  return { clock, redactor, heard, ...createAppLog({ bus, clock, redactor }) }
}

it('the log of the manager counts repeats, and tells them in time', async () => {
  const { clock, heard, say } = start()
  for (let i = 0; i < 5; i++) say('ERROR', 'again')
  await settle()
  expect(heard).toMatchObject([{ source: 'APP', level: 'ERROR', text: 'again', repeated: 0, dropped: 0 }])
  await clock.advance(1000)
  expect(heard.slice(1)).toMatchObject([{ text: 'again', repeated: 3 }])
})

it('the log of the manager lets 200 lines a second pass, and tells how many it did not', async () => {
  const { clock, heard, say } = start()
  for (let i = 0; i < 500; i++) say('INFO', `line ${i}`)
  await clock.advance(1000)
  expect(heard).toHaveLength(200)
  say('INFO', 'later')
  await settle()
  expect(heard.at(-1)).toMatchObject({ text: 'later', dropped: 300 })
})

it('the log of the manager masks secrets, and gives each unexpected error a reference', async () => {
  const { redactor, heard, report } = start()
  redactor.learn('canary-1')
  const reference = report(new Error('failed with canary-1 at srt://h:1?passphrase=canary-2'))
  await settle()
  expect(heard[0]?.text).toContain(reference)
  expect(heard[0]?.text).not.toContain('canary')
})

async function printed(asJson: boolean, entries: Partial<LogEntry>[]): Promise<string[]> {
  const bus = new InProcessBus()
  const lines: string[] = []
  printAppLog(bus, 'INFO', await createPrinter(asJson, (line) => lines.push(line)))
  const usual = { at: '2026-01-01T10:00:00.000Z', level: 'INFO' as const, source: 'APP' as const, outputId: null, inputId: null }
  for (const entry of entries) bus.publish('log', { ...usual, text: 'Ready', repeated: 0, dropped: 0, ...entry })
  return lines
}

const hostile = 'one\ntwo \u001b[31m \u009b \u202e "'

it('the log of the manager is printed in words for people, and commands no terminal', async () => {
  expect(await printed(false, [{}, { level: 'DEBUG' }, { source: 'OUTPUT' }, { level: 'WARNING', text: hostile }])).toEqual([
    '2026-01-01 10:00:00.000 INFO    Ready',
    '2026-01-01 10:00:00.000 WARNING one\n    two \\u{1b}[31m \\u{9b} \\u{202e} "',
  ])
})

it('the log of the manager is printed as lines of JSON for programs, of one line each', async () => {
  const lines = await printed(true, [{}, { level: 'DEBUG' }, { level: 'ERROR', text: hostile, repeated: 3, dropped: 2 }])
  expect(lines.join()).not.toMatch(/[\p{Cc}\u202e]/u)
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
    { level: 'info', time: '2026-01-01T10:00:00.000Z', pid: process.pid, msg: 'Ready' },
    {
      ...{ level: 'error', time: '2026-01-01T10:00:00.000Z', pid: process.pid, repeated: 3, dropped: 2 },
      msg: 'one\ntwo \\u{1b}[31m \\u{9b} \\u{202e} "',
    },
  ])
})
