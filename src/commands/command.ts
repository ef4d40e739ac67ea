import { resolve } from 'node:path'
import type { ConfiguredDatabase } from '../config/databaseUrl.ts'

/** Does what a command is for. What goes wrong is told in its own words, and makes the exit code 1. */
export async function run(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`)
    process.exitCode = 1
  }
}

export function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

/** What is about the answer and no part of it. */
export function remark(text: string): void {
  process.stderr.write(`${text}\n`)
}

export function counted(count: number, noun: string): string {
  return count === 1 ? `1 ${noun}` : `${count} ${noun}s`
}

/** npm changes to the folder of the program; a person means the one that the command was written in. */
export function givenPath(path: string): string {
  return resolve(process.env.INIT_CWD ?? process.cwd(), path)
}

/** Throws where the database is no file; for PostgreSQL with the program that does there what the command does here. */
export function fileOfSqlite(database: ConfiguredDatabase, postgresProgram: string): string {
  if (database.kind === 'postgres')
    throw new Error(`The database is a PostgreSQL: use its own ${postgresProgram} there, as DEPLOYMENT.md says.`)
  if (database.file === ':memory:')
    throw new Error('The database is in memory alone, as DATABASE_URL says: there is no file of it.')
  return database.file
}
