import { performance } from 'node:perf_hooks'
import type { ApiClient } from '../../tests/support/api.ts'
import { runs, until } from '../../tests/support/manager.ts'
import { publisher } from '../../tests/support/mediaServer.ts'
import { change, createOutput, output } from '../../tests/support/operations.ts'
import type { SeenOutput } from '../../tests/support/operations.ts'
import { rawRtmpStartMs, rawUdpStartMs } from '../../tests/support/rawStart.ts'
import type { Kind, Place } from './places.ts'
import { openPlace } from './places.ts'
import type { Row } from './row.ts'
import type { Stage } from './stage.ts'

/** Media behind the handshake of RTMP. */
const mediaBytes = 8000
const rawKey = `raw-start?user=${publisher.user}&pass=${publisher.password}`
let newcomers = 1000

/** One row while it is done: its hands, and what it has found. */
export class Trial {
  readonly stage: Stage
  readonly row: Row
  /** What it makes ends with it. */
  readonly fixtures = new AsyncDisposableStack()
  /** Outputs that may be disturbed; and those of them that a fault is done to. */
  readonly concerned = new Set<string>()
  readonly patients = new Set<string>()
  readonly short: string[] = []
  readonly times: string[] = []
  readonly notes: string[] = []
  readonly beganAt = performance.now()
  readonly #told: { id: string; name: string }[] = []

  constructor(stage: Stage, row: Row) {
    this.stage = stage
    this.row = row
    for (const { id } of row.concerns?.(stage) ?? []) this.concerned.add(id)
  }

  get api(): ApiClient {
    return this.stage.api
  }

  /** An output that nobody has disturbed so far, and that this row may. */
  patient(kind: Kind): Place {
    const place = this.stage.untouched(kind)
    this.concerned.add(place.id)
    this.patients.add(place.id)
    this.#told.push(place)
    return place
  }

  /** The input that was disturbed longest ago, with all its outputs; waits until what was before is no part of what follows. */
  async camera() {
    const own = await this.stage.calmCamera()
    const places = this.stage.places.filter(({ inputId }) => inputId === own.input.id)
    for (const { id } of places) this.concerned.add(id)
    const udp = places.find(({ kind }) => kind === 'UDP')
    if (udp === undefined) throw new Error('No output of the input sends UDP')
    this.#told.push(udp)
    return { own, udp, input: own.input, relay: own.relay }
  }

  /** An output of its own with a receiver, which runs until the row is over. */
  async newcomer(kind: Kind): Promise<Place> {
    const { api, server, cameras } = this.stage
    const inputId = cameras[0]!.input.id
    const place = await openPlace(this.fixtures, { api, server, inputId, kind, number: (newcomers += 1) })
    this.#own(place)
    return place
  }

  /** An output of its own to a destination that the row has built. */
  async towards(settings: Record<string, unknown>): Promise<SeenOutput> {
    const inputId = this.stage.cameras[0]!.input.id
    const made = await createOutput(this.api, { inputId, name: `Row ${(newcomers += 1)}`, reconnectDelaySeconds: 5, ...settings })
    this.#own(made)
    return made
  }

  async pidOf({ id }: { id: string }, withinMs = 10_000): Promise<number> {
    return until(async () => (await output(this.api, id)).process?.pid, withinMs, 'the process of an output')
  }

  /** What a bare FFmpeg takes to send what this one sends, milliseconds: the slowest of three. */
  async rawStartMs(place: Place): Promise<number> {
    const pid = await this.pidOf(place)
    if (place.kind === 'UDP') return rawUdpStartMs(pid)
    if (place.kind === 'RTMP' && place.gate) return rawRtmpStartMs(pid, place.gate, mediaBytes, rawKey)
    throw new Error(`Bare starts of ${place.kind} are not measured`)
  }

  async isState({ id }: { id: string }, state: string, withinMs: number): Promise<void> {
    await until(async () => (await output(this.api, id)).state === state, withinMs, `an output to be ${state}`)
  }

  /** Resolves once the process is gone, with the milliseconds since `moment`. */
  async goneAfter(pid: number, moment: number, withinMs: number): Promise<number> {
    await until(() => !runs(pid), withinMs, 'the process to be gone')
    return performance.now() - moment
  }

  /** A figure with its bar; null: it has none. Bars are those of a fault that comes alone. */
  takes(what: string, ms: number, aloneMs: number | null): void {
    const barMs = this.row.isPair ? null : aloneMs
    const seconds = (value: number) => `${(value / 1000).toFixed(value < 10_000 ? 2 : 1)} s`
    const bar = barMs === null ? '' : ` (bar ${seconds(barMs)})`
    this.times.push(`${what} ${seconds(ms)}${bar}`)
    if (barMs !== null && ms > barMs) this.short.push(`${what} took ${seconds(ms)}, the bar is ${seconds(barMs)}`)
  }

  /** Something that must be so; told when it is not. */
  holds(isSo: boolean, otherwise: string): void {
    if (!isSo) this.short.push(otherwise)
  }

  note(text: string): void {
    this.notes.push(text)
  }

  /** What subscribers were told of the outputs that the row is about: states in a row, causes, attempts. */
  said(): string {
    const some = this.#told.length > 0 ? this.#told : this.stage.places.filter(({ id }) => this.concerned.has(id)).slice(0, 2)
    const told = some.slice(0, 4).map(({ id, name }) => {
      const changes = this.stage.watcher.of(id)
      const states = changes.map(({ state }) => state).filter((state, at, all) => state !== all[at - 1])
      const codes = [...new Set(changes.flatMap(({ code }) => code ?? []))]
      const attempts = Math.max(0, ...changes.map(({ attempt }) => attempt))
      const more = states.length > 8 ? ' …' : ''
      return `${name}: ${states.slice(0, 8).join(' ') || 'nothing'}${more}; ${codes.join(', ') || 'no cause'}; attempts ${attempts}`
    })
    return [...told, ...this.notes].join('. ')
  }

  #own(made: { id: string; name: string }): void {
    this.concerned.add(made.id)
    this.patients.add(made.id)
    this.#told.push(made)
    this.fixtures.defer(() => change(this.api, 'deleteOutput', made.id))
  }
}
