import { closeSync, existsSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Clock } from '../../domain/clock.ts'
import type { Ownership } from '../../domain/ownership.ts'
import { explained } from '../errors.ts'
import { makeFolder } from '../sqlite.ts'
import type { Claim } from './claim.ts'
import { hasEnded, thisProcess } from './holder.ts'
import { identityOf } from './identity.ts'
import { refusal } from './refusal.ts'
import type { SeenOwner } from './refusal.ts'

const busy = 5
/** One that was killed this very moment may still hold it. */
const patienceMs = 500

/**
 * A lock in a small database beside the one of `file`, which the kernel drops however this process ends and which a frozen
 * process keeps. Null: a database in memory, which nobody else can hold.
 */
export async function claimSqlite(file: string | null, clock: Clock): Promise<Claim> {
  const lock = file === null ? null : takeLock(file)
  const place = file === null ? '' : identityOf(`${file}.lock`)
  let isTaken = false
  return {
    async take(store) {
      const taken = await store.take(thisProcess(), clock.date())
      if (taken === null) throw new Error('The row of the owner changed under its lock')
      const { epoch, instanceId } = taken
      isTaken = true
      const ownership: Ownership = {
        ...{ epoch, instanceId: `${instanceId}-${place}` },
        mayStart: () => true,
        holdsForMs: () => Number.POSITIVE_INFINITY,
        trouble: () => null,
        listen: () => () => {},
        servesAt: (url) => store.update(epoch, { url }),
        async release() {
          // Whatever the database says, the lock is dropped.
          await store.update(epoch, { releasedAt: clock.date() }).catch(() => {})
          lock?.close()
        },
      }
      return ownership
    },
    async abandon() {
      if (!isTaken && lock?.isOpen) lock.close()
    },
  }
}

function takeLock(file: string): DatabaseSync {
  const beside = `${file}.lock`
  let lock: DatabaseSync | null = null
  try {
    makeFolder(dirname(beside))
    // Before it is locked: to close any descriptor of a file drops every lock that this process has on it.
    closeSync(openSync(beside, 'a', 0o600))
    lock = new DatabaseSync(beside, { timeout: patienceMs })
    // Nothing is ever written there: no journal beside it.
    lock.exec('pragma journal_mode = memory; begin exclusive')
    return lock
  } catch (error) {
    lock?.close()
    if (((error as { errcode?: number }).errcode ?? 0) % 256 === busy) throw refusal(`The database ${file}`, ownerIn(file))
    throw explained(error, file)
  }
}

/** What the database says of who holds it; null where it says nothing, as while its first owner is starting. */
function ownerIn(file: string): SeenOwner | null {
  if (!existsSync(file)) return null
  try {
    const database = new DatabaseSync(file, { readOnly: true })
    try {
      const row = database.prepare('select * from owner where id = 1').get()
      if (!row || row.released_at !== null) return null
      const holder = { hostName: String(row.host_name), machine: String(row.machine), pid: Number(row.pid) }
      if (hasEnded({ ...holder, startTicks: Number(row.start_ticks) })) return null
      return { ...holder, since: new Date(Number(row.since)), url: row.url === null ? null : String(row.url) }
    } finally {
      database.close()
    }
  } catch {
    return null
  }
}
