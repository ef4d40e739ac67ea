import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ApiClient } from '../../tests/support/api.ts'
import { startExternalMediamtx } from '../../tests/support/externalMediamtx.ts'
import type { ExternalMediamtx } from '../../tests/support/externalMediamtx.ts'
import { feedFile, startFeed } from '../../tests/support/feed.ts'
import type { Feed } from '../../tests/support/feed.ts'
import { startManager, until } from '../../tests/support/manager.ts'
import type { Manager } from '../../tests/support/manager.ts'
import { startMediaServer } from '../../tests/support/mediaServer.ts'
import type { MediaServer } from '../../tests/support/mediaServer.ts'
import { createInput, outputs } from '../../tests/support/operations.ts'
import type { SeenInput, SeenOutput } from '../../tests/support/operations.ts'
import { freeTcpPort } from '../../tests/support/ports.ts'
import { startUdpRelay } from '../../tests/support/udpRelay.ts'
import type { UdpRelay } from '../../tests/support/udpRelay.ts'
import { Clients } from '../clients.ts'
import { freeInputPorts } from '../inputPorts.ts'
import { Arrival } from './arrival.ts'
import { Watcher } from './watcher.ts'
import { allKinds, openPlace } from './places.ts'
import type { Kind, Place } from './places.ts'
import { openProgram } from './program.ts'
import type { Program } from './program.ts'

export interface StageOptions {
  outputs: number
  /** In turn. */
  kinds?: readonly Kind[]
  /** A MediaMTX that was started by hand. */
  external?: boolean
  /** Further variables of the manager; what they need ends with the stage. */
  env?: (fixtures: AsyncDisposableStack) => Promise<Record<string, string>>
}

/** An input, what is sent to it, and what stands between. */
export interface Camera {
  input: SeenInput
  relay: UdpRelay
  /** Of its feed at the relay: a gap that a feed has itself is nobody's fault. */
  arrival: Arrival
  feed: Feed
  /** Of performance.now; null: never. */
  disturbedAt: number | null
}

/** Of the picture; about half a megabit each second with its sound. */
export const feedBitrate = '400k'
const feedSeconds = 180
const outputsPerInput = 10
const dashboards = 5
/** Changes within two minutes are told as one coming and going; a row may take half a minute. */
const forgottenMs = 160_000

export class Stage implements AsyncDisposable {
  readonly fixtures = new AsyncDisposableStack()
  readonly cameras: Camera[] = []
  readonly places: Place[] = []
  readonly watcher = new Watcher()
  server!: MediaServer
  external: ExternalMediamtx | null = null
  program!: Program
  manager!: Manager
  clients!: Clients
  /** A copy of MediaMTX's settings, which rows may change. */
  configPath = ''
  readonly #used = new Set<Place>()
  #env: Record<string, string> = {}

  static async open(options: StageOptions): Promise<Stage> {
    const stage = new Stage()
    try {
      await stage.#open(options)
      return stage
    } catch (error) {
      await stage[Symbol.asyncDispose]()
      throw error
    }
  }

  get api(): ApiClient {
    return this.manager.api
  }

