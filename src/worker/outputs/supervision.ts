import { Attempts } from '../../domain/attempts.ts'
import type { Bus } from '../../domain/bus.ts'
import type { Clock, Random } from '../../domain/clock.ts'
import type { LogLevel } from '../../domain/log.ts'
import type { OutputAssignment } from '../../domain/worker.ts'
import { Bell } from '../bell.ts'
import type { InputSight } from '../ingest.ts'
import { OutputReport } from './outputReport.ts'

const mistakePauseMs = 1000

export interface SupervisionDeps {
  bus: Bus
  clock: Clock
  random: Random
  sight: (inputId: string) => InputSight
  /** All outputs, as they were assigned last. */
  outputs?: () => Iterable<OutputAssignment>
}

/**
 * Keeps one output as it is wished, whatever serves it: looks at wish, settings, input and history anew at each step,
 * and does the one thing that follows. A kind of output says what a step is.
 */
export abstract class Supervision {
  protected readonly report: OutputReport
  protected readonly bell = new Bell()
  protected readonly attempts: Attempts
  protected readonly clock: Clock
  protected assignment: OutputAssignment
  protected isGone = false
  /** Starts that no person asked for, since the wish became RUNNING. */
  protected restarts = 0
  readonly #deps: SupervisionDeps
  #done = Promise.resolve()

  constructor(assignment: OutputAssignment, deps: SupervisionDeps) {
    this.assignment = assignment
    this.#deps = deps
    this.clock = deps.clock
    this.attempts = new Attempts(deps.clock, deps.random)
    this.report = new OutputReport(assignment.id, assignment.generation, deps.bus, deps.clock)
  }

  get inputId(): string {
    return this.assignment.inputId
  }

  /** New settings or a new wish. What runs is ended only when its generation or wish is over. */
  update(assignment: OutputAssignment): void {
    const before = this.assignment
    this.assignment = assignment
    if (before.desired !== 'RUNNING' && assignment.desired === 'RUNNING') {
      this.restarts = 0
      this.countAnew()
      this.startAnew()
    } else if (before.generation !== assignment.generation) {
      this.startAnew()
    } else if (JSON.stringify(before) === JSON.stringify(assignment)) {
      return
    }
    this.bell.ring()
  }

  /** The next attempt now, all earlier failures forgotten. Of no effect on one that runs. */
  retry(): void {
    if (this.isRunning()) return
    this.startAnew()
    this.bell.ring()
  }

  /** Something about its input changed. */
  inputChanged(): void {
    this.bell.ring()
  }

  /** Resolves when nothing of it runs any more and nothing will follow. */
  dispose(): Promise<void> {
    this.isGone = true
    this.bell.ring()
    return this.#done
  }

  /** Once a second: what passes with time alone. */
  tick(): void {
    this.report.tick()
  }

  /** Something serves it now. */
  protected abstract isRunning(): boolean
  /** Looks, and does the one thing that follows; returns when something is to be looked at anew. */
  protected abstract step(change: AbortSignal): Promise<void>
  /** Ends what runs, for a fresh beginning. */
  protected abstract abandon(): Promise<void>
  /** The wish became RUNNING: bytes are counted from here. */
  protected abstract countAnew(): void

  /** A person acted: as if nothing had been tried. */
  protected startAnew(): void {
    this.attempts.startAnew()
  }

  /** For the constructor of a kind, once it can take steps. */
  protected begin(): void {
    this.#done = this.#loop()
  }

  protected sight(): InputSight {
    return this.#deps.sight(this.assignment.inputId)
  }

  protected log(level: LogLevel, text: string, counts = { repeated: 0, dropped: 0 }): void {
    const { id: outputId, inputId } = this.assignment
    const at = this.clock.date().toISOString()
    this.#deps.bus.publish('log', { at, source: 'OUTPUT', outputId, inputId, level, text, ...counts })
  }

  async #loop(): Promise<void> {
    while (!(this.isGone && this.report.state === 'STOPPED')) {
      try {
        await this.step(this.bell.signal)
      } catch (error) {
        // A mistake of ours in one output must not end the others.
        this.log('ERROR', `The supervision of this output made a mistake and begins anew: ${String(error)}`)
        await this.abandon()
        await this.clock.sleep(mistakePauseMs)
      }
    }
  }
}
