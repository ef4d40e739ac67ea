import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LogEntry } from '../../../src/domain/log.ts'
import { parseFfmpegLine } from '../../../src/domain/programs/ffmpegLog.ts'
import { startServices } from '../../support/services.ts'
import { settle } from '../../support/virtualClock.ts'

let app: Awaited<ReturnType<typeof startServices>>
beforeEach(async () => {
  app = await startServices()
  await app.inputs.create({ name: 'Camera 1' })
})
afterEach(() => app.stop())

const say = (text: string, of: Partial<LogEntry> = {}) => {
  const origin = { source: 'INPUT', inputId: '1', outputId: null, ...of } as const
  app.bus.publish('log', { at: app.clock.date().toISOString(), level: 'INFO', ...origin, text, repeated: 0, dropped: 0 })
  return settle()
}
const texts = async () => (await app.logs.page({ first: 1000 })).lines.map(({ text }) => text)

describe('lines of the log', () => {
  it('are cut where no program says anything to people', async () => {
    await say('x'.repeat(5000))
    await say('y'.repeat(5000), { source: 'APP', inputId: null })
    expect((await texts()).map(({ length }) => length)).toEqual([1000, 4000])
    expect((await texts())[0]).toMatch(/x…$/)
  })

  it('stay short when a peer fills them with control characters', () => {
    expect(parseFfmpegLine(`[error] ${'\u202E'.repeat(4000)}`).text.length).toBeLessThanOrEqual(4096)
  })

  it('are none of what was deleted, however late they come', async () => {
    await say('before')
    await app.inputs.delete('1')
    await say('between')
    app.bus.publish('inputGone', { id: '1' })
    await say('after')
    await app.clock.advance(2000)
    for (let round = 0; round < 10; round++) await settle()
    expect(await texts()).toEqual([])
    await app.clock.advance(2000)
    expect(app.db.logs.books).toEqual([])
  })
})
