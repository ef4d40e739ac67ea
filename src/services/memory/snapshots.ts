import type { Input, InputFact, InputRates, InputSettings } from '../../domain/input.ts'
import { listenUrlOf } from '../../domain/inputRules.ts'
import type { Output, OutputFact, OutputRates, OutputSecrets, OutputSettings } from '../../domain/output.ts'
import { rulesOf } from '../../domain/protocols/index.ts'
import { callerUrlOf } from '../../domain/protocols/srtListener.ts'
import type { SharedPlace } from '../../domain/protocols/srtListener.ts'
import type { InputState, OutputState } from '../../domain/states.ts'

export interface SnapshotPlaces {
  /** What URLs of listeners with a port of their own name. */
  publicHost: string
  /** What URLs of inputs name that listen on every interface. */
  feedHost: string
  sharedSrt: SharedPlace
}

type Wish = Pick<InputSettings, 'desired'>

/** What an input is in that nobody has observed yet. */
export function firstInputState({ desired }: Wish): InputState {
  return desired === 'RUNNING' ? 'WAITING' : 'STOPPED'
}

export function firstOutputState({ desired }: Wish): OutputState {
  return desired === 'RUNNING' ? 'WAITING_INPUT' : 'STOPPED'
}

/** Puts together what is set, observed and measured to what clients see. */
export class Snapshots {
  readonly #places: SnapshotPlaces
  readonly #startedAt: Date
  /** Settings are never changed, only replaced. */
  readonly #addresses = new WeakMap<OutputSettings, { displayUrl: string; callerUrl: string | null }>()

  constructor(places: SnapshotPlaces, startedAt: Date) {
    this.#places = places
    this.#startedAt = startedAt
  }

  input(settings: InputSettings, observed: InputFact | undefined, { bitrateBps, bytesReceived }: InputRates): Input {
    const fact = observed ?? {
      state: firstInputState(settings),
      ...{ stateSince: this.#knownSince(settings), failure: null, tracks: [], testSignalEndsAt: null },
    }
    return { bitrateBps, bytesReceived, ...fact, ...settings, listenUrl: listenUrlOf(settings, this.#places.feedHost) }
  }

  output(
    { settings, secrets }: { settings: OutputSettings; secrets: OutputSecrets },
    observed: OutputFact | undefined,
    { bitrateBps, bytesSent, callers, cpuPercent, rssBytes }: OutputRates,
  ): Output {
    const { process, ...fact } = observed ?? {
      state: firstOutputState(settings),
      ...{ stateSince: this.#knownSince(settings), delivery: 'UNCONFIRMED' as const, flapping: false, drops: 0, attempt: 0 },
      ...{ nextAttemptAt: null, restarts: 0, failure: null, process: null },
    }
    return {
      ...fact,
      ...settings,
      ...{ bitrateBps, bytesSent, callers, ...this.#addressesOf(settings, secrets) },
      process: process && { ...process, cpuPercent: cpuPercent ?? 0, rssBytes: rssBytes ?? 0 },
    }
  }

  /** Since when a state is known that nobody has observed yet. */
  #knownSince({ createdAt }: { createdAt: Date }): string {
    return new Date(Math.max(createdAt.getTime(), this.#startedAt.getTime())).toISOString()
  }

  #addressesOf(settings: OutputSettings, secrets: OutputSecrets): { displayUrl: string; callerUrl: string | null } {
    if (settings.protocol !== 'SRT_LISTENER') {
      const known = this.#addresses.get(settings)
      if (known) return known
      const addresses = { displayUrl: rulesOf(settings.protocol).displayUrl(settings), callerUrl: null }
      this.#addresses.set(settings, addresses)
      return addresses
    }
    const at = { host: this.#places.publicHost, shared: this.#places.sharedSrt }
    return {
      displayUrl: callerUrlOf(settings, at, null),
      callerUrl: callerUrlOf(settings, at, secrets.accessToken),
    }
  }
}
