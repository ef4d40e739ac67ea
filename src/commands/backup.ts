import { resolve } from 'node:path'
import { loadConfig } from '../config.ts'
import { backUpSqlite } from '../db/backup/backUp.ts'
import { counted, fileOfSqlite, givenPath, run, say } from './command.ts'

/** `npm run backup -- FILE`: writes a copy of the database, as it is at one moment; a server may be running on it. */
await run(async () => {
  const [given] = process.argv.slice(2)
  if (given === undefined || process.argv.length > 3)
    throw new Error('Write npm run backup -- FILE, with the name of a new file.')
  const config = loadConfig(process.env, process.cwd())
  const file = fileOfSqlite(config.database, 'pg_dump --format=custom --file=FILE')
  const target = givenPath(given)
  const { inputs, outputs, bytes } = backUpSqlite(file, target)
  say(`Backed up to ${target}: ${counted(inputs, 'input')}, ${counted(outputs, 'output')}, ${(bytes / 1e6).toFixed(1)} MB.`)
  say(
    config.secretKeyFile === null
      ? 'The stream keys in it lie under SECRET_KEY, which is not in it: keep that in another place.'
      : `The stream keys in it lie under the key in ${resolve(config.secretKeyFile)}, which is not in it: keep that in another place.`,
  )
})
