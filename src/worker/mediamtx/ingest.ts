import type { Bus } from '../../domain/bus.ts'
import { receiverDown, receiverMissing } from '../../domain/inputCauses.ts'
import type { MediamtxLine } from '../../domain/mediamtxLog.ts'
import type { InputState } from '../../domain/states.ts'
import type { InputAssignment } from '../../domain/worker.ts'
import { Bell } from '../bell.ts'
import type { Ingest, InputSight } from '../ingest.ts'
import { watchApi } from './apiWatch.ts'
import { MediamtxChild } from './child.ts'
import type { ChildDeps, Life } from './child.ts'
import type { PathReport } from './client.ts'
import { FeedJudge } from './feedJudge.ts'
import { Health } from './health.ts'
import { IngestLog } from './ingestLog.ts'
import { ListenFaults } from './listenFaults.ts'
import { OwnLooks } from './ownLooks.ts'
import { inputIdOf, outputIdOf, pathName, settingsOf } from './paths.ts'
import { PathKeeper } from './pathKeeper.ts'
import { bufferAdvice, receiveBufferBytes } from './receiveBuffer.ts'
import { MediamtxSharedPort } from './sharedPort.ts'
import { TestSignals } from './testSignals.ts'
import { WatchedInput } from './watchedInput.ts'

export interface IngestDeps extends ChildDeps {
  bus: Bus
  ffmpegBin: string
  /** UDP port where callers connect; absent: there is none. */
  sharedSrtPort?: number
}

/** So long `start` waits for a first answer, so that a start shows no false alarm. */
const firstAnswerMs = 2000

