import type { ConfigurationFile, ConfigurationPlan, WrittenConfiguration } from '../domain/configuration/configuration.ts'
import type { DestinationTest } from '../domain/destinations/destinationTest.ts'
import type { IncidentEvent, InputEvent, OutputEvent, StatisticsTick, System } from '../domain/events.ts'
import type { Incident } from '../domain/incidents/incident.ts'
import type { Input, InputChanges, NewInput } from '../domain/input.ts'
import type { LogLevel, LogLine, LogSource } from '../domain/log.ts'
import type { NewOutput, Output, OutputChanges } from '../domain/output.ts'
import type { Metrics, MetricsRange } from '../domain/metrics.ts'
import type { PreviewFile, PreviewRequest } from '../domain/preview.ts'
import type { Session } from '../domain/session.ts'
import type { RecognizedDestination } from '../domain/destinations/recognizeDestination.ts'
import type { StateSpan } from '../domain/stateHistory.ts'
import type { InputState, OutputState } from '../domain/states.ts'
import type { Still, StillEvent } from '../domain/still.ts'
import type { TimelineEntry } from '../domain/timeline.ts'
import type { Totals } from '../domain/totals.ts'
import type { Readings } from './readings.ts'

/**
 * The use cases, by noun: what the GraphQL API and the REST facade call. Faults of the caller are thrown as
 * InvalidValueError, NotFoundError or PortTakenError. Every `follow` starts listening when it is called, keeps at
 * most a bounded number of events for a slow reader, and ends when the reader returns or `close` is called.
 */
export interface Services {
  inputs: InputService
  outputs: OutputService
  destinations: DestinationService
  configuration: ConfigurationService
  logs: LogService
  incidents: IncidentService
  timeline: TimelineService
  statistics: StatisticsService
  metrics: MetricsService
  stateHistory: StateHistoryService
  stills: StillService
  previews: PreviewService
  endedSessions: EndedSessionService
  system: SystemService
  monitoring: MonitoringService
}

export interface EndedSessionService {
  /** Whether it was given back; from memory. */
  has(session: Session): boolean
  /** In force at once, and stored soon. Bounded: of very many the oldest take with them all that expire before. */
  end(session: Session): void
}

export interface InputService {
  /** In order of creation; from memory. `search` looks into name, tags, port and addresses. */
  list(filter?: { search?: string | null; states?: readonly InputState[] | null }): Input[]
  /** Null when there is none. */
  get(id: string): Input | null
  create(draft: NewInput): Promise<Input>
  update(id: string, changes: InputChanges): Promise<Input>
  /** And its outputs, stopped first. */
  delete(id: string): Promise<void>
  start(id: string): Promise<Input>
  stop(id: string): Promise<Input>
  startTestSignal(id: string, seconds: number): Promise<Input>
  stopTestSignal(id: string): Promise<Input>
  /** The next port of the range that neither an input nor another program holds; null when there is none. */
  nextFreeUdpPort(): Promise<number | null>
  /** First a SNAPSHOT. Throws NotFoundError when an id is given that does not exist. */
  follow(id?: string | null): AsyncIterableIterator<InputEvent>
}

export interface OutputService {
  list(inputId?: string | null): Output[]
  get(id: string): Output | null
  create(draft: NewOutput): Promise<Output>
  update(id: string, changes: OutputChanges): Promise<Output>
  delete(id: string): Promise<void>
  start(id: string): Promise<Output>
  stop(id: string): Promise<Output>
  retry(id: string): Promise<Output>
  /** The next port of the SRT range that neither an output nor another program holds; null when there is none. */
  nextFreeSrtPort(): Promise<number | null>
  /** First a SNAPSHOT. Throws NotFoundError when an id is given that does not exist. */
  follow(filter?: { id?: string | null; inputId?: string | null }): AsyncIterableIterator<OutputEvent>
}

/** Faults of settings stand in the answer of a test; nothing is thrown for them. `signal` gives it up. */
export interface DestinationService {
  /** What a pasted text is. Takes any. */
  recognize(text: string): RecognizedDestination
  /** How far one gets to it; within 10 s. Nothing is stored or sent. */
  test(draft: NewOutput, signal?: AbortSignal): Promise<DestinationTest>
  /** The same with what is stored; null when there is no such output. */
  testOutput(id: string, signal?: AbortSignal): Promise<DestinationTest | null>
}

