import { existsSync } from 'node:fs'
import type { DatabasePlace } from '../database.ts'
import type { Orm } from '../engine.ts'
import { explained } from '../errors.ts'

export interface Looked {
  /** Begins a sentence; holds no secret. */
  words: string
  /** Steps of its tables that were taken, and those of this version that were not. */
  done: number
  missing: number
}

/** How far the tables of a database are; nothing of it is changed. Throws DatabaseError. */
export async function lookAt(place: DatabasePlace): Promise<Looked> {
  return 'url' in place ? lookAtPostgres(place.url) : lookAtSqlite(place.file)
}

async function lookAtSqlite(file: string): Promise<Looked> {
  const words = `The database ${file}`
  const { openSqlite } = await import('../sqlite.ts')
  const { createSqliteOrm } = await import('../sqliteProgram.ts')
  try {
    if (!existsSync(file)) return { words, done: 0, missing: 0 }
    return { words, ...(await steps(await createSqliteOrm(openSqlite(file)))) }
  } catch (error) {
    throw explained(error, file)
  }
}

async function lookAtPostgres(url: string): Promise<Looked> {
  const { createPool } = await import('../postgres/pool.ts')
  const { createPostgresOrm } = await import('../postgres/program.ts')
  const { explainedPostgres } = await import('../postgres/errors.ts')
  const { inWords, placeOf } = await import('../postgres/place.ts')
  const place = placeOf(url)
  try {
    return { words: inWords(place), ...(await steps(await createPostgresOrm(createPool(url), place.name))) }
  } catch (error) {
    throw explainedPostgres(error, place)
  }
}

async function steps(orm: Orm): Promise<Omit<Looked, 'words'>> {
  try {
    return { done: (await orm.migrator.getExecuted()).length, missing: (await orm.migrator.getPending()).length }
  } finally {
    await orm.close()
  }
}
