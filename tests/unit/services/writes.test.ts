import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { openDatabase } from '../../../src/db/database.ts'
import { UncertainError } from '../../../src/db/errors.ts'
import { startServices } from '../../support/services.ts'

const secretKey = 'a secret key of the tests'

afterEach(() => vi.restoreAllMocks())

/** An input with an output on a database that another program can lock. */
async function stage({ lockTimeoutMs = 5 } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'sdm-writes-'))
  const file = join(folder, 'app.db')
  const db = await openDatabase({ file, secretKey, lockTimeoutMs })
  const app = await startServices({ db })
  const raw = new DatabaseSync(file)
  await app.inputs.create({ name: 'Camera 1' })
  await app.outputs.create({ inputId: '1', name: 'Wall', protocol: 'UDP', url: 'udp://198.51.100.7:6000' })
  return {
    app,
    db,
    lock: () => raw.exec('begin immediate'),
    unlock: () => raw.exec('rollback'),
    stored: () => raw.prepare('select desired, name from output').get(),
    wished: () => [app.outputs.get('1')?.desired, app.worker.assignments.outputs[0]?.desired],
    /** Everything of this start is over; resolves with what the next one finds. */
    async startAgain() {
      await app.stop()
      await db.close()
      const next = await openDatabase({ file, secretKey })
      const { outputs } = await next.settings.load()
      await next.close()
      return outputs.map(({ settings }) => settings.desired)
    },
    async [Symbol.asyncDispose]() {
      await app.stop()
      await db.close()
      raw.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

describe('a stop while the database takes nothing', () => {
  it('is in force at once; that it is not stored is said', async () => {
    await using it = await stage()
    it.lock()
    await expect(it.app.outputs.stop('1')).rejects.toMatchObject({
      name: 'Storage',
      message: expect.stringMatching(
        /^The stop of output "Wall" is in force, but could not be stored\. The database .* is in use/,
      ),
    })
    await expect(it.app.outputs.stop('1')).rejects.toMatchObject({ name: 'Storage' })
    await expect(it.app.inputs.stop('1')).rejects.toMatchObject({ name: 'Storage' })
    expect(it.wished()).toEqual(['STOPPED', 'STOPPED'])
    expect(it.app.worker.assignments.inputs[0]?.desired).toBe('STOPPED')
    expect(it.app.system.now().database.healthy).toBe(false)
    it.unlock()
    expect(it.stored()).toMatchObject({ desired: 'RUNNING' })
  })

  it('is stored as soon as that can be', async () => {
    await using it = await stage()
    it.lock()
    await it.app.outputs.stop('1').catch(() => {})
    await it.app.clock.advance(5000)
    it.unlock()
    // What waits for the database waits in real time.
    await vi.waitFor(async () => {
      await it.app.clock.advance(5000)
      expect(it.stored()).toMatchObject({ desired: 'STOPPED' })
      expect(it.app.system.now().database.healthy).toBe(true)
    })
  })

  it('is not undone by what is stored next, and can be taken back', async () => {
    await using it = await stage()
    it.lock()
    await it.app.outputs.stop('1').catch(() => {})
    await expect(it.app.outputs.update('1', { name: 'Gate' })).rejects.toThrow(/^Nothing was changed\./)
    it.unlock()
    expect(await it.app.outputs.update('1', { name: 'Gate' })).toMatchObject({ name: 'Gate', desired: 'STOPPED' })
    expect(it.wished()).toEqual(['STOPPED', 'STOPPED'])
    expect(it.stored()).toEqual({ name: 'Gate', desired: 'STOPPED' })
    expect(await it.app.outputs.start('1')).toMatchObject({ desired: 'RUNNING' })
    expect(it.stored()).toMatchObject({ desired: 'RUNNING' })
  })

  it('is tried a last time when the server ends', async () => {
    await using it = await stage()
    it.lock()
    await it.app.outputs.stop('1').catch(() => {})
    it.unlock()
    expect(await it.startAgain()).toEqual(['STOPPED'])
  })
})

describe('a stop while something else waits for the database', () => {
  it('is in force at once, and is stored in its turn', async () => {
    await using it = await stage({ lockTimeoutMs: 2000 })
    it.lock()
    const renamed = it.app.outputs.update('1', { name: 'Gate' })
    const stopped = it.app.outputs.stop('1')
    await Promise.resolve()
    expect(it.wished()).toEqual(['STOPPED', 'STOPPED'])
    const { length } = it.app.worker.told
    it.unlock()
    await Promise.all([renamed, stopped])
    expect(it.wished()).toEqual(['STOPPED', 'STOPPED'])
    expect(it.stored()).toEqual({ desired: 'STOPPED', name: 'Gate' })
    expect(it.app.worker.told.slice(length).flatMap(({ outputs }) => outputs.map(({ desired }) => desired))).not.toContain(
      'RUNNING',
    )
  })

  it('is told with those that are asked for in the same breath', async () => {
    await using it = await stage()
    const url = 'udp://198.51.100.7:6000'
    for (const name of ['Gate', 'Hall']) await it.app.outputs.create({ inputId: '1', name, protocol: 'UDP', url })
    const { length } = it.app.worker.told
    await Promise.all(['1', '2', '3'].map((id) => it.app.outputs.stop(id)))
    expect(it.app.worker.told.slice(length).map(({ outputs }) => outputs.map(({ desired }) => desired))).toEqual([
      ['STOPPED', 'STOPPED', 'STOPPED'],
    ])
  })

  it('is the last word after a start that was asked for before it, and yields to one after it', async () => {
    await using it = await stage({ lockTimeoutMs: 2000 })
    await it.app.outputs.stop('1')
    it.lock()
    const before = it.app.outputs.start('1')
    const stop = it.app.outputs.stop('1')
    it.unlock()
    await Promise.all([before, stop])
    expect([...it.wished(), it.stored()?.desired]).toEqual(['STOPPED', 'STOPPED', 'STOPPED'])
    await Promise.all([it.app.outputs.stop('1'), it.app.outputs.start('1')])
    expect([...it.wished(), it.stored()?.desired]).toEqual(['RUNNING', 'RUNNING', 'RUNNING'])
  })

  it('of what is deleted before its turn is told so', async () => {
    await using it = await stage({ lockTimeoutMs: 2000 })
    it.lock()
    const gone = it.app.outputs.delete('1')
    const stop = it.app.outputs.stop('1')
    it.unlock()
    await gone
    await expect(stop).rejects.toMatchObject({ name: 'NotFound', id: '1' })
  })
})

describe('a change of which nobody knows whether it is stored', () => {
  it.each([true, false])('is read back as soon as the database answers; it was: %s', async (wasStored) => {
    await using it = await stage()
    const { db } = it
    const update = db.settings.updateOutput.bind(db.settings)
    vi.spyOn(db.settings, 'updateOutput').mockImplementationOnce(async (...args) => {
      if (wasStored) await update(...args)
      throw new UncertainError('The database went away at the last moment.')
    })
    await expect(it.app.outputs.update('1', { name: 'Gate' })).rejects.toThrow(/^Whether this was stored is not known/)
    expect(it.app.outputs.get('1')?.name).toBe('Wall')
    expect(it.app.system.now().database.healthy).toBe(false)
    await vi.waitFor(async () => {
      await it.app.clock.advance(5000)
      expect(it.app.system.now().database.healthy).toBe(true)
    })
    expect(it.app.outputs.get('1')?.name).toBe(wasStored ? 'Gate' : 'Wall')
  })
})

it('a change that cannot be stored changes nothing, and says why', async () => {
  await using it = await stage()
  it.lock()
  await expect(it.app.outputs.delete('1')).rejects.toMatchObject({ name: 'Storage' })
  await expect(it.app.inputs.create({ name: 'Camera 2' })).rejects.toThrow(/^Nothing was changed\. The database .* is in use/)
  it.unlock()
  expect(it.wished()).toEqual(['RUNNING', 'RUNNING'])
  expect(it.app.inputs.list()).toHaveLength(1)
})
