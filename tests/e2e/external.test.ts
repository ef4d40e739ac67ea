import { spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { appendFile, copyFile, mkdtemp, rename, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { LogFile } from '../../src/worker/mediamtx/logFile.ts'
import { systemClock } from '../../src/worker/systemClock.ts'
import type { ApiClient } from '../support/api.ts'
import { decodeBytes, decodeUrl } from '../support/decode.ts'
import { startExternalMediamtx } from '../support/externalMediamtx.ts'
import type { ExternalMediamtx } from '../support/externalMediamtx.ts'
import { startFeed } from '../support/feed.ts'
import { startManager, until } from '../support/manager.ts'
import { change, createInput, createOutput, input, output } from '../support/operations.ts'
import { freeUdpPort } from '../support/ports.ts'
import { ffmpegBin } from '../support/programs.ts'
import { startUdpReceiver } from '../support/udpReceiver.ts'

interface Health {
  healthy: boolean
  detail: string
}

async function mediamtx(api: ApiClient): Promise<Health> {
  return (await api.query<{ system: { mediamtx: Health } }>('{ system { mediamtx { healthy detail } } }')).system.mediamtx
}

async function said(api: ApiClient): Promise<string> {
  const { logs } = await api.query<{ logs: { lines: { text: string }[] } }>(
    '{ logs(first: 1000, level: DEBUG) { lines { text } } }',
  )
  return logs.lines.map(({ text }) => text).join('\n')
}

function untilState(api: ApiClient, id: string, state: string, withinMs: number): Promise<unknown> {
  return until(async () => (await output(api, id)).state === state, withinMs, `output ${id} to be ${state}`)
}

async function callerUrl(api: ApiClient, id: string): Promise<string> {
  return (await api.query<{ output: { callerUrl: string } }>('query ($id: ID!) { output(id: $id) { callerUrl } }', { id })).output
    .callerUrl
}

/** Whether somebody who calls there gets a feed. */
async function isServed(url: string): Promise<boolean> {
  const quick = ['-nostdin', '-loglevel', 'error', '-fflags', 'nobuffer', '-probesize', '100000', '-analyzeduration', '500000']
  const args = [...quick, '-i', url, '-map', '0', '-c', 'copy', '-f', 'mpegts', '-flush_packets', '1', 'pipe:1']
  const child = spawn(ffmpegBin(), args, { stdio: ['ignore', 'pipe', 'ignore'], timeout: 10_000, killSignal: 'SIGKILL' })
  let bytes = 0
  child.stdout.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > 50_000) child.kill('SIGKILL')
  })
  await once(child, 'close')
  return bytes > 50_000
}

async function pathsOf(external: ExternalMediamtx): Promise<string[]> {
  const answer = (await (await external.call('GET', '/v3/config/paths/list')).json()) as { items: { name: string }[] }
  // Without the one that says whose the others are.
  return answer.items.flatMap(({ name }) => (name.startsWith('sdm-owner-') ? [] : [name])).sort()
}

