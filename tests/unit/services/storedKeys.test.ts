import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startServices } from '../../support/services.ts'

let folder: string
let file: string

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stored-keys-'))
  file = join(folder, 'app.db')
  const { inputs, outputs, stop } = await startServices({ file, secretKey: 'first' })
  await inputs.create({ name: 'Camera 1' })
  const create = (name: string, more: Record<string, unknown>) =>
    outputs.create({ inputId: '1', name, protocol: 'RTMP', ...more } as Parameters<typeof outputs.create>[0])
  await create('Login', { url: 'rtmp://user:secret-password@live.example.com/app/secret-key' })
  await create('Shared', { protocol: 'SRT_LISTENER', passphrase: 'secret-passphrase' })
  await create('Own port', { protocol: 'SRT_LISTENER', port: 8891 })
  await create('Plain', { protocol: 'UDP', url: 'udp://192.0.2.10:5000' })
  await create('Caller', { protocol: 'SRT_CALLER', url: 'srt://192.0.2.10:9000?streamid=publish:a:b:secret-id' })
  await stop()
})
afterEach(() => rmSync(folder, { recursive: true }))

async function start(options: Parameters<typeof startServices>[0]) {
  const app = await startServices({ file, ...options })
  const assigned = () => app.worker.assignments.outputs.map(({ name, secrets }) => [name, secrets] as const)
  const said = async () => (await app.logs.page({ first: 100 })).lines.map(({ level, text }) => `${level} ${text}`)
  return { ...app, secretsOf: (name: string) => Object.fromEntries(assigned())[name], said, [Symbol.asyncDispose]: app.stop }
}

describe('under another SECRET_KEY', () => {
  it('each output knows which of its secrets it lacks; those that need none of them lack nothing', async () => {
    await using app = await start({ secretKey: 'second' })
    expect(app.secretsOf('Login')).toEqual({ unreadable: ['streamKey', 'password'] })
    expect(app.secretsOf('Shared')).toEqual({ unreadable: ['passphrase', 'accessToken'] })
    expect(app.secretsOf('Own port')).toMatchObject({ passphrase: null, accessToken: null })
    expect(app.secretsOf('Plain')).toMatchObject({ streamKey: null })
    expect(app.secretsOf('Caller')).toEqual({ unreadable: ['password'] })
  })

  it('they are replaced or cleared one by one', async () => {
    await using app = await start({ secretKey: 'second' })
    await app.outputs.update('1', { streamKey: 'new-key' })
    expect(app.secretsOf('Login')).toEqual({ unreadable: ['password'] })
    await app.outputs.update('1', { password: null })
    expect(app.secretsOf('Login')).toMatchObject({ streamKey: 'new-key', password: null })
    await app.outputs.update('2', { passphrase: 'new-passphrase', renewAccessToken: true })
    expect(app.secretsOf('Shared')).toMatchObject({
      passphrase: 'new-passphrase',
      accessToken: expect.stringMatching(/^\w{32}$/),
    })
    await app.outputs.update('5', { streamId: 'publish:a:b:new-id' })
    expect(app.secretsOf('Caller')).toMatchObject({ password: 'new-id' })
  })

  it('what was not replaced is there again under the earlier one', async () => {
    const lost = await start({ secretKey: 'second' })
    await lost.outputs.update('5', { streamId: 'publish:a:b:new-id' })
    await lost.stop()
    await using app = await start({ secretKey: 'first' })
    expect(app.secretsOf('Login')).toMatchObject({ streamKey: 'secret-key', password: 'secret-password' })
    expect(app.secretsOf('Caller')).toEqual({ unreadable: ['password'] })
  })

  it('the log names the outputs, and the file when the key came from one', async () => {
    await using app = await start({ secretKey: 'second', secretKeyFile: '/data/secret-key' })
    const [line, ...others] = await app.said()
    expect(line).toMatch(/^ERROR .*"Login", "Shared", "Own port", "Caller".*the key in \/data\/secret-key.*from a backup/)
    expect(others).toEqual([])
  })
})

describe('with the earlier one as SECRET_KEY_PREVIOUS', () => {
  it('everything can be read, and the log says how much lies under it and what to do', async () => {
    await using app = await start({ secretKey: 'second', previousSecretKeys: ['another', 'first'] })
    expect(app.secretsOf('Login')).toMatchObject({ streamKey: 'secret-key', password: 'secret-password' })
    expect(await app.said()).toEqual([expect.stringMatching(/^WARNING 6 stored secrets .*npm run secrets -- rotate/)])
  })
})

describe('a new access token', () => {
  it('is made when it is asked for, and shuts out the former', async () => {
    await using app = await start({ secretKey: 'first' })
    const before = app.outputs.get('2')?.callerUrl
    const after = await app.outputs.update('2', { renewAccessToken: true })
    expect(after.callerUrl).toMatch(/streamid=read:out-2:caller-2:\w{32}/)
    expect(after).toMatchObject({ generation: 2, callerUrl: expect.not.stringContaining(before ?? '') })
    expect((await app.outputs.update('2', { renewAccessToken: false })).callerUrl).toBe(after.callerUrl)
  })

  it('is for listeners alone', async () => {
    await using app = await start({ secretKey: 'first' })
    await expect(app.outputs.update('1', { renewAccessToken: true })).rejects.toMatchObject({ field: 'changes.renewAccessToken' })
  })
})
