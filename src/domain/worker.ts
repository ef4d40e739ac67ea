import type { InputSettings, Listening } from './input.ts'
import type { DestinationTest } from './destinations/destinationTest.ts'
import type { OutputSecrets, OutputSettings, OutputTarget, UnreadableSecrets } from './output.ts'
import type { PreviewFile, PreviewRequest } from './preview.ts'

/** An input that the worker is to receive. */
export type InputAssignment = Pick<InputSettings, 'id' | 'name' | 'desired'> & Listening

/** An output that the worker is to serve. */
export interface OutputAssignment extends Omit<OutputSettings, 'tags' | 'createdAt'> {
  secrets: OutputSecrets | UnreadableSecrets
}

/** The whole of what one worker is to do: what is not in it is ended. */
export interface Assignments {
  inputs: InputAssignment[]
  outputs: OutputAssignment[]
}

/**
 * The side that runs processes. It is told what shall be and tells on the bus what is; nothing that it holds
 * (process handles, sockets) passes this interface.
 */
export interface Worker {
  /** Begins to serve. Resolves once it can be told assignments; MediaMTX may still be on its way up. */
  start(): Promise<void>
  /** Makes it so, by level: what is wanted and missing is started, what is not in the set is ended. Returns at once. */
  reconcile(assignments: Assignments): void
  /** The next attempt now; also the way out of FAILED. An id that it does not know is ignored. */
  retryOutput(id: string): void
  /** Sends a test picture with tone to the input for so many seconds. */
  startTestSignal(inputId: string, seconds: number): void
  stopTestSignal(inputId: string): void
  /** Takes stills of these inputs from now on, and of no others; each is told on the bus. */
  showStills(inputIds: readonly string[]): void
  /** A file of the moving preview of an input that carries a feed. Rejects with PreviewError; `signal` gives it up. */
  preview(request: PreviewRequest, signal: AbortSignal): Promise<PreviewFile>
  /** Who holds this UDP port on this machine, in words; null when it is free or held by our own MediaMTX. */
  udpPortHolder(port: number, listenAddress: string): Promise<string | null>
  /** As `udpPortHolder`, where inputs listen: on MediaMTX's machine. Null also when that cannot be known. */
  inputPortHolder(port: number, listenAddress: string): Promise<string | null>
  /**
   * How far one gets to a destination without sending the feed; within 10 s, four at a time. Rejects for nothing that a
   * destination does.
   */
  testDestination(target: OutputTarget, secrets: OutputSecrets, signal?: AbortSignal): Promise<DestinationTest>
  /** Resolves after every process that it started has exited. */
  stop(): Promise<void>
}
