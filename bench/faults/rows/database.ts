import { performance } from 'node:perf_hooks'
import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fillDisk } from '../../../tests/support/limits.ts'
import { until } from '../../../tests/support/manager.ts'
import { output, updateOutput } from '../../../tests/support/operations.ts'
import { canRunPostgres, createDatabase, startPostgres } from '../../../tests/support/postgres.ts'
import type { TestPostgres } from '../../../tests/support/postgres.ts'
import type { Group, Row } from '../row.ts'
import type { Trial } from '../trial.ts'

const troubleMs = 20_000
const postgresGoneMs = 60_000
const writes = 1000
const writesAtOnce = 20

/** While it lasts nobody else notices, and it is told; after it what was asked meanwhile is stored. */
async function trouble(trial: Trial, forMs: number, begin: () => Promise<void>, end: () => Promise<void>): Promise<void> {
  const { api } = trial
  const [place] = trial.stage.places
  const ready = async () => (await api.fetch('/readyz')).status
  const query = '{ system { database { healthy detail } } }'
  const sight = async () => (await api.query<{ system: { database: { healthy: boolean; detail: string | null } } }>(query)).system
  const at = performance.now()
  await begin()
  try {
    const answer = updateOutput(api, place!.id, { tags: ['asked meanwhile'] }).then(
      () => 'taken',
      (error: unknown) => String(error).slice(0, 120),
    )
    await until(async () => (await ready()) === 503, forMs, '/readyz to tell it')
    trial.takes('/readyz tells it after', performance.now() - at, null)
    const { healthy, detail } = (await sight()).database
    trial.holds(!healthy, 'the API calls the database healthy')
    trial.note(`it is told: ${detail ?? 'nothing'}`)
    trial.note(`a change meanwhile: ${await Promise.race([answer, sleep(forMs, 'no answer yet')])}`)
    await sleep(Math.max(0, forMs - (performance.now() - at)))
  } finally {
    await end()
  }
  const overAt = performance.now()
  await until(async () => (await ready()) === 200, 30_000, '/readyz to be well')
  trial.takes('/readyz is well after', performance.now() - overAt, null)
  await updateOutput(api, place!.id, { tags: ['asked after'] })
}

const locked: Row = {
  name: 'database-locked',
  fault: 'Another program has the SQLite database to itself for 20 s',
  must: 'no stream notices; told; caught up after',
  async run(trial) {
    const other = new DatabaseSync(join(trial.stage.manager.dataDir, 'manager.db'), { timeout: 10_000 })
    try {
      await trouble(
        trial,
        troubleMs,
        async () => other.exec('begin exclusive'),
        async () => other.exec('rollback'),
      )
    } finally {
      other.close()
    }
  },
}

const full: Row = {
  name: 'database-full',
  fault: 'The manager can write to no file for 20 s, as on a full disk',
  must: 'no stream notices; told; caught up after',
  async run(trial) {
    const { pid } = trial.stage.manager
    await trouble(
      trial,
      troubleMs,
      async () => fillDisk(pid, 1024),
      async () => fillDisk(pid, null),
    )
  },
}

const readOnly: Row = {
  name: 'database-read-only',
  fault: 'The database file can be read only',
  must: 'no stream notices; told; caught up after',
  impossible: () => 'a process that has a file open goes on writing to it, and its file system cannot be changed here',
  async run() {},
}

const killed: Row = {
  name: 'database-killed',
  fault: 'The manager is killed amid 1,000 changes',
  must: 'every change that was answered is there after',
  concerns: ({ places }) => places,
  async run(trial) {
    const { stage } = trial
    const ids = stage.places.map(({ id }) => id)
    const [answered, asked] = [new Map<string, number>(), new Map<string, number>()]
    let next = 0
    const work = async () => {
      while (next < writes) {
        const number = next++
        const id = ids[number % ids.length]!
        asked.set(id, number)
        await updateOutput(stage.api, id, { tags: [`change ${number}`] })
        answered.set(id, Math.max(number, answered.get(id) ?? -1))
        if (number === writes / 2) await stage.manager.kill()
      }
    }
    // Those that were not answered say so.
    const ends = await Promise.allSettled(Array.from({ length: writesAtOnce }, work))
    trial.holds(
      ends.some(({ status }) => status === 'rejected'),
      'all changes were answered by a manager that was killed',
    )
    await stage.restart()
    await stage.whole(90_000)
    const query = 'query ($id: ID!) { output(id: $id) { tags } }'
    let lost = 0
    for (const [id, number] of answered) {
      const { output: told } = await stage.api.query<{ output: { tags: string[] } }>(query, { id })
      const stored = Number(/change (\d+)/.exec(told.tags[0] ?? '')?.[1] ?? -1)
      if (stored < number) lost += 1
    }
    trial.note(`the newest answered change of each of ${answered.size} outputs was looked for`)
    trial.holds(lost === 0, `${lost} changes that were answered are not there`)
    await output(stage.api, ids[0]!)
  },
}

/** The server of the row that runs, which its stage is on. */
let server: TestPostgres | null = null

const postgresGone: Row = {
  name: 'database-postgres-gone',
  fault: 'PostgreSQL is gone for 60 s',
  must: 'no stream notices; told; caught up after',
  impossible: () => (canRunPostgres ? null : 'there is no PostgreSQL for this machine among the npm packages'),
  own: {
    env: async (fixtures) => {
      server = fixtures.use(await startPostgres())
      return { DATABASE_URL: fixtures.use(await createDatabase(server)).url }
    },
  },
  async run(trial) {
    await trouble(
      trial,
      postgresGoneMs,
      async () => server?.stop(),
      async () => server?.start(),
    )
  },
}

export const database: Group = { name: 'database', title: 'Database', rows: [locked, full, readOnly, killed, postgresGone] }
