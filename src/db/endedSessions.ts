import type { Session } from '../domain/session.ts'
import { EndedSessionRow } from './endedSession.ts'
import type { Engine } from './engine.ts'

/** Sign-ins that were given back: whoever copied such a cookie is let in no more, after a restart neither. */
export class EndedSessionStore {
  readonly #engine: Engine

  constructor(engine: Engine) {
    this.#engine = engine
  }

  load(): Promise<Session[]> {
    return this.#engine.read(async (em) => (await em.find(EndedSessionRow, {})).map(({ id, expiresAt }) => ({ id, expiresAt })))
  }

  /** Adds these, and deletes those that expire before a moment of Unix time in milliseconds. One transaction. */
  async write(
    { ended, expiredBefore }: { ended: readonly Session[]; expiredBefore: number },
    { isPatient = false } = {},
  ): Promise<void> {
    await this.#engine.transaction(
      async (em) => {
        if (ended.length > 0)
          await em.upsertMany(
            EndedSessionRow,
            ended.map(({ id, expiresAt }) => ({ id, expiresAt })),
          )
        await em.nativeDelete(EndedSessionRow, { expiresAt: { $lt: expiredBefore } })
      },
      { isPatient },
    )
  }
}
