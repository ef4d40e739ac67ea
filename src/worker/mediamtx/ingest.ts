import type { Bus } from '../../domain/bus.ts'
import type { InputRates } from '../../domain/input.ts'
import type { MediamtxLine } from '../../domain/programs/mediamtxLog.ts'
import { PathNames } from '../../domain/pathNames.ts'
import type { PreviewFile, PreviewRequest } from '../../domain/preview.ts'
import type { InputAssignment } from '../../domain/worker.ts'
import { Bell } from '../bell.ts'
import type { Ingest, InputSight } from '../ingest.ts'
import type { PathReport } from './client.ts'
import { Health } from './health.ts'
import { HlsDoor } from './hlsDoor.ts'
import { IngestLog } from './ingestLog.ts'
import { OwnLooks } from './ownLooks.ts'
import type { Life, MediamtxServer } from './life.ts'
import { LifeWatch } from './lifeWatch.ts'
import { MediamtxMachine } from './machine.ts'
import type { ConfiguredPath } from './machine.ts'
import { PathClaim } from './pathClaim.ts'
import { PathKeeper } from './pathKeeper.ts'
import { ReadAccess } from './readAccess.ts'
import { bufferAdvice } from './receiveBuffer.ts'
import { createServer } from './server.ts'
import type { ServerDeps } from './server.ts'
import { MediamtxSharedPort } from './sharedPort.ts'
import { WatchedInputs } from './watchedInputs.ts'

export interface IngestDeps extends ServerDeps {
  bus: Bus
  ffmpegBin: string
  /** Default: those of a MediaMTX that we have for ourselves. */
  names?: PathNames
}

/** So long `start` waits for a first answer, so that a start shows no false alarm. */
const firstAnswerMs = 2000

export function createIngest(deps: IngestDeps): Ingest {
  return new MediamtxIngest(deps)
}

class MediamtxIngest implements Ingest {
  readonly sharedPort: MediamtxSharedPort
  readonly #deps: IngestDeps
  readonly #log: IngestLog
  readonly #health: Health
  readonly #hls: HlsDoor
  readonly #server: MediamtxServer
  readonly #watch: LifeWatch
  readonly #machine: MediamtxMachine
  readonly #names: PathNames
  readonly #access: ReadAccess
  readonly #keeper: PathKeeper
  readonly #watched: WatchedInputs
  readonly #ownLooks = new OwnLooks()
  readonly #bell = new Bell()
  readonly #firstAnswer = new AbortController()
  #life: Life | null = null
  #isMissing = false

