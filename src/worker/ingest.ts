import type { InputAssignment } from '../domain/worker.ts'
import type { InputRates, Track } from '../domain/input.ts'
import type { PreviewFile, PreviewRequest } from '../domain/preview.ts'
import type { InputState } from '../domain/states.ts'
import type { SharedPort } from './sharedPort.ts'

/** What an output's loop needs to know of its input, at this moment. */
export interface InputSight {
  state: InputState
  /** Where FFmpeg reads the feed, credentials included; null while there is nothing to read. */
  readUrl: string | null
  /** Monotonic milliseconds at which received bytes were last seen to grow; null: not since the path was made. */
  lastGrowthAt: number | null
  /** What the feed carries; empty without a feed. */
  tracks: readonly Track[]
  /** Received now, bits per second. */
  bitrateBps: number
}

/**
 * The receiving side: MediaMTX, a child or one that runs elsewhere, and one path in it per running input. It publishes input facts, MediaMTX's health and
 * its log lines on the bus; output loops read what they need here.
 */
export interface Ingest {
  readonly sharedPort: SharedPort
  /** Resolves once MediaMTX has been started for the first time (it may not answer yet). */
  start(): Promise<void>
  /** The inputs that shall be, all of them. Returns at once. */
  reconcile(inputs: readonly InputAssignment[]): void
  /** Of an id that it does not know: STOPPED, nothing to read. */
  sight(inputId: string): InputSight
  /** Calls `handler` with the id of an input whose sight changed in state or readUrl. Returns the way to end it. */
  onChange(handler: (inputId: string) => void): () => void
  /** Rates of every running input now. */
  rates(): InputRates[]
  /** What MediaMTX says of readers from these TCP ports of this machine is of no interest. */
  hideReaders(isHidden: (port: number) => boolean): void
  startTestSignal(inputId: string, seconds: number): void
  stopTestSignal(inputId: string): void
  /** A file of the moving preview of an input. Rejects with PreviewError; `signal` gives it up. */
  preview(request: PreviewRequest, signal: AbortSignal): Promise<PreviewFile>
  /** Who holds this UDP port where inputs listen, in words; null when nobody does, or when that cannot be known. */
  inputPortHolder(port: number, listenAddress: string): Promise<string | null>
  /** Whether a socket of this process is MediaMTX's own. */
  ownsPid(pid: number): boolean
  /** Resolves after MediaMTX and every test signal have exited. */
  stop(): Promise<void>
}
