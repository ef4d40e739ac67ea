import { randomBytes } from 'node:crypto'
import type { Clock, Random } from '../../domain/clock.ts'
import { parseMediamtxLine } from '../../domain/programs/mediamtxLog.ts'
import type { Redactor } from '../../domain/redaction.ts'
import { listensOn } from '../processes/listening.ts'
import { stopProcess } from '../processes/process.ts'
import type { ProcessEnd, RunningProcess, StartProcess } from '../processes/process.ts'
import { MediamtxClient } from './client.ts'
import { freeTcpPorts } from './freeTcpPorts.ts'
import { programProblem } from './program.ts'
import type { Life, MediamtxServer, ServerEvents } from './life.ts'
import type { Request } from './request.ts'
import { OwnSrtServer } from './srtServer.ts'
import { hashed, ownUsers } from './users.ts'
import type { Passwords } from './users.ts'

export interface ChildDeps {
  clock: Clock
  random: Random
  redactor: Redactor
  startProcess: StartProcess
  mediamtxBin: string
  /** Full path of mediamtx.yml. */
  configPath: string
  /** UDP port where callers connect; null: there is none. */
  sharedSrtPort: number | null
  request?: Request | undefined
  /** Whether a process listens on a TCP port of 127.0.0.1; by default the kernel is asked. */
  listensOn?: ((pid: number, port: number) => boolean) | undefined
}

/** Pauses before the next start after so many lives in a row that were short; the first is at once. */
const pausesMs = [0, 500, 1000, 2000, 5000]
const shortLifeMs = 10_000
const lookForProgramMs = 10_000
/** Where nothing tells that it has its port: without it, it would have ended long before. */
const untilItListensMs = 10_000
const lookForPortMs = 10

/** MediaMTX as a process of ours: started again whenever it ends, until stopped. */
export class MediamtxChild implements MediamtxServer {
  readonly isHere = true
  readonly isHeard = true
  readonly claim = null
  readonly #deps: ChildDeps
  readonly #events: ServerEvents
  readonly #stopping = new AbortController()
  /** Of this life alone: what somebody got to know of it opens no other. */
  #passwords = { manager: password(), reader: password() }
  #former: Passwords | null = null
  #running: RunningProcess | null = null
  #finished: Promise<void> = Promise.resolve()

  constructor(deps: ChildDeps, events: ServerEvents) {
    this.#deps = deps
    this.#events = events
  }

  start(): Promise<void> {
    return new Promise((resolve) => {
      this.#finished = this.#supervise(resolve)
    })
  }

  get pid(): number | null {
    return this.#running?.pid ?? null
  }

  owns(pid: number): boolean {
    return pid === this.pid
  }

  async meet(): Promise<void> {}

  check(): void {}

  async stop(): Promise<void> {
    this.#stopping.abort()
    if (this.#running) await stopProcess(this.#running, this.#deps.clock)
    await this.#finished
  }

  async #supervise(onAttempt: () => void): Promise<void> {
    const { clock, random, mediamtxBin, startProcess } = this.#deps
    const stop = this.#stopping.signal
    let checked = false
    let shortLives = 0
    while (!stop.aborted) {
      const problem: string | null = checked ? null : await programProblem(mediamtxBin, startProcess, clock, stop)
      checked = problem === null
      if (stop.aborted) break
      if (problem !== null) {
        this.#events.onDown(true, problem)
        onAttempt()
        await clock.sleep(lookForProgramMs, stop)
        continue
      }
      const startedAt = clock.now()
      const detail = await this.#live(onAttempt).catch((error: unknown) => this.#abandon(error))
      onAttempt()
      if (stop.aborted) break
      shortLives = clock.now() - startedAt < shortLifeMs ? shortLives + 1 : 1
      // It may have been replaced by something else on the disk.
      checked = shortLives < pausesMs.length
      this.#events.onDown(false, detail)
      const pauseMs = pausesMs[Math.min(shortLives, pausesMs.length) - 1]!
      // Several servers on one machine shall not go on failing in step.
      await clock.sleep(pauseMs * (0.8 + 0.2 * random()), stop)
    }
    onAttempt()
  }

