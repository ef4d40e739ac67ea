import { parseCallerLine, refusalOf, sayLeft, sayRefused } from '../../domain/programs/callerLog.ts'
import type { Refusal } from '../../domain/programs/callerLog.ts'
import type { Clock } from '../../domain/clock.ts'
import type { LogLevel } from '../../domain/log.ts'
import type { PathNames } from '../../domain/pathNames.ts'

/** An output that callers may mean. */
interface Candidate {
  outputId: string
  hasPassphrase: boolean
}

/** MediaMTX looks at a passphrase only after it has started the source for the caller. */
const startedForCallerMs = 3000

/**
 * What MediaMTX's log says of callers, told to the output that they came for. Of a caller who was refused the log does
 * not say which output it wanted: that is told only where no other can be meant.
 */
export class CallerTalk {
  readonly #clock: Clock
  readonly #names: PathNames
  readonly #tell: (outputId: string, level: LogLevel, text: string) => void
  /** By address: the output that a caller reads. */
  readonly #joined = new Map<string, string>()
  #started: { outputId: string; at: number } | null = null

  constructor(clock: Clock, names: PathNames, tell: (outputId: string, level: LogLevel, text: string) => void) {
    this.#clock = clock
    this.#names = names
    this.#tell = tell
  }

  /** A line of MediaMTX; `candidates` are the outputs that are open. */
  hear(path: string | null, text: string, candidates: readonly Candidate[]): void {
    const outputId = path === null ? null : this.#names.outputIdOf(path)
    if (outputId !== null) {
      if (text.includes('started on demand')) this.#started = { outputId, at: this.#clock.now() }
      return
    }
    const event = path === null ? parseCallerLine(text) : null
    if (event?.kind === 'joined') this.#join(event.caller, this.#names.outputIdOf(event.path))
    else if (event?.kind === 'ended') this.#end(event.caller, event.reason, candidates)
  }

  /** MediaMTX ended, and all connections with it. */
  forget(): void {
    this.#joined.clear()
    this.#started = null
  }

  #join(caller: string, outputId: string | null): void {
    if (outputId === null) return
    this.#joined.set(caller, outputId)
    this.#tell(outputId, 'INFO', `Caller ${caller} receives`)
  }

  #end(caller: string, reason: string, candidates: readonly Candidate[]): void {
    const joined = this.#joined.get(caller)
    this.#joined.delete(caller)
    const refusal = refusalOf(reason)
    const said = joined !== undefined ? sayLeft(caller, reason) : refusal && sayRefused(caller, refusal)
    const outputId = joined ?? (refusal && this.#meant(refusal, candidates))
    if (said && outputId) this.#tell(outputId, said.level, said.text)
  }

  #meant(refusal: Refusal, candidates: readonly Candidate[]): string | null {
    const possible = refusal === 'TOKEN' ? candidates : candidates.filter(({ hasPassphrase }) => hasPassphrase)
    if (possible.length === 1) return possible[0]!.outputId
    const started = this.#started
    const isFresh = refusal !== 'TOKEN' && started !== null && this.#clock.now() - started.at < startedForCallerMs
    return isFresh && possible.some(({ outputId }) => outputId === started.outputId) ? started.outputId : null
  }
}
