import { noSecrets } from '../../../src/domain/output.ts'
import type { OutputSecrets } from '../../../src/domain/output.ts'
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../../../src/db/database.ts'
import { DatabaseError } from '../../../src/db/errors.ts'
import { thisProcess } from '../../../src/db/owner/holder.ts'
import { freshDatabase, isOnPostgres } from '../../support/database.ts'
import { inMemory, openSqlite } from '../../../src/db/sqlite.ts'
import { createSqliteOrm } from '../../../src/db/sqliteProgram.ts'

const secretKey = 'the key of this test'
const canary = 'canary-4f9a1c77'

const newInput = {
  ...{ name: 'Camera 1', udpPort: 5000, listenAddress: '0.0.0.0', tags: ['studio', 'ä'] },
  ...{ multicastGroup: null, sourceAddress: null },
  ...{ desired: 'RUNNING' as const, createdAt: new Date('2026-01-02T03:04:05.678Z') },
}
const newOutput = {
  ...{ name: 'Out', protocol: 'RTMP' as const, url: 'rtmp://live.example.com/app', username: null, packetSize: null },
  ...{
    ttl: null,
    localAddress: null,
    port: null,
    latencyMs: null,
    streamId: null,
    allowInvalidCertificate: false,
    reconnectDelaySeconds: 2.5,
    maxReconnectAttempts: 0,
    tags: [],
  },
  ...{ desired: 'STOPPED' as const, createdAt: new Date('2026-01-02T03:04:05.678Z') },
}

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'sdm-db-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('the database', () => {
  it('keeps everything over a new start', async () => {
    await using fresh = await freshDatabase({ isLasting: true })
    const first = await openDatabase({ ...fresh.place, secretKey })
    const input = await first.settings.insertInput(newInput)
    const output = await first.settings.insertOutput({ ...newOutput, inputId: input.id }, { streamKey: canary, password: null })
    await first.close()
    const second = await openDatabase({ ...fresh.place, secretKey })
    const loaded = await second.settings.load()
    await second.close()
    expect(input).toEqual({ ...newInput, id: '1' })
    expect(output.settings).toEqual({
      ...{ ...newOutput, id: '1', inputId: '1', generation: 1, hasStreamKey: true, hasPassword: false, hasPassphrase: false },
    })
    expect(loaded).toEqual({ inputs: [input], outputs: [output], unknown: [] })
    expect(output.secrets).toEqual({ ...noSecrets, streamKey: canary })
  })

  it.skipIf(isOnPostgres)('holds no secret in clear, and is for its owner alone', async () => {
    const file = join(folder, 'app.db')
    const database = await openDatabase({ file, secretKey })
    const { id } = await database.settings.insertInput(newInput)
    const { settings } = await database.settings.insertOutput(
      { ...newOutput, inputId: id },
      { streamKey: canary, password: canary, passphrase: canary, accessToken: canary },
    )
    await database.settings.updateOutput(settings.id, {}, { password: `${canary}2` })
    const look = () => {
      for (const name of readdirSync(folder)) {
        expect(readFileSync(join(folder, name)).includes(canary)).toBe(false)
        expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600)
      }
    }
    look()
    await database.close()
    look()
  })

  it('tells secrets of another key apart from none', async () => {
    await using fresh = await freshDatabase({ isLasting: true })
    const first = await openDatabase({ ...fresh.place, secretKey })
    const { id: inputId } = await first.settings.insertInput(newInput)
    await first.settings.insertOutput({ ...newOutput, inputId }, { streamKey: canary, password: null })
    await first.settings.insertOutput({ ...newOutput, inputId }, { streamKey: null, password: null })
    await first.close()
    const second = await openDatabase({ ...fresh.place, secretKey: 'another' })
    const { outputs } = await second.settings.load()
    expect(outputs.map(({ secrets }) => secrets)).toEqual([noSecrets, noSecrets])
    expect(outputs.map(({ unreadable }) => unreadable)).toEqual([['streamKey'], []])
    expect(outputs[0]?.settings.hasStreamKey).toBe(true)
    const mended = await second.settings.updateOutput('1', { generation: 2 }, { streamKey: 'new' })
    expect(mended).toMatchObject({ secrets: { ...noSecrets, streamKey: 'new' }, unreadable: [] })
    await second.close()
  })

  it('brings secrets of an earlier key under the present one; what no key opens stays as it is', async () => {
    const file = join(folder, 'app.db')
    const open = async (key: string, ...previousSecretKeys: string[]) =>
      openDatabase({ file, secretKey: key, previousSecretKeys })
    const add = async (key: string, name: string, secrets: Partial<OutputSecrets>) => {
      const database = await open(key)
      const inputId = (await database.settings.load()).inputs[0]?.id ?? (await database.settings.insertInput(newInput)).id
      await database.settings.insertOutput({ ...newOutput, inputId, name }, secrets)
      await database.close()
    }
    await add('lost', 'Lost', { streamKey: 'a', password: 'b' })
    await add('first', 'Old', { streamKey: canary, passphrase: 'c' })
    await add('second', 'New', { streamKey: 'd' })
    const lost = { id: '1', name: 'Lost', protocol: 'RTMP', secrets: ['streamKey', 'password'] }

    const rotating = await open('second', 'first')
    expect(await rotating.settings.inspectSecrets()).toEqual({ current: 1, outdated: 2, unreadable: [lost] })
    expect(await rotating.settings.rotateSecrets()).toEqual({ current: 1, outdated: 2, unreadable: [lost] })
    expect(await rotating.settings.inspectSecrets()).toEqual({ current: 3, outdated: 0, unreadable: [lost] })
    await rotating.close()
    const after = await open('second')
    const { outputs } = await after.settings.load()
    expect(outputs[1]).toMatchObject({ secrets: { streamKey: canary, passphrase: 'c' }, unreadable: [] })
    await after.close()
    const back = await open('lost')
    expect((await back.settings.load()).outputs[0]).toMatchObject({ secrets: { streamKey: 'a', password: 'b' } })
    await back.close()
  })

  it('takes nothing more from one whose place another has taken', async () => {
    await using fresh = await freshDatabase({ isLasting: true })
    const first = await openDatabase({ ...fresh.place, secretKey })
    const second = await openDatabase({ ...fresh.place, secretKey })
    await first.owner.take(thisProcess(), new Date())
    const line = { at: '', level: 'INFO', source: 'APP', outputId: null, inputId: null, repeated: 0, dropped: 0 } as const
    await first.logs.write([{ ...line, id: '1', text: 'of the first' }])
    await second.owner.take(thisProcess(), new Date())
    const late = [
      () => first.settings.insertInput(newInput),
      () => first.logs.write([{ ...line, id: '2', text: 'late' }]),
      () => first.logs.close(2),
    ]
    for (const write of late) await expect(write()).rejects.toThrow(/Another manager has the database now/)
    await expect(first.check()).rejects.toThrow(DatabaseError)
    await second.settings.insertInput({ ...newInput, name: 'Of the second' })
    expect((await second.settings.load()).inputs.map(({ name }) => name)).toEqual(['Of the second'])
    await first.close()
    await second.close()
  })

  it('uses no id twice, and deletes an input with its outputs', async () => {
    await using fresh = await freshDatabase({ isLasting: false })
    const database = await openDatabase({ ...fresh.place, secretKey })
    const { settings } = database
    const first = await settings.insertInput(newInput)
    await settings.insertOutput({ ...newOutput, inputId: first.id }, { streamKey: null, password: null })
    await settings.deleteInput(first.id)
    expect(await settings.load()).toEqual({ inputs: [], outputs: [], unknown: [] })
    const second = await settings.insertInput(newInput)
    const output = await settings.insertOutput({ ...newOutput, inputId: second.id }, { streamKey: null, password: null })
    expect([second.id, output.settings.id]).toEqual(['2', '2'])
    await settings.deleteOutput('2')
    expect((await settings.load()).outputs).toEqual([])
    await database.close()
  })

  it('refuses an output of an input that is not there, and stays usable', async () => {
    await using fresh = await freshDatabase({ isLasting: false })
    const database = await openDatabase({ ...fresh.place, secretKey })
    await expect(
      database.settings.insertOutput({ ...newOutput, inputId: '9' }, { streamKey: null, password: null }),
    ).rejects.toThrow(/foreign key/i)
    await database.settings.insertInput(newInput)
    await database.check()
    await database.close()
  })

  it.skipIf(isOnPostgres)(
    'stays usable when SQLite itself gives a transaction up, as it does for a full disk',
    async () => {
      const file = join(folder, 'app.db')
      const database = await openDatabase({ file, secretKey })
      const raw = new DatabaseSync(file)
      raw.exec("create trigger full before insert on input begin select raise(rollback, 'the disk is full'); end")
      await expect(database.settings.insertInput(newInput)).rejects.toThrow(/the disk is full/)
      raw.exec('drop trigger full')
      raw.close()
      await database.check()
      expect(await database.settings.insertInput(newInput)).toMatchObject({ name: 'Camera 1' })
      await database.close()
    },
    2000,
  )

  it.skipIf(isOnPostgres)('has migrations that lead to what the entities say', async () => {
    const migrations = fileURLToPath(new URL('../../../src/db/migrations/sqlite/', import.meta.url))
    const orm = await createSqliteOrm(openSqlite(inMemory), migrations)
    // Against the snapshot, and against tables that the migrations made.
    expect(await orm.migrator.checkSchema()).toBe(false)
    await orm.migrator.up()
    expect(await orm.schema.getUpdateSchemaSQL()).toBe('')
    await orm.close()
  })
})

