import { openDatabase } from '../../src/db/database.ts'
import { postgresVariable, templateName } from './database.ts'
import { admin, canRunPostgres, hasPostgres, inDatabase, startPostgres } from './postgres.ts'

/** Before all tests of a run that are on PostgreSQL: one server, in which each of them has a database of its own. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  const given = process.env.TEST_DATABASE_URL
  if (process.env[postgresVariable] || !hasPostgres) return undefined
  const server = given || !canRunPostgres ? null : await startPostgres()
  const url = server?.url ?? given!
  // Left by a run that was killed, or of an earlier version.
  await admin(url, `drop database if exists ${templateName}`)
  await admin(url, `create database ${templateName} template template0 encoding 'UTF8'`)
  const database = await openDatabase({ kind: 'postgres', url: inDatabase(url, templateName), secretKey: 'of no use' })
  await database.close()
  await admin(inDatabase(url, templateName), 'delete from log_counter')
  process.env[postgresVariable] = url
  return async () => {
    delete process.env[postgresVariable]
    if (server === null) await admin(url, `drop database if exists ${templateName}`)
    await server?.[Symbol.asyncDispose]()
  }
}
