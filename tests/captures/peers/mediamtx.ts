import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createStartProcess } from '../../../src/worker/processes/process.ts'
import { until } from '../../support/manager.ts'
import { freeTcpPort, freeUdpPort } from '../../support/ports.ts'
import { mediamtxBin } from '../../support/programs.ts'

export interface MediamtxPeer {
  rtsp: string
  rtmp: string
  srt: string
  addPath(name: string, conf: Record<string, unknown>): Promise<void>
  path(name: string): Promise<{ available: boolean } | undefined>
  /** Ends every session of one kind, such as `rtspsessions`. */
  kick(kind: 'rtmpconns' | 'srtconns' | 'rtspsessions'): Promise<void>
  /** Nothing in it moves any more; its sockets stay. */
  freeze(): void
  kill(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/** Which of its servers run, what its paths are, and who may send. */
export interface MediamtxSettings {
  rtsp?: boolean
  rtmp?: boolean
  srt?: boolean
  paths?: Record<string, Record<string, unknown>>
  /** Who may send, by name and password; absent: everybody. */
  login?: { user: string; pass: string }
}

/** A MediaMTX of its own, on ports of its own. */
export async function startMediamtx({ rtsp, rtmp, srt, paths, login }: MediamtxSettings): Promise<MediamtxPeer> {
  const folder = await mkdtemp(join(tmpdir(), 'captures-mediamtx-'))
  const [apiPort, rtspPort, rtmpPort] = [await freeTcpPort(), await freeTcpPort(), await freeTcpPort()]
  const srtPort = await freeUdpPort()
  const sender = login ?? { user: 'any', pass: '' }
  const settings = {
    logLevel: 'error',
    api: true,
    apiAddress: `127.0.0.1:${apiPort}`,
    authInternalUsers: [
      { user: 'any', pass: '', ips: ['127.0.0.1/32'], permissions: [{ action: 'api' }, { action: 'read' }] },
      { ...sender, ips: [], permissions: [{ action: 'publish' }] },
    ],
    rtsp: rtsp ?? false,
    rtspAddress: `127.0.0.1:${rtspPort}`,
    rtspTransports: ['tcp'],
    rtmp: rtmp ?? false,
    rtmpAddress: `127.0.0.1:${rtmpPort}`,
    srt: srt ?? false,
    srtAddress: `127.0.0.1:${srtPort}`,
    hls: false,
    webrtc: false,
    moq: false,
    paths: paths ?? {},
  }
  // JSON is YAML.
  await writeFile(join(folder, 'mediamtx.yml'), JSON.stringify(settings))
  const running = createStartProcess()({
    file: mediamtxBin(),
    args: [join(folder, 'mediamtx.yml')],
    onStdout: (line) => {
      if (!/\b(INF|WAR|ERR)\b/.test(line)) console.error(`MediaMTX: ${line}`)
    },
  })
  const ask = async (path: string, init: RequestInit = {}) => fetch(`http://127.0.0.1:${apiPort}/v3/${path}`, init)
  const kill = async () => {
    running.signal('SIGKILL')
    await running.ended
    await rm(folder, { recursive: true, force: true })
  }
  const answers = async () =>
    ask('info').then(
      ({ ok }) => ok,
      () => false,
    )
  await until(answers, 10_000, 'MediaMTX to answer')
  return {
    rtsp: `rtsp://127.0.0.1:${rtspPort}`,
    rtmp: `rtmp://127.0.0.1:${rtmpPort}`,
    srt: `srt://127.0.0.1:${srtPort}`,
    async addPath(name, conf) {
      const { ok, status } = await ask(`config/paths/add/${name}`, { method: 'POST', body: JSON.stringify(conf) })
      if (!ok) throw new Error(`MediaMTX refused the path ${name} with ${status}`)
    },
    async path(name) {
      const { items } = (await (await ask('paths/list')).json()) as { items: { name: string; available: boolean }[] }
      return items.find((item) => item.name === name)
    },
    async kick(kind) {
      const { items } = (await (await ask(`${kind}/list`)).json()) as { items: { id: string }[] }
      for (const { id } of items) await ask(`${kind}/kick/${id}`, { method: 'POST' })
    },
    freeze: () => running.signal('SIGSTOP'),
    kill,
    [Symbol.asyncDispose]: kill,
  }
}
