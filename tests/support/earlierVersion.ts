import type { Database } from '../../src/db/database.ts'
import type { Orm } from '../../src/db/engine.ts'
import { SecretBox } from '../../src/db/secrets.ts'

/** A column as the database itself tells it. */
export interface SeenColumn {
  name: string
  type: string
}

export const secretKey = 'the key of every version'
const moment = Date.UTC(2026, 0, 2, 3, 4, 5, 678)

/** What rows of an earlier version hold, where it is not told by the type of the column. */
const telling: Record<string, string | number> = {
  ...{ 'output.name': 'Platform', 'output.protocol': 'RTMP', 'output.url': 'rtmp://live.example.com/app', 'output.input_id': 1 },
  ...{ 'input.name': 'Camera', 'input.listen_address': '0.0.0.0', 'output.reconnect_delay_seconds': 2.5 },
  ...{
    desired: 'RUNNING',
    book: 'output:1',
    level: 'INFO',
    source: 'OUTPUT',
    subject: 'output:1',
    cause: 'REFUSED',
    kind: 'STATE',
  },
  ...{ at: '2026-01-02T03:04:05.678Z', 'metrics_point.at': 1_767_323_040, 'state_sight.at': moment },
  ...{ 'state_day.spans': JSON.stringify([['LIVE', moment, null, null]]), tags: '["studio","ä"]' },
  ...{ 'incident.failure': 'null', 'timeline_entry.failure': 'null', 'incident.entries': '[]' },
}
const secretColumns: Record<string, string> = {
  ...{ stream_key: 'streamKey', password: 'password', passphrase: 'passphrase', access_token: 'accessToken' },
}

/** The one row that a table of an earlier version has, with a value in every column. */
export function rowOfEarlier(table: string, columns: readonly SeenColumn[]): (string | number | boolean)[] {
  const box = new SecretBox(secretKey)
  return columns.map(({ name, type }) => {
    const secret = secretColumns[name]
    if (secret !== undefined) return box.encrypt(`canary-${secret}`, `output:1:${secret}`)
    const told = telling[`${table}.${name}`] ?? telling[name]
    if (told !== undefined) return told
    if (type.startsWith('json')) return '["1"]'
    if (type.startsWith('timestamp')) return new Date(moment).toISOString()
    if (type === 'datetime') return moment
    if (type === 'boolean') return true
    return type === 'text' ? `text of ${name}` : 1
  })
}

/** The tables of the first `steps` migrations, one row in each. `columnsOf` asks the database itself. */
export async function becomeEarlier(
  orm: Orm,
  lastStep: string,
  columnsOf: (orm: Orm) => Promise<Map<string, SeenColumn[]>>,
): Promise<void> {
  await orm.migrator.up({ to: lastStep })
  const tables = await columnsOf(orm)
  // Outputs refer to inputs.
  for (const table of ['input', ...[...tables.keys()].filter((name) => name !== 'input')]) {
    const columns = tables.get(table)!
    const names = columns.map(({ name }) => `"${name}"`).join(', ')
    const places = columns.map(() => '?').join(', ')
    await orm.em.fork().execute(`insert into "${table}" (${names}) values (${places})`, rowOfEarlier(table, columns))
  }
}

/** What everybody who upgrades counts on, read by the program itself. */
export async function whatIsKept(database: Database, tables: ReadonlySet<string>) {
  const { inputs, outputs } = await database.settings.load()
  const [input, output] = [inputs[0]!, outputs[0]!]
  return {
    inputs: inputs.length,
    input: [input.name, input.tags, input.desired, input.createdAt.getTime() === moment],
    outputs: outputs.length,
    output: [output.settings.name, output.settings.url, output.settings.reconnectDelaySeconds, output.settings.desired],
    streamKey: output.secrets.streamKey,
    unreadable: output.unreadable,
    ...(tables.has('log_line')
      ? { lines: (await database.logs.read({ after: 0, upTo: 10, order: 'NEWEST_FIRST', limit: 9 })).map(({ text }) => text) }
      : {}),
    ...(tables.has('incident')
      ? { incidents: (await database.incidents.read({ isOpen: null, before: null, limit: 9 })).map(({ title }) => title) }
      : {}),
    ...(tables.has('timeline_entry')
      ? { entries: (await database.timelines.read('output:1', { before: null, limit: 9 })).map(({ text }) => text) }
      : {}),
  }
}

export const kept = {
  ...{ inputs: 1, input: ['Camera', ['studio', 'ä'], 'RUNNING', true] },
  ...{ outputs: 1, output: ['Platform', 'rtmp://live.example.com/app', 2.5, 'RUNNING'] },
  ...{ streamKey: 'canary-streamKey', unreadable: [] },
}
