import { execFile, spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { appendFile, copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { Redactor } from '../../src/domain/redaction.ts'
import { createIngest } from '../../src/worker/mediamtx/ingest.ts'
import { createStartProcess, findOnPath } from '../../src/worker/processes/process.ts'
import { systemClock } from '../../src/worker/systemClock.ts'
import type { ApiClient } from '../support/api.ts'
import { decodeBytes } from '../support/decode.ts'
import { feedFile, startFeed } from '../support/feed.ts'
import { descendants, isMediamtxExternal, startManager, until } from '../support/manager.ts'
import { change, createInput, createOutput, input, updateOutput } from '../support/operations.ts'
import { freeUdpPort } from '../support/ports.ts'
import { ffmpegBin, mediamtxBin } from '../support/programs.ts'

interface SeenListener {
  state: string
  delivery: string
  callers: number
  drops: number
  attempt: number
  bytesSent: number
  bitrateBps: number
  callerUrl: string
  url: string
  failure: { code: string; message: string } | null
  process: { pid: number } | null
}

async function seen(api: ApiClient, id: string): Promise<SeenListener> {
  const fields =
    'state delivery callers drops attempt bytesSent bitrateBps callerUrl url failure { code message } process { pid }'
  const query = `query ($id: ID!) { output(id: $id) { ${fields} } }`
  return (await api.query<{ output: SeenListener }>(query, { id })).output
}

function untilState(api: ApiClient, id: string, state: string, withinMs = 8000): Promise<SeenListener> {
  const look = async () => {
    const output = await seen(api, id)
    return output.state === state ? output : null
  }
  return until(look, withinMs, `output ${id} to be ${state}`)
}

async function said(api: ApiClient, filter: Record<string, unknown>): Promise<string> {
  const query =
    'query ($outputId: ID, $source: LogSource) { logs(outputId: $outputId, source: $source, first: 1000) { lines { text } } }'
  const { logs } = await api.query<{ logs: { lines: { text: string }[] } }>(query, filter)
  return logs.lines.map(({ text }) => text).join('\n')
}

/** Somebody who calls for an output and takes what comes. */
interface Caller extends AsyncDisposable {
  /** From the call to the first byte; null: none came. */
  firstByteMs: number | null
  received(): Buffer
  /** Resolves once it has so many bytes; rejects when it ended before. */
  takes(bytes: number): Promise<void>
  /** Resolves when it was let go, refused, or gave up. */
  ended: Promise<void>
  leave(): Promise<void>
}

/** As `ffmpeg -i URL`, but without looking at the feed for seconds before it hands it on. */
function ffmpegCaller(url: string, passphrase?: string): string[] {
  const secret = passphrase === undefined ? [] : ['-passphrase', passphrase]
  const quick = ['-nostdin', '-loglevel', 'error', '-fflags', 'nobuffer', '-probesize', '100000', '-analyzeduration', '500000']
  return [
    ffmpegBin(),
    ...quick,
    ...secret,
    '-i',
    url,
    '-map',
    '0',
    '-c',
    'copy',
    '-copyts',
    '-f',
    'mpegts',
    '-flush_packets',
    '1',
    'pipe:1',
  ]
}

function call([program, ...args]: string[]): Caller {
  const calledAt = performance.now()
  const child = spawn(program!, args, { stdio: ['ignore', 'pipe', 'ignore'] })
  const ended = once(child, 'close').then(() => {})
  const chunks: Buffer[] = []
  let size = 0
  const caller: Caller = {
    firstByteMs: null,
    received: () => Buffer.concat(chunks),
    takes: (bytes) =>
      until(
        () => {
          if (child.exitCode !== null) throw new Error(`The caller ended with ${size} bytes`)
          return size >= bytes
        },
        12_000,
        `${bytes} bytes`,
      ).then(() => {}),
    ended,
    async leave() {
      // FFmpeg may overlook a single signal.
      const again = setInterval(() => child.kill('SIGTERM'), 200)
      child.kill('SIGTERM')
      await ended
      clearInterval(again)
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      await ended
    },
  }
  child.stdout.on('data', (chunk: Buffer) => {
    caller.firstByteMs ??= performance.now() - calledAt
    chunks.push(chunk)
    size += chunk.length
  })
  return caller
}

/** Whether somebody who sends there is let in. */
async function mayPublish(url: string): Promise<boolean> {
  const args = ['-nostdin', '-loglevel', 'error', '-re', '-i', await feedFile(), '-t', '1', '-c', 'copy', '-f', 'mpegts', url]
  return new Promise((resolve) => execFile(ffmpegBin(), args, { timeout: 10_000 }, (error) => resolve(error === null)))
}

/** Presentation time of the first picture, milliseconds as the stream has it. */
async function firstPictureMs(bytes: Buffer): Promise<number> {
  const args = [
    '-loglevel',
    'error',
    '-copyts',
    '-f',
    'mpegts',
    '-i',
    'pipe:0',
    '-map',
    '0:v:0',
    '-c',
    'copy',
    '-f',
    'framecrc',
    '-',
  ]
  const child = spawn(ffmpegBin(), args, { stdio: ['pipe', 'pipe', 'ignore'] })
  let printed = ''
  child.stdout.on('data', (chunk) => (printed += chunk))
  child.stdin.on('error', () => {})
  child.stdin.end(bytes)
  await once(child, 'close')
  const ticks = /^0,\s*-?\d+,\s*(-?\d+),/m.exec(printed)?.[1]
  return Number(ticks) / 90
}

// Most of their time is waiting: together they take as long as the longest.
it.concurrent(
  'callers on the shared port: many at once, each output with its own token and passphrase, dropped and let in again',
  async () => {
    await using manager = await startManager({ LOG_LEVEL: 'DEBUG' })
    const { api } = manager
    const camera = await createInput(api)
    const open = await createOutput(api, { inputId: camera.id, protocol: 'SRT_LISTENER', name: 'Open' })
    const passphrase = 'a-passphrase-0a1b'
    const locked = await createOutput(api, { inputId: camera.id, protocol: 'SRT_LISTENER', name: 'Locked', passphrase })
    expect((await seen(api, open.id)).state).toBe('WAITING_INPUT')
    const feed = await startFeed({ port: camera.udpPort })
    const waiting = await untilState(api, open.id, 'LISTENING', 15_000)
    expect(waiting).toMatchObject({ callers: 0, delivery: 'UNCONFIRMED', process: null, failure: null })
    const { callerUrl } = waiting
    const token = callerUrl.slice(callerUrl.lastIndexOf(':') + 1)
    expect(waiting.url).toBe(callerUrl.replace(token, '****'))

    // Nothing is read for nobody.
    await sleep(500)
    expect(await said(api, { source: 'MEDIAMTX' })).not.toContain('is reading from path')
    expect(
      descendants(manager.pid)
        .map(({ args }) => args.join(' '))
        .join(),
    ).not.toContain('/in-')

    const callers = Array.from({ length: 10 }, () => call(ffmpegCaller(callerUrl)))
    if (findOnPath('srt-live-transmit')) callers.push(call(['srt-live-transmit', '-a:no', callerUrl, 'file://con']))
    await Promise.all(callers.map((caller) => caller.takes(120_000)))
    await untilState(api, open.id, 'LIVE')
    await until(async () => (await seen(api, open.id)).callers === callers.length, 3000, 'all callers to be counted')
    const live = await until(
      async () => {
        const output = await seen(api, open.id)
        return output.bytesSent > 10 * 120_000 && output.bitrateBps > 1e6 ? output : null
      },
      4000,
      'bytes and bit rate of all callers',
    )
    expect(live).toMatchObject({ state: 'LIVE', delivery: 'CONFIRMED', process: null, drops: 0 })
    expect((await decodeBytes(callers[0]!.received())).videoFrames).toBeGreaterThan(5)

    // One who leaves disturbs nobody; the token opens nothing else; the passphrase is needed.
    await callers[0]!.leave()
    await until(async () => (await seen(api, open.id)).callers === callers.length - 1, 3000, 'one to have left')
    const to = (streamId: string) => `srt://127.0.0.1:${manager.srtPorts.start}?streamid=${streamId}`
    const lockedUrl = (await seen(api, locked.id)).callerUrl
    const refused = [
      to(`read:out-${locked.id}:caller-${open.id}:${token}`),
      to(`read:in-${camera.id}:caller-${open.id}:${token}`),
      to(`read:out-${open.id}:caller-${open.id}:wrong`),
      to(`read:out-${open.id}`),
      `srt://127.0.0.1:${manager.srtPorts.start}`,
      lockedUrl.replace('****', 'another-passphrase'),
      lockedUrl.replace(/&passphrase=.*/, ''),
    ].map((url) => call(ffmpegCaller(url)))
    const published = [`publish:out-${open.id}`, `publish:in-${camera.id}`, 'publish:new'].map((path) =>
      mayPublish(to(`${path}:caller-${open.id}:${token}`)),
    )
    expect(await Promise.all(published)).toEqual([false, false, false])
    await Promise.all(refused.map(({ ended }) => ended))
    expect(refused.map(({ firstByteMs }) => firstByteMs)).toEqual(refused.map(() => null))
    await using decrypting = call(ffmpegCaller(lockedUrl.replace('****', passphrase)))
    await decrypting.takes(50_000)
    const lines = await said(api, { outputId: locked.id })
    expect(lines).toMatch(/Caller 127\.0\.0\.1:\d+ was refused: its passphrase is not the one of this output/)
    expect(lines).toMatch(/Caller 127\.0\.0\.1:\d+ receives/)

    // Stopped: all of its callers are gone within a second, those of the other stay.
    const stoppingAt = performance.now()
    await change(api, 'stopOutput', open.id)
    await untilState(api, open.id, 'STOPPED', 2000)
    await Promise.all(callers.map(({ ended }) => ended))
    expect(performance.now() - stoppingAt).toBeLessThan(1000)
    await until(async () => (await seen(api, open.id)).callers === 0, 1500, 'nobody to be counted')
    const before = decrypting.received().length
    await decrypting.takes(before + 50_000)
    await change(api, 'startOutput', open.id)
    await untilState(api, open.id, 'LISTENING')

    // The feed goes and comes.
    await feed.kill()
    await untilState(api, locked.id, 'WAITING_INPUT')
    await decrypting.ended
    await using _feed = await startFeed({ port: camera.udpPort })
    await untilState(api, locked.id, 'LISTENING')
    await using again = call(ffmpegCaller(lockedUrl.replace('****', passphrase)))
    await again.takes(50_000)
    expect(again.firstByteMs).toBeLessThan(4000)
    expect(await seen(api, locked.id)).toMatchObject({ attempt: 0, failure: null })

    // MediaMTX dies, and everything is as it was.
    await manager.mediamtx.kill()
    await untilState(api, locked.id, 'LISTENING')
    await using last = call(ffmpegCaller(lockedUrl.replace('****', passphrase)))
    await last.takes(50_000)

    const everything = `${await said(api, {})}${await said(api, { source: 'MEDIAMTX' })}${await said(api, { outputId: open.id })}${manager.printed()}`
    expect(everything).not.toContain(token)
    expect(everything).not.toContain(passphrase)
  },
)

it.concurrent('a port of its own serves one caller after the other, each from now', async () => {
  await using manager = await startManager()
  const { api } = manager
  const camera = await createInput(api)
  await using _feed = await startFeed({ port: camera.udpPort })
  await until(async () => (await input(api, camera.id)).state === 'LIVE', 10_000, 'the input to be LIVE')
  const create = (port: number) => createOutput(api, { inputId: camera.id, protocol: 'SRT_LISTENER', passphrase, port })
  const passphrase = `a:b\\c'd=e,[f]-0a1b`
  const nextFree = async () => (await api.query<{ nextFreeSrtPort: number }>('{ nextFreeSrtPort }')).nextFreeSrtPort

  const stranger = createSocket('udp4').bind(manager.srtPorts.start + 1)
  await once(stranger, 'listening')
  await expect(create(manager.srtPorts.start + 1)).rejects.toThrow(/is taken by .*\(pid \d+\)/)
  await expect(create(manager.srtPorts.start)).rejects.toThrow(`from ${manager.srtPorts.start + 1} to ${manager.srtPorts.end}`)
  stranger.close()
  const port = await nextFree()
  const own = await create(port)
  await expect(create(port)).rejects.toThrow('is taken by output "Destination"')
  expect(await nextFree()).toBeGreaterThan(port)

  const { callerUrl } = await untilState(api, own.id, 'LISTENING')
  expect(callerUrl).toBe(`srt://127.0.0.1:${port}?passphrase=****`)
  const url = `srt://127.0.0.1:${port}`
  await using wrong = call(ffmpegCaller(url, 'another-passphrase'))
  await wrong.ended
  // Long enough for what was not taken to pile up.
  await sleep(1500)
  for (let turn = 0; turn < 3; turn += 1) {
    const mediaTimeMs = await mediaTimeOf(api, own.id)
    await using caller = call(ffmpegCaller(url, passphrase))
    await caller.takes(60_000)
    expect(caller.firstByteMs).toBeLessThan(turn === 0 ? 3000 : 2500)
    // FFmpeg puts 1.4 s before what it sends as MPEG-TS.
    expect((await firstPictureMs(caller.received())) - 1400).toBeGreaterThan(mediaTimeMs - 200)
    if (turn === 1) expect((await decodeBytes(caller.received())).videoFrames).toBeGreaterThan(5)
    await until(async () => (await seen(api, own.id)).callers === 1, 2500, 'the caller to be counted')
    expect((await seen(api, own.id)).state).toBe('LIVE')
    if (turn === 2) {
      await using second = call(ffmpegCaller(url, passphrase))
      await second.ended
      expect(second.firstByteMs).toBeNull()
    }
    await caller.leave()
    await untilState(api, own.id, 'LISTENING', 2000)
  }
  const after = await seen(api, own.id)
  expect(after).toMatchObject({ drops: 0, attempt: 0, failure: null })
  expect(after.bytesSent).toBeGreaterThan(180_000)
  const lines = await said(api, { outputId: own.id })
  expect(lines).toContain('A caller was refused: its passphrase is not the one of this output')
  expect(lines).toContain('This port serves one at a time')
  expect(lines).not.toContain(passphrase)

  // From one kind to the other.
  await updateOutput(api, own.id, { port: null })
  await until(
    async () => (await seen(api, own.id)).callerUrl.includes('streamid') && (await seen(api, own.id)).process === null,
    5000,
    'the other kind',
  )
  await untilState(api, own.id, 'LISTENING')
  await updateOutput(api, own.id, { port })
  await until(async () => (await seen(api, own.id)).process !== null, 5000, 'a process')
  await untilState(api, own.id, 'LISTENING')
  const stoppingAt = performance.now()
  await change(api, 'stopOutput', own.id)
  await untilState(api, own.id, 'STOPPED', 2000)
  expect(performance.now() - stoppingAt).toBeLessThan(1000)
})

async function mediaTimeOf(api: ApiClient, id: string): Promise<number> {
  const query = 'subscription ($ids: [ID!]) { statistics(outputIds: $ids, everyMs: 500) { outputs { mediaTimeMs } } }'
  for await (const { statistics } of api.subscribe<{ statistics: { outputs: { mediaTimeMs: number }[] } }>(query, { ids: [id] }))
    return statistics.outputs[0]!.mediaTimeMs
  throw new Error('No statistics came')
}

it.skipIf(isMediamtxExternal)(
  'a shared port that another program has keeps nothing else from working, and is taken once it is free',
  { concurrent: true },
  async () => {
    const stranger = createSocket('udp4').bind(0)
    await once(stranger, 'listening')
    const port = stranger.address().port
    const range = { SRT_PORT_RANGE_START: String(port), UDP_PORT_RANGE_START: String(port > 40_000 ? port - 200 : port + 200) }
    await using manager = await startManager(range)
    const { api } = manager
    const camera = await createInput(api)
    await using _feed = await startFeed({ port: camera.udpPort })
    const output = await createOutput(api, { inputId: camera.id, protocol: 'SRT_LISTENER' })
    const failed = await untilState(api, output.id, 'FAILED')
    expect(failed.failure).toMatchObject({
      code: 'PORT_BUSY',
      message: expect.stringMatching(new RegExp(`UDP port ${port}, .* held by .*\\(pid ${process.pid}\\)`)),
    })
    expect((await input(api, camera.id)).state).toBe('LIVE')
    const { system } = await api.query<{ system: { mediamtx: { healthy: boolean; detail: string } } }>(
      '{ system { mediamtx { healthy detail } } }',
    )
    expect(system.mediamtx).toMatchObject({ healthy: true, detail: expect.stringContaining(`UDP port ${port}`) })
    stranger.close()
    await untilState(api, output.id, 'LISTENING', 5000)
  },
)

it.skipIf(isMediamtxExternal)(
  'a MediaMTX that read its settings file again lets the same callers in',
  { concurrent: true },
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'listener-'))
    const configPath = join(folder, 'mediamtx.yml')
    await copyFile(join(import.meta.dirname, '../../mediamtx.yml'), configPath)
    const [udpPort, sharedSrtPort] = [await freeUdpPort(), await freeUdpPort()]
    await using _feed = await startFeed({ port: udpPort })
    const ingest = createIngest({
      ...{ bus: { publish: () => {}, subscribe: () => () => {} }, clock: systemClock, random: Math.random },
      ...{ redactor: new Redactor(), startProcess: createStartProcess(), sharedSrtPort, configPath },
      ...{ ffmpegBin: ffmpegBin(), mediamtxBin: mediamtxBin() },
    })
    try {
      await ingest.start()
      const where = { listenAddress: '127.0.0.1', udpPort, multicastGroup: null, sourceAddress: null }
      ingest.reconcile([{ id: '1', name: 'Camera', desired: 'RUNNING', ...where }])
      await until(() => ingest.sight('1').readUrl, 8000, 'the feed')
      const listener = { outputId: '7', inputId: '1', passphrase: null, accessToken: 'a-token-of-the-tests' }
      const { sharedPort } = ingest
      sharedPort.open(listener, { onChange: () => {}, onLine: () => {} })
      await until(() => sharedPort.sight('7').isOpen, 5000, 'the port to be open')
      const url = `srt://127.0.0.1:${sharedSrtPort}?streamid=read:out-7:caller-7:a-token-of-the-tests`
      await using before = call(ffmpegCaller(url))
      await before.takes(20_000)
      await appendFile(configPath, '\n# touched\n')
      await before.ended
      // A caller that comes while the settings are being put back is refused, and calls again as receivers do.
      const isLetIn = async () => {
        await using again = call(ffmpegCaller(url))
        // Awaited here, or the caller would be gone before it takes anything.
        const took = await again.takes(20_000).then(
          () => true,
          () => false,
        )
        return took
      }
      await until(isLetIn, 10_000, 'the same caller to be let in')
    } finally {
      await ingest.stop()
      await rm(folder, { recursive: true, force: true })
    }
  },
)
