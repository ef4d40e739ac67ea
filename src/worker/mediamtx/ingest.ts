import type { Bus } from '../../domain/bus.ts'
import type { InputRates } from '../../domain/input.ts'
import type { MediamtxLine } from '../../domain/mediamtxLog.ts'
import type { InputAssignment } from '../../domain/worker.ts'
import { Bell } from '../bell.ts'
import type { Ingest, InputSight } from '../ingest.ts'
import { watchApi } from './apiWatch.ts'
import { MediamtxChild } from './child.ts'
import type { ChildDeps, Life } from './child.ts'
import type { PathReport } from './client.ts'
import { Health } from './health.ts'
import { IngestLog } from './ingestLog.ts'
import { OwnLooks } from './ownLooks.ts'
import { inputIdOf, outputIdOf, pathName } from './paths.ts'
import { PathKeeper } from './pathKeeper.ts'
import { bufferAdvice, receiveBufferBytes } from './receiveBuffer.ts'
import { MediamtxSharedPort } from './sharedPort.ts'
import { WatchedInputs } from './watchedInputs.ts'

export interface IngestDeps extends ChildDeps {
  bus: Bus
  ffmpegBin: string
  /** UDP port where callers connect; absent: there is none. */
  sharedSrtPort?: number
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
  readonly #child: MediamtxChild
  readonly #keeper: PathKeeper
  readonly #watched: WatchedInputs
  readonly #ownLooks = new OwnLooks()
  readonly #bell = new Bell()
  readonly #receiveBuffer = receiveBufferBytes()
  readonly #bufferAdvice = bufferAdvice(this.#receiveBuffer)
  readonly #firstAnswer = new AbortController()
  #life: Life | null = null
  #lifeEnd = new AbortController()
  #isMissing = false

