import { addressesOverlap } from '../../domain/inputRules.ts'
import { udpPortHolder } from '../ports.ts'
import type { MediamtxServer } from './life.ts'
import type { PathSettings } from './client.ts'
import { receiveBufferBytes } from './receiveBuffer.ts'

/** A path of MediaMTX as it is configured. */
export type ConfiguredPath = { name: string } & PathSettings

/** What is known of the machine that MediaMTX runs on. */
export interface Machine {
  /** Whether it is this one, so that its sockets can be looked at. */
  readonly isHere: boolean
  /** Whether MediaMTX's log is read, which tells of sockets that cannot be opened. */
  readonly isHeard: boolean
  /** Receive buffer to ask for there, bytes; undefined: the system's default, or MediaMTX's. */
  readonly bufferBytes: number | undefined
  /** Who has this UDP port there, in words; null when nobody has, or when that cannot be known. */
  udpPortHolder(port: number, listenAddress: string): Promise<string | null>
}

export class MediamtxMachine implements Machine {
  readonly #server: MediamtxServer
  readonly #othersPaths: () => Promise<ConfiguredPath[]>
  readonly #limit = receiveBufferBytes()

  /** `othersPaths`: those that MediaMTX has beside ours. */
  constructor(server: MediamtxServer, othersPaths: () => Promise<ConfiguredPath[]>) {
    this.#server = server
    this.#othersPaths = othersPaths
  }

  get isHere(): boolean {
    return this.#server.isHere
  }

  get isHeard(): boolean {
    return this.#server.isHeard
  }

  get bufferBytes(): number | undefined {
    return this.isHere ? this.#limit : undefined
  }

  async udpPortHolder(port: number, listenAddress: string): Promise<string | null> {
    const holder = this.isHere ? await udpPortHolder(port, listenAddress, (pid) => this.#server.owns(pid)) : null
    if (holder !== null) return holder
    const paths = await this.#othersPaths().catch(() => [])
    const path = paths.find(({ source }) => listensOn(source, port, listenAddress))
    return path ? `the path "${path.name}" of MediaMTX` : null
  }
}

function listensOn(source: string, port: number, listenAddress: string): boolean {
  const [, v6, v4, its] = /^udp(?:\+\w+)?:\/\/(?:\[([^\]]*)\]|([^:/?]*)):(\d+)/.exec(source) ?? []
  const host = v6 ?? v4 ?? ''
  return Number(its) === port && (host === '' || addressesOverlap(host, listenAddress))
}
