import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { NewOutput } from '../../../src/domain/output.ts'
import { nextOf, startServices } from '../../support/services.ts'
import { settle } from '../../support/virtualClock.ts'

const rtmp: NewOutput = { inputId: '1', name: 'Out', protocol: 'RTMP', url: 'rtmp://live.example.com/app/canary-key' }
const udp: NewOutput = { inputId: '1', name: 'Wall', protocol: 'UDP', url: 'udp://198.51.100.7:6000' }

let app: Awaited<ReturnType<typeof startServices>>
beforeEach(async () => {
  app = await startServices()
  await app.inputs.create({ name: 'Camera 1' })
})
afterEach(() => app.stop())

const assigned = (id: string) => app.worker.assignments.outputs.find((output) => output.id === id)

describe('outputs', () => {
  it('are created with what is usual; only the worker is told the key', async () => {
    const output = await app.outputs.create(rtmp)
    expect(output).toMatchObject({
      ...{ id: '1', inputId: '1', name: 'Out', url: 'rtmp://live.example.com/app', hasStreamKey: true, hasPassword: false },
      ...{ reconnectDelaySeconds: 5, maxReconnectAttempts: 0, desired: 'RUNNING', generation: 1, tags: [] },
      ...{ state: 'WAITING_INPUT', delivery: 'UNCONFIRMED', process: null, bitrateBps: 0, bytesSent: 0, failure: null },
    })
    expect(output.displayUrl).toMatch(/\*\*\*\*/)
    expect(JSON.stringify(output)).not.toContain('canary')
    expect(assigned('1')).toMatchObject({
      url: 'rtmp://live.example.com/app',
      secrets: { streamKey: 'canary-key', password: null },
    })
    expect(app.redactor.redact('canary-key')).toBe('****')
  })

  it('take null beside an address for nothing said, and keep what stands in it', async () => {
    const nothing = { streamKey: null, username: null, password: null, passphrase: null, latencyMs: null }
    const url = 'rtmp://joe:canary-word@live.example.com/app/canary-key'
    await app.outputs.create({ ...rtmp, ...nothing, url })
    expect(assigned('1')).toMatchObject({ username: 'joe', secrets: { streamKey: 'canary-key', password: 'canary-word' } })
    await app.outputs.create({ ...rtmp, ...nothing, protocol: 'SRT_CALLER', url: 'srt://live.example.com:9000?latency=200' })
    expect(assigned('2')).toMatchObject({ latencyMs: 200 })
  })

  it('need an input, a usable address, and no loop', async () => {
    await expect(app.outputs.create({ ...rtmp, inputId: '7' })).rejects.toMatchObject({ name: 'NotFound', id: '7' })
    await expect(app.outputs.create({ ...rtmp, url: null })).rejects.toMatchObject({ name: 'InvalidValue', field: 'output.url' })
    await expect(app.outputs.create({ ...rtmp, name: ' ' })).rejects.toMatchObject({ field: 'output.name' })
    await expect(app.outputs.create({ ...udp, url: 'udp://127.0.0.1:5000' })).rejects.toThrow(/Camera 1/)
    await app.outputs.create(udp)
    await expect(app.outputs.update('1', { url: 'udp://127.0.0.1:5000' })).rejects.toMatchObject({ field: 'changes.url' })
  })

  it('restart only for what needs it', async () => {
    await app.outputs.create(rtmp)
    const generation = async (changes: Parameters<typeof app.outputs.update>[1]) =>
      (await app.outputs.update('1', changes)).generation
    expect(await generation({ name: 'B', tags: ['x'], reconnectDelaySeconds: 1, maxReconnectAttempts: 4 })).toBe(1)
    expect(await generation({ streamKey: 'canary-key' })).toBe(1)
    expect(await generation({ streamKey: 'other-key' })).toBe(2)
    expect(await generation({ url: 'rtmp://live.example.com/app' })).toBe(2)
    expect(await generation({ url: 'rtmp://live.example.com/other' })).toBe(3)
    expect(await generation({ username: 'me' })).toBe(4)
    expect(assigned('1')).toMatchObject({ generation: 4, secrets: { streamKey: 'other-key' } })
    expect(await generation({ streamKey: null })).toBe(5)
    expect(app.outputs.get('1')).toMatchObject({ hasStreamKey: false, name: 'B', reconnectDelaySeconds: 1 })
    expect(await app.outputs.update('1', { reconnectDelaySeconds: null, maxReconnectAttempts: null })).toMatchObject({
      ...{ reconnectDelaySeconds: 5, maxReconnectAttempts: 0, generation: 5 },
    })
  })

  it('keep their key when the shown address is given back', async () => {
    const { displayUrl } = await app.outputs.create(rtmp)
    expect(await app.outputs.update('1', { url: displayUrl })).toMatchObject({ hasStreamKey: true, generation: 1 })
  })

  it('start, stop and retry by wish', async () => {
    await app.outputs.create({ ...rtmp, start: false })
    expect(app.outputs.get('1')).toMatchObject({ state: 'STOPPED', desired: 'STOPPED' })
    await expect(app.outputs.retry('1')).rejects.toMatchObject({ name: 'InvalidValue', field: 'id' })
    expect(await app.outputs.start('1')).toMatchObject({ desired: 'RUNNING', generation: 1 })
    await app.outputs.retry('1')
    expect(app.worker.calls).toEqual(['retryOutput 1'])
    app.worker.observeOutput({ id: '1', state: 'FAILED' })
    await settle()
    await app.outputs.start('1')
    expect(app.worker.calls).toEqual(['retryOutput 1', 'retryOutput 1'])
    expect(await app.outputs.stop('1')).toMatchObject({ desired: 'STOPPED' })
    for (const act of ['start', 'stop', 'retry'] as const)
      await expect(app.outputs[act]('9')).rejects.toMatchObject({ name: 'NotFound' })
  })

  it('show what the worker observes, and not what it says late', async () => {
    await app.outputs.create(rtmp)
    app.worker.observeOutput({ id: '1', generation: 2, process: { pid: 42, startedAt: 'now' } })
    app.worker.observeOutput({ id: '1', generation: 1, state: 'FAILED' })
    app.worker.observeOutput({ id: '99', state: 'LIVE' })
    app.bus.publish('rates', {
      ...{ at: app.clock.date().toISOString(), inputs: [] },
      outputs: [{ id: '1', bitrateBps: 8e6, bytesSent: 7, callers: 0, cpuPercent: 2, rssBytes: 5e7, mediaTimeMs: 1 }],
    })
    await settle()
    expect(app.outputs.list()).toMatchObject([
      { state: 'LIVE', generation: 1, bitrateBps: 8e6, bytesSent: 7, process: { pid: 42, cpuPercent: 2, rssBytes: 5e7 } },
    ])
    expect(app.system.now().processes).toBe(1)
  })

  it('are followed, all or by input, down to the end of the input', async () => {
    await app.inputs.create({ name: 'Camera 2' })
    await app.outputs.create(rtmp)
    const all = app.outputs.follow()
    const second = app.outputs.follow({ inputId: '2' })
    expect(await nextOf(all)).toMatchObject({ kind: 'SNAPSHOT', objects: [{ id: '1' }] })
    expect(await nextOf(second)).toEqual({ kind: 'SNAPSHOT', objects: [] })
    await app.outputs.create({ ...udp, inputId: '2' })
    await app.inputs.delete('1')
    await app.outputs.delete('2')
    const heard = [await nextOf(all), await nextOf(all), await nextOf(all)]
    expect(heard).toMatchObject([
      { kind: 'ADDED', id: '2' },
      { kind: 'REMOVED', id: '1' },
      { kind: 'REMOVED', id: '2' },
    ])
    expect([await nextOf(second), await nextOf(second)]).toMatchObject([
      { kind: 'ADDED', id: '2' },
      { kind: 'REMOVED', id: '2' },
    ])
    expect(app.worker.assignments).toMatchObject({ inputs: [{ id: '2' }], outputs: [] })
    expect(() => app.outputs.follow({ id: '1' })).toThrow(/no output 1/)
    expect(() => app.outputs.follow({ inputId: '1' })).toThrow(/no input 1/)
  })

  it('mask a key until what ran with it has ended', async () => {
    await app.outputs.create(rtmp)
    const masks = (text: string) => app.redactor.redact(text) === '****'
    await app.outputs.update('1', { streamKey: 'second-key' })
    await app.outputs.update('1', { name: 'renamed' })
    app.worker.observeOutput({ id: '1', generation: 1 })
    app.worker.observeOutput({ id: '1', generation: 2, state: 'STOPPING' })
    await settle()
    expect([masks('canary-key'), masks('second-key')]).toEqual([true, true])
    app.worker.observeOutput({ id: '1', generation: 2, state: 'STARTING' })
    await settle()
    expect([masks('canary-key'), masks('second-key')]).toEqual([false, true])
    await app.outputs.delete('1')
    expect(masks('second-key')).toBe(true)
    app.bus.publish('outputGone', { id: '1' })
    await settle()
    expect(masks('second-key')).toBe(false)
  })
})

