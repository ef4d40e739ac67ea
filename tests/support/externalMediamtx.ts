import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { appendFile, copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { guarded } from './guarded.ts'
import { freeTcpPort, freeUdpPort } from './ports.ts'
import { mediamtxBin } from './programs.ts'
import { until } from './until.ts'

const root = join(import.meta.dirname, '../..')

/** A MediaMTX as a person starts it by the lines of docs/mediamtx.md, with ports of its own. */
export interface ExternalMediamtx extends AsyncDisposable {
  /** What docs/mediamtx.md tells to give the manager. */
  env: Record<string, string>
  configPath: string
  logFile: string
  srtPort: number
  readonly pid: number
  /** Its control API, asked as the manager: any path, such as `/v3/info`. */
  call(method: string, path: string, body?: object): Promise<Response>
  /** Ends it by SIGKILL; resolves when it has exited. */
  kill(): Promise<void>
  /** Starts it again after `kill`; resolves when it answers. */
  start(): Promise<void>
  /** Writes to its settings file, which makes it read that again. */
  touch(): Promise<void>
}

/** `changes` are further variables of its environment. */
export async function startExternalMediamtx(changes: Record<string, string> = {}): Promise<ExternalMediamtx> {
  const folder = await mkdtemp(join(tmpdir(), 'external-'))
  const [configPath, logFile] = [join(folder, 'mediamtx.yml'), join(folder, 'mediamtx.log')]
  await copyFile(join(root, 'mediamtx.yml'), configPath)
  const [apiPort, rtspPort, hlsPort] = [await freeTcpPort(), await freeTcpPort(), await freeTcpPort()]
  const srtPort = await freeUdpPort()
  const asHere = (text: string) =>
    text
      .replaceAll('9997', String(apiPort))
      .replaceAll('8554', String(rtspPort))
      .replaceAll('8890', String(srtPort))
      .replaceAll('8888', String(hlsPort))
      .replaceAll('/var/log/mediamtx.log', logFile)
  const env = Object.fromEntries(
    asHere(linesOfDocument('manager'))
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  )
  // Whatever becomes of the test, MediaMTX does not outlive it.
  const [file, args] = guarded([mediamtxBin(), configPath])
  const command = `exec ${[file, ...args].join(' ')}`
  const script = asHere(linesOfDocument('mediamtx')).replace(/^mediamtx mediamtx\.yml$/m, command)
  if (!script.includes(command)) throw new Error('docs/mediamtx.md does not tell to run mediamtx with mediamtx.yml')
  let child: ChildProcess
  let exited: Promise<void>
  const start = async () => {
    child = spawn('sh', ['-c', script], { stdio: 'ignore', env: { PATH: process.env.PATH, ...changes } })
    exited = new Promise((resolve) => child.once('exit', () => resolve()))
    await until(
      () =>
        call('GET', '/v3/info').then(
          ({ ok }) => ok,
          () => false,
        ),
      10_000,
      'MediaMTX, started by hand',
    )
  }
  const call = (method: string, path: string, body?: object) =>
    fetch(`http://127.0.0.1:${apiPort}${path}`, {
      method,
      headers: { authorization: `Basic ${Buffer.from(`manager:${env.MEDIAMTX_API_PASSWORD}`).toString('base64')}` },
      body: body ? JSON.stringify(body) : null,
    })
  const kill = async () => {
    child.kill('SIGKILL')
    await exited
  }
  await start()
  return {
    ...{ env, configPath, logFile, srtPort, call, kill, start },
    get pid() {
      return child.pid!
    },
    touch: () => appendFile(configPath, '\n# touched\n'),
    async [Symbol.asyncDispose]() {
      await kill()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The block of docs/mediamtx.md that begins with this comment. */
function linesOfDocument(title: string): string {
  const page = readFileSync(join(root, 'docs/mediamtx.md'), 'utf8')
  const block = new RegExp(`^\`\`\`sh\\n# ${title}\\n([^]*?)\\n\`\`\`$`, 'm').exec(page)?.[1]
  if (block === undefined) throw new Error(`docs/mediamtx.md has no block "# ${title}"`)
  return block
}