/** What says where an input listens. */
const listening = ['udpPort', 'listenAddress', 'multicastGroup', 'sourceAddress'] as const

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
  readonly #faults: ListenFaults
  readonly #judge: FeedJudge
  readonly #ownLooks = new OwnLooks()
  readonly #bell = new Bell()
  readonly #inputs = new Map<string, WatchedInput>()
  readonly #leaving = new Set<string>()
  readonly #testSignals: TestSignals
  readonly #listeners = new Set<(inputId: string) => void>()
  readonly #receiveBuffer = receiveBufferBytes()
  readonly #bufferAdvice = bufferAdvice(this.#receiveBuffer)
  readonly #firstAnswer = new AbortController()
  #life: Life | null = null
  #lifeEnd = new AbortController()
  /** Why inputs cannot be observed; null while MediaMTX answers. */
  #blind: 'DOWN' | 'MISSING' | null = 'DOWN'

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
        this.#sweep()
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
    this.#testSignals = new TestSignals(deps, {
      onChange: (id, on) => {
        this.#inputs.get(id)?.setTestSignal(on)
        this.#sweep()
      },
      onLine: (id, text) => this.#log.say(id, 'WARNING', text),
    })
    this.#faults = new ListenFaults(
      deps.clock,
      (pid) => this.ownsPid(pid),
      (input) => this.#remake(input),
    )
    this.#judge = new FeedJudge({
      clock: deps.clock,
      bufferBytes: this.#receiveBuffer,
      readUrl: (id) => this.#life?.readUrl(pathName(id)) ?? null,
      takeUpAnew: (input, why) => this.#takeUpAnew(input, why),
    })
  }

  async start(): Promise<void> {
    if (this.#bufferAdvice !== null) this.#log.say(null, 'WARNING', this.#bufferAdvice)
    await this.#child.start()
    await this.#deps.clock.sleep(this.#blind === 'MISSING' ? 0 : firstAnswerMs, this.#firstAnswer.signal)
  }

  reconcile(assignments: readonly InputAssignment[]): void {
    const wanted = new Set(assignments.map(({ id }) => id))
    for (const [id, input] of this.#inputs) {
      if (wanted.has(id)) continue
      this.#leaving.add(id)
      this.#assign(input, { ...input.assignment, desired: 'STOPPED' })
    }
    for (const assignment of assignments) {
      const known = this.#inputs.get(assignment.id)
      const input = known ?? new WatchedInput(assignment, this.#deps.clock, (changed, before) => this.#tell(changed, before))
      this.#leaving.delete(assignment.id)
      this.#inputs.set(assignment.id, input)
      this.#assign(input, assignment)
      if (!known && input.state === 'STOPPED') this.#deps.bus.publish('inputFact', input.fact())
    }
    this.#sweep()
  }

  sight(inputId: string): InputSight {
    const input = this.#inputs.get(inputId)
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
    this.#listeners.add(handler)
    return () => this.#listeners.delete(handler)
  }

  rates() {
    return [...this.#inputs.values()].filter(({ state }) => state !== 'STOPPED').map((input) => input.rates())
  }

  startTestSignal(inputId: string, seconds: number): void {
    const assignment = this.#inputs.get(inputId)?.assignment
    if (assignment?.desired === 'RUNNING') this.#testSignals.start(inputId, assignment, seconds)
  }

  stopTestSignal(inputId: string): void {
    this.#testSignals.stop(inputId)
  }

  ownsPid(pid: number): boolean {
    return this.#child.pid === pid
  }

  async stop(): Promise<void> {
    this.#lifeEnd.abort()
    this.#bell.ring()
    this.#firstAnswer.abort()
    await Promise.all([this.#child.stop(), this.#testSignals.stopAll()])
    this.#log.flush()
  }

  // What shall be.

  #assign(input: WatchedInput, assignment: InputAssignment): void {
    const before = input.assignment
    input.assignment = assignment
    const { id, desired } = assignment
    const moved = listening.some((name) => before[name] !== assignment[name])
    if (desired === 'STOPPED' || moved) {
      this.#faults.forget(id)
      this.#judge.release(id)
    }
    this.#keeper.wish(pathName(id), desired === 'STOPPED' ? null : settingsOf(assignment, this.#receiveBuffer))
    if (desired === 'STOPPED') {
      this.stopTestSignal(id)
      input.forgetPath()
      input.become('STOPPED', null)
    } else if (moved || input.state === 'STOPPED') {
      input.forgetPath()
      if (this.#blind === null) input.become('WAITING', null)
      else this.#blindfold(input)
      if (moved) this.#testSignals.move(id, assignment)
    }
  }

  /** Lets go of inputs that left the assignments, once nothing of them runs any more. */
  #sweep(): void {
    for (const id of this.#leaving) {
      if (this.#keeper.holds(pathName(id)) || this.#testSignals.has(id)) continue
      this.#leaving.delete(id)
      this.#inputs.delete(id)
      this.#log.forget(id)
      this.#judge.forget(id)
      this.#deps.bus.publish('inputGone', { id })
    }
  }

  #remake(input: WatchedInput): void {
    input.forgetPath()
    this.#judge.release(input.assignment.id)
    this.#keeper.remake(pathName(input.assignment.id))
  }

  /** Readers of what was before end, and begin again with what is now. */
  #takeUpAnew(input: WatchedInput, why: string): void {
    const { id } = input.assignment
    if (input.isCarrying) {
      this.#log.say(id, 'WARNING', `The feed became another one (${why}): it is taken up anew`)
      input.become('WAITING', null)
    }
    this.#remake(input)
  }

  // What is.

  #begin(life: Life): void {
    this.#life = life
    this.#lifeEnd = new AbortController()
    this.sharedPort.begin(life)
    const watching = watchApi(life.client, this.#deps.clock, this.#bell, this.#lifeEnd.signal, {
      onConnected: (version, configured) => {
        this.#firstAnswer.abort()
        this.#blind = null
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
      onSilent: () => this.#loseSight('DOWN', 'MediaMTX runs but does not answer.'),
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
    for (const input of this.#inputs.values()) input.forgetPath()
    this.#loseSight(missing ? 'MISSING' : 'DOWN', detail)
  }

  #loseSight(blind: 'DOWN' | 'MISSING', detail: string): void {
    this.#blind = blind
    this.#health.report(false, null, this.#deps.redactor.redact(detail))
    this.#keeper.disconnected()
    this.sharedPort.silent()
    for (const input of this.#inputs.values()) {
      input.blink()
      this.#judge.release(input.assignment.id)
      this.#faults.forget(input.assignment.id)
      if (input.assignment.desired === 'RUNNING') this.#blindfold(input)
    }
    this.#sweep()
  }

  #blindfold(input: WatchedInput): void {
    if (this.#blind === 'MISSING') input.become('FAILED', receiverMissing(this.#health.detail ?? 'MediaMTX is missing.'))
    else if (input.state !== 'UNKNOWN') input.become('UNKNOWN', receiverDown())
  }

  #see(paths: readonly PathReport[], askedAt: number): void {
    const byName = new Map(paths.map((path) => [path.name, path]))
    this.#keeper.listed(new Set(byName.keys()), askedAt)
    for (const [id, input] of this.#inputs) {
      if (input.assignment.desired === 'STOPPED') continue
      const report = byName.get(pathName(id)) ?? null
      // What is said of a path that is just being made anew is about the old one.
      if (report !== null && !this.#keeper.isSettled(pathName(id), askedAt)) input.blink()
      else this.#look(input, report, askedAt)
    }
    this.#faults.check()
    this.sharedPort.check()
    this.#judge.check()
    this.#log.flush()
  }

  #look(input: WatchedInput, report: PathReport | null, askedAt: number): void {
    const before = input.state
    if (before === 'FAILED' && input.failure?.code === 'PROGRAM_MISSING') input.become('WAITING', null)
    const isSameFeed = input.see(report, askedAt)
    if (input.isCarrying) this.#faults.forget(input.assignment.id)
    this.#judge.see(input, report, askedAt)
    if (!isSameFeed) this.#takeUpAnew(input, 'its tracks are others')
    // A feed that returns to a path which still carries the old one jumps in time; a new path takes it up cleanly.
    if (input.state === 'LOST' && before !== 'LOST') this.#remake(input)
  }

  #hear({ level, text, path, event }: MediamtxLine): void {
    if (path === null && this.#ownLooks.isAboutOne(text)) return
    this.sharedPort.hear(path, text)
    const id = path === null ? null : inputIdOf(path)
    const input = id === null ? undefined : this.#inputs.get(id)
    this.#log.say(input ? id : null, level, input || path === null ? text : `[path ${path}] ${text}`)
    if (!input || event === null || input.assignment.desired === 'STOPPED') return
    if (event.kind === 'available') this.#bell.ring()
    else if (event.kind !== 'listenFailed') this.#judge.hear(input, event, this.#deps.redactor.redact(text))
    else if (event.port === null || event.port === input.assignment.udpPort) {
      void this.#faults.tell(input, event.fault, this.#deps.redactor.redact(text))
      // The interface of a multicast group may have come, or have another name.
      this.#keeper.wish(path!, settingsOf(input.assignment, this.#receiveBuffer))
    }
  }

  // What is told.

  #tell(input: WatchedInput, before: InputState): void {
    const { id } = input.assignment
    const failure = input.state === before ? null : input.failure
    if (failure) this.#log.say(id, input.state === 'FAILED' ? 'ERROR' : 'WARNING', failure.message)
    this.#deps.bus.publish('inputFact', input.fact())
    if (input.state !== before) for (const listener of this.#listeners) listener(id)
  }
}
