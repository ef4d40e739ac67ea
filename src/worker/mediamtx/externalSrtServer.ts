import type { Cause } from '../../domain/failure.ts'
import { foreignUsers, srtServerOff } from '../../domain/causes/listener.ts'
import type { PathNames } from '../../domain/pathNames.ts'
import type { GlobalSettings, MediamtxClient } from './client.ts'
import type { SrtServer } from './srtServer.ts'
import { hashed } from './users.ts'
import type { InternalUser } from './users.ts'

/** A name and password that stand in the settings of MediaMTX. */
export interface Credentials {
  user: string
  password: string
}

/**
 * Of a MediaMTX that others run. Its list of users can only be replaced as a whole, and passwords are never told: so it
 * is written only when every user in it is one whose password we know, or has none. Nothing else of it is set.
 */
export class ExternalSrtServer implements SrtServer {
  readonly isShared = true
  readonly #client: MediamtxClient
  readonly #known: readonly Credentials[]
  readonly #names: PathNames
  #users: InternalUser[] = []

  constructor(client: MediamtxClient, known: readonly Credentials[], names: PathNames) {
    this.#client = client
    this.#known = known
    this.#names = names
  }

  async look(): Promise<Cause | null> {
    const { srt, authMethod, authInternalUsers } = await this.#client.globals()
    if (!srt) return srtServerOff
    if (authMethod !== 'internal') return foreignUsers([])
    const users = authInternalUsers.filter(({ user }) => !this.#names.isCaller(user)).map((user) => this.#asWritten(user))
    const strangers = users.flatMap((user) => (typeof user === 'string' ? [user] : []))
    if (strangers.length > 0) return foreignUsers(strangers)
    this.#users = users.filter((user) => typeof user !== 'string')
    return null
  }

  settings(callers: readonly InternalUser[]): GlobalSettings {
    return { authInternalUsers: [...this.#users, ...callers] }
  }

  /** As it can be written back; its name alone when its password is not known. */
  #asWritten(reported: InternalUser): InternalUser | string {
    if (reported.pass === '') return reported
    const known = this.#known.find(({ user }) => reported.user === user || reported.user === hashed(user))
    return known ? { ...reported, pass: hashed(known.password) } : reported.user
  }
}
