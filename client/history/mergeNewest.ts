/**
 * The newest entries, and behind them the older ones that are known. An entry that sums up takes the place of others: what the
 * newest page no longer has is gone. One that did not change stays the same object, so that it is not drawn again.
 */
export function mergeNewest<Entry extends { id: string }>(known: readonly Entry[], newest: readonly Entry[]): readonly Entry[] {
  const last = newest.at(-1)
  const byId = new Map(known.map((entry) => [entry.id, entry]))
  const same = newest.map((entry) => {
    const before = byId.get(entry.id)
    return before !== undefined && JSON.stringify(before) === JSON.stringify(entry) ? before : entry
  })
  return [...same, ...(last === undefined ? [] : known.filter(({ id }) => Number(id) < Number(last.id)))]
}