/** Everything that people set, as a file. Whatever is wrong with one is thrown as ConfigurationError, all of it at once. */
export interface ConfigurationService {
  /** Throws InvalidValueError when names are not enough to tell things apart. */
  write(): Promise<WrittenConfiguration>
  /** What `apply` would do now. */
  plan(file: ConfigurationFile): Promise<ConfigurationPlan>
  /** Makes it so, as one change: all of it or nothing. Returns what it did. */
  apply(file: ConfigurationFile): Promise<ConfigurationPlan>
}

export interface LogFilter {
  outputId?: string | null
  inputId?: string | null
  source?: LogSource | null
  /** This level and worse. */
  level?: LogLevel | null
  /** Text to find, whatever the case of the letters A to Z. */
  search?: string | null
}

export interface LogService {
  /** The newest `first` lines before the line `before` and up to the moment `until`, oldest of the page first. */
  page(filter: LogFilter & { first: number; before?: string | null; until?: Date | null }): Promise<{
    lines: LogLine[]
    hasOlder: boolean
  }>
  /** Lines after the id `after`, or the last `last` ones; then live, with no gap and no double. */
  follow(filter: LogFilter & { after?: string | null; last: number }): AsyncIterableIterator<LogLine>
}

export interface IncidentService {
  /** Null when there is none. */
  get(id: string): Promise<Incident | null>
  /** Newest first; `open`: only the open, or only the closed ones. */
  page(filter: { open?: boolean | null; first: number; before?: string | null }): Promise<{
    incidents: Incident[]
    hasOlder: boolean
  }>
  /** First a SNAPSHOT of the open ones. */
  follow(): AsyncIterableIterator<IncidentEvent>
}

export interface TimelineService {
  /** Newest first, of the one of the two whose id is given. */
  page(filter: { inputId?: string | null; outputId?: string | null; first: number; before?: string | null }): Promise<{
    entries: TimelineEntry[]
    hasOlder: boolean
  }>
}

export interface StatisticsService {
  follow(filter: {
    inputId?: string | null
    outputIds?: readonly string[] | null
    everyMs: number
  }): AsyncIterableIterator<StatisticsTick>
  /** Of everything, now. */
  totals(): Totals
}

export interface MetricsService {
  /** Of the one of the two whose id is given. FIVE_MINUTES asks no database. */
  read(of: { inputId?: string | null; outputId?: string | null }, range: MetricsRange): Promise<Metrics>
}

/** Oldest first, cut to the hours asked for, 720 at most; up to 24 from memory. Of what does not exist: nothing. */
export interface StateHistoryService {
  ofInput(id: string, hours: number): Promise<StateSpan<InputState>[]>
  ofOutput(id: string, hours: number): Promise<StateSpan<OutputState>[]>
}

export interface StillService {
  /** The newest; null when none is known. */
  of(inputId: string): Still | null
  /** The newest as JPEG, and what its address ends with. */
  image(inputId: string): { jpeg: Buffer; version: string } | null
  /** Whoever follows looks: first what is known of each, then each new one. Throws NotFoundError for an id that does not exist. */
  follow(inputIds: readonly string[]): AsyncIterableIterator<StillEvent>
}

export interface PreviewService {
  /** Where a player finds the moving picture; null when there is none, or no browser can play it. */
  urlOf(input: Pick<Input, 'id' | 'state' | 'tracks'>): string | null
  /** Rejects with PreviewError, and with NotFoundError when there is no such input. */
  open(request: PreviewRequest, signal: AbortSignal): Promise<PreviewFile>
}

/** What a monitoring system reads now and then. */
export interface MonitoringService {
  /** From memory, without waiting for anything. */
  read(): Readings
}

export interface SystemService {
  now(): System
  /** Which of `database` and `mediamtx` does not answer or does not take what it should; none: all is ready. */
  notReady(): Promise<string[]>
  /** The whole System at once and again when something changed, at most once a second. */
  follow(): AsyncIterableIterator<System>
}
