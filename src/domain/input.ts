import type { Failure } from './failure.ts'
import type { Desired, InputState } from './states.ts'

/** A feed that arrives: what a person set. Stored. */
export interface InputSettings {
  id: string
  name: string
  udpPort: number
  /** Unicast: local address that the socket binds to, 0.0.0.0 is every interface. Multicast: whose interface joins the group, 0.0.0.0 is the one that the system routes the group to. */
  listenAddress: string
  /** IPv4 multicast group to join; null: unicast. */
  multicastGroup: string | null
  /** The only sender of the group whose packets are taken; null: any. */
  sourceAddress: string | null
  tags: string[]
  desired: Desired
  createdAt: Date
}

/** Where an input listens. */
export type Listening = Pick<InputSettings, 'udpPort' | 'listenAddress' | 'multicastGroup' | 'sourceAddress'>

/** One elementary stream of a feed, as MediaMTX names it. */
export interface Track {
  /** `video`, `audio` or `data`. */
  kind: string
  /** For people, such as `H264` or `MPEG-4 Audio`. */
  codec: string
  profile: string | null
  width: number | null
  height: number | null
  /** Hz. */
  sampleRate: number | null
  channels: number | null
}

/** What the worker observed of an input. Plain JSON. */
export interface InputFact {
  id: string
  state: InputState
  /** ISO 8601: when the present state began. */
  stateSince: string
  failure: Failure | null
  tracks: Track[]
  /** ISO 8601: when the test picture that the server sends to this input ends by itself; null: it sends none. */
  testSignalEndsAt: string | null
}

/** Rates of one input now. */
export interface InputRates {
  id: string
  bitrateBps: number
  /** Since the feed came. */
  bytesReceived: number
  /** Packets that arrived damaged or were lost, as far as the feed shows it: only ever more, until the worker begins anew. */
  errors: number
}

/** An input as clients see it: wish, fact and rates at one moment. */
export interface Input extends InputSettings, Omit<InputFact, 'id'>, Omit<InputRates, 'id' | 'errors'> {
  /** What to send the feed to, such as `udp://192.0.2.4:5001`. */
  listenUrl: string
}

/** What a person gives to make an input. `undefined` and null: the default. */
export interface NewInput {
  name: string
  /** Undefined or null: the next free port of the range. */
  udpPort?: number | null
  listenAddress?: string | null
  multicastGroup?: string | null
  sourceAddress?: string | null
  tags?: readonly string[] | null
  /** Undefined or null: true. */
  start?: boolean | null
}

/** What a person changes. Undefined: kept; null: back to the default. */
export interface InputChanges {
  name?: string | null
  udpPort?: number | null
  listenAddress?: string | null
  multicastGroup?: string | null
  sourceAddress?: string | null
  tags?: readonly string[] | null
}