  constructor(deps: IngestDeps) {
    this.#deps = deps
    this.#log = new IngestLog(deps.bus, deps.clock, deps.redactor)
    this.#health = new Health(deps.bus, deps.clock)
    this.#names = deps.names ?? new PathNames()
    const names = this.#names
    this.#hls = new HlsDoor({ clock: deps.clock, names, place: () => this.#life?.hls ?? null })
    this.#server = createServer(deps, names, {
      onLine: (line) => this.#hear(line),
      onUp: (life) => this.#begin(life),
      onDown: (missing, detail) => this.#end(missing, detail),
    })
    this.#watch = new LifeWatch(deps.clock, this.#bell, this.#server, {
      onConnected: (life, version, configured) => this.#connected(life, version, configured),
      onPaths: (paths, askedAt) => this.#see(paths, askedAt),
      wantsConnections: () => this.sharedPort.wantsConnections,
      onConnections: (connections, askedAt) => this.sharedPort.see(connections, askedAt),
      onSilent: (detail) => this.#loseSight(false, detail),
      onTrouble: (text) => this.#log.say(null, 'ERROR', text),
    })
    this.#machine = new MediamtxMachine(this.#server, async () => {
      const paths = (await this.#life?.client.configuredPaths()) ?? []
      return paths.filter(({ name }) => !names.isPath(name))
    })
    this.#access = new ReadAccess(deps.clock, (problem) => this.#accessChanged(problem))
    this.#keeper = new PathKeeper(deps.clock, (name) => names.isPath(name) || name === this.#server.claim, {
      onDone: (name) => {
        this.#watched.sweep()
        // Whether its callers are gone is told by the next look.
        if (names.outputIdOf(name) !== null) this.#bell.ring()
        this.sharedPort.done(name)
      },
      onMistake: (error) => this.#log.say(null, 'ERROR', `The paths of MediaMTX could not be tended: ${String(error)}`),
      onRefused: (name, message) => {
        this.#log.say(names.inputIdOf(name), 'ERROR', `MediaMTX refused it: ${message}`)
        this.sharedPort.refused(name, message)
      },
      onVanished: (vanished) => {
        // Our mark alone is taken away by another server, to see whether we are here.
        if (vanished.some((name) => name !== this.#server.claim)) this.sharedPort.forgotten()
      },
    })
    if (this.#server.claim !== null) this.#keeper.wish(this.#server.claim, PathClaim.settings)
    this.sharedPort = new MediamtxSharedPort({
      clock: deps.clock,
      names,
      keeper: this.#keeper,
      redact: (text) => deps.redactor.redact(text),
      say: (level, text) => this.#log.say(null, level, text),
      onFault: (fault) => this.#health.note(fault && `${fault.message}.`),
    })
    this.#watched = new WatchedInputs({
      ...deps,
      log: this.#log,
      keeper: this.#keeper,
      machine: this.#machine,
      names,
      readUrl: (path) => this.#life?.readUrl(path) ?? null,
    })
  }

  async start(): Promise<void> {
    const advice = bufferAdvice(this.#machine.bufferBytes)
    if (advice !== null) this.#log.say(null, 'WARNING', advice)
    await this.#server.start()
    await this.#deps.clock.sleep(this.#isMissing ? 0 : firstAnswerMs, this.#firstAnswer.signal)
  }

  reconcile(assignments: readonly InputAssignment[]): void {
    this.#watched.reconcile(assignments)
  }

  sight(inputId: string): InputSight {
    const input = this.#watched.get(inputId)
    if (!input) return { state: 'STOPPED', readUrl: null, lastGrowthAt: null, tracks: [], bitrateBps: 0 }
    const readUrl = input.isCarrying && this.#life ? this.#life.readUrl(this.#names.input(inputId)) : null
    return {
      state: input.state,
      readUrl,
      lastGrowthAt: input.lastGrowthAt,
      tracks: input.tracks,
      bitrateBps: input.bitrateBps,
    }
  }

  onChange(handler: (inputId: string) => void): () => void {
    return this.#watched.onChange(handler)
  }

  rates(): InputRates[] {
    return this.#watched.rates()
  }

  hideReaders(isHidden: (port: number) => boolean): void {
    this.#ownLooks.hide(isHidden)
  }

  startTestSignal(inputId: string, seconds: number): void {
    this.#watched.startTestSignal(inputId, seconds)
  }

  stopTestSignal(inputId: string): void {
    this.#watched.stopTestSignal(inputId)
  }

  preview(request: PreviewRequest, signal: AbortSignal): Promise<PreviewFile> {
    return this.#hls.open(request, signal)
  }

  ownsPid(pid: number): boolean {
    return this.#server.owns(pid)
  }

  inputPortHolder(port: number, listenAddress: string): Promise<string | null> {
    return this.#machine.udpPortHolder(port, listenAddress)
  }

  async stop(): Promise<void> {
    this.#watch.end()
    this.#firstAnswer.abort()
    await Promise.all([this.#server.stop(), this.#watched.stop()])
    this.#log.flush()
  }

  #begin(life: Life): void {
    this.#life = life
    this.sharedPort.begin(life)
    this.#watch.begin(life)
  }

  #connected(life: Life, version: string, configured: ConfiguredPath[]): void {
    this.#firstAnswer.abort()
    this.#access.forget()
    this.#watched.regainSight()
    const details = [life.detail(), bufferAdvice(this.#machine.bufferBytes)]
    this.#health.report(true, version, details.filter(Boolean).join(' '))
    this.#keeper.connected(life.client, configured)
    this.sharedPort.connected()
  }

  #accessChanged(problem: string | null): void {
    this.#health.obstacle(problem)
    if (problem !== null) this.#log.say(null, 'ERROR', problem)
  }

  #end(missing: boolean, detail: string): void {
    this.#watch.end()
    this.#life = null
    this.sharedPort.end()
    this.#ownLooks.forget()
    this.#log.say(null, 'ERROR', missing ? detail : `${detail} Starting it again`)
    this.#watched.forgetPaths()
    this.#loseSight(missing, detail)
  }

  #loseSight(isMissing: boolean, detail: string): void {
    this.#isMissing = isMissing
    const told = this.#deps.redactor.redact(detail)
    if (this.#life?.kill === null && told !== this.#health.detail) this.#log.say(null, 'ERROR', told)
    this.#health.report(false, null, told)
    this.#keeper.disconnected()
    this.sharedPort.silent()
    const missing = isMissing ? (this.#health.detail ?? 'MediaMTX is missing.') : null
    this.#watched.loseSight({ missing, isElsewhere: this.#life?.kill === null })
  }

  #see(paths: readonly PathReport[], askedAt: number): void {
    const byName = new Map(paths.map((path) => [path.name, path]))
    const readable = this.#life?.kill === null && paths.find(({ name }) => this.#names.inputIdOf(name) !== null)
    if (this.#life && readable) this.#access.check(this.#life.readUrl(readable.name))
    this.#keeper.listed(new Set(byName.keys()), askedAt)
    this.#watched.see(byName, askedAt)
    this.sharedPort.check()
    this.#log.flush()
  }

  #hear({ level, text, path, event }: MediamtxLine): void {
    if (path === null && this.#ownLooks.isAboutOne(text)) return
    this.sharedPort.hear(path, text)
    const id = path === null ? null : this.#names.inputIdOf(path)
    const input = id === null ? undefined : this.#watched.get(id)
    this.#log.say(input ? id : null, level, input || path === null ? text : `[path ${path}] ${text}`)
    if (!input || event === null) return
    if (event.kind === 'available') this.#bell.ring()
    else this.#watched.hear(input, event, this.#deps.redactor.redact(text))
  }
}
