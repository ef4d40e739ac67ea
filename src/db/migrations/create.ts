import { fileURLToPath } from 'node:url'
import type { Orm } from '../engine.ts'
import { createPool } from '../postgres/pool.ts'
import { createPostgresOrm } from '../postgres/program.ts'
import { openSqlite, inMemory } from '../sqlite.ts'
import { createSqliteOrm } from '../sqliteProgram.ts'

/**
 * `npm run migration:create -- what_it_does`: writes, for both databases, the migration that leads from the last one's tables to what
 * the entities say now. It is then named in the index.ts beside it by hand. No database is asked: the snapshots say what there is.
 */
const orms: [folder: string, open: (folder: string) => Promise<Orm>][] = [
  ['sqlite', (folder) => createSqliteOrm(openSqlite(inMemory), folder)],
  ['postgres', (folder) => createPostgresOrm(createPool('postgresql:///none'), 'none', folder)],
]
for (const [name, open] of orms) {
  const orm = await open(fileURLToPath(new URL(`${name}/`, import.meta.url)))
  const { fileName } = await orm.migrator.create(undefined, false, false, process.argv[2])
  const result =
    fileName === '' ? 'the tables are as the entities say, nothing to write' : `src/db/migrations/${name}/${fileName}`
  console.log(`${name}: ${result}`)
  await orm.close()
}
