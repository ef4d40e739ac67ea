import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { testKey } from '../support/api.ts'
import { isOnPostgres } from '../support/database.ts'
import { canLimit, fillDisk, limitFiles } from '../support/limits.ts'
import { startManager, until } from '../support/manager.ts'
import { createInput, createOutput, output } from '../support/operations.ts'
import { freeUdpPort } from '../support/ports.ts'

const stopIt = `mutation ($id: ID!) { stopOutput(id: $id) { __typename } }`

describe.runIf(canLimit)('a machine in trouble', () => {
  // PostgreSQL writes to a disk of its own.
  it.skipIf(isOnPostgres)(
    'whose disk is full: what is stopped stops, the answer says why it is not stored, and the server ends when asked',
    async () => {
      await using manager = await startManager()
      const { api } = manager
      const { id: inputId } = await createInput(api)
      await api.query(`mutation { startTestSignal(inputId: "${inputId}") { __typename } }`)
      const url = `udp://127.0.0.1:${await freeUdpPort()}`
      const { id } = await createOutput(api, { inputId, protocol: 'UDP', url })
      await until(async () => (await output(api, id)).state === 'LIVE', 15_000, 'the output to be LIVE')

      fillDisk(manager.pid, 1024)
      const { errors } = await api.ask(stopIt, { id })
      expect(errors).toMatchObject([
        { extensions: { code: 'STORAGE' }, message: expect.stringMatching(/is in force, but could not/) },
      ])
      await until(async () => (await output(api, id)).state === 'STOPPED', 3000, 'the output to be STOPPED')
      expect(await output(api, id)).toMatchObject({ desired: 'STOPPED', process: null })
      const { system } = await api.query<{ system: { database: object } }>('{ system { database { healthy detail } } }')
      expect(system.database).toMatchObject({ healthy: false })
      expect((await api.fetch('/readyz')).status).toBe(503)

      fillDisk(manager.pid, null)
      expect(await api.query(stopIt, { id })).toEqual({ stopOutput: { __typename: 'Output' } })
      fillDisk(manager.pid, 1024)
      await api.ask(stopIt, { id })
      expect(await manager.stop()).toBe(0)
    },
  )

  it('without open files: MediaMTX is back when there are some again, and nothing ended', async () => {
    await using manager = await startManager()
    const { api, pid } = manager
    limitFiles(pid, 0)
    const mediamtx = manager.mediamtx.pid()
    await manager.mediamtx.kill()
    // It measures itself once a second.
    await sleep(1500)
    limitFiles(pid, null)
    await until(
      async () => (await api.fetch('/readyz').catch(() => null))?.status === 200,
      10_000,
      'the server to be ready again',
    )
    expect(manager.mediamtx.pid()).not.toBe(mediamtx)
    expect(await manager.stop()).toBe(0)
  })
})

it('an error that nobody caught is logged without secrets, and the server goes on', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'preload-'))
  const preload = join(folder, 'preload.mjs')
  writeFileSync(
    preload,
    `process.on('SIGUSR2', () => { Promise.reject(new Error('no ' + process.env.API_KEY)); throw new Error('nor this') })`,
  )
  await using manager = await startManager({ NODE_OPTIONS: `--import=${preload}`, LOG_LEVEL: 'ERROR' })
  process.kill(manager.pid, 'SIGUSR2')
  await until(() => /nor this/.test(manager.printed()) && /no \*{4}/.test(manager.printed()), 3000, 'both errors to be logged')
  expect(manager.printed()).not.toContain(testKey)
  expect((await manager.api.fetch('/healthz')).status).toBe(200)
  expect(await manager.stop()).toBe(0)
  rmSync(folder, { recursive: true, force: true })
})
