import { createHash } from 'node:crypto'
import type { Clock } from '../../domain/clock.ts'
import type { PathNames } from '../../domain/pathNames.ts'
import type { MediamtxClient, PathSettings } from './client.ts'

/** Another server has the paths that would be ours. */
export class RivalError extends Error {
  override readonly name = 'Rival'
}

/** Whoever is there puts what it misses back at its next look at MediaMTX. */
const putBackWithinMs = 2000
/** What is taken away in vain is not taken away again for so long. */
const challengeEveryMs = 30_000

/**
 * Keeps two servers with the same prefix from undoing each other's paths. Each keeps a path that bears its mark; who
 * finds another's takes it away, and leaves the field when it comes back: so a mark that was left behind is in nobody's way.
 */
export class PathClaim {
  /** Where nobody publishes or reads. */
  static readonly settings: PathSettings = { source: 'publisher' }
  /** The path that bears our mark. */
  readonly name: string
  readonly #clock: Clock
  readonly #names: PathNames
  #challengeAt = Number.NEGATIVE_INFINITY

  /** `instanceId` is the same at each start of one server, and of no other server. */
  constructor(clock: Clock, names: PathNames, instanceId: string) {
    this.#clock = clock
    this.#names = names
    this.name = names.owner(createHash('sha256').update(instanceId).digest('hex').slice(0, 12))
  }

  /** Before anything is made or removed. Rejects with RivalError when another server is there. */
  async take(client: MediamtxClient): Promise<void> {
    const rivals = await this.#rivals(client)
    if (rivals.length === 0) return
    if (this.#clock.now() >= this.#challengeAt) {
      this.#challengeAt = this.#clock.now() + challengeEveryMs
      for (const name of rivals) await client.remove(name)
      await this.#clock.sleep(putBackWithinMs)
      if ((await this.#rivals(client)).length === 0) return
    }
    throw new RivalError()
  }

  /** Of two that came at the same moment one goes. Throws RivalError when that is us; `present` are all paths. */
  check(present: Iterable<string>): void {
    for (const name of present) if (this.#names.isOwner(name) && name < this.name) throw new RivalError()
  }

  async #rivals(client: MediamtxClient): Promise<string[]> {
    const paths = await client.configuredPaths()
    return paths.flatMap(({ name }) => (this.#names.isOwner(name) && name !== this.name ? [name] : []))
  }
}
