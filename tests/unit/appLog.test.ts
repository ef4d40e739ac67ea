import { expect, it } from 'vitest'
import type { LogEntry } from '../../src/domain/log.ts'
import { Redactor } from '../../src/domain/redaction.ts'
import { createAppLog } from '../../src/server/appLog.ts'
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
