import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../../../src/db/database.ts'
import { hasEnded, thisProcess } from '../../../src/db/owner/holder.ts'
import { openOwned } from '../../../src/db/owner/openOwned.ts'
import { systemClock } from '../../../src/worker/systemClock.ts'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'owner-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function start(file: string) {
  const open = () => openDatabase({ file, secretKey: 'a secret key of the tests' })
  const { db, ownership } = await openOwned({ file }, open, { clock: systemClock, say: () => {} })
  return {
    ownership,
    async [Symbol.asyncDispose]() {
      await ownership.release()
      await db.close()
    },
  }
}

describe('the owner of an SQLite database', () => {
  it('is alone, and each start is one epoch later', async () => {
    const file = join(folder, 'new', 'app.db')
    let instanceId: string
    {
      await using first = await start(file)
      instanceId = first.ownership.instanceId
      expect(first.ownership).toMatchObject({ epoch: 1 })
      expect(first.ownership.mayStart()).toBe(true)
      expect(first.ownership.holdsForMs()).toBe(Number.POSITIVE_INFINITY)
      await first.ownership.servesAt('http://127.0.0.1:1234')
      await expect(start(file)).rejects.toThrow(
        new RegExp(
          `app\\.db is held by another manager: process ${process.pid} on .+, since .+Z, at http://127\\.0\\.0\\.1:1234\\.`,
        ),
      )
      expect(readdirSync(join(folder, 'new')).filter((name) => name.includes('.lock'))).toEqual(['app.db.lock'])
    }
    await using second = await start(file)
    expect(second.ownership).toMatchObject({ epoch: 2, instanceId })
  })

  it('of a database in memory has no lock', async () => {
    await using one = await start(':memory:')
    await using other = await start(':memory:')
    expect(one.ownership.instanceId).not.toBe(other.ownership.instanceId)
    expect(existsSync(':memory:.lock')).toBe(false)
  })

  it('of a copy is not that of the original', async () => {
    const [file, copy] = [join(folder, 'a.db'), join(folder, 'b.db')]
    const { instanceId } = (
      await start(file).then(async (first) => {
        await first[Symbol.asyncDispose]()
        return first
      })
    ).ownership
    cpSync(file, copy)
    cpSync(`${file}.lock`, `${copy}.lock`)
    await using second = await start(copy)
    expect(second.ownership.epoch).toBe(2)
    expect(second.ownership.instanceId).not.toBe(instanceId)
  })

  it('does not touch the tables of a database that another one holds', async () => {
    const file = join(folder, 'app.db')
    await (await start(file))[Symbol.asyncDispose]()
    const lock = new DatabaseSync(`${file}.lock`)
    lock.exec('begin exclusive')
    let opened = false
    const open = async () => {
      opened = true
      throw new Error('it was opened')
    }
    await expect(openOwned({ file }, open, { clock: systemClock, say: () => {} })).rejects.toThrow(
      /held by another manager that is just starting/,
    )
    expect(opened).toBe(false)
    lock.close()
  })

  it('gives it up when the database cannot be opened', async () => {
    const file = join(folder, 'app.db')
    const failing = () => Promise.reject(new Error('no'))
    await expect(openOwned({ file }, failing, { clock: systemClock, say: () => {} })).rejects.toThrow('no')
    await using owner = await start(file)
    expect(owner.ownership.epoch).toBe(1)
  })
})

describe('a holder', () => {
  it.runIf(process.platform === 'linux')('has ended when its process has, or another one has its number', async () => {
    const here = thisProcess()
    expect(hasEnded(here)).toBe(false)
    expect(hasEnded({ ...here, startTicks: here.startTicks - 1 })).toBe(true)
    // Nothing is known of other machines.
    expect(hasEnded({ ...here, machine: 'another', startTicks: 1 })).toBe(false)
    const child = spawn(process.execPath, ['-e', ''])
    await once(child, 'exit')
    expect(hasEnded({ ...here, pid: child.pid! })).toBe(true)
  })
})
