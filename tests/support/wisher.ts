import type { ApiClient } from './api.ts'
import { change, createOutput, updateOutput } from './operations.ts'

/** What was asked of one output. */
export interface Wish {
  name: string
  desired: 'RUNNING' | 'STOPPED'
  tags: string[]
  /** Of an RTMP output; null of a UDP output. */
  streamKey: string | null
  /** Of the receiver that a UDP output sends to; null of an RTMP output. */
  port: number | null
}

/** What was not answered when the server went: before or after, and nothing between. Null: no such output. */
export interface Pending {
  name: string
  before: Wish | null
  after: Wish | null
}

/**
 * A client that creates, changes, starts, stops and deletes outputs of its own as fast as it is answered, until the server goes;
 * it remembers what was acknowledged.
 */
export class Wisher {
  /** By id: what the API acknowledged last. */
  readonly acknowledged = new Map<string, Wish>()
  pending: Pending | null = null
  answers = 0
  readonly #name: string
  readonly #inputId: string
  readonly #ports: readonly number[]
  readonly #random: () => number
  #made = 0

  /** `ports`: one UDP output at a time may send to each. */
  constructor(name: string, inputId: string, ports: readonly number[], random: () => number) {
    this.#name = name
    this.#inputId = inputId
    this.#ports = ports
    this.#random = random
  }

  /** Resolves when the server no longer answers. Rejects when it answers that something cannot be done. */
  async run(api: ApiClient): Promise<void> {
    for (;;) {
      try {
        await this.#act(api)
        this.pending = null
        this.answers += 1
      } catch (error) {
        // What `fetch` says of a connection that breaks or is refused, and nothing else.
        if (error instanceof TypeError || (error as Error).name === 'SocketError') return
        throw error
      }
    }
  }

  async #act(api: ApiClient): Promise<void> {
    const outputs = [...this.acknowledged]
    const used = new Set(outputs.map(([, { port }]) => port))
    const port = this.#ports.find((candidate) => !used.has(candidate))
    const keyed = outputs.filter(([, { streamKey }]) => streamKey !== null).length
    if (port !== undefined || keyed < 2) return this.#create(api, port ?? null)
    const [id, wish] = outputs[Math.floor(this.#random() * outputs.length)]!
    const kind = Math.floor(this.#random() * 5)
    if (kind === 0) return this.#change(id, wish, null, () => change(api, 'deleteOutput', id))
    if (kind === 1) return this.#change(id, wish, { ...wish, desired: 'RUNNING' }, () => change(api, 'startOutput', id))
    if (kind === 2) return this.#change(id, wish, { ...wish, desired: 'STOPPED' }, () => change(api, 'stopOutput', id))
    const tags = Array.from({ length: Math.floor(this.#random() * 4) }, (_, at) => `täg "${at}" ${this.#number()}`)
    const changed = { tags, ...(wish.streamKey === null ? {} : { streamKey: `key-${this.#number()}` }) }
    return this.#change(id, wish, { ...wish, ...changed }, () => updateOutput(api, id, changed))
  }

  async #create(api: ApiClient, port: number | null): Promise<void> {
    const name = `${this.#name} ${this.#made++}`
    const streamKey = port === null ? `key-${this.#number()}` : null
    const after: Wish = { name, desired: 'RUNNING', tags: [name], streamKey, port }
    this.pending = { name, before: null, after }
    const target =
      // Nothing listens at the port of the discard service.
      port === null
        ? { protocol: 'RTMP', url: 'rtmp://127.0.0.1:9/app', streamKey }
        : { protocol: 'UDP', url: `udp://127.0.0.1:${port}` }
    const { id } = await createOutput(api, { inputId: this.#inputId, name, tags: [name], reconnectDelaySeconds: 1, ...target })
    this.acknowledged.set(id, after)
  }

  async #change(id: string, before: Wish, after: Wish | null, ask: () => Promise<void>): Promise<void> {
    this.pending = { name: before.name, before, after }
    await ask()
    if (after === null) this.acknowledged.delete(id)
    else this.acknowledged.set(id, after)
  }

  #number(): number {
    return Math.floor(this.#random() * 1e9)
  }
}
