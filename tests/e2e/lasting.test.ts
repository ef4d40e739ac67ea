import { execFile } from 'node:child_process'
import { mkdtemp, rm, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import type { ApiClient } from '../support/api.ts'
import { isOnPostgres } from '../support/database.ts'
import { startFeed } from '../support/feed.ts'
import { descendants, everythingStored, startManager, until } from '../support/manager.ts'
import { createInput, createOutput, output, outputs } from '../support/operations.ts'
import { freeTcpPort, freeUdpPort } from '../support/ports.ts'
import { statOf } from '../support/processes.ts'
import { ffmpegBin, mediamtxBin } from '../support/programs.ts'

interface Line {
  id: string
  text: string
}
interface Incident {
  id: string
  title: string
  cause: string
  outputNames: string[]
  closedAt: string | null
}

const lines = async (api: ApiClient, args: string) =>
  (await api.query<{ logs: { lines: Line[] } }>(`{ logs(${args} first: 1000) { lines { id text } } }`)).logs.lines
const incidents = async (api: ApiClient, args = '') =>
  (
    await api.query<{ incidents: { incidents: Incident[] } }>(
      `{ incidents${args} { incidents { id title cause outputNames closedAt } } }`,
    )
  ).incidents.incidents

async function firstLine(program: string, option: string): Promise<string> {
  const { stdout } = await promisify(execFile)(program, [option])
  return stdout.split('\n')[0]!
}

it('the figures of the system are those of the machine', async () => {
  await using manager = await startManager()
  const { api, pid, dataDir, udpPorts } = manager
  const camera = await createInput(api)
  await using _feed = await startFeed({ port: camera.udpPort })
  for (const name of ['a', 'b'])
    await createOutput(api, { inputId: camera.id, name, protocol: 'UDP', url: `udp://127.0.0.1:${await freeUdpPort()}` })
  await until(async () => (await outputs(api)).every(({ state }) => state === 'LIVE'), 15_000, 'both outputs to be LIVE')

  interface System {
    cpuPercent: number
    rssBytes: number
    diskFreeBytes: number
    processes: number
    udpPortsFree: number
    mediamtx: { healthy: boolean; version: string }
    ffmpeg: { healthy: boolean; version: string }
    database: { healthy: boolean; version: string }
  }
  const component = '{ healthy version }'
  const fields = `cpuPercent rssBytes diskFreeBytes processes udpPortsFree mediamtx ${component} ffmpeg ${component} database ${component}`
  const system = async () => (await api.query<{ system: System }>(`{ system { ${fields} } }`)).system
  const before = { ...statOf(pid), at: performance.now() }
  const told: number[] = []
  for (let second = 0; second < 4; second++) {
    await sleep(1000)
    told.push((await system()).cpuPercent)
  }
  const after = statOf(pid)
  const cpuPercent = ((after.cpuSeconds - before.cpuSeconds) / (performance.now() - before.at)) * 100_000
  const free = await statfs(dataDir)
  const now = await system()
  expect(Math.abs(told.reduce((sum, percent) => sum + percent, 0) / told.length - cpuPercent)).toBeLessThan(8)
  expect(Math.abs(now.rssBytes / statOf(pid).rssBytes - 1)).toBeLessThan(0.15)
  expect(Math.abs(now.diskFreeBytes / (free.bavail * free.bsize) - 1)).toBeLessThan(0.02)
  expect(now.processes).toBe(descendants(pid).filter(({ args }) => args.includes('-progress')).length)
  expect(now.processes).toBe(2)
  expect(now.udpPortsFree).toBe(udpPorts.end - udpPorts.start)
  expect(await firstLine(mediamtxBin(), '--version')).toContain(now.mediamtx.version.replace(/^v/, ''))
  expect(await firstLine(ffmpegBin(), '-version')).toContain(`ffmpeg version ${now.ffmpeg.version}`)
  expect(now).toMatchObject({ mediamtx: { healthy: true }, ffmpeg: { healthy: true }, database: { healthy: true } })
  expect(now.database.version).toMatch(isOnPostgres ? /^PostgreSQL \d+/ : /^SQLite 3\.\d+/)
})

it('logs and incidents outlive the manager, and hold no secret', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'lasting-'))
  try {
    const closed = await freeTcpPort()
    const secrets = {
      key: 'canaryKey7f3a',
      token: 'canaryToken91bc',
      user: 'canaryPw4d21',
      pass: 'canaryPass88fe',
      stream: 'canaryStream5e',
      access: 'canaryAccess6b',
    }
    const refused: [protocol: string, url: string, more?: Record<string, unknown>][] = [
      ['RTMP', `rtmp://127.0.0.1:${closed}/app/${secrets.key}?token=${secrets.token}`],
      ['RTMP', `rtmps://127.0.0.1:${closed}/app`, { streamKey: `${secrets.key}2` }],
      ['RTSP', `rtsp://person:${secrets.user}@127.0.0.1:${closed}/path`],
      ['RTSP', `rtsp://127.0.0.1:${closed}/path`, { username: 'person', password: `${secrets.user}2` }],
      ['SRT_CALLER', `srt://127.0.0.1:${closed}?passphrase=${secrets.pass}&streamid=publish:x:person:${secrets.stream}`],
      ['SRT_CALLER', `srt://127.0.0.1:${closed}?streamid=#!::m=publish,r=x,u=person,s=${secrets.access}`],
    ]
    let seen: Line[]
    let lastId: number
    let open: Incident[]
    {
      await using manager = await startManager({ DATA_DIR: dataDir })
      const { api } = manager
      const camera = await createInput(api)
      await using feed = await startFeed({ port: camera.udpPort })
      const made = await Promise.all(
        refused.map(([protocol, url, more], n) =>
          createOutput(api, { inputId: camera.id, name: `out ${n}`, protocol, url, reconnectDelaySeconds: 1, ...more }),
        ),
      )
      const listener = await createOutput(api, {
        ...{ inputId: camera.id, name: 'listener', protocol: 'SRT_LISTENER', passphrase: `${secrets.pass}3` },
      })
      await until(
        async () => (await incidents(api, '(open: true)')).length === made.length,
        25_000,
        'an incident for each output that is refused',
      )
      for (const { id } of made) expect((await output(api, id)).failure).not.toBeNull()
      await feed.stop()
      await until(
        async () => (await incidents(api, '(open: true)')).find(({ cause }) => cause === 'INPUT_LOST'),
        10_000,
        'the incident of the lost feed',
      )
      // Longer than it takes to store what was said.
      await sleep(1500)
      open = await incidents(api, '(open: true)')
      seen = await lines(api, '')
      const { callerUrl } = (await api.query<{ output: { callerUrl: string } }>(`{ output(id: "${listener.id}") { callerUrl } }`))
        .output
      Object.assign(secrets, { listener: callerUrl.replace(/.*:/, '') })
      lastId = Number(seen.at(-1)?.id)
      expect(open.find(({ cause }) => cause === 'INPUT_LOST')?.outputNames).toHaveLength(made.length + 1)
      expect(seen.length).toBeGreaterThan(20)
      expect(JSON.stringify(seen)).toContain('****')
      await manager.kill()
    }
    const expectNoSecret = async () => {
      for (const text of await everythingStored(dataDir))
        for (const secret of Object.values(secrets)) expect(text.includes(secret)).toBe(false)
    }
    expect(Object.values(secrets).every((secret) => secret.length > 8)).toBe(true)
    expect((await everythingStored(dataDir)).some((text) => /Connection refused|nothing listens/.test(text))).toBe(true)
    await expectNoSecret()

    await using manager = await startManager({ DATA_DIR: dataDir })
    const { api } = manager
    const again = await lines(api, '')
    expect(
      again.slice(
        0,
        again.findIndex(({ id }) => Number(id) > lastId),
      ),
    ).toEqual(seen)
    expect((await incidents(api, '(open: true)')).filter(({ cause }) => cause === 'INPUT_LOST')).toMatchObject([
      { id: open.find(({ cause }) => cause === 'INPUT_LOST')?.id },
    ])
    // What the API says after the objects are gone; the lines go with them.
    await api.query('mutation { deleteInput(id: "1") { __typename } }')
    await until(async () => (await incidents(api, '(open: true)')).length === 0, 5000, 'the incidents to be closed')
    await until(async () => (await lines(api, 'inputId: "1"')).length === 0, 5000, 'the lines to be gone')
    expect((await incidents(api)).map(({ id }) => id)).toEqual(expect.arrayContaining(open.map(({ id }) => id)))
    expect(await manager.stop()).toBe(0)
    await expectNoSecret()
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
})
