import { afterEach, describe, expect, it, vi } from 'vitest'
import { openDatabase } from '../../../src/db/database.ts'
import { inMemory } from '../../../src/db/sqlite.ts'
import { startServices } from '../../support/services.ts'
import { settle } from '../../support/virtualClock.ts'

afterEach(() => vi.restoreAllMocks())

function never(): Promise<never> {
  return new Promise(() => {})
}

describe('a machine in trouble', () => {
  it('has no file left to be measured by: the last values stand, and measuring goes on', async () => {
    const app = await startServices()
    const before = app.system.now().rssBytes
    const rss = vi.spyOn(process.memoryUsage, 'rss').mockImplementation(() => {
      throw Object.assign(new Error('uv_resident_set_memory: EMFILE'), { code: 'EMFILE' })
    })
    await app.clock.advance(3000)
    expect(app.system.now().rssBytes).toBe(before)
    rss.mockReturnValue(before + 10e6)
    await app.clock.advance(1000)
    expect(app.system.now().rssBytes).toBe(before + 10e6)
    await app.stop()
  })

  it('has a database that never answers: it is not ready, and ends all the same', async () => {
    const db = await openDatabase({ file: inMemory, secretKey: 'a secret key of the tests' })
    const app = await startServices({ db: { ...db, check: never } })
    app.bus.publish('componentFact', {
      component: 'mediamtx',
      fact: { healthy: true, version: null, detail: null, since: null },
    })
    await app.inputs.create({ name: 'Camera 1' })
    const missing = app.system.notReady()
    await app.clock.advance(2000)
    expect(await missing).toEqual(['database'])

    vi.spyOn(db.settings, 'deleteInput').mockImplementation(never)
    void app.inputs.delete('1')
    await settle()
    const stopped = app.stop()
    await app.clock.advance(3000)
    await stopped
    await db.close()
  })
})
