import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'

/**
 * What must not begin again: ids of inputs, outputs, incidents and log lines that somebody may have seen, who runs its processes (by
 * which those that an earlier start left behind are found), and sign-ins that were given back.
 */
const continuations = [
  `insert or replace into main.owner (id, epoch, instance_id, host_name, machine, pid, start_ticks, since, url, renewed_at, released_at)
   select id, epoch, instance_id, host_name, machine, pid, start_ticks, since, url, renewed_at, released_at from former.owner`,
  `insert into main.log_counter (id, reserved) select id, reserved from former.log_counter where true
   on conflict (id) do update set reserved = max(reserved, excluded.reserved)`,
  `update main.sqlite_sequence as own set seq = theirs.seq
   from former.sqlite_sequence as theirs where theirs.name = own.name and theirs.seq > own.seq`,
  `insert into main.sqlite_sequence (name, seq) select name, seq from former.sqlite_sequence
   where name not in (select name from main.sqlite_sequence)`,
  `insert or ignore into main.ended_session (id, expires_at) select id, expires_at from former.ended_session`,
]

/** Takes over into `file` what must go on from the database in `former`. False where that one, damaged or too old, does not tell. */
export function continueFormer(file: string, former: string): boolean {
  let isWhole = true
  const database = new DatabaseSync(file)
  try {
    // Only read: a journal beside what is no database any more would be removed.
    database.prepare('attach ? as former').run(`${pathToFileURL(former)}?mode=ro`)
    for (const statement of continuations) {
      try {
        database.exec(statement)
      } catch {
        isWhole = false
      }
    }
  } catch {
    isWhole = false
  } finally {
    database.close()
  }
  return isWhole
}