  /** One that no row has disturbed so far: one that was killed twice within 30 s is paused. */
  untouched(kind: Kind): Place {
    const candidates = this.places.filter((place) => place.kind === kind)
    const place = candidates.find((one) => !this.#used.has(one))
    if (place === undefined) throw new Error(`Every output of the kind ${kind} was used`)
    this.#used.add(place)
    return place
  }

  /** The one that was disturbed longest ago, among those that have outputs. */
  async calmCamera(): Promise<Camera> {
    const candidates = this.cameras.filter(({ input: { id } }) => this.places.some(({ inputId }) => inputId === id))
    const [calmest] = candidates.toSorted((one, other) => (one.disturbedAt ?? 0) - (other.disturbedAt ?? 0))
    if (calmest === undefined) throw new Error('There is no input with outputs')
    if (calmest.disturbedAt !== null) await sleep(Math.max(0, calmest.disturbedAt + forgottenMs - performance.now()))
    calmest.disturbedAt = performance.now()
    return calmest
  }

  hasUntouched(kinds: readonly Kind[]): boolean {
    return kinds.every((kind) => this.places.some((place) => place.kind === kind && !this.#used.has(place)))
  }

  /** Those whose states are not as they are when all is well. */
  async unwell(): Promise<SeenOutput[]> {
    return (await outputs(this.api)).filter(({ desired, state }) => desired === 'RUNNING' && state !== 'LIVE')
  }

  async whole(withinMs: number): Promise<void> {
    const isWhole = () =>
      this.unwell().then(
        (list) => list.length === 0,
        () => false,
      )
    await until(isWhole, withinMs, 'every output to be LIVE').catch(async (error: unknown) => {
      const ill = await this.unwell().catch(() => [])
      const told = ill.map(({ name, state, failure }) => `${name} ${state} ${failure?.code ?? ''}`).slice(0, 8)
      const why = ill.find(({ failure }) => failure !== null)?.failure?.message ?? ''
      throw new Error(`${String(error)}: ${told.join(', ')}. ${why}`)
    })
  }

  /** The same once more, on the same data and ports, after it ended; those who watched it watch it again. */
  async restart(): Promise<void> {
    this.manager = await startManager(this.#env)
    await this.#follow()
  }

  async #open({ outputs: count, kinds = allKinds, external = false, env }: StageOptions): Promise<void> {
    const { fixtures } = this
    const folder = await mkdtemp(join(tmpdir(), 'faults-'))
    fixtures.defer(() => rm(folder, { recursive: true, force: true }))
    this.configPath = join(folder, 'mediamtx.yml')
    await copyFile(join(import.meta.dirname, '../../mediamtx.yml'), this.configPath)
    this.program = fixtures.use(await openProgram(folder))
    this.server = fixtures.use(await startMediaServer())
    if (external) this.external = fixtures.use(await startExternalMediamtx())
    this.#env = {
      ...{ DATA_DIR: await mkdtemp(join(folder, 'data-')), PORT: String(await freeTcpPort()) },
      ...{ UDP_PORT_RANGE_START: String(await freeInputPorts()) },
      ...{ FFMPEG_BIN: this.program.file, MEDIAMTX_CONFIG_PATH: this.configPath, LOG_LEVEL: 'DEBUG' },
      ...this.external?.env,
      ...(await env?.(fixtures)),
    }
    this.manager = await startManager(this.#env)
    // Callers find it there after a restart.
    this.#env.SRT_PORT_RANGE_START = String(this.manager.srtPorts.start)
    fixtures.defer(() => this.manager[Symbol.asyncDispose]())
    fixtures.defer(() => this.clients[Symbol.asyncDispose]())
    fixtures.defer(() => this.watcher.stop())
    const file = await feedFile({ bitrate: feedBitrate, seconds: feedSeconds })
    for (let at = 0; at < Math.min(5, Math.ceil(count / outputsPerInput) + 1); at++) {
      const input = await createInput(this.api, { name: `Camera ${at + 1}` })
      const arrival = new Arrival(1)
      const relay = fixtures.use(await startUdpRelay(input.udpPort, (bytes) => arrival.note(0, bytes)))
      const camera: Camera = { input, relay, arrival, feed: await startFeed({ port: relay.port, file }), disturbedAt: null }
      this.cameras.push(camera)
      fixtures.defer(() => camera.feed.kill())
    }
    const { api, server } = this
    for (let number = 0; number < count; number++) {
      // In blocks: each input has every kind.
      const inputId = this.cameras[Math.floor(number / outputsPerInput) % this.cameras.length]!.input.id
      this.places.push(await openPlace(fixtures, { api, server, inputId, kind: kinds[number % kinds.length]!, number }))
    }
    await this.#follow()
    await this.whole(90_000)
  }

  async #follow(): Promise<void> {
    await this.clients?.[Symbol.asyncDispose]()
    this.clients = new Clients(this.api)
    await this.clients.open(dashboards)
    await this.watcher.follow(this.api)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.fixtures.disposeAsync()
  }
}
