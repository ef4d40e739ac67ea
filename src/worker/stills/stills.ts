import type { Bus } from '../../domain/bus.ts'
import type { Redactor } from '../../domain/redaction.ts'
import { hasPicture, mostStillProcesses, stillEveryMs } from '../../domain/still.ts'
import { Bell } from '../bell.ts'
import type { InputSight } from '../ingest.ts'
import { haveConnectionFrom } from './connections.ts'
import { StillRun } from './stillRun.ts'
import type { Picture, StillRunDeps } from './stillRun.ts'

export interface StillsDeps extends StillRunDeps {
  bus: Bus
  redactor: Redactor
  sight(inputId: string): InputSight
}

/** An input that somebody looks at. */
interface Shown {
  run: StillRun | null
  /** Monotonic milliseconds at which its last process was started. */
  startedAt: number
  /** Monotonic milliseconds before which no process is started. */
  notBefore: number
  /** Processes in a row that made no picture. */
  failures: number
  /** The reason that was told last. */
  told: string | null
}

/** Pauses after so many processes in a row that made no picture; the last one holds for all further ones. */
const pausesMs = [1000, 2000, 5000, 15_000, 60_000]
const lookEveryMs = 500
/** Sooner than later ones: who comes wants to see something. */
const firstTurnsEveryMs = 1000

/**
 * Takes stills of the inputs that somebody looks at, each told on the bus. Up to four have a process of their own, which
 * reads on; with more, four at a time take turns, each until it has made one picture.
 */
export class Stills {
  readonly #deps: StillsDeps
  readonly #shown = new Map<string, Shown>()
  readonly #runs = new Set<StillRun>()
  readonly #bell = new Bell()
  #isStopped = false
  #working: Promise<void> | null = null

  constructor(deps: StillsDeps) {
    this.#deps = deps
  }

  /** Of these from now on, and of no others. */
  show(inputIds: readonly string[]): void {
    if (this.#isStopped) return
    const wanted = new Set(inputIds)
    for (const [id, { run }] of this.#shown) {
      if (wanted.has(id)) continue
      run?.end()
      this.#shown.delete(id)
    }
    const never = Number.NEGATIVE_INFINITY
    for (const id of wanted)
      if (!this.#shown.has(id)) this.#shown.set(id, { run: null, startedAt: never, notBefore: never, failures: 0, told: null })
    this.#bell.ring()
    if (this.#shown.size > 0) this.#working ??= this.#work()
  }

  /** Whether the connection that begins at this TCP port of loopback is that of one of its processes. */
  readsFrom(port: number): boolean {
    const pids = [...this.#runs].flatMap(({ pid, pictures }) => (pid === null || pictures > 0 ? [] : [pid]))
    return haveConnectionFrom(pids, port)
  }

  /** Ends all for ever. Resolves when their processes have exited. */
  async stop(): Promise<void> {
    this.#isStopped = true
    this.#shown.clear()
    for (const run of this.#runs) run.end()
    this.#bell.ring()
    await Promise.all([this.#working, ...[...this.#runs].map(({ ended }) => ended)])
  }

  async #work(): Promise<void> {
    while (this.#shown.size > 0) {
      const change = this.#bell.signal
      this.#look()
      await this.#deps.clock.sleep(lookEveryMs, change)
    }
    this.#working = null
  }

  #look(): void {
    const now = this.#deps.clock.now()
    const able = [...this.#shown].filter(([id, { run, notBefore }]) => {
      const { readUrl, tracks } = this.#deps.sight(id)
      const isThere = readUrl !== null && hasPicture(tracks)
      if (!isThere) run?.end()
      return isThere && (run !== null || now >= notBefore)
    })
    const areMany = able.length > mostStillProcesses
    // Whose turn has been.
    if (areMany) for (const [, { run }] of able) if (run !== null && run.pictures > 0) run.end()
    const waiting = able.filter(([, { run }]) => run === null).toSorted(([, one], [, other]) => one.startedAt - other.startedAt)
    for (const [id, shown] of waiting) {
      if (this.#runs.size >= mostStillProcesses) return
      const isFirst = shown.startedAt === Number.NEGATIVE_INFINITY
      const paceMs = isFirst ? firstTurnsEveryMs : stillEveryMs(able.length) / able.length
      if (areMany && now - this.#lastStartAt < paceMs) return
      this.#start(id, shown)
    }
  }

  get #lastStartAt(): number {
    return Math.max(...[...this.#shown.values()].map(({ startedAt }) => startedAt))
  }

  #start(id: string, shown: Shown): void {
    const { readUrl } = this.#deps.sight(id)
    if (readUrl === null) return
    const run = new StillRun(this.#deps, readUrl, (picture) => {
      shown.failures = 0
      shown.told = null
      this.#tell(id, picture)
      if (this.#shown.size > mostStillProcesses) this.#bell.ring()
    })
    shown.run = run
    shown.startedAt = this.#deps.clock.now()
    this.#runs.add(run)
    void run.ended.then((reason) => {
      this.#runs.delete(run)
      shown.run = null
      if (reason !== null) this.#ended(id, shown, run.pictures === 0 ? reason : null)
      this.#bell.ring()
    })
  }

  /** By itself; `reason`: why it made no picture. */
  #ended(id: string, shown: Shown, reason: string | null): void {
    const pauseMs = pausesMs[Math.min(shown.failures, pausesMs.length - 1)]!
    shown.notBefore = this.#deps.clock.now() + pauseMs
    if (reason === null) return
    shown.failures += 1
    // A feed that just ended, or begins, is told by others; and what was told once need not be told again.
    if (shown.failures < 3 || shown.told === reason) return
    shown.told = reason
    const origin = { source: 'INPUT', inputId: id, outputId: null } as const
    const text = this.#deps.redactor.redact(`No still can be taken of this feed: ${reason}`)
    const at = this.#deps.clock.date().toISOString()
    this.#deps.bus.publish('log', { at, ...origin, level: 'WARNING', text, repeated: 0, dropped: 0 })
  }

  #tell(inputId: string, { jpeg, takenAt, width, height }: Picture): void {
    this.#deps.bus.publish('still', { inputId, takenAt: takenAt.toISOString(), width, height, jpeg: jpeg.toString('base64') })
  }
}
