import type { Clock } from '../../domain/clock.ts'
import type { LogLevel } from '../../domain/log.ts'
import { markerName, markerOf } from '../../domain/ownership.ts'
import type { Ownership } from '../../domain/ownership.ts'
import { findLimiter } from './limiter.ts'
import { createStartProcess, findGuard, notStarted } from './process.ts'
import type { RunningProcess, StartProcess } from './process.ts'
import { countByName, reap } from './reaper.ts'
import { Watchdog, findShell } from './watchdog.ts'

/** The error of a start while this manager may not run processes. */
const notOwner = 'NOT_OWNER'

export interface OwnProcessesDeps {
  ownership: Ownership
  clock: Clock
  say: (level: LogLevel, text: string) => void
  /** Searched for setpriv and a shell; by default that of this process. */
  path?: string
}

/**
 * The processes of this manager: marked as ours, started only while it owns its database, and ended at once when that
 * is over, when it is killed, and when it is frozen for too long.
 */
export class OwnProcesses {
  readonly #deps: OwnProcessesDeps
  readonly #running = new Set<RunningProcess>()
  readonly #guard: string | null
  readonly #watchdog: Watchdog | null
  readonly #startProcess: StartProcess

  constructor(deps: OwnProcessesDeps) {
    const { ownership, clock, say, path } = deps
    this.#deps = deps
    this.#guard = findGuard(path)
    this.#startProcess = createStartProcess(this.#guard, undefined, findLimiter(path))
    const shell = findShell(path)
    const marker = `${markerName}=${markerOf(ownership)}`
    const holdsForMs = () => ownership.holdsForMs()
    this.#watchdog = shell && new Watchdog({ clock, say, shell, marker, holdsForMs, startProcess: createStartProcess(null) })
    const endAll = () => {
      for (const process of this.#running) process.signal('SIGKILL')
    }
    ownership.listen({ onPause: endAll, onLost: endAll })
  }

  /** Before anything is started: ends what earlier starts left behind. */
  async begin(): Promise<void> {
    const { ownership, clock, say } = this.#deps
    const { ended, remaining } = await reap(ownership.instanceId, ownership.epoch, clock)
    if (ended.length > 0) say('WARNING', `An earlier start had left processes behind, which were ended: ${countByName(ended)}`)
    if (remaining.length > 0) say('ERROR', `Processes of an earlier start cannot be ended: ${countByName(remaining)}`)
    if (this.#watchdog !== null) return this.#watchdog.start()
    const left = this.#guard === null ? 'is killed or stands still' : 'stands still'
    say('WARNING', `The PATH has neither bash nor busybox: if this server ${left}, its FFmpegs go on running`)
  }

  readonly start: StartProcess = (options) => {
    const { ownership } = this.#deps
    if (!options.isQuestion && !ownership.mayStart()) return notStarted(notOwner)
    const process = this.#startProcess({ ...options, env: { ...options.env, [markerName]: markerOf(ownership) } })
    this.#running.add(process)
    void process.ended.then(() => this.#running.delete(process))
    return process
  }

  /** Once none of them runs any more. */
  async end(): Promise<void> {
    await this.#watchdog?.stop()
  }
}
