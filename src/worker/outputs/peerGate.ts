import { closeSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { Socket } from 'node:net'
import type { Clock } from '../../domain/clock.ts'
import type { Cause } from '../../domain/failure.ts'
import { causeOfLook } from '../../domain/causes/look.ts'
import type { OutputTarget } from '../../domain/output.ts'
import { namelessPipe, openWriter } from '../processes/namelessPipe.ts'
import type { StartProcess } from '../processes/process.ts'
import { peersOf } from './peers.ts'

const everyMs = 50

export interface PeerGateDeps {
  clock: Clock
  startProcess: StartProcess
  /** File with the certificates of the authorities that this machine trusts. */
  caFile: string
  isForbidden: (address: string) => boolean
}

/** The process that stands before it. */
export interface Gated {
  pid: number
  /** What it reads, which is no destination. */
  readUrl: string
  kill(): void
}

/**
 * Holds an FFmpeg that speaks TLS between its connection and its first byte. It looks the name up itself, since the server is
 * to be told that name, and once connected it reads the certificates that it trusts: from a pipe, into which they are written
 * when the other end is known to be none of the forbidden.
 */
export class PeerGate {
  /** To be given to the process. */
  readonly pipe: number
  readonly #deps: PeerGateDeps
  readonly #certificates: Buffer
  readonly #closed = new AbortController()
  /** While it is open and nothing was written, whoever reads waits; closed, it would go on without certificates. */
  #writer: number | null = null
  #writing: Socket | null = null
  #refused: string | null = null

  private constructor(pipe: number, certificates: Buffer, deps: PeerGateDeps) {
    this.pipe = pipe
    this.#certificates = certificates
    this.#deps = deps
  }

  /** Rejects with the error of the system. */
  static async open(deps: PeerGateDeps): Promise<PeerGate> {
    const certificates = await readFile(deps.caFile)
    return new PeerGate(await namelessPipe(deps), certificates, deps)
  }

  /** The forbidden address that the process had connected to, and was killed for; null: none so far. */
  get refused(): string | null {
    return this.#refused
  }

  /** Until it is closed. `onRefused` is called when the process was killed. */
  async guard(process: Gated, onRefused: () => void): Promise<void> {
    const { signal } = this.#closed
    while (!signal.aborted) {
      // It may come more than once: a server may ask for another connection with a login.
      this.#writer ??= this.#writing === null ? openWriter(this.pipe) : null
      if (this.#writer !== null) {
        const peers = peersOf(process.pid, process.readUrl)
        this.#refused = peers.find((address) => this.#deps.isForbidden(address)) ?? null
        if (this.#refused !== null) {
          process.kill()
          return onRefused()
        }
        if (peers.length > 0) this.#open(this.#writer)
      }
      await this.#deps.clock.sleep(everyMs, signal)
    }
  }

  /** To be called when the process has ended, or needs no gate any more. */
  close(): void {
    if (this.#closed.signal.aborted) return
    this.#closed.abort(null)
    this.#writing?.destroy()
    if (this.#writer !== null) closeSync(this.#writer)
    this.#writer = null
    closeSync(this.pipe)
  }

  [Symbol.dispose](): void {
    this.close()
  }

  #open(writer: number): void {
    this.#writer = null
    const writing = new Socket({ fd: writer, readable: false, writable: true })
    this.#writing = writing
    // It may end before it has read everything.
    writing.on('error', () => {}).once('close', () => (this.#writing = null))
    writing.end(this.#certificates)
  }
}

/** A gate for the sender of this target; or why it cannot be sent to, since nobody could say where it connects to. */
export async function openGate(
  target: OutputTarget,
  {
    isForbidden = () => false,
    ...deps
  }: Omit<PeerGateDeps, 'isForbidden'> & { isForbidden?: PeerGateDeps['isForbidden'] | undefined },
): Promise<PeerGate | Cause> {
  try {
    return await PeerGate.open({ ...deps, isForbidden })
  } catch (error) {
    return causeOfLook('uncheckedPlace', error instanceof Error ? error.message : String(error), target)
  }
}
