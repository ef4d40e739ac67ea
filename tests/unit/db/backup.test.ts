import { existsSync, mkdtempSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { backUpSqlite } from '../../../src/db/backup/backUp.ts'
import { restoreSqlite } from '../../../src/db/backup/restore.ts'
import { openDatabase } from '../../../src/db/database.ts'
import { DatabaseError } from '../../../src/db/errors.ts'
import { everyRow, fillEveryTable } from '../../support/everyTable.ts'

const secretKey = 'the key of this test'
const newInput = {
  ...{ name: 'Camera 1', udpPort: 5000, listenAddress: '0.0.0.0', tags: ['studio', 'ä'] },
  ...{ multicastGroup: null, sourceAddress: null },
  ...{ desired: 'RUNNING' as const, createdAt: new Date('2026-01-02T03:04:05.678Z') },
}
const newOutput = {
  ...{ name: 'Out', protocol: 'RTMP' as const, url: 'rtmp://live.example.com/app', username: null, packetSize: null },
  ...{ ttl: null, localAddress: null, port: null, latencyMs: null, streamId: null, allowInvalidCertificate: false, tags: [] },
  ...{ reconnectDelaySeconds: 2.5, maxReconnectAttempts: 0, desired: 'STOPPED' as const, createdAt: new Date() },
}

let folder: string
let file: string
let backup: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'backup-'))
  file = join(folder, 'manager.db')
  backup = join(folder, 'backup.db')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const at = (path: string) => ({ kind: 'sqlite' as const, file: path })
const open = (path = file, key = secretKey) => openDatabase({ file: path, secretKey: key })
const restore = (path = file, key = secretKey) =>
  restoreSqlite({ file: path, backup, secretKey: key, previousSecretKeys: [], now: new Date('2026-11-23T08:15:00.000Z') })

/** With one input and one output. */
async function begin(secrets: Record<string, string> = {}): Promise<void> {
  const database = await open()
  const { id: inputId } = await database.settings.insertInput(newInput)
  await database.settings.insertOutput({ ...newOutput, inputId }, secrets)
  await database.close()
}

const refusal = async (work: () => unknown) => {
  const error = await Promise.resolve()
    .then(work)
    .catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(DatabaseError)
  return (error as Error).message
}

describe('a backup', () => {
  it('is every row of every table at one moment, written while the database is in use, and comes back so', async () => {
    await (await open()).close()
    await fillEveryTable(at(file), 8)
    const before = await everyRow(at(file))
    const database = await open()
    const written = await everyRow(at(file))
    const { bytes } = backUpSqlite(file, backup)
    await database.settings.insertInput(newInput)
    expect(bytes).toBe(statSync(backup).size)
    expect(await everyRow(at(backup))).toEqual(written)
    await database.close()

    // To a machine that has none.
    const elsewhere = join(folder, 'elsewhere', 'manager.db')
    expect(await restore(elsewhere)).toMatchObject({ inputs: 8, outputs: 8, former: null, missingSteps: 0 })
    expect(await everyRow(at(elsewhere))).toEqual(written)
    expect(statSync(elsewhere).mode & 0o777).toBe(0o600)
    const { log_counter: counted, ...rest } = written
    expect(counted).toHaveLength(1)
    expect(before).toMatchObject(rest)
  })

  it('holds no secret in clear, no key and nothing that was deleted, and is for its owner alone', async () => {
    await begin({ streamKey: 'canary-stream-key', passphrase: 'canary-passphrase', password: 'canary-password' })
    const database = await open()
    const raw = new DatabaseSync(file, { readOnly: true })
    const former = raw.prepare('select stream_key from output').get()?.stream_key
    raw.close()
    await database.settings.updateOutput('1', {}, { streamKey: 'canary-new-key' })
    backUpSqlite(file, backup)
    await database.close()
    const text = readFileSync(backup, 'latin1')
    expect(text).toContain('v1:')
    expect(former).toMatch(/^v1:/)
    for (const secret of ['canary', secretKey, String(former)]) expect(text).not.toContain(secret)
    expect(statSync(backup).mode & 0o777).toBe(0o600)
  })

  it('replaces nothing, and leaves nothing behind when it cannot be written', async () => {
    await begin()
    const names = () => readdirSync(folder).toSorted()
    const before = names()
    expect(await refusal(() => backUpSqlite(join(folder, 'none.db'), backup))).toMatch(/no database .*none\.db yet/)
    expect(await refusal(() => backUpSqlite(file, join(folder, 'none', 'b.db')))).toMatch(/cannot be written \(ENOENT\)/)
    expect(await refusal(() => backUpSqlite(file, join(file, 'b.db')))).toMatch(/cannot be written \(ENOTDIR\)/)
    expect(names()).toEqual(before)
    writeFileSync(backup, 'a letter')
    expect(await refusal(() => backUpSqlite(file, backup))).toMatch(/there already/)
    expect(readFileSync(backup, 'utf8')).toBe('a letter')
  })

  it('of a damaged database is none', async () => {
    await begin()
    const bytes = readFileSync(file)
    bytes.fill(0xa5, 4096, bytes.length - 4096)
    writeFileSync(file, bytes)
    expect(await refusal(() => backUpSqlite(file, backup))).toMatch(/damaged/)
    expect(readdirSync(folder).filter((name) => name.startsWith('backup'))).toEqual([])
  })
})

