import type { Clock } from '../../domain/clock.ts'
import type { MediamtxClient, PathSettings } from './client.ts'
import { MediamtxRefusedError } from './client.ts'

export interface KeeperEvents {
  /** A path was made, remade or removed. */
  onDone(name: string): void
  /** MediaMTX refused what we asked for a path; it will be asked again. */
  onRefused(name: string, message: string): void
  /** We made a mistake; it goes on at the next call. */
  onMistake(error: unknown): void
  /** MediaMTX dropped paths by itself: it may have read its settings anew, and forgotten all that it was told. */
  onVanished?(names: readonly string[]): void
}

/**
 * Makes the paths of MediaMTX what they shall be, by level: it compares what is wished with what MediaMTX has and does
 * one thing at a time until both agree. Names that `isOurs` does not know are left alone.
 */
export class PathKeeper {
  readonly #clock: Clock
  readonly #events: KeeperEvents
  readonly #isOurs: (name: string) => boolean
  readonly #wished = new Map<string, PathSettings>()
  /** What MediaMTX has. */
  readonly #held = new Map<string, PathSettings>()
  /** To be removed and made again although nothing of them changed. */
  readonly #remake = new Set<string>()
  readonly #doneAt = new Map<string, number>()
  #doing: string | null = null
  #client: MediamtxClient | null = null
  #working = false

  constructor(clock: Clock, isOurs: (name: string) => boolean, events: KeeperEvents) {
    this.#clock = clock
    this.#isOurs = isOurs
    this.#events = events
  }

  /** Null: the path shall not be. */
  wish(name: string, settings: PathSettings | null): void {
    if (settings) this.#wished.set(name, settings)
    else {
      this.#wished.delete(name)
      this.#remake.delete(name)
    }
    this.work()
  }

  remake(name: string): void {
    this.#remake.add(name)
    this.work()
  }

  /** MediaMTX can be told now, and has these paths. */
  connected(client: MediamtxClient, configured: readonly ({ name: string } & PathSettings)[]): void {
    this.#client = client
    this.#held.clear()
    for (const { name, ...settings } of configured) if (this.#isOurs(name)) this.#held.set(name, settings)
    this.work()
  }

  disconnected(): void {
    this.#client = null
    this.#held.clear()
    this.#remake.clear()
  }

  /** The names that MediaMTX listed when asked at `askedAt`: paths can vanish without a sign. */
  listed(names: ReadonlySet<string>, askedAt: number): void {
    const vanished = [...this.#held.keys()].filter((name) => !names.has(name) && !this.#touchedSince(name, askedAt))
    for (const name of vanished) this.#held.delete(name)
    if (vanished.length > 0) this.#events.onVanished?.(vanished)
    this.work()
  }

  /** Whether MediaMTX still has the path, as far as we know. */
  holds(name: string): boolean {
    return this.#held.has(name) || this.#doing === name
  }

  /** Whether MediaMTX has the path as it was wished, as far as we know. */
  isMade(name: string): boolean {
    return this.#wished.has(name) && this.#doing !== name && this.#isRight(name)
  }

  /** Whether what MediaMTX said when asked at `askedAt` was about the path as it shall be now. */
  isSettled(name: string, askedAt: number): boolean {
    return !this.#touchedSince(name, askedAt) && this.#isRight(name)
  }

  /** Goes on where there is something to do; a fault is tried again at the next call. */
  work(): void {
    if (!this.#working) void this.#work()
  }

  async #work(): Promise<void> {
    this.#working = true
    const refused = new Set<string>()
    try {
      // No pause between the last look and the end: a call in it would find us at work and be lost.
      for (let name = this.#next(refused); this.#client && name !== null; name = this.#next(refused)) {
        if (!(await this.#attempt(name, this.#client, refused))) break
      }
    } catch (error) {
      this.#events.onMistake(error)
    }
    this.#working = false
  }

  /** False when MediaMTX did not answer. */
  async #attempt(name: string, client: MediamtxClient, refused: Set<string>): Promise<boolean> {
    this.#doing = name
    try {
      await this.#makeRight(name, client)
    } catch (error) {
      if (!(error instanceof MediamtxRefusedError)) return false
      refused.add(name)
      this.#events.onRefused(name, error.message)
    } finally {
      this.#doing = null
      if (this.#wished.has(name)) this.#doneAt.set(name, this.#clock.now())
      else this.#doneAt.delete(name)
    }
    this.#events.onDone(name)
    return true
  }

  async #makeRight(name: string, client: MediamtxClient): Promise<void> {
    const settings = this.#wished.get(name)
    if (!settings || this.#remake.has(name)) {
      await client.remove(name)
      if (client !== this.#client) return
      this.#held.delete(name)
      this.#remake.delete(name)
    }
    if (!settings) return
    await client.put(name, settings)
    if (client === this.#client) this.#held.set(name, settings)
  }

  /** Removals first, since they free ports that others are to have. */
  #next(without: ReadonlySet<string>): string | null {
    for (const name of this.#held.keys()) if (!this.#wished.has(name) && !without.has(name)) return name
    for (const name of this.#wished.keys()) if (!this.#isRight(name) && !without.has(name)) return name
    return null
  }

  #isRight(name: string): boolean {
    return !this.#remake.has(name) && agree(this.#wished.get(name), this.#held.get(name))
  }

  #touchedSince(name: string, at: number): boolean {
    return this.#doing === name || (this.#doneAt.get(name) ?? Number.NEGATIVE_INFINITY) >= at
  }
}

/** In all that was wished; MediaMTX has settings that we say nothing of. */
function agree(wished: PathSettings | undefined, held: PathSettings | undefined): boolean {
  if (!wished || !held) return wished === held
  return (Object.keys(wished) as (keyof PathSettings)[]).every((name) => (wished[name] ?? null) === (held[name] ?? null))
}