  /** After a start that failed half-way, such as for want of open files. Resolves with a sentence on it. */
  async #abandon(error: unknown): Promise<string> {
    // Two at a time would fight over the ports of the feeds.
    this.#running?.signal('SIGKILL')
    await this.#running?.ended
    this.#running = null
    return `MediaMTX could not be started: ${this.#deps.redactor.redact(String(error))}.`
  }

  /** Runs MediaMTX once; resolves with a sentence on how it ended. */
  async #live(onAttempt: () => void): Promise<string> {
    const { startProcess, mediamtxBin, configPath } = this.#deps
    // Chosen anew for each life, so that a port which somebody took meanwhile is no obstacle twice.
    const [apiPort, rtspPort, hlsPort] = await freeTcpPorts(3)
    if (this.#stopping.signal.aborted) return ''
    const { manager, reader } = this.#renewPasswords()
    let lastError: string | null = null
    const started = new AbortController()
    const onLine = (line: string) => {
      const parsed = parseMediamtxLine(line)
      if (parsed.path === null && parsed.text.startsWith('[API] started')) started.abort()
      if (parsed.level === 'ERROR' && parsed.path === null) lastError = parsed.text
      this.#events.onLine(parsed)
    }
    const running = startProcess({
      file: mediamtxBin,
      args: [configPath],
      env: {
        MTX_LOGSTRUCTURED: 'yes',
        MTX_API: 'yes',
        MTX_APIADDRESS: `127.0.0.1:${apiPort}`,
        MTX_RTSP: 'yes',
        MTX_RTSPADDRESS: `127.0.0.1:${rtspPort}`,
        MTX_HLS: 'yes',
        MTX_HLSADDRESS: `127.0.0.1:${hlsPort}`,
        MTX_AUTHINTERNALUSERS_0_PASS: hashed(manager),
        MTX_AUTHINTERNALUSERS_1_PASS: hashed(reader),
      },
      onStdout: onLine,
      onStderr: onLine,
    })
    this.#running = running
    onAttempt()
    const { pid } = running
    if (pid !== null && (await this.#listens(running, pid, apiPort!, started.signal)))
      this.#events.onUp(this.#lifeOf(running, pid, { apiPort: apiPort!, rtspPort: rtspPort!, hlsPort: hlsPort! }))
    const end = await running.ended
    this.#running = null
    return ending(end, lastError)
  }

  /** Those of the life before are still in the lines of what read from it. */
  #renewPasswords(): Passwords {
    const { redactor } = this.#deps
    const renewed = { manager: password(), reader: password() }
    for (const secret of Object.values(renewed)) redactor.learn(secret)
    for (const secret of Object.values(this.#former ?? {})) redactor.forget(secret)
    this.#former = this.#passwords
    return (this.#passwords = renewed)
  }

  /**
   * Resolves once it has the port of its API: any other program of this machine could have taken that meanwhile, would be told the
   * password, and could play MediaMTX. False when it has ended.
   */
  async #listens(running: RunningProcess, pid: number, port: number, started: AbortSignal): Promise<boolean> {
    const { clock, listensOn: listens = listensOn } = this.#deps
    const ended = new AbortController()
    void running.ended.then(() => ended.abort())
    const known = AbortSignal.any([started, ended.signal])
    const deadline = clock.now() + untilItListensMs
    while (!known.aborted && clock.now() < deadline && !listens(pid, port)) await clock.sleep(lookForPortMs, known)
    return !ended.signal.aborted
  }

  #lifeOf(running: RunningProcess, pid: number, ports: { apiPort: number; rtspPort: number; hlsPort: number }): Life {
    const { clock, request, sharedSrtPort } = this.#deps
    const { apiPort, rtspPort, hlsPort } = ports
    const { manager, reader } = this.#passwords
    return {
      client: new MediamtxClient({ url: `http://127.0.0.1:${apiPort}`, user: 'manager', password: manager, clock, request }),
      srt: new OwnSrtServer(sharedSrtPort, ownUsers(this.#passwords), (other) => this.pid === other),
      readUrl: (path) => `rtsp://reader:${reader}@127.0.0.1:${rtspPort}/${path}`,
      hls: { url: `http://127.0.0.1:${hlsPort}`, user: 'reader', password: reader },
      detail: () => `Runs as a process of this server (pid ${pid}).`,
      silence: () => 'MediaMTX runs but does not answer.',
      kill: () => running.signal('SIGKILL'),
    }
  }
}

function ending({ code, signal, startError }: ProcessEnd, lastError: string | null): string {
  if (startError !== null) return `MediaMTX could not be started (${startError}).`
  const how = signal === null ? `with exit code ${code}` : `by ${signal}`
  return lastError === null ? `MediaMTX ended ${how}.` : `MediaMTX ended ${how}: ${lastError}`
}

function password(): string {
  return randomBytes(24).toString('base64url')
}
