import { describe, expect, it } from 'vitest'
import { DatabaseError, RefusedError } from '../../../src/db/errors.ts'
import { storeSparing } from '../../../src/services/sparing.ts'

describe('what is stored together', () => {
  const rows = [1, 2, 3, 4, 5, 6, 7]
  /** A store that holds whole batches of what is not in `bad`. */
  function store(bad: readonly number[]) {
    const held: number[] = []
    const write = async (some: readonly number[]) => {
      if (some.some((row) => bad.includes(row))) throw new RefusedError('not that one')
      held.push(...some)
    }
    return { held, write }
  }

  it('is stored but for what the database cannot hold', async () => {
    for (const bad of [[], [1], [4, 5], [7], rows]) {
      const { held, write } = store(bad)
      const told: unknown[] = []
      expect(await storeSparing(rows, write, (error) => told.push(error))).toEqual(bad)
      expect(held).toEqual(rows.filter((row) => !bad.includes(row)))
      expect(told).toHaveLength(bad.length)
    }
  })

  it('waits as a whole when it is not the rows', async () => {
    const away = async () => Promise.reject(new DatabaseError('away'))
    await expect(storeSparing(rows, away, () => expect.unreachable())).rejects.toThrow('away')
    await expect(
      storeSparing(
        [],
        () => Promise.reject(new RefusedError('none')),
        () => {},
      ),
    ).rejects.toThrow('none')
  })
})
