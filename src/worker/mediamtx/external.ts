import type { Clock } from '../../domain/clock.ts'
import { parseMediamtxLine } from '../../domain/programs/mediamtxLog.ts'
import type { PathNames } from '../../domain/pathNames.ts'
import { isLoopback } from '../../domain/loopback.ts'
import type { Redactor } from '../../domain/redaction.ts'
import { MediamtxClient, MediamtxNonsenseError, MediamtxRefusedError } from './client.ts'
import type { PathReport } from './client.ts'
import { ExternalSrtServer } from './externalSrtServer.ts'
import type { Life, MediamtxServer, ServerEvents } from './life.ts'
import { LogFile } from './logFile.ts'
import { mediamtxListeningOn } from './neighbour.ts'
import { PathClaim, RivalError } from './pathClaim.ts'
import type { Request } from './request.ts'

/** Where a MediaMTX runs that is none of ours, and what it lets us in by. */
export interface MediamtxAddress {
  /** Of its control API, such as `http://media.example:9997`; no credentials. */
  apiUrl: string
  user: string
  password: string
  /** Where FFmpeg reads, such as `rtsp://reader:PASSWORD@media.example:8554`; no path. */
  rtspUrl: string
  /** Where it gives previews to that same user, such as `http://media.example:8888`; null: nowhere. */
  hlsUrl?: string | null
  /** Full path of the file that it writes its log to; null when there is none. */
  logFile: string | null
  /** That file is emptied once it is longer; null: others see to it. */
  logFileLimitBytes?: number | null
  /** The machine that receives feeds, where that is another one. */
  feedHost: string | null
}

export interface ExternalDeps {
  clock: Clock
  redactor: Redactor
  names: PathNames
  /** The same at each start of this server, and of no other server. */
  instanceId: string
  external: MediamtxAddress
  request?: Request | undefined
  /** The MediaMTX of this machine that has a TCP port; null: none. */
  findOn?: (port: number) => Promise<number | null>
}

/** A MediaMTX that runs elsewhere: it is never started or ended from here, only told what to receive. */
export class ExternalMediamtx implements MediamtxServer {
  readonly #deps: ExternalDeps
  readonly #events: ServerEvents
  readonly #client: MediamtxClient
  readonly #log: LogFile | null
  readonly #claim: PathClaim
  #logProblem: string | null = null
  #pid: number | null = null
  /** It may be another process than the one that is known. */
  #isDoubtful = false

  constructor(deps: ExternalDeps, events: ServerEvents) {
    const { clock, redactor, external, request } = deps
    this.#deps = deps
    this.#events = events
    this.#client = new MediamtxClient({ url: external.apiUrl, user: external.user, password: external.password, clock, request })
    this.#claim = new PathClaim(clock, deps.names, deps.instanceId)
    redactor.learn(external.password)
    redactor.learn(this.#reader.password)
    this.#log =
      external.logFile === null
        ? null
        : new LogFile(
            external.logFile,
            clock,
            {
              onLine: (line) => this.#hear(line),
              onChange: (problem) => this.#logChanged(problem),
              onWeighed: (problem) => this.#logWeighed(problem),
            },
            external.logFileLimitBytes,
          )
  }

  get pid(): number | null {
    return this.#pid
  }

  /** In doubt it is taken for MediaMTX: its own sockets must not be laid to others. */
  owns(pid: number): boolean {
    return this.#isDoubtful || pid === this.#pid
  }

  get isHere(): boolean {
    return this.#pid !== null
  }

  get isHeard(): boolean {
    return this.#log !== null && this.#logProblem === null
  }

  get claim(): string {
    return this.#claim.name
  }

  async start(): Promise<void> {
    this.#log?.start()
    this.#events.onUp(this.#life())
  }

  async meet(): Promise<void> {
    await this.#claim.take(this.#client)
    await this.#recognise()
  }

  check(paths: readonly PathReport[]): void {
    const names = paths.map(({ name }) => name)
    this.#claim.check(names)
    // What does not know our mark may be another process: a restart may be over before anybody notices the silence.
    if (!names.includes(this.#claim.name)) void this.#recognise()
  }

  async stop(): Promise<void> {
    await this.#log?.stop()
  }

  async #recognise(): Promise<void> {
    const { external, findOn = mediamtxListeningOn } = this.#deps
    const { hostname, port, protocol } = new URL(external.apiUrl)
    if (!isLoopback(hostname)) return
    this.#isDoubtful = true
    this.#pid = await findOn(Number(port) || (protocol === 'https:' ? 443 : 80))
    this.#isDoubtful = false
  }

  get #reader(): { user: string; password: string } {
    const { username, password } = new URL(this.#deps.external.rtspUrl)
    return { user: decodeURIComponent(username), password: decodeURIComponent(password) }
  }

  #life(): Life {
    const { external, names } = this.#deps
    const { apiUrl, rtspUrl, user } = external
    return {
      client: this.#client,
      srt: new ExternalSrtServer(this.#client, [external, this.#reader], names),
      readUrl: (path) => `${rtspUrl}/${path}`,
      hls: !external.hlsUrl ? null : { url: external.hlsUrl, ...this.#reader },
      detail: () => [`Runs elsewhere, at ${apiUrl}.`, this.#logDetail()].join(' '),
      silence: (error) => {
        if (error instanceof RivalError)
          return `Another server has its paths in the MediaMTX at ${apiUrl} under the same names: give each a MEDIAMTX_PATH_PREFIX of its own.`
        if (error instanceof MediamtxNonsenseError)
          return `What answers at ${apiUrl} (MEDIAMTX_API_URL) is not the API of MediaMTX.`
        if (!(error instanceof MediamtxRefusedError)) return `The MediaMTX at ${apiUrl} does not answer${reasonOf(error)}.`
        if (error.status === 401)
          return `The MediaMTX at ${apiUrl} refuses the user "${user}": MEDIAMTX_API_USER and MEDIAMTX_API_PASSWORD must be those of its file.`
        return `What answers at ${apiUrl} (MEDIAMTX_API_URL) is not the API of MediaMTX: ${error.message}.`
      },
      kill: null,
    }
  }

  #logDetail(): string {
    const { logFile } = this.#deps.external
    if (logFile === null)
      return 'Its log is not read (MEDIAMTX_LOG_FILE): what only the log tells, such as a port that is taken, stays unknown.'
    return this.#logProblem === null
      ? `Its log is read from ${logFile}.`
      : `Its log ${logFile} cannot be read (${this.#logProblem}).`
  }

  #hear(line: string): void {
    const parsed = parseMediamtxLine(line)
    // The feeds of others are none of our business.
    if (parsed.path === null || this.#deps.names.isPath(parsed.path)) this.#events.onLine(parsed)
  }

  #logChanged(problem: string | null): void {
    this.#logProblem = problem
    const text = problem === null ? `Its log is read from ${this.#deps.external.logFile}` : `Its log cannot be read (${problem})`
    this.#events.onLine({ level: problem === null ? 'INFO' : 'WARNING', text, path: null, event: null })
  }

  #logWeighed(problem: string | null): void {
    const text =
      problem === null ? 'Its log is emptied again when it is too long' : `Its log grows, and cannot be emptied (${problem})`
    this.#events.onLine({ level: problem === null ? 'INFO' : 'WARNING', text, path: null, event: null })
  }
}

/** What the system said of the connection, such as ECONNREFUSED. */
function reasonOf(error: unknown): string {
  const { name, code } = (error ?? {}) as { name?: string; code?: unknown }
  if (name === 'TimeoutError') return ' in time'
  return typeof code === 'string' ? ` (${code})` : ''
}
