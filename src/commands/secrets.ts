import { loadConfig } from '../config.ts'
import type { Config } from '../config.ts'
import { openDatabase } from '../db/database.ts'
import { openOwned } from '../db/owner/openOwned.ts'
import type { SettingsStore, StoredSecretsReport } from '../db/settings.ts'
import { systemClock } from '../worker/systemClock.ts'
import { counted, run, say } from './command.ts'
import { tellUnreadable } from './unreadable.ts'

/**
 * `npm run secrets -- check`: which keys the stored secrets lie under. `npm run secrets -- rotate`: brings them under
 * SECRET_KEY. Neither prints a secret or a key. Exit code 1: some cannot be read, or it could not be done.
 */
const commands: Record<string, (settings: SettingsStore) => Promise<StoredSecretsReport>> = { check, rotate }

await run(async () => {
  const command = commands[process.argv[2] ?? '']
  if (command === undefined || process.argv.length > 3) {
    throw new Error('Write npm run secrets -- check, or npm run secrets -- rotate.')
  }
  const report = await withDatabase(loadConfig(process.env, process.cwd()), command)
  tellUnreadable(report)
  if (report.unreadable.length > 0) process.exitCode = 1
})

/**
 * Not beside a manager that runs: it would go on writing with the keys that it was started with, and its tables may be those of
 * an earlier version.
 */
async function withDatabase<T>(config: Config, work: (settings: SettingsStore) => Promise<T>): Promise<T> {
  const open = () => openDatabase({ ...config, ...config.database })
  const { db, ownership } = await openOwned(config.database, open, { clock: systemClock, say: (_, text) => say(text) })
  try {
    return await work(db.settings)
  } finally {
    await ownership.release()
    await db.close()
  }
}

async function check(settings: SettingsStore): Promise<StoredSecretsReport> {
  const report = await settings.inspectSecrets()
  say(`${counted(report.current, 'secret')} under SECRET_KEY, ${counted(report.outdated, 'secret')} under SECRET_KEY_PREVIOUS.`)
  return report
}

async function rotate(settings: SettingsStore): Promise<StoredSecretsReport> {
  const report = await settings.rotateSecrets()
  say(`${counted(report.outdated, 'secret')} brought under SECRET_KEY, ${counted(report.current, 'secret')} there already.`)
  if (report.outdated > 0) say('SECRET_KEY_PREVIOUS can be left out from now on.')
  return report
}
