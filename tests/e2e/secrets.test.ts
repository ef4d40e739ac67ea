import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { openDatabase } from '../../src/db/database.ts'
import { isOnPostgres } from '../support/database.ts'
import { decodeUrl } from '../support/decode.ts'
import { startFeed } from '../support/feed.ts'
import { descendants, everythingStored, startManager, until } from '../support/manager.ts'
import { createInput, createOutput, output, outputs, updateOutput } from '../support/operations.ts'
import { startRtmpDestination } from '../support/rtmpDestination.ts'

const streamKey = 'canary-key-52f1'
const token = 'canary-token-8e07'
const passphrase = 'canary-passphrase-c4d9'
const keys = { first: 'canary-first-secret-key', second: 'canary-second-secret-key' }

/** Such as `npm run secrets -- ...` in a process of its own. */
function startCommand(name: string, argument: string, env: Record<string, string>) {
  const script = join(import.meta.dirname, `../../src/commands/${name}.ts`)
  const child = spawn(process.execPath, [script, argument], {
    ...{
      cwd: env.DATA_DIR,
      env: { PATH: process.env.PATH, API_KEY: 'key', ...configFile, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk))
  const ended = new Promise<{ code: number | null; printed: string }>((resolve) =>
    child.once('close', (code) => resolve({ code, printed: printed.trimEnd() })),
  )
  return { child, ended }
}
const configFile = { MEDIAMTX_CONFIG_PATH: join(import.meta.dirname, '../../mediamtx.yml') }
const run = (argument: string, env: Record<string, string>) => startCommand('secrets', argument, env).ended

/** Of these programs and files, everything that another user of the machine might come to see. */
async function seen(pid: number, dataDir: string): Promise<{ environments: string[]; args: string[][]; files: string }> {
  const children = descendants(pid)
  return {
    environments: children.map((child) => readFileSync(`/proc/${child.pid}/environ`, 'utf8')),
    args: children.map((child) => child.args),
    files: (await everythingStored(dataDir)).join('\n'),
  }
}

it('secrets stand in no file, no environment, no argument, no answer and no line; a lost key costs only what needs it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'secrets-'))
  await using cleanup = new AsyncDisposableStack()
  cleanup.defer(() => rm(folder, { recursive: true, force: true }))
  await using destination = await startRtmpDestination()
  const settings = {
    ...{ DATA_DIR: folder, SECRET_KEY: keys.first, LOG_LEVEL: 'DEBUG', SECRET_KEY_PREVIOUS: 'canary-previous-key' },
    ...{ HTTPS_PROXY: 'http://user:canary-proxy@127.0.0.1:9', CLOUD_TOKEN: 'canary-cloud', NODE_OPTIONS: '--title=canary-node' },
  }
  const backup = join(folder, 'backup.db')
  let feedPort: number
  let database: Record<string, string>
  {
    await using manager = await startManager(settings)
    const { api } = manager
    const camera = await createInput(api)
    feedPort = camera.udpPort
    database = manager.database
    await using _feed = await startFeed({ port: camera.udpPort })
    const add = (name: string, protocol: string, more: Record<string, unknown>) =>
      createOutput(api, { inputId: camera.id, name, protocol, ...more })
    const { id } = await add('Platform', 'RTMP', { url: `${destination.url}/${streamKey}?auth=${token}` })
    await add('Own port', 'SRT_LISTENER', { port: manager.srtPorts.end, passphrase })
    await add('Shared', 'SRT_LISTENER', { passphrase })
    await add('Plain', 'UDP', { url: 'udp://127.0.0.1:9' })
    await until(async () => (await output(api, id)).state === 'LIVE', 15_000, 'the output to be LIVE')
    await until(async () => (await outputs(api)).filter(({ state }) => state === 'LISTENING').length === 2, 15_000, 'listeners')
    expect((await decodeUrl(destination.readUrl(streamKey), 2)).videoFrames).toBeGreaterThan(5)

    const backedUp = await startCommand('backup', backup, { ...settings, ...database }).ended
    expect(backedUp).toEqual(
      isOnPostgres
        ? { code: 1, printed: expect.stringMatching(/is a PostgreSQL: use its own pg_dump/) }
        : {
            code: 0,
            printed: expect.stringMatching(/^Backed up to .*: 1 input, 4 outputs, .* MB\.\n.*keep that in another place/),
          },
    )
    // The backup is one of these files.
    const { environments, args, files } = await seen(manager.pid, folder)
    expect(args.filter((words) => words.includes('-fpre'))).toHaveLength(2)
    expect(environments.length).toBeGreaterThan(3)
    const answers = JSON.stringify([await outputs(api), await api.query('{ logs(first: 1000) { lines { text } } }')])
    const everything = [...environments, ...args.flat(), files, answers, manager.printed(), backedUp.printed]
    expect(everything.filter((text) => text.includes('canary'))).toEqual([])
    expect(files).toContain('v1:')
    const names = new Set(environments.flatMap((text) => text.split('\0').map((pair) => pair.split('=', 1)[0] ?? '')))
    const others = [...names].filter((name) => name !== '' && !name.startsWith('MTX_'))
    // The last is Node's own, by which it counts what of the code is run: `npm run coverage`.
    const known = [
      'PATH',
      'STREAM_MANAGER_RUN',
      'PWD',
      'SHLVL',
      '_',
      ...('NODE_V8_COVERAGE' in process.env ? ['NODE_V8_COVERAGE'] : []),
    ]
    expect(others.filter((name) => !known.includes(name))).toEqual([])
  }

  const second = { ...database, DATA_DIR: folder, SECRET_KEY: keys.second }
  const changed = { ...second, UDP_PORT_RANGE_START: String(feedPort) }
  {
    await using manager = await startManager(changed)
    const { api } = manager
    await using _feed = await startFeed({ port: feedPort })
    const states = async () => Object.fromEntries((await outputs(api)).map(({ name, state }) => [name, state]))
    const expected = { Platform: 'FAILED', 'Own port': 'FAILED', Shared: 'FAILED', Plain: 'LIVE' }
    await until(async () => (await states()).Plain === 'LIVE', 15_000, 'what has no secret to be LIVE')
    expect(await states()).toEqual(expected)
    const { inputs } = await api.query('{ inputs { outputs { name failure { code advice } } } }')
    const lacking = (enter: string) => ({
      code: 'SECRET_UNREADABLE',
      advice: [expect.any(String), expect.stringContaining(enter)],
    })
    expect(inputs).toMatchObject([
      {
        outputs: [
          { name: 'Platform', failure: lacking('enter the stream key of this output again') },
          { name: 'Own port', failure: lacking('enter the passphrase of this output again') },
          { name: 'Shared', failure: lacking('passphrase of this output again, and have a new access token made') },
          { name: 'Plain', failure: null },
        ],
      },
    ])

    // Two are entered again; the third is left as it is.
    await updateOutput(api, '1', { streamKey: 'canary-new-key' })
    await updateOutput(api, '3', { passphrase, renewAccessToken: true })
    const mended = { ...expected, Platform: 'LIVE', Shared: 'LISTENING' }
    await until(async () => JSON.stringify(await states()) === JSON.stringify(mended), 15_000, 'those that were mended')
    const refusals = [run('check', second), run('rotate', second)]
    if (!isOnPostgres) refusals.push(startCommand('restore', backup, second).ended)
    for (const refused of await Promise.all(refusals)) {
      expect(refused).toEqual({
        code: 1,
        printed: expect.stringMatching(/held by another manager: process \d+ .*End that one first/),
      })
    }
  }

  const both = { ...second, SECRET_KEY_PREVIOUS: keys.first }
  expect(await run('check', both)).toEqual({
    code: 0,
    printed: '3 secrets under SECRET_KEY, 2 secrets under SECRET_KEY_PREVIOUS.',
  })
  expect((await run('rotate', both)).printed).toMatch(
    /^2 secrets brought under SECRET_KEY, 3 secrets there already\.\nSECRET_KEY_PREVIOUS can/,
  )
  expect(await run('check', second)).toEqual({
    code: 0,
    printed: '5 secrets under SECRET_KEY, 0 secrets under SECRET_KEY_PREVIOUS.',
  })

  if (isOnPostgres) return
  const restored = await startCommand('restore', backup, second).ended
  expect(restored).toEqual({
    code: 0,
    printed: expect.stringMatching(
      /^Restored .*: 1 input, 4 outputs\.\nThe database that was there is now .*before-restore.*\n5 secrets under neither/,
    ),
  })
  expect(restored.printed).not.toContain('canary')
  expect((await run('check', both)).printed).toBe('0 secrets under SECRET_KEY, 5 secrets under SECRET_KEY_PREVIOUS.')
})

// SQLite's journal tells how far it is.
it.skipIf(isOnPostgres)('a rotation that is killed has brought all secrets under the new key, or none', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rotation-'))
  await using cleanup = new AsyncDisposableStack()
  cleanup.defer(() => rm(folder, { recursive: true, force: true }))
  const file = join(folder, 'manager.db')
  const open = (secretKey: string, ...previousSecretKeys: string[]) => openDatabase({ file, secretKey, previousSecretKeys })
  const database = await open(keys.first)
  const { id: inputId } = await database.settings.insertInput(input)
  const count = 150
  for (let made = 0; made < count; made++) await database.settings.insertOutput({ ...plain, inputId }, { streamKey, passphrase })
  await database.close()

  let [from, to] = [keys.first, keys.second]
  const size = () => statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0
  // As soon as it writes anything, which is that it owns the database, and in the midst of what it writes at the end.
  for (const written of [0, 40_000]) {
    const before = size()
    const { child, ended } = startCommand('secrets', 'rotate', { DATA_DIR: folder, SECRET_KEY: to, SECRET_KEY_PREVIOUS: from })
    while (child.exitCode === null && size() <= before + written) await sleep(0)
    child.kill('SIGKILL')
    await ended
    const after = await open(to, from)
    const { current, outdated, unreadable } = await after.settings.inspectSecrets()
    await after.close()
    expect(unreadable).toEqual([])
    expect([current, outdated]).toEqual(current === 0 ? [0, 2 * count] : [2 * count, 0])
    if (current > 0) [from, to] = [to, from]
  }
  const { code, printed } = await run('rotate', { DATA_DIR: folder, SECRET_KEY: 'third', SECRET_KEY_PREVIOUS: `${from},${to}` })
  expect({ code, printed }).toMatchObject({
    code: 0,
    printed: expect.stringMatching(new RegExp(`^${2 * count} secrets brought`)),
  })
  expect(printed).not.toContain('canary')
})

const input = {
  ...{ name: 'Camera', udpPort: 5000, listenAddress: '0.0.0.0', multicastGroup: null, sourceAddress: null, tags: [] },
  ...{ desired: 'STOPPED' as const, createdAt: new Date() },
}
const plain = {
  ...{ name: 'Out', protocol: 'SRT_CALLER' as const, url: 'srt://192.0.2.1:9000', username: null, port: null, latencyMs: null },
  ...{ streamId: null, packetSize: null, ttl: null, localAddress: null, allowInvalidCertificate: false, tags: [] },
  ...{ reconnectDelaySeconds: 5, maxReconnectAttempts: 0, desired: 'STOPPED' as const, createdAt: new Date() },
}
