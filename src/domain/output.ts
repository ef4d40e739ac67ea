import type { Failure } from './failure.ts'
import type { Delivery, Desired, OutputState } from './states.ts'

/** How an output reaches its destination. RTMP includes RTMPS, by the URL's scheme. */
export const protocols = ['SRT_CALLER', 'SRT_LISTENER', 'RTMP', 'UDP', 'RTSP'] as const
export type Protocol = (typeof protocols)[number]

/** What says where an output sends to: the part of the settings that a protocol's rules read. No secret in it. */
export interface OutputTarget {
  protocol: Protocol
  /** Without any secret part. */
  url: string
  username: string | null
  /** SRT_LISTENER: a port of its own; null: the shared port, where callers name the output by stream id. */
  port: number | null
  /** SRT: how long lost packets may be sent again, milliseconds; null: 120. */
  latencyMs: number | null
  /** SRT_CALLER: what the listener tells callers apart by; a password in it is masked and stands apart. */
  streamId: string | null
  /** Payload bytes of one datagram; null: 1316. UDP, SRT_CALLER. */
  packetSize: number | null
  /** Hops that a datagram may take; null: the system's default. UDP. */
  ttl: number | null
  /** Local address to send from; null: the system's choice. UDP. */
  localAddress: string | null
  /** RTMPS: whether a certificate that cannot be verified is taken. */
  allowInvalidCertificate: boolean
}

/** What most protocols have no use for. */
export const plainTarget = {
  username: null,
  port: null,
  latencyMs: null,
  streamId: null,
  packetSize: null,
  ttl: null,
  localAddress: null,
  allowInvalidCertificate: false,
} satisfies Omit<OutputTarget, 'protocol' | 'url'>

/** Secrets of an output in clear: in memory on the way to FFmpeg only. */
export interface OutputSecrets {
  /** RTMP: what follows the application's name, with its query. RTSP: the query. */
  streamKey: string | null
  password: string | null
  /** SRT: what the feed is encrypted with. */
  passphrase: string | null
  /** SRT_LISTENER on the shared port: what a caller's URL opens this output with. Made by us, once. */
  accessToken: string | null
}

export const noSecrets: OutputSecrets = { streamKey: null, password: null, passphrase: null, accessToken: null }

export type SecretName = keyof OutputSecrets

export const secretNames = Object.keys(noSecrets) as SecretName[]

/** In the place of an output's secrets: those that it needs and that cannot be decrypted, at least one. */
export interface UnreadableSecrets {
  unreadable: readonly SecretName[]
}

/** Whether this says only which of them cannot be decrypted. */
export function areUnreadable(secrets: OutputSecrets | UnreadableSecrets): secrets is UnreadableSecrets {
  return 'unreadable' in secrets
}

/** Which secrets are stored, without telling them. */
export interface StoredSecrets {
  hasStreamKey: boolean
  hasPassphrase: boolean
  hasPassword: boolean
}

/** One destination that a feed is sent to: what a person set. Stored; its secrets stand apart, encrypted. */
export interface OutputSettings extends OutputTarget, StoredSecrets {
  id: string
  inputId: string
  name: string
  /** Cap of the delay between attempts, seconds. */
  reconnectDelaySeconds: number
  /** Failed attempts after the first before it is FAILED for good; 0: for ever. */
  maxReconnectAttempts: number
  tags: string[]
  desired: Desired
  createdAt: Date
  /** Grows with each change that needs a restart; the worker ends what runs for an older one. */
  generation: number
}

/** What the worker observed of an output. Plain JSON. */
export interface OutputFact {
  id: string
  generation: number
  state: OutputState
  /** ISO 8601: when the present state began. */
  stateSince: string
  delivery: Delivery
  /** More than 4 changes between live and not live in 2 minutes. */
  flapping: boolean
  /** Times it left LIVE without a person's wish in the last 24 h. */
  drops: number
  /** Failed attempts since the sender last was live for 30 s, those without a start included. */
  attempt: number
  /** ISO 8601; past: it is being tried, before a sender is started. Null while one runs, and when no attempt is planned. */
  nextAttemptAt: string | null
  /** Starts of a sender that no person asked for, since the wish became RUNNING. */
  restarts: number
  failure: Failure | null
  process: { pid: number; startedAt: string } | null
}

/** Rates of one output now. */
export interface OutputRates {
  id: string
  bitrateBps: number
  /** Since the wish became RUNNING, over all its processes. */
  bytesSent: number
  /** Who reads from it now. SRT_LISTENER; 0 for others. */
  callers: number
  /** Percent of one core; null when no process runs. */
  cpuPercent: number | null
  /** Of the processor, taken since the wish became RUNNING, over all its processes, up to two seconds old. Absent: not known. */
  cpuSeconds?: number
  rssBytes: number | null
  /** How far the process has come in the feed; null when none runs. */
  mediaTimeMs: number | null
}

/** An output as clients see it: wish, fact and rates at one moment. */
export interface Output extends OutputSettings, Omit<OutputFact, 'id' | 'generation' | 'process'> {
  /** For people: every secret in it masked. */
  displayUrl: string
  /** SRT_LISTENER: what to hand to who shall connect, access token included, a passphrase masked; null for others. */
  callerUrl: string | null
  callers: number
  bitrateBps: number
  bytesSent: number
  process: { pid: number; startedAt: string; cpuPercent: number; rssBytes: number } | null
}

/** What a person gives to make an output. `undefined` and null: the default. */
export interface NewOutput {
  inputId: string
  name: string
  protocol: Protocol
  /** Any URL a person may paste; secrets in it are split out. */
  url?: string | null
  streamKey?: string | null
  passphrase?: string | null
  username?: string | null
  password?: string | null
  port?: number | null
  latencyMs?: number | null
  streamId?: string | null
  packetSize?: number | null
  ttl?: number | null
  localAddress?: string | null
  allowInvalidCertificate?: boolean | null
  reconnectDelaySeconds?: number | null
  maxReconnectAttempts?: number | null
  tags?: readonly string[] | null
  /** Undefined or null: true. */
  start?: boolean | null
}

/** What a person changes. Undefined: kept; null: cleared, or back to the default. Input and protocol cannot change. */
export interface OutputChanges extends Partial<Omit<NewOutput, 'inputId' | 'name' | 'protocol' | 'start'>> {
  name?: string | null
  /** SRT_LISTENER: true makes a new access token. */
  renewAccessToken?: boolean | null
}