describe('a backup that is put back', () => {
  it('keeps the database that was there, and what must not begin again goes on from it', async () => {
    await begin()
    backUpSqlite(file, backup)
    const database = await open()
    await database.settings.insertInput({ ...newInput, name: 'Later' })
    await database.endedSessions.write({ ended: [{ id: 'given-back', expiresAt: Date.UTC(2030) }], expiredBefore: 0 })
    await database.logs.close(77_000_000)
    await database.close()
    const later = await everyRow(at(file))
    // Of a version that may know more.
    const raw = new DatabaseSync(file)
    raw.exec("insert into mikro_orm_migrations (name, executed_at) values ('Migration29990101000000_later', '')")
    raw.close()

    const { former, isContinued } = await restore()
    expect({ former, isContinued }).toEqual({ former: `${file}.before-restore-20261123T081500000Z`, isContinued: true })
    expect(await everyRow(at(former!))).toEqual(later)
    expect(existsSync(`${former}-wal`)).toBe(false)
    const restored = await everyRow(at(file))
    const { input, ended_session: sessions, log_counter: counted } = restored
    expect(input).toEqual((await everyRow(at(backup))).input)
    expect([sessions, counted]).toEqual([later.ended_session, later.log_counter])
    const again = await open()
    expect((await again.settings.insertInput(newInput)).id).toBe('3')
    await again.close()
  })

  it('says which of its secrets the key does not open', async () => {
    await begin({ streamKey: 'a', password: 'b' })
    backUpSqlite(file, backup)
    expect((await restore(file, 'another')).secrets).toEqual({
      ...{ current: 0, outdated: 0 },
      unreadable: [{ id: '1', name: 'Out', protocol: 'RTMP', secrets: ['streamKey', 'password'] }],
    })
  })

  it('takes the place of a damaged database, which is kept with its journal', async () => {
    await begin()
    backUpSqlite(file, backup)
    writeFileSync(file, 'This is a letter, not a database. '.repeat(300))
    writeFileSync(`${file}-wal`, 'a journal')
    const { former, isContinued } = await restore()
    expect(isContinued).toBe(false)
    expect([readFileSync(former!, 'utf8').slice(0, 16), readFileSync(`${former}-wal`, 'utf8')]).toEqual([
      'This is a letter',
      'a journal',
    ])
    expect(existsSync(`${file}-wal`)).toBe(false)
    const database = await open()
    expect((await database.settings.load()).inputs).toHaveLength(1)
    await database.close()
  })

  it('must be a whole one of this program, of this version or an earlier one; else nothing is touched', async () => {
    await begin()
    backUpSqlite(file, backup)
    const whole = readFileSync(backup)
    const changed = (statement: string) => () => {
      const raw = new DatabaseSync(backup)
      raw.exec(statement)
      raw.close()
    }
    const damaged = Buffer.from(whole).fill(0xa5, 4096, whole.length - 4096)
    const cases: [() => void, RegExp][] = [
      [() => rmSync(backup), /There is no file/],
      [() => (rmSync(backup), mkdirSync(backup)), /is no file/],
      [() => writeFileSync(backup, ''), /is no database of this program/],
      [() => writeFileSync(backup, 'This is a letter. '.repeat(300)), /damaged, or no database/],
      [() => writeFileSync(backup, damaged), /damaged/],
      [() => writeFileSync(backup, whole.subarray(0, whole.length / 2)), /damaged/],
      [changed("insert into mikro_orm_migrations (name) values ('Migration29990101000000_later')"), /newer version/],
      [changed('alter table output drop column url'), /has other tables than this program/],
      [changed('drop table log_line'), /has other tables than this program/],
      [() => writeFileSync(`${backup}-wal`, 'a journal'), /is in use or was not closed/],
    ]
    const names = () => readdirSync(folder).filter((name) => !name.startsWith('backup'))
    const before = { bytes: readFileSync(file), names: names() }
    for (const [make, words] of cases) {
      rmSync(backup, { recursive: true, force: true })
      writeFileSync(backup, whole)
      make()
      expect(await refusal(() => restore())).toMatch(words)
      expect(readFileSync(file).equals(before.bytes)).toBe(true)
      expect(names()).toEqual(before.names)
    }
    backup = file
    expect(await refusal(() => restore())).toMatch(/is the database itself/)
  })
})