  constructor(deps: IngestDeps) {
    this.#deps = deps
    this.#log = new IngestLog(deps.bus, deps.clock, deps.redactor)
    this.#health = new Health(deps.bus, deps.clock)
    this.#child = new MediamtxChild(deps, {
      onLine: (line) => this.#hear(line),
      onUp: (life) => this.#begin(life),
      onDown: (missing, detail) => this.#end(missing, detail),
    })
    this.#keeper = new PathKeeper(deps.clock, (name) => inputIdOf(name) !== null || outputIdOf(name) !== null, {
      onDone: (name) => {
        this.#watched.sweep()
        // Whether its callers are gone is told by the next look.
        if (outputIdOf(name) !== null) this.#bell.ring()
        this.sharedPort.done(name)
      },
      onMistake: (error) => this.#log.say(null, 'ERROR', `The paths of MediaMTX could not be tended: ${String(error)}`),
      onRefused: (name, message) => {
        this.#log.say(inputIdOf(name), 'ERROR', `MediaMTX refused it: ${message}`)
        this.sharedPort.refused(name, message)
      },
    })
    this.sharedPort = new MediamtxSharedPort({
      clock: deps.clock,
      port: deps.sharedSrtPort ?? null,
      keeper: this.#keeper,
      ownsPid: (pid) => this.ownsPid(pid),
      redact: (text) => deps.redactor.redact(text),
      say: (level, text) => this.#log.say(null, level, text),
      onFault: (fault) => this.#health.note(fault && `${fault.message}.`),
    })
    this.#watched = new WatchedInputs({
      ...deps,
      log: this.#log,
      keeper: this.#keeper,
      bufferBytes: this.#receiveBuffer,
      ownsPid: (pid) => this.ownsPid(pid),
      readUrl: (path) => this.#life?.readUrl(path) ?? null,
    })
  }

  async start(): Promise<void> {
    if (this.#bufferAdvice !== null) this.#log.say(null, 'WARNING', this.#bufferAdvice)
    await this.#child.start()
    await this.#deps.clock.sleep(this.#isMissing ? 0 : firstAnswerMs, this.#firstAnswer.signal)
  }

  reconcile(assignments: readonly InputAssignment[]): void {
    this.#watched.reconcile(assignments)
  }

  sight(inputId: string): InputSight {
    const input = this.#watched.get(inputId)
    if (!input) return { state: 'STOPPED', readUrl: null, lastGrowthAt: null, tracks: [], bitrateBps: 0 }
    const readUrl = input.isCarrying && this.#life ? this.#life.readUrl(pathName(inputId)) : null
    return {
      state: input.state,
      readUrl,
      lastGrowthAt: input.lastGrowthAt,
      tracks: input.fact().tracks,
      bitrateBps: input.rates().bitrateBps,
    }
  }

  onChange(handler: (inputId: string) => void): () => void {
    return this.#watched.onChange(handler)
  }

  rates(): InputRates[] {
    return this.#watched.rates()
  }

  startTestSignal(inputId: string, seconds: number): void {
    this.#watched.startTestSignal(inputId, seconds)
  }

  stopTestSignal(inputId: string): void {
    this.#watched.stopTestSignal(inputId)
  }

  ownsPid(pid: number): boolean {
    return this.#child.pid === pid
  }

  async stop(): Promise<void> {
    this.#lifeEnd.abort()
    this.#bell.ring()
    this.#firstAnswer.abort()
    await Promise.all([this.#child.stop(), this.#watched.stop()])
    this.#log.flush()
  }

  #begin(life: Life): void {
    this.#life = life
    this.#lifeEnd = new AbortController()
    this.sharedPort.begin(life)
    const watching = watchApi(life.client, this.#deps.clock, this.#bell, this.#lifeEnd.signal, {
      onConnected: (version, configured) => {
        this.#firstAnswer.abort()
        this.#watched.regainSight()
        this.#health.report(
          true,
          version,
          [`Runs as a process of this server (pid ${life.pid}).`, this.#bufferAdvice].filter(Boolean).join(' '),
        )
        this.#keeper.connected(life.client, configured)
        this.sharedPort.connected()
      },
      onPaths: (paths, askedAt) => this.#see(paths, askedAt),
      wantsConnections: () => this.sharedPort.wantsConnections,
      onConnections: (connections, askedAt) => this.sharedPort.see(connections, askedAt),
      onSilent: () => this.#loseSight(false, 'MediaMTX runs but does not answer.'),
      onFrozen: () => {
        this.#log.say(null, 'ERROR', 'MediaMTX runs but does not answer; ending it')
        life.kill()
      },
    })
    // A mistake of ours in one input must not end the feeds of all: with a new MediaMTX everything is looked at anew.
    watching.catch((error: unknown) => {
      this.#log.say(null, 'ERROR', `The watch over MediaMTX failed: ${String(error)}`)
      life.kill()
    })
  }

  #end(missing: boolean, detail: string): void {
    this.#lifeEnd.abort()
    this.#bell.ring()
    this.#life = null
    this.sharedPort.end()
    this.#ownLooks.forget()
    this.#log.say(null, 'ERROR', missing ? detail : `${detail} Starting it again`)
    this.#watched.forgetPaths()
    this.#loseSight(missing, detail)
  }

  #loseSight(isMissing: boolean, detail: string): void {
    this.#isMissing = isMissing
    this.#health.report(false, null, this.#deps.redactor.redact(detail))
    this.#keeper.disconnected()
    this.sharedPort.silent()
    this.#watched.loseSight({ missing: isMissing ? (this.#health.detail ?? 'MediaMTX is missing.') : null })
  }

  #see(paths: readonly PathReport[], askedAt: number): void {
    const byName = new Map(paths.map((path) => [path.name, path]))
    this.#keeper.listed(new Set(byName.keys()), askedAt)
    this.#watched.see(byName, askedAt)
    this.sharedPort.check()
    this.#log.flush()
  }

  #hear({ level, text, path, event }: MediamtxLine): void {
    if (path === null && this.#ownLooks.isAboutOne(text)) return
    this.sharedPort.hear(path, text)
    const id = path === null ? null : inputIdOf(path)
    const input = id === null ? undefined : this.#watched.get(id)
    this.#log.say(input ? id : null, level, input || path === null ? text : `[path ${path}] ${text}`)
    if (!input || event === null) return
    if (event.kind === 'available') this.#bell.ring()
    else this.#watched.hear(input, event, this.#deps.redactor.redact(text))
  }
}