describe.skipIf(isOnPostgres)('a database that cannot be used', () => {
  const opening = (file: string) => openDatabase({ file, secretKey })

  it('is of a newer version', async () => {
    const file = join(folder, 'app.db')
    await (await opening(file)).close()
    const raw = new DatabaseSync(file)
    raw.exec("insert into mikro_orm_migrations (name, executed_at) values ('Migration29990101000000_later', '')")
    raw.close()
    await expect(opening(file)).rejects.toThrow(/newer version/)
  })

  it('is no database', async () => {
    const file = join(folder, 'app.db')
    writeFileSync(file, 'This is a letter, not a database. '.repeat(300))
    const error = await opening(file).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(DatabaseError)
    expect(String(error)).toMatch(/is no database of this program/)
  })

  it('is damaged', async () => {
    const file = join(folder, 'app.db')
    await (await opening(file)).close()
    const bytes = readFileSync(file)
    bytes.fill(0xa5, 4096, bytes.length - 4096)
    writeFileSync(file, bytes)
    await expect(opening(file)).rejects.toThrow(/is damaged/)
  })

  it('lies where a file is in the way', async () => {
    writeFileSync(join(folder, 'data'), '')
    const error = await opening(join(folder, 'data', 'app.db')).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(DatabaseError)
    expect(String(error)).toMatch(/cannot be created/)
  })

  it.runIf(process.platform === 'linux')('lies where the system lets nobody make a folder', async () => {
    await expect(opening('/proc/nothing/app.db')).rejects.toThrow(/cannot be created/)
  })

  it('lies in a folder that cannot be written', async () => {
    chmodSync(folder, 0o500)
    // Permissions do not stop root, but nobody makes files there.
    const place = process.getuid?.() === 0 ? '/sys' : folder
    await expect(opening(join(place, 'app.db'))).rejects.toThrow(DatabaseError)
    chmodSync(folder, 0o700)
  })

  it('is held by another program', async () => {
    const file = join(folder, 'app.db')
    await (await opening(file)).close()
    const raw = new DatabaseSync(file)
    raw.exec('pragma locking_mode = exclusive; begin exclusive')
    const error = await openDatabase({ file, secretKey, lockTimeoutMs: 20 }).catch((thrown: unknown) => thrown)
    raw.close()
    expect(String(error)).toMatch(/in use by another program/)
  })
})