it('a MediaMTX started by hand serves as our own does, through its restart and its forgetting; what others made there stays', async () => {
  await using external = await startExternalMediamtx()
  const foreignPort = await freeUdpPort()
  const addForeign = async () => {
    await external.call('POST', '/v3/config/paths/add/studio', { source: `udp+mpegts://127.0.0.1:${foreignPort}` })
    await external.call('POST', '/v3/config/paths/add/in-1', { source: 'publisher' })
  }
  await addForeign()
  await using manager = await startManager({ ...external.env, UDP_PORT_RANGE_START: String(foreignPort) })
  const { api } = manager
  await using receiver = await startUdpReceiver()
  const camera = await createInput(api)
  // The first port of the range is held there: known by the API alone.
  expect(camera.udpPort).toBe(foreignPort + 1)
  await expect(createInput(api, { udpPort: foreignPort })).rejects.toThrow('is taken by the path "studio" of MediaMTX')
  const sent = await createOutput(api, { inputId: camera.id, protocol: 'UDP', url: `udp://127.0.0.1:${receiver.port}` })
  const listener = await createOutput(api, { inputId: camera.id, protocol: 'SRT_LISTENER' })
  await using _feed = await startFeed({ port: camera.udpPort })
  await untilState(api, sent.id, 'LIVE', 10_000)
  await untilState(api, listener.id, 'LISTENING', 5000)
  const caller = await callerUrl(api, listener.id)
  expect(caller).toMatch(`srt://127.0.0.1:${external.srtPort}?streamid=read:sdm-out-${listener.id}:`)
  expect(await isServed(caller)).toBe(true)
  expect(await pathsOf(external)).toEqual(['in-1', `sdm-in-${camera.id}`, `sdm-out-${listener.id}`, 'studio'])
  const { detail } = await mediamtx(api)
  expect(detail).toContain(`Runs elsewhere, at ${external.env.MEDIAMTX_API_URL}.`)
  expect(detail).toContain(`Its log is read from ${external.logFile}.`)

  // A second server that would use the same names, by mistake, leaves everything as it is and says so.
  {
    await using rival = await startManager(external.env)
    await createInput(rival.api)
    const words = async () => (await mediamtx(rival.api)).detail.includes('give each a MEDIAMTX_PATH_PREFIX of its own')
    await until(words, 8000, 'the other server to be told of')
    expect((await mediamtx(rival.api)).healthy).toBe(false)
    expect(await pathsOf(external)).toEqual(['in-1', `sdm-in-${camera.id}`, `sdm-out-${listener.id}`, 'studio'])
    expect((await output(api, sent.id)).state).toBe('LIVE')
  }

  // Its settings file is touched: it forgets every path and cuts every reader.
  await external.touch()
  await until(async () => !(await pathsOf(external)).includes('studio'), 3000, 'MediaMTX to forget its paths')
  await until(async () => (await pathsOf(external)).includes(`sdm-in-${camera.id}`), 2000, 'its path to be back')
  await receiver.flows(performance.now() + 300, 8000)
  await untilState(api, listener.id, 'LISTENING', 5000)
  expect(await isServed(caller)).toBe(true)

  // It ends, and is started again by whoever runs it.
  await external.kill()
  await until(async () => !(await mediamtx(api)).healthy, 3000, 'its end to be told')
  expect((await mediamtx(api)).detail).toBe(`The MediaMTX at ${external.env.MEDIAMTX_API_URL} does not answer (ECONNREFUSED).`)
  expect((await input(api, camera.id)).state).toBe('UNKNOWN')
  await untilState(api, sent.id, 'WAITING_INPUT', 2000)
  expect((await fetch(new URL('/readyz', api.url))).status).toBe(503)
  const { incidents } = await api.query<{ incidents: { incidents: { title: string }[] } }>(
    '{ incidents(open: true) { incidents { title } } }',
  )
  expect(incidents.incidents.map(({ title }) => title).join()).toContain('MediaMTX does not answer')
  await external.start()
  await addForeign()
  await untilState(api, sent.id, 'LIVE', 8000)
  receiver.take()
  const since = performance.now()
  await receiver.flows(since + 1500, 4000)
  expect((await decodeBytes(receiver.take())).videoFrames).toBeGreaterThan(10)
  expect(await isServed(caller)).toBe(true)
  expect((await fetch(new URL('/readyz', api.url))).status).toBe(200)

  // A manager that starts again knows what is its own, and takes away what nobody wants any more.
  await manager.stop()
  expect((await external.call('GET', '/v3/info')).ok).toBe(true)
  await using next = await startManager({ ...external.env })
  await until(async () => (await pathsOf(external)).join() === 'in-1,studio', 3000, 'what was left behind to be removed')
  expect((await mediamtx(next.api)).healthy).toBe(true)
  const everything = `${await said(next.api)}${manager.printed()}${next.printed()}`
  expect(everything).not.toContain(external.env.MEDIAMTX_API_PASSWORD)
  expect(everything).not.toContain('password-of-the-reader')
})

/** Takes the port of an input before MediaMTX can, and waits until the input says so, and listens when it is free. */
async function isTold(api: ApiClient, name: string): Promise<void> {
  const camera = await createInput(api, { name, start: false })
  const rival = createSocket('udp4')
  rival.bind(camera.udpPort, '0.0.0.0')
  await once(rival, 'listening')
  await change(api, 'startInput', camera.id)
  const failed = await until(
    async () => {
      const seen = await input(api, camera.id)
      return seen.state === 'FAILED' ? seen : null
    },
    4000,
    `the port that is taken to be told, ${name}`,
  )
  expect(failed.failure).toMatchObject({
    code: 'PORT_BUSY',
    message: expect.stringContaining(`UDP port ${camera.udpPort} is held by `),
  })
  rival.close()
  await until(async () => (await input(api, camera.id)).state === 'WAITING', 4000, 'it to listen')
}

