import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generate } from 'selfsigned'
import { guarded } from './guarded.ts'
import { until } from './manager.ts'
import { freeTcpPort, freeUdpPort } from './ports.ts'
import { mediamtxBin } from './programs.ts'

/** Who may publish to a media server of the tests. */
export const publisher = { user: 'publisher', password: 'canary-password-77', passphrase: 'canary-passphrase-42' }

/** A destination of every kind but UDP: another MediaMTX, to which only the publisher may send and from which anyone may read. */
export interface MediaServer {
  pid: number
  rtmpPort: number
  rtmpsPort: number
  rtspPort: number
  srtPort: number
  /** Its certificate, for `localhost`, which nobody else trusts. */
  certificateFile: string
  /** Where a path can be read back. */
  readUrl(path: string): string
  /** Who sends to it now: the id of each connection, by its path. One that begins anew has another id. */
  senders(): Promise<Record<string, string>>
  [Symbol.asyncDispose](): Promise<void>
}

export async function startMediaServer(): Promise<MediaServer> {
  const folder = await mkdtemp(join(tmpdir(), 'media-server-'))
  const [rtmpPort, rtmpsPort, rtspPort, apiPort] = await Promise.all([1, 2, 3, 4].map(() => freeTcpPort()))
  const srtPort = await freeUdpPort()
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
    keySize: 2048,
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
  })
  const file = (name: string) => join(folder, name)
  await Promise.all([writeFile(file('server.key'), key), writeFile(file('server.crt'), cert)])
  const settings = {
    logLevel: 'error',
    ...{ api: true, apiAddress: `127.0.0.1:${apiPort}`, hls: false, webrtc: false, moq: false },
    ...{ rtmpAddress: `127.0.0.1:${rtmpPort}`, rtmpEncryption: 'optional', rtmpsAddress: `127.0.0.1:${rtmpsPort}` },
    ...{ rtmpServerKey: file('server.key'), rtmpServerCert: file('server.crt') },
    ...{ rtspAddress: `127.0.0.1:${rtspPort}`, rtspTransports: ['tcp'], srtAddress: `127.0.0.1:${srtPort}` },
    authInternalUsers: [
      { user: publisher.user, pass: publisher.password, permissions: [{ action: 'publish' }] },
      { user: 'any', pass: '', permissions: [{ action: 'read' }, { action: 'api' }] },
    ],
    paths: { all_others: { srtPublishPassphrase: publisher.passphrase } },
  }
  // JSON is YAML too.
  await writeFile(file('mediamtx.yml'), JSON.stringify(settings))
  const child = spawn(...guarded([mediamtxBin(), file('mediamtx.yml')]), { stdio: 'ignore' })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const server: MediaServer = {
    pid: child.pid!,
    ...{ rtmpPort: rtmpPort!, rtmpsPort: rtmpsPort!, rtspPort: rtspPort!, srtPort },
    certificateFile: file('server.crt'),
    readUrl: (path) => `rtsp://127.0.0.1:${rtspPort}/${path}`,
    senders: async () => {
      const answer = await fetch(`http://127.0.0.1:${apiPort}/v3/paths/list`)
      const { items } = (await answer.json()) as { items: { name: string; ready: boolean; source: { id: string } | null }[] }
      return Object.fromEntries(items.flatMap(({ name, ready, source }) => (ready && source ? [[name, source.id]] : [])))
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      await exited
      await rm(folder, { recursive: true, force: true })
    },
  }
  const isUp = () =>
    fetch(`http://127.0.0.1:${apiPort}/v3/info`).then(
      ({ ok }) => ok,
      () => false,
    )
  await until(isUp, 10_000, 'the media server')
  return server
}