describe('a lost SECRET_KEY', () => {
  it('is told to the worker and the log, and mended by entering the secrets anew', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sdm-services-'))
    const file = join(folder, 'app.db')
    const before = await startServices({ file })
    await before.inputs.create({ name: 'Camera 1' })
    await before.outputs.create(rtmp)
    await before.stop()
    const after = await startServices({ file, secretKey: 'another' })
    await settle()
    expect(after.worker.assignments.outputs).toMatchObject([{ id: '1', secrets: { unreadable: ['streamKey'] } }])
    expect((await after.logs.page({ first: 10 })).lines).toMatchObject([
      { level: 'ERROR', text: expect.stringMatching(/"Out".*SECRET_KEY is another than before.*SECRET_KEY_PREVIOUS/) },
    ])
    expect(await after.destinations.testOutput('1')).toMatchObject({ ok: false, failure: { code: 'SECRET_UNREADABLE' } })
    await after.outputs.update('1', { streamKey: 'new-key' })
    expect(after.worker.assignments.outputs).toMatchObject([{ generation: 2, secrets: { streamKey: 'new-key', password: null } }])
    await after.stop()
    rmSync(folder, { recursive: true })
  })
})

describe('listeners with a port of their own', () => {
  const listener = { inputId: '1', name: 'Hall', protocol: 'SRT_LISTENER' } as const

  it('have one of the range that nobody else has', async () => {
    expect(await app.outputs.nextFreeSrtPort()).toBe(8891)
    app.worker.holders.set(8891, 'nc (pid 12)')
    expect(await app.outputs.nextFreeSrtPort()).toBe(8892)
    await expect(app.outputs.create({ ...listener, port: 8891 })).rejects.toMatchObject({
      ...{ name: 'PortTaken', port: 8891, holder: 'nc (pid 12)' },
    })
    await app.outputs.create({ ...listener, port: 8892 })
    await expect(app.outputs.create({ ...listener, port: 8892 })).rejects.toMatchObject({ holder: 'output "Hall"' })
    await expect(app.outputs.create({ ...listener, url: 'srt://:8890?mode=listener' })).rejects.toMatchObject({
      ...{ name: 'InvalidValue', field: 'output.url', message: expect.stringContaining('from 8891 to 8893') },
    })
    await expect(app.outputs.create({ ...listener, port: 9000 })).rejects.toMatchObject({ field: 'output.port' })
  })

  it('may change it under the same rules; its own is no obstacle', async () => {
    await app.outputs.create({ ...listener, port: 8891 })
    await app.outputs.create({ ...listener, name: 'Foyer' })
    app.worker.holders.set(8891, 'ffmpeg (pid 13)')
    expect(await app.outputs.update('1', { port: 8891, name: 'Aula' })).toMatchObject({ port: 8891, generation: 1 })
    await expect(app.outputs.update('2', { port: 8891 })).rejects.toMatchObject({ holder: 'output "Aula"' })
    await expect(app.outputs.update('2', { port: 8890 })).rejects.toMatchObject({ field: 'changes.port' })
    expect(await app.outputs.update('1', { port: null })).toMatchObject({ port: null, generation: 2 })
    expect((await app.outputs.update('1', { port: 8893 })).callerUrl).toBe('srt://192.0.2.1:8893')
  })
})