it('its faults are told in words: a wrong password, a port that is taken, as its log says', async () => {
  await using external = await startExternalMediamtx()
  const { MEDIAMTX_LOG_FILE: logFile = '', ...env } = external.env
  {
    await using manager = await startManager({ ...env, MEDIAMTX_API_PASSWORD: 'canary-wrong-1' })
    await until(async () => (await mediamtx(manager.api)).detail.includes('refuses the user "manager"'), 8000, 'the words')
    expect(await mediamtx(manager.api)).toEqual({
      healthy: false,
      detail: `The MediaMTX at ${env.MEDIAMTX_API_URL} refuses the user "manager": MEDIAMTX_API_USER and MEDIAMTX_API_PASSWORD must be those of its file.`,
    })
    const lines = await said(manager.api)
    expect(lines).toContain('refuses the user "manager"')
    expect(lines).not.toContain('canary-wrong')
  }
  {
    // Without its log what can be seen otherwise is told.
    await using manager = await startManager(env)
    await isTold(manager.api, 'without a log')
  }
  const readUrl = env.MEDIAMTX_RTSP_URL!.replace('password-of-the-reader', 'canary-wrong-2')
  await using manager = await startManager({ ...external.env, MEDIAMTX_RTSP_URL: readUrl })
  const { api } = manager
  await isTold(api, 'before a rotation')
  await copyFile(logFile, `${logFile}.1`)
  await truncate(logFile)
  await isTold(api, 'after it')
  await until(async () => (await mediamtx(api)).detail.includes('does not let "reader" read'), 12_000, 'the words')
  expect((await mediamtx(api)).healthy).toBe(false)
  expect(await said(api)).not.toContain('canary-wrong')
})

it('users of others keep their passwords: an output on the shared port says why it cannot be served', async () => {
  await using external = await startExternalMediamtx({
    ...{ MTX_AUTHINTERNALUSERS_2_USER: 'vlc', MTX_AUTHINTERNALUSERS_2_PASS: 'password-of-vlc' },
    MTX_AUTHINTERNALUSERS_2_PERMISSIONS_0_ACTION: 'read',
  })
  await using manager = await startManager(external.env)
  const { api } = manager
  const camera = await createInput(api)
  const listener = await createOutput(api, { inputId: camera.id, protocol: 'SRT_LISTENER' })
  await using _feed = await startFeed({ port: camera.udpPort })
  await untilState(api, listener.id, 'FAILED', 10_000)
  const words = 'lets in others whose passwords'
  expect((await output(api, listener.id)).failure?.message).toContain(words)
  await until(async () => (await mediamtx(api)).detail.includes(words), 4000, 'the words')
  expect((await mediamtx(api)).healthy).toBe(true)
  const read = external.env.MEDIAMTX_RTSP_URL!.replace('reader:password-of-the-reader', 'vlc:password-of-vlc')
  expect((await decodeUrl(`${read}/sdm-in-${camera.id}`, 1)).videoFrames).toBeGreaterThan(10)
  await change(api, 'stopOutput', listener.id)
  await until(async () => !(await mediamtx(api)).detail.includes(words), 4000, 'what is in nobody’s way to be told no more')
})

it('a log is followed from its present end on, through rotation, truncation and absence', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'log-file-'))
  const path = join(folder, 'mediamtx.log')
  await writeFile(path, 'history\n')
  const lines: string[] = []
  const problems: (string | null)[] = []
  const log = new LogFile(path, systemClock, {
    onLine: (line) => lines.push(line),
    onChange: (problem) => problems.push(problem),
  })
  const heard = (line: string) => until(() => lines.at(-1) === line, 4000, `"${line}" to be heard`)
  log.start()
  try {
    await until(() => problems.length > 0, 4000, 'the file to be opened')
    await appendFile(path, 'first\n')
    await heard('first')
    await appendFile(path, 'in two ')
    await sleep(400)
    await appendFile(path, 'parts\n')
    await heard('in two parts')
    await appendFile(path, 'last of the old\n')
    await rename(path, `${path}.1`)
    await writeFile(path, 'first of the new\n')
    await heard('first of the new')
    await truncate(path)
    await appendFile(path, 'short\n')
    await heard('short')
    await rm(path)
    await until(() => problems.at(-1) === 'ENOENT', 4000, 'its absence to be told')
    await writeFile(path, 'back\n')
    await heard('back')
    await until(() => problems.at(-1) === null, 4000, 'its return to be told')
    expect(lines).toEqual(['first', 'in two parts', 'last of the old', 'first of the new', 'short', 'back'])
  } finally {
    await log.stop()
    await rm(folder, { recursive: true })
  }
})
