import type { Bus } from '../domain/bus.ts'
import type { Clock } from '../domain/clock.ts'
import { NotFoundError } from '../domain/errors.ts'
import { hasPicture, stillEveryMs, stillsLingerMs } from '../domain/still.ts'
import type { Still, StillEvent, StillFact } from '../domain/still.ts'
import type { Worker } from '../domain/worker.ts'
import type { Catalogue } from './memory/catalogue.ts'
import { type Audience, Hub } from './memory/hub.ts'
import type { StillService } from './services.ts'

/** Whoever is further behind hears the newest ones: each takes the place of those before. */
const longestBacklog = 200

interface Known extends Still {
  jpeg: Buffer
  version: string
}

export interface StillsParts {
  bus: Bus
  catalogue: Catalogue
  clock: Clock
  worker: Worker
  /** What every address of this server begins with. */
  basePath: string
}

/** The newest picture of each input, in memory; taken only while somebody looks. */
export class Stills implements StillService {
  readonly #catalogue: Catalogue
  readonly #clock: Clock
  readonly #worker: Worker
  readonly #basePath: string
  readonly #hub = new Hub<StillEvent>(longestBacklog)
  readonly #stills = new Map<string, Known>()
  /** By input: how many look at it. */
  readonly #lookers = new Map<string, number>()
  /** Inputs that nobody looks at any more, for the time in which somebody may come back. */
  readonly #leaving = new Map<string, AbortController>()

  constructor({ bus, catalogue, clock, worker, basePath }: StillsParts) {
    this.#catalogue = catalogue
    this.#clock = clock
    this.#worker = worker
    this.#basePath = basePath
    bus.subscribe('still', (fact) => this.#keep(fact))
    bus.subscribe('inputFact', ({ id, state }) => {
      if (state === 'STOPPED') this.#drop(id)
    })
    bus.subscribe('inputGone', ({ id }) => this.#drop(id))
  }

  get audience(): Audience {
    return this.#hub
  }

  of(inputId: string): Still | null {
    return this.#stills.get(inputId) ?? null
  }

  image(inputId: string): { jpeg: Buffer; version: string } | null {
    return this.#stills.get(inputId) ?? null
  }

  follow(inputIds: readonly string[]): AsyncIterableIterator<StillEvent> {
    const ids = new Set(inputIds)
    for (const id of ids) if (!this.#catalogue.input(id)) throw new NotFoundError(id, `There is no input ${id}`)
    for (const id of ids) this.#come(id)
    this.#tell()
    return this.#hub.follow({
      accepts: ({ inputId }) => ids.has(inputId),
      first: [...ids].map((id) => this.#eventOf(id)),
      onEnd: () => {
        for (const id of ids) this.#go(id)
      },
    })
  }

  /** Ends every follower. */
  close(): void {
    this.#hub.close()
    for (const returned of this.#leaving.values()) returned.abort()
    this.#leaving.clear()
  }

  #come(id: string): void {
    this.#lookers.set(id, (this.#lookers.get(id) ?? 0) + 1)
    this.#leaving.get(id)?.abort()
    this.#leaving.delete(id)
  }

  #go(id: string): void {
    const others = (this.#lookers.get(id) ?? 1) - 1
    this.#lookers.set(id, others)
    if (others > 0) return
    const returned = new AbortController()
    this.#leaving.set(id, returned)
    void this.#clock.sleep(stillsLingerMs, returned.signal).then(() => {
      if (returned.signal.aborted) return
      this.#leaving.delete(id)
      this.#lookers.delete(id)
      this.#tell()
    })
  }

  #tell(): void {
    this.#worker.showStills([...this.#lookers.keys()])
  }

  #keep({ inputId, takenAt, width, height, jpeg }: StillFact): void {
    if (!this.#catalogue.input(inputId)) return
    const taken = new Date(takenAt)
    const version = String(taken.getTime())
    const url = `${this.#basePath}/api/inputs/${inputId}/still.jpg?v=${version}`
    this.#stills.set(inputId, { url, takenAt: taken, width, height, jpeg: Buffer.from(jpeg, 'base64'), version })
    this.#hub.publish(this.#eventOf(inputId))
  }

  #drop(id: string): void {
    if (this.#stills.delete(id)) this.#hub.publish(this.#eventOf(id))
  }

  #eventOf(inputId: string): StillEvent {
    return { inputId, still: this.of(inputId), everyMs: this.#everyMs() }
  }

  #everyMs(): number {
    let shown = 0
    for (const id of this.#lookers.keys()) {
      const input = this.#catalogue.input(id)
      if (input && (input.state === 'LIVE' || input.state === 'DEGRADED') && hasPicture(input.tracks)) shown++
    }
    return stillEveryMs(shown)
  }
}
