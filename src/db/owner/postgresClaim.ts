import type { Clock } from '../../domain/clock.ts'
import { DatabaseError } from '../errors.ts'
import { explainedPostgres, isPassing } from '../postgres/errors.ts'
import { inWords, placeOf } from '../postgres/place.ts'
import type { PostgresPlace } from '../postgres/place.ts'
import { usualHold } from './claim.ts'
import type { Claim, ClaimDeps, Hold } from './claim.ts'
import { hasEnded, thisProcess } from './holder.ts'
import { shortHash } from './identity.ts'
import { LockSession } from './lockSession.ts'
import type { StoredOwner } from './lockSession.ts'
import { PostgresOwnership } from './postgresOwnership.ts'
import { refusal } from './refusal.ts'

/** For a server that is being started beside this one. */
const reachWithinMs = 30_000
/** The session of a process that was killed this very moment may still be there. */
const endWithinMs = 5000
const lookEveryMs = 1000

/** A lock that a session on the server holds: a frozen manager keeps it, one that is cut off loses it when the server notices. */
export async function claimPostgres(
  url: string,
  { clock: systemClock, say, hold = usualHold, signal }: ClaimDeps,
): Promise<Claim> {
  const clock = givenUpBy(systemClock, signal)
  const place = placeOf(url)
  let session: LockSession | null = null
  try {
    session = await reach(url, clock, () => say('WARNING', `${inWords(place)} cannot be reached yet: trying again for 30 s`))
    const before = await lock(session, place, clock)
    if (mayStillSend(before)) {
      say('WARNING', waiting(before, hold))
      await waitOut(session, before, place, clock, hold)
    }
    return claimWith(session, before, { url, place, clock: systemClock, hold })
  } catch (error) {
    session?.close()
    throw explainedPostgres(error, place)
  }
}

function claimWith(
  session: LockSession,
  before: StoredOwner | null,
  deps: { url: string; place: PostgresPlace; clock: Clock; hold: Hold },
): Claim {
  const { clock, place } = deps
  let isTaken = false
  return {
    async take(store) {
      const askedAt = clock.now()
      const taken = await store.take(thisProcess(), clock.date(), before)
      if (taken === null) throw refusal(inWords(place), await session.owner())
      isTaken = true
      const { hostname, port, pathname } = new URL(deps.url)
      const instanceId = `${taken.instanceId}-${shortHash([hostname, port, pathname, session.databaseId].join(' '))}`
      return new PostgresOwnership({ ...deps, store, session, askedAt, epoch: taken.epoch, instanceId })
    },
    async abandon() {
      if (!isTaken) session.close()
    },
  }
}

/** A clock whose sleeps reject once the signal aborts. */
function givenUpBy(clock: Clock, signal?: AbortSignal): Clock {
  const sleep = async (ms: number) => {
    await clock.sleep(ms, signal)
    if (signal?.aborted) throw new DatabaseError('It was told to end before it had the database.')
  }
  return { now: () => clock.now(), date: () => clock.date(), sleep }
}

async function reach(url: string, clock: Clock, onTrouble: () => void): Promise<LockSession> {
  const deadline = clock.now() + reachWithinMs
  for (let attempt = 1; ; attempt++) {
    try {
      return await LockSession.open(url)
    } catch (error) {
      if (!isPassing(error) || clock.now() >= deadline) throw error
      if (attempt === 1) onTrouble()
      await clock.sleep(lookEveryMs)
    }
  }
}

/** Takes the lock; resolves with what the database says of its last owner. */
async function lock(session: LockSession, place: PostgresPlace, clock: Clock): Promise<StoredOwner | null> {
  const deadline = clock.now() + endWithinMs
  for (;;) {
    const isHeld = await session.tryLock()
    const owner = await session.owner()
    if (isHeld) return owner
    if (owner !== null && mayStillSend(owner)) throw refusal(inWords(place), owner)
    if (clock.now() >= deadline) throw refusal(inWords(place), null)
    await clock.sleep(lookEveryMs / 4)
  }
}

function mayStillSend(owner: StoredOwner | null): owner is StoredOwner {
  return owner !== null && owner.releasedAt === null && !hasEnded(owner)
}

function waiting({ pid, hostName }: StoredOwner, { holdMs, graceMs }: Hold): string {
  const seconds = Math.round((holdMs + graceMs) / 1000)
  return `The last manager of this database, process ${pid} on ${hostName}, did not say that it ended: it may be cut off and go on sending. This one begins in ${seconds} s, when that is over for sure, unless that one comes back`
}

/** Throws DatabaseError when the owner has come back. */
async function waitOut(
  session: LockSession,
  before: StoredOwner,
  place: PostgresPlace,
  clock: Clock,
  { holdMs, graceMs }: Hold,
): Promise<void> {
  const end = clock.now() + holdMs + graceMs
  while (clock.now() < end) {
    await clock.sleep(Math.min(lookEveryMs, end - clock.now()))
    const now = await session.owner()
    const isSame = now !== null && now.epoch === before.epoch && now.renewedAt.getTime() === before.renewedAt.getTime()
    if (!isSame) throw refusal(inWords(place), now)
  }
}
