import type { Bus, ComponentFact } from '../domain/bus.ts'
import type { Clock } from '../domain/clock.ts'
import { retention } from '../domain/retention.ts'
import type { System } from '../domain/events.ts'
import { Histogram, momentBounds } from '../domain/histogram.ts'
import type { PortRange } from '../domain/inputRules.ts'
import type { Ownership } from '../domain/ownership.ts'
import type { Catalogue } from './memory/catalogue.ts'
import { type Audience, Hub } from './memory/hub.ts'
import { MachineWatch } from './machineWatch.ts'
import type { SystemService } from './services.ts'
import type { Storage } from './storage.ts'
import type { UdpPorts } from './udpPorts.ts'

const sampleEveryMs = 1000
const measuresEveryMs = 5000

const unknown: ComponentFact = { healthy: false, version: null, detail: 'starting', since: null }

export interface DiskSpace {
  freeBytes: number
  /** All of it. */
  bytes: number
}

export interface SystemParts {
  bus: Bus
  catalogue: Catalogue
  clock: Clock
  storage: Pick<Storage, 'fact' | 'isReady'>
  ports: UdpPorts
  ownership: Pick<Ownership, 'epoch' | 'trouble'>
  /** As configured. */
  udpPortRange: PortRange
  /** As configured, the shared port included. */
  srtPortRange: PortRange
  /** Space where the data lies. */
  disk: () => Promise<DiskSpace>
  version: string
  /** Hears what kept the System from being told, once for each error. */
  onMistake: (error: unknown) => void
}

/** How the server itself is. */
export class SystemReport implements SystemService {
  readonly #parts: SystemParts
  readonly #hub = new Hub<System>(1)
  readonly #closing = new AbortController()
  readonly #startedAt: Date
  readonly #components: { mediamtx: ComponentFact; ffmpeg: ComponentFact } = { mediamtx: unknown, ffmpeg: unknown }
  #measured: { at: number; cpuMicros: number } | null = null
  #cpuPercent = 0
  #rssBytes = 0
  #disk: DiskSpace = { freeBytes: 0, bytes: 0 }
  readonly #machine = new MachineWatch()
  /** How much later than asked for a timer came, seconds. */
  readonly lag = new Histogram(momentBounds)
  #told = { facts: '', measures: '', at: Number.NEGATIVE_INFINITY }

  constructor(parts: SystemParts) {
    this.#parts = parts
    this.#startedAt = parts.clock.date()
    parts.bus.subscribe('componentFact', ({ component, fact }) => (this.#components[component] = fact))
  }

  /** Takes the first measures and goes on until `close`. */
  async start(): Promise<void> {
    await this.#measure()
    void this.#run()
  }

  now(): System {
    const { version, ownership, catalogue, ports, udpPortRange, srtPortRange } = this.#parts
    return {
      ...{ version, epoch: ownership.epoch, startedAt: this.#startedAt, ...this.#components, database: this.#database() },
      ...{ cpuPercent: this.#cpuPercent, rssBytes: this.#rssBytes, diskFreeBytes: this.#disk.freeBytes },
      ...{ processes: catalogue.processes, udpPortsFree: ports.countFree() },
      ...{ udpPortRange, srtPortRange, machine: this.#machine.now(this.#disk.bytes), retention },
    }
  }

  get audience(): Audience {
    return this.#hub
  }

  async notReady(): Promise<string[]> {
    const isStored = await this.#parts.storage.isReady()
    const states = { database: isStored && this.#database().healthy, mediamtx: this.#components.mediamtx.healthy }
    return Object.entries(states).flatMap(([name, isReady]) => (isReady ? [] : [name]))
  }

  follow(): AsyncIterableIterator<System> {
    return this.#hub.follow({ first: [this.now()] })
  }

  #database(): ComponentFact {
    const database = this.#parts.storage.fact()
    const trouble = this.#parts.ownership.trouble()
    if (trouble === null) return database
    return { ...database, healthy: false, detail: [trouble, database.detail].filter(Boolean).join('; ') }
  }

  close(): void {
    this.#closing.abort()
    this.#hub.close()
  }

  async #run(): Promise<void> {
    const { signal } = this.#closing
    let mistake = ''
    while (!signal.aborted) {
      const dueAt = this.#parts.clock.now() + sampleEveryMs
      await this.#parts.clock.sleep(sampleEveryMs, signal)
      if (signal.aborted) return
      this.lag.observe(Math.max(0, this.#parts.clock.now() - dueAt) / 1000)
      try {
        await this.#measure()
        this.#tell()
        mistake = ''
      } catch (error) {
        if (mistake !== String(error)) this.#parts.onMistake(error)
        mistake = String(error)
      }
    }
  }

  #tell(): void {
    const system = this.now()
    const [facts, measures, now] = [factsOf(system), measuresOf(system), this.#parts.clock.now()]
    const isDue = now - this.#told.at >= measuresEveryMs && measures !== this.#told.measures
    if (facts === this.#told.facts && !isDue) return
    this.#hub.publish(system)
    this.#told = { facts, measures, at: now }
  }

  async #measure(): Promise<void> {
    const { user, system } = process.cpuUsage()
    const present = { at: this.#parts.clock.now(), cpuMicros: user + system }
    const past = this.#measured
    this.#measured = present
    if (past && present.at > past.at) {
      this.#cpuPercent = Math.round((present.cpuMicros - past.cpuMicros) / (present.at - past.at)) / 10
    }
    this.#machine.measure()
    try {
      // The system tells it by a file: where no more may be open, the last known value stands.
      this.#rssBytes = process.memoryUsage.rss()
    } catch {}
    try {
      this.#disk = await this.#parts.disk()
    } catch {
      // The folder is not there (a database in memory) or cannot be asked: the last known value stands.
    }
  }
}

/** What is told within a second when it changes. */
function factsOf({ cpuPercent: _cpu, rssBytes: _rss, diskFreeBytes: _disk, machine: _machine, ...facts }: System): string {
  return JSON.stringify(facts)
}

/** What is told now and then: never the same, and nobody reads it each second. Small changes do not count. */
function measuresOf({ cpuPercent, rssBytes, diskFreeBytes, machine }: System): string {
  const { cpuPercent: busy, memoryUsedBytes, memoryBytes } = machine
  return JSON.stringify([
    ...[Math.round(cpuPercent), Math.round(rssBytes / 5e6), Math.round(diskFreeBytes / 1e8)],
    busy === null ? null : Math.round(busy / 2),
    Math.round((100 * memoryUsedBytes) / memoryBytes),
  ])
}
