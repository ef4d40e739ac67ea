import { finestStored, metricsRanges, sizeOf } from '../domain/metrics.ts'
import type { StoredPoint } from '../domain/metrics.ts'
import type { Engine } from './engine.ts'
import { MetricsPointRow } from './metricsPoint.ts'
import { subjectsIn } from './subjects.ts'

/** Finer steps are kept a little longer: coarser ones may still be made of them. Seconds. */
const longer = sizeOf.THIRTY_DAYS.step

const sums = `sum(samples), sum(bitrate_bps * samples) / sum(samples), min(min_bitrate_bps), max(max_bitrate_bps), sum(errors),
  sum(restarts), sum(cpu_percent * samples) / nullif(sum(case when cpu_percent is null then 0 else samples end), 0), max(rss_bytes)`
const values = [
  ...['samples', 'bitrate_bps', 'min_bitrate_bps', 'max_bitrate_bps', 'errors', 'restarts', 'cpu_percent', 'rss_bytes'],
] as const

export interface MetricsChanges {
  points: readonly StoredPoint[]
  /** Subjects that are to be forgotten. */
  removed: readonly string[]
  /** Steps of all subjects that are to be made of the stored ones of `finer`; in this order. Seconds. */
  sums: readonly { step: number; finer: number; at: number }[]
  /** Deletes what is too old at this moment, Unix time in seconds; null: nothing. */
  prunedAt: number | null
}

/** What was measured, in steps of 10 s for an hour, a minute for a day, 15 minutes for 30 days. */
export class MetricsStore {
  readonly #engine: Engine

  constructor(engine: Engine) {
    this.#engine = engine
  }

  /** When the newest of the finest steps began, Unix time in seconds; null: there is none. */
  async newest(): Promise<number | null> {
    return this.#engine.read(async (em) => {
      const [row] = await em.execute('select max(at) as at from metrics_point where step = ?', [finestStored])
      return row?.at === null || row?.at === undefined ? null : Number(row.at)
    })
  }

  /** `input:ID` or `output:ID` of each of whom something is stored. */
  subjects(): Promise<string[]> {
    return subjectsIn(this.#engine, 'metrics_point')
  }

  /** One transaction; a point that is there already stays as it is. `isPatient`: waits for a lock that another program holds. */
  async write({ points, removed, sums: steps, prunedAt }: MetricsChanges, { isPatient = false } = {}): Promise<void> {
    await this.#engine.transaction(
      async (em) => {
        if (removed.length > 0) await em.nativeDelete(MetricsPointRow, { subject: { $in: [...removed] } })
        if (points.length > 0) {
          const rows = em.qb(MetricsPointRow).insert(points.map((point) => ({ ...point })))
          await rows.onConflict(['subject', 'step', 'at']).ignore().execute()
        }
        for (const step of steps) await em.execute(sumOf(step))
        if (prunedAt === null) return
        for (const range of metricsRanges) {
          const { step, length } = sizeOf[range]
          if (step >= finestStored)
            await em.nativeDelete(MetricsPointRow, { step, at: { $lt: prunedAt - length - Math.max(step, longer) } })
        }
      },
      { isPatient },
    )
  }

  /** Steps of one subject, oldest first: from `from` on, and from `fineFrom` on the finest ones in their place. One statement. */
  async read({ subject, step, from, fineFrom }: { subject: string; step: number; from: number; fineFrom: number }) {
    // Not as entities, which take four times as long: these are thousands.
    const rows: Record<string, unknown>[] = await this.#engine.read((em) =>
      em.execute(
        `select * from metrics_point where subject = ? and ((step = ? and at >= ?) or (step = ? and at >= ? and at < ?)) order by at`,
        [subject, finestStored, fineFrom, step, from, fineFrom],
      ),
    )
    const points = rows.map(pointOf)
    return {
      coarse: points.filter(({ at }) => at < fineFrom),
      fine: points.filter(({ at }) => at >= fineFrom),
    }
  }
}

/** PostgreSQL gives its large whole numbers as text. */
function pointOf(row: Record<string, unknown>): StoredPoint {
  return {
    ...{ subject: String(row.subject), step: Number(row.step), at: Number(row.at), samples: Number(row.samples) },
    ...{
      bitrateBps: Number(row.bitrate_bps),
      minBitrateBps: Number(row.min_bitrate_bps),
      maxBitrateBps: Number(row.max_bitrate_bps),
    },
    ...{ errors: Number(row.errors), restarts: Number(row.restarts) },
    cpuPercent: row.cpu_percent === null ? null : Number(row.cpu_percent),
    rssBytes: row.rss_bytes === null ? null : Number(row.rss_bytes),
  }
}

/** Numbers only: as parameters they would be texts to PostgreSQL. */
function sumOf({ step, finer, at }: { step: number; finer: number; at: number }): string {
  return `insert into metrics_point (subject, step, at, ${values.join(', ')})
    select subject, ${step}, ${at}, ${sums} from metrics_point where step = ${finer} and at >= ${at} and at < ${at + step} group by subject
    on conflict (subject, step, at) do update set ${values.map((name) => `${name} = excluded.${name}`).join(', ')}`
}
