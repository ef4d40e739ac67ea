import type { Group, Row } from '../row.ts'

const chosen: readonly (readonly [string, string])[] = [
  ['database-locked', 'ffmpeg-killed'],
  ['database-locked', 'mediamtx-killed'],
  ['clients-stalled', 'ffmpeg-chatters'],
  ['database-full', 'input-gone-12s'],
  ['clients-requests', 'ffmpeg-killed'],
  ['clients-stalled', 'mediamtx-killed'],
  ['clients-500', 'destination-back-10s'],
  ['ffmpeg-spins', 'destination-silent'],
  ['ffmpeg-deaf', 'input-gone-8s'],
  ['handles-exhausted', 'destination-back-10s'],
  ['input-two-senders', 'ffmpeg-frozen'],
  ['input-gone-8s', 'destination-back-10s'],
]

/** Two faults begin at the same time: what each must show, without the times of one that comes alone. */
function pair(one: Row, other: Row): Row {
  const { uses = [] } = one
  return {
    name: `${one.name}+${other.name}`,
    fault: `${one.fault}; and: ${other.fault}`,
    must: 'what each must show, in any time',
    isPair: true,
    uses: [...uses, ...(other.uses ?? [])],
    concerns: (stage) => [...(one.concerns?.(stage) ?? []), ...(other.concerns?.(stage) ?? [])],
    impossible: () => one.impossible?.() ?? other.impossible?.() ?? null,
    async run(trial) {
      const ends = await Promise.allSettled([one.run(trial), other.run(trial)])
      for (const end of ends) if (end.status === 'rejected') throw end.reason
    },
  }
}

/** Of the rows of other groups. */
export function pairs(groups: readonly Group[]): Group {
  const rows = new Map(groups.flatMap((group) => group.rows.map((row) => [row.name, row])))
  const named = (name: string): Row => {
    const row = rows.get(name)
    if (row === undefined) throw new Error(`There is no row ${name}`)
    return row
  }
  return { name: 'pairs', title: 'Two at a time', rows: chosen.map(([one, other]) => pair(named(one), named(other))) }
}
