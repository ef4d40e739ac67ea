import { randomBytes } from 'node:crypto'
import type { Engine } from '../engine.ts'
import type { Holder } from './holder.ts'
import { OwnerRow } from './owner.ts'

const onlyId = 1

/** The one row that tells who runs the processes of this database. */
export class OwnerStore {
  readonly #engine: Pick<Engine, 'transaction' | 'belongsTo'>

  constructor(engine: Pick<Engine, 'transaction' | 'belongsTo'>) {
    this.#engine = engine
  }

  /**
   * Begins the next epoch with this holder, in one transaction. Null, and nothing changed, when the row is not as it
   * was when `expected` was read: the epoch and the time of its last renewal, or null for no row.
   */
  async take(
    holder: Holder,
    now: Date,
    expected?: { epoch: number; renewedAt: Date } | null,
  ): Promise<{ epoch: number; instanceId: string } | null> {
    const taken = { ...holder, since: now, url: null, renewedAt: now, releasedAt: null }
    const result = await this.#engine.transaction(async (em) => {
      const row = await em.findOne(OwnerRow, onlyId)
      if (
        expected !== undefined &&
        (row?.epoch !== expected?.epoch || row?.renewedAt.getTime() !== expected?.renewedAt.getTime())
      )
        return null
      if (row === null) {
        const first = { epoch: 1, instanceId: randomBytes(12).toString('hex') }
        em.create(OwnerRow, { id: onlyId, ...first, ...taken })
        return first
      }
      const { epoch, instanceId } = row
      // Once more in the statement itself: the owner may come back while we look.
      const where = { id: onlyId, epoch, renewedAt: row.renewedAt }
      const changed = await em.nativeUpdate(OwnerRow, where, { ...taken, epoch: epoch + 1 })
      return changed === 0 ? null : { epoch: epoch + 1, instanceId }
    })
    if (result !== null) this.#engine.belongsTo(result.epoch)
    return result
  }

  /** Of no effect when the epoch is over. */
  async update(epoch: number, changes: { url: string } | { releasedAt: Date }): Promise<void> {
    await this.#engine.transaction((em) => em.nativeUpdate(OwnerRow, { id: onlyId, epoch }, changes))
  }
}
