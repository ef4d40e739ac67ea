import type { Bus, ComponentFact } from '../../domain/bus.ts'
import type { Clock } from '../../domain/clock.ts'
import { parseFfmpegVersion } from '../../domain/programs/ffmpegLog.ts'
import type { LogLevel } from '../../domain/log.ts'
import { ask } from '../processes/ask.ts'
import { canHide } from '../processes/hiddenText.ts'
import type { StartProcess } from '../processes/process.ts'
import { sendableBy } from './sendable.ts'

const againMs = 60_000
const againInTroubleMs = 10_000
/** So long `start` waits for a first answer, so that a start shows no false alarm. */
const firstAnswerMs = 2000

const visible =
  'This FFmpeg takes no options from a file: stream keys and passphrases stand in its arguments, where other users of this machine can see them'

const names = ['healthy', 'version', 'detail', 'protocols'] as const

export interface FfmpegWatchDeps {
  bus: Bus
  clock: Clock
  startProcess: StartProcess
  ffmpegBin: string
}

/** Looks now and then which FFmpeg there is, and tells the bus when that is different. Its absence is told by each output too. */
export class FfmpegWatch {
  readonly #deps: FfmpegWatchDeps
  readonly #stopping = new AbortController()
  readonly #answered = new AbortController()
  #running: Promise<void> = Promise.resolve()
  #version: string | null = null
  #takesPreset = canHide()
  #told: Omit<ComponentFact, 'since'> | null = null
  #since = ''
  #protocols: string[] | undefined

  constructor(deps: FfmpegWatchDeps) {
    this.#deps = deps
  }

  /** Such as `7.0.2`: what was seen last; null until it is known. */
  get version(): string | null {
    return this.#version
  }

  /** Whether it takes options from a file, by which no other user sees them. Not known yet: yes, since every 5.1 to 8 does. */
  get takesPreset(): boolean {
    return this.#takesPreset
  }

  /** Resolves when FFmpeg has said which it is, after 2 s in any case. */
  async start(): Promise<void> {
    this.#running = this.#run()
    await this.#deps.clock.sleep(firstAnswerMs, this.#answered.signal)
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    await this.#running
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping
    while (!signal.aborted) {
      const { version, detail } = await this.#look()
      if (signal.aborted) return
      const isAnother = version !== null && version !== this.#version
      if (isAnother) {
        this.#protocols = undefined
        await this.#lookForPreset()
      }
      this.#version = version ?? this.#version
      this.#tell({ healthy: detail === null, version, detail })
      this.#answered.abort()
      if (isAnother) {
        this.#protocols = (await sendableBy(this.#deps, signal)) ?? undefined
        if (!signal.aborted) this.#tell({ healthy: detail === null, version, detail })
      }
      await this.#deps.clock.sleep(detail === null ? againMs : againInTroubleMs, signal)
    }
  }

  async #look(): Promise<Pick<ComponentFact, 'version' | 'detail'>> {
    const { ffmpegBin } = this.#deps
    let version: string | null = null
    const onStdout = (line: string) => (version ??= parseFfmpegVersion(line))
    const { signal, startError } = await ask(this.#deps, { file: ffmpegBin, args: ['-version'], onStdout }, this.#stopping.signal)
    const remedy = 'set FFMPEG_BIN to an FFmpeg 5.1 or newer'
    if (signal === 'SIGKILL') return { version: null, detail: `FFmpeg does not answer; ${remedy}` }
    if (startError !== null) return { version: null, detail: `FFmpeg could not be started (${startError}); ${remedy}` }
    return { version, detail: version === null ? `The program does not say that it is FFmpeg; ${remedy}` : null }
  }

  async #lookForPreset(): Promise<void> {
    const help: string[] = []
    const args = ['-hide_banner', '-h', 'long']
    const { code } = await ask(
      this.#deps,
      { file: this.#deps.ffmpegBin, args, onStdout: (line) => help.push(line) },
      this.#stopping.signal,
    )
    if (code !== 0) return
    const before = this.#takesPreset
    this.#takesPreset = canHide() && help.some((line) => /^-fpre\b/.test(line))
    if (before && !this.#takesPreset) this.#say('WARNING', visible)
  }

  #tell(seen: Omit<ComponentFact, 'since' | 'protocols'>): void {
    const before = this.#told
    const fact = { ...seen, ...(this.#protocols && { protocols: this.#protocols }) }
    if (before && names.every((name) => before[name] === fact[name])) return
    if (before?.healthy !== fact.healthy) this.#since = this.#deps.clock.date().toISOString()
    this.#told = fact
    if (fact.detail !== null && fact.detail !== before?.detail) this.#say('ERROR', fact.detail)
    this.#deps.bus.publish('componentFact', { component: 'ffmpeg', fact: { ...fact, since: this.#since } })
  }

  #say(level: LogLevel, text: string): void {
    const { bus, clock } = this.#deps
    const origin = { source: 'APP', inputId: null, outputId: null } as const
    bus.publish('log', { at: clock.date().toISOString(), ...origin, level, text, repeated: 0, dropped: 0 })
  }
}
