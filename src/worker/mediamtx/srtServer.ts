import type { Cause } from '../../domain/failure.ts'
import { sharedPortBusy } from '../../domain/causes/listener.ts'
import { udpPortHolder } from '../ports.ts'
import type { GlobalSettings } from './client.ts'
import type { InternalUser } from './users.ts'

/** MediaMTX's SRT server, on which callers of all outputs meet. */
export interface SrtServer {
  /** Whether others use it too: then it is told nothing before somebody is to be let in, and looked at before each time. */
  readonly isShared: boolean
  /** Why no caller can be let in, null when nothing speaks against it. Rejects when that cannot be told now. */
  look(): Promise<Cause | null>
  /** What MediaMTX is to be told so that these callers are let in. After a `look` that found nothing. */
  settings(callers: readonly InternalUser[]): GlobalSettings
}

/** Of a MediaMTX of our own: nobody but us tells it anything. */
export class OwnSrtServer implements SrtServer {
  readonly isShared = false
  readonly #port: number | null
  readonly #users: readonly InternalUser[]
  readonly #ownsPid: (pid: number) => boolean

  /** `port`: UDP, on every interface; null: there is none. `users`: those that it cannot be without. */
  constructor(port: number | null, users: readonly InternalUser[], ownsPid: (pid: number) => boolean) {
    this.#port = port
    this.#users = users
    this.#ownsPid = ownsPid
  }

  /** A port that somebody has would end MediaMTX. */
  async look(): Promise<Cause | null> {
    if (this.#port === null) throw new Error('No port is given to SRT callers')
    const holder = await udpPortHolder(this.#port, '0.0.0.0', this.#ownsPid)
    return holder === null ? null : sharedPortBusy(this.#port, holder)
  }

  settings(callers: readonly InternalUser[]): GlobalSettings {
    return { srt: true, srtAddress: `0.0.0.0:${this.#port}`, authInternalUsers: [...this.#users, ...callers] }
  }
}
