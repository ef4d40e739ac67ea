import { loadConfig } from '../config.ts'
import { restoreSqlite } from '../db/backup/restore.ts'
import { claimDatabase } from '../db/owner/claimDatabase.ts'
import { systemClock } from '../worker/systemClock.ts'
import { counted, fileOfSqlite, givenPath, run, say } from './command.ts'
import { tellUnreadable } from './unreadable.ts'

/** `npm run restore -- FILE`: puts a copy of a backup in the database's place, which no server may be running on. */
await run(async () => {
  const [given] = process.argv.slice(2)
  if (given === undefined || process.argv.length > 3) throw new Error('Write npm run restore -- FILE, with the name of a backup.')
  const { database, secretKey, previousSecretKeys } = loadConfig(process.env, process.cwd())
  const file = fileOfSqlite(database, 'pg_restore')
  const backup = givenPath(given)
  const claim = await claimDatabase({ file }, { clock: systemClock, say: (_, text) => say(text) })
  try {
    const restored = await restoreSqlite({ file, backup, secretKey, previousSecretKeys, now: systemClock.date() })
    const { inputs, outputs, missingSteps, former, isContinued, secrets } = restored
    say(`Restored ${file} from ${backup}: ${counted(inputs, 'input')}, ${counted(outputs, 'output')}.`)
    if (missingSteps > 0) say('It was of an earlier version; its tables were brought up to date.')
    if (former !== null) say(`The database that was there is now ${former}.`)
    if (former !== null && !isContinued)
      say(
        'That one cannot be read in full: sign-ins that were given back since the backup may be open again. A new SECRET_KEY ends them all.',
      )
    tellUnreadable(secrets)
  } finally {
    await claim.abandon()
  }
})
