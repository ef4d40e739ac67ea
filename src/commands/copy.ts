import { resolve } from 'node:path'
import { existsSync, realpathSync } from 'node:fs'
import { databaseUrl } from '../config/databaseUrl.ts'
import type { ConfiguredDatabase } from '../config/databaseUrl.ts'
import { givenVariable } from '../config/givenVariable.ts'
import { copyDatabase } from '../db/copy/copyDatabase.ts'
import { claimDatabase } from '../db/owner/claimDatabase.ts'
import { placeOf } from '../db/postgres/place.ts'
import { systemClock } from '../worker/systemClock.ts'
import { run, say } from './command.ts'

/**
 * `npm run db:copy -- FROM TO`: copies everything from one database into an empty one, of the same kind or the other. Both are
 * written as in DATABASE_URL, or are the name of a variable that says it: what is written in a command, other users can see.
 */
await run(async () => {
  const [from, to] = process.argv.slice(2)
  if (from === undefined || to === undefined || process.argv.length > 4)
    throw new Error('Write npm run db:copy -- FROM TO, each as in DATABASE_URL or as the name of a variable that says it.')
  const [source, target] = [readPlace('FROM', from), readPlace('TO', to)]
  if (identityOf(source) === identityOf(target)) throw new Error('FROM and TO are the same database: name another one.')
  if (source.kind === 'sqlite' && !existsSync(source.file)) throw new Error(`FROM: there is no database ${source.file}.`)
  const deps = { clock: systemClock, say: (_: unknown, text: string) => say(text) }
  await using claims = new AsyncDisposableStack()
  for (const place of [source, target]) {
    const claim = await claimDatabase(place, deps)
    claims.defer(() => claim.abandon())
  }
  const tables = await copyDatabase(source, target)
  const width = Math.max(...tables.map(({ table }) => table.length))
  for (const { table, rows, checksum } of tables) say(`${table.padEnd(width)}  ${String(rows).padStart(9)} rows  ${checksum}`)
  say('Every row was read back and is the same. Name this database in DATABASE_URL from now on; SECRET_KEY stays what it is.')
})

function readPlace(name: string, given: string): ConfiguredDatabase {
  const isVariable = /^\w+$/.test(given)
  const url = isVariable ? givenVariable(given, process.env, process.cwd()) : given
  if (url === undefined) throw new Error(`${name}: the variable ${given} is not set.`)
  const parsed = databaseUrl.safeParse(url)
  if (!parsed.success)
    throw new Error(parsed.error.issues.map(({ message }) => message.replace(/^DATABASE_URL/, name)).join('\n'))
  const place = parsed.data
  if (place.kind === 'postgres') return place
  if (place.file === ':memory:') throw new Error(`${name} is a database in memory: nothing lasts there.`)
  return { kind: 'sqlite', file: resolve(process.cwd(), place.file) }
}

function identityOf(place: ConfiguredDatabase): string {
  if (place.kind === 'postgres') return JSON.stringify(placeOf(place.url))
  return existsSync(place.file) ? realpathSync(place.file) : place.file
}
