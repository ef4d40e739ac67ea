import type { Engine } from './engine.ts'

/** Whose rows a table has that is ordered by `subject`: one look at its index for each, however many rows there are. */
export async function subjectsIn(engine: Engine, table: 'metrics_point' | 'state_day'): Promise<string[]> {
  const rows: { subject: string }[] = await engine.read((em) =>
    em.execute(`with recursive found(subject) as (select min(subject) from ${table} union all
      select (select min(subject) from ${table} where subject > found.subject) from found where found.subject is not null)
      select subject from found where subject is not null`),
  )
  return rows.map(({ subject }) => subject)
}
