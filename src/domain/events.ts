import type { Input, InputRates } from './input.ts'
import type { Output, OutputRates } from './output.ts'
import type { ComponentFact } from './bus.ts'
import type { Incident } from './incidents/incident.ts'
import type { PortRange } from './inputRules.ts'
import type { Machine } from './machine.ts'
import type { Retention } from './retention.ts'

/** SNAPSHOT: the whole list, first and after events were lost; the others concern one object. */
const eventKinds = ['SNAPSHOT', 'ADDED', 'CHANGED', 'REMOVED'] as const
export type EventKind = (typeof eventKinds)[number]

/** What followers of a noun hear. Objects are snapshots taken in memory, never to be changed by who hears them. */
export type ObjectEvent<T> =
  { kind: 'SNAPSHOT'; objects: T[] } | { kind: 'ADDED' | 'CHANGED'; id: string; object: T } | { kind: 'REMOVED'; id: string }

export type InputEvent = ObjectEvent<Input>
export type OutputEvent = ObjectEvent<Output>
/** SNAPSHOT: the open ones. One that is over is CHANGED. */
export type IncidentEvent = Exclude<ObjectEvent<Incident>, { kind: 'REMOVED' }>

/** All rates that a follower asked for, at one moment. */
export interface StatisticsTick {
  at: Date
  inputs: InputRates[]
  outputs: OutputRates[]
}

/** The server itself. */
export interface System {
  version: string
  /** Grows by one at each start on this database. */
  epoch: number
  startedAt: Date
  mediamtx: ComponentFact
  ffmpeg: ComponentFact
  database: ComponentFact
  /** Of the manager itself, percent of one core. */
  cpuPercent: number
  rssBytes: number
  /** Free space where the data lies. */
  diskFreeBytes: number
  /** Processes that run for outputs. */
  processes: number
  /** Ports of the UDP range that no input has. */
  udpPortsFree: number
  udpPortRange: PortRange
  /** The first is shared by SRT listeners; each of the others may be one's own. */
  srtPortRange: PortRange
  machine: Machine
  retention: Retention
}
