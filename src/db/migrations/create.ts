import { fileURLToPath } from 'node:url'
import { createOrm } from '../database.ts'
import { openSqlite, inMemory } from '../sqlite.ts'

/**
 * `npm run migration:create -- what_it_does`: writes the migration that leads from the last one's tables to what the entities say now.
 * It is then named in sqlite/index.ts by hand.
 */
const orm = await createOrm(openSqlite(inMemory), fileURLToPath(new URL('sqlite/', import.meta.url)))
const { fileName } = await orm.migrator.create(undefined, false, false, process.argv[2])
console.log(
  fileName === '' ? 'The tables are as the entities say: nothing to write.' : `Written: src/db/migrations/sqlite/${fileName}`,
)
await orm.close()
