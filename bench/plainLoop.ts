import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { guarded } from '../tests/support/guarded.ts'
import { freeTcpPort } from '../tests/support/ports.ts'
import { mediamtxBin } from '../tests/support/programs.ts'
import { startBare } from '../tests/support/rawStart.ts'
import type { BareFfmpeg } from '../tests/support/rawStart.ts'

export interface PlainPath {
  name: string
  /** Where its feed arrives. */
  udpPort: number
  /** Command lines of the FFmpegs that read it, the address after `-i` excepted. */
  commands: string[][]
}

const startEveryMs = 100
const lookEveryMs = 20

/**
 * What a short script would do in the manager's place: starts MediaMTX, adds the paths, starts the FFmpegs ten per second once
 * their path has a stream, and all of it again when MediaMTX has ended. It knows no failures, wishes or clients.
 */
export class PlainLoop implements AsyncDisposable {
  readonly #paths: readonly PlainPath[]
  readonly #ffmpegs: BareFfmpeg[] = []
  #mediamtx: ChildProcess | null = null
  #stopped = false
  #finished: Promise<void> = Promise.resolve()

  constructor(paths: readonly PlainPath[]) {
    this.#paths = paths
  }

  start(): void {
    this.#finished = this.#run()
  }

  killMediamtx(): void {
    this.#mediamtx?.kill('SIGKILL')
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopped = true
    this.killMediamtx()
    await this.#finished
  }

  async #run(): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'plain-loop-'))
    const [apiPort, rtspPort] = [await freeTcpPort(), await freeTcpPort()]
    const settings = {
      ...{ logLevel: 'error', api: true, apiAddress: `127.0.0.1:${apiPort}`, writeQueueSize: 1024 },
      ...{ rtsp: true, rtspAddress: `127.0.0.1:${rtspPort}`, rtspTransports: ['tcp'] },
      ...{ rtmp: false, hls: false, webrtc: false, srt: false, moq: false },
    }
    const file = join(folder, 'mediamtx.yml')
    // JSON is YAML too.
    await writeFile(file, JSON.stringify(settings))
    while (!this.#stopped) {
      const child = spawn(...guarded([mediamtxBin(), file]), { stdio: 'ignore' })
      this.#mediamtx = child
      const ended = once(child, 'exit')
      const isOver = () => child.exitCode !== null || child.signalCode !== null
      await this.#serve(`http://127.0.0.1:${apiPort}/v3`, `rtsp://127.0.0.1:${rtspPort}`, isOver)
      await ended
      for (const ffmpeg of this.#ffmpegs.splice(0)) await ffmpeg[Symbol.asyncDispose]()
    }
    await rm(folder, { recursive: true, force: true })
  }

  async #serve(api: string, rtsp: string, isOver: () => boolean): Promise<void> {
    const waiting = [...this.#paths]
    for (const { name, udpPort } of waiting) {
      const body = JSON.stringify({ source: `udp+mpegts://0.0.0.0:${udpPort}` })
      const add = () =>
        fetch(`${api}/config/paths/add/${name}`, { method: 'POST', body }).then(
          ({ ok }) => ok,
          () => false,
        )
      while (!(await add())) {
        if (isOver()) return
        await sleep(lookEveryMs)
      }
    }
    while (waiting.length > 0) {
      const { items } = (await (await fetch(`${api}/paths/list`)).json()) as { items: { name: string; available: boolean }[] }
      const at = waiting.findIndex(({ name }) => items.some((item) => item.name === name && item.available))
      const [ready] = at < 0 ? [] : waiting.splice(at, 1)
      for (const command of ready?.commands ?? []) {
        if (isOver()) return
        this.#ffmpegs.push(startBare(command.with(command.indexOf('-i') + 1, `${rtsp}/${ready!.name}`)))
        await sleep(startEveryMs)
      }
      if (isOver()) return
      if (!ready) await sleep(lookEveryMs)
    }
  }
}
