import type { Orm } from '../engine.ts'

export type ColumnKind = 'number' | 'text' | 'boolean' | 'json' | 'date'

export interface Column {
  name: string
  kind: ColumnKind
}

export interface Table {
  name: string
  columns: readonly Column[]
  /** Names of the columns that tell one row from another. */
  key: readonly string[]
  /** Whether the database gives the next id, and remembers the highest that it gave. */
  givesIds: boolean
}

/** What the database itself says of who runs it: another database has another owner. */
const ownersTable = 'owner'

/** Every table whose rows belong into a copy, those that others refer to first. */
export function tablesOf(orm: Orm): Table[] {
  const metas = [...orm.getMetadata().getAll().values()].filter(({ tableName }) => tableName !== ownersTable)
  const references = (meta: (typeof metas)[number]) => meta.props.filter(({ kind }) => kind !== 'scalar').length
  return metas
    .toSorted((a, b) => references(a) - references(b) || a.tableName.localeCompare(b.tableName))
    .map((meta) => ({
      name: meta.tableName,
      columns: meta.props.map((prop) => ({ name: prop.fieldNames[0]!, kind: kindOf(prop.columnTypes[0]!, prop.runtimeType) })),
      key: meta.props.flatMap(({ primary, fieldNames }) => (primary ? fieldNames : [])),
      givesIds: meta.props.some(({ autoincrement }) => autoincrement),
    }))
}

function kindOf(columnType: string, runtimeType: string): ColumnKind {
  if (columnType.startsWith('json')) return 'json'
  if (/^(datetime|timestamp)/.test(columnType)) return 'date'
  if (runtimeType === 'boolean') return 'boolean'
  return columnType === 'text' ? 'text' : 'number'
}
