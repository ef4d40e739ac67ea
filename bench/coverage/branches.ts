import { dirname } from 'node:path'

/** Of a file, a folder or a room. */
export interface Counted {
  total: number
  covered: number
}

/** What the reporter `json-summary` writes, by full path; `total` stands for all. */
export type Summary = Record<string, { branches: Counted }>

/** Where too little must not be left to chance, and the share of branches that some test goes through there. */
export const rooms = ['src/domain', 'src/worker'] as const
export const leastPercent = 90

/** By folder, of the two rooms alone. */
export function branchesOf(summary: Summary, relativeTo: (file: string) => string): Record<string, Counted> {
  const folders: Record<string, Counted> = {}
  for (const [file, { branches }] of Object.entries(summary)) {
    const folder = dirname(relativeTo(file))
    if (branches.total > 0 && rooms.some((room) => isIn(folder, room))) folders[folder] = sum([folders[folder], branches])
  }
  return folders
}

export function roomsOf(folders: Readonly<Record<string, Counted>>): (Counted & { room: string })[] {
  const all = Object.entries(folders)
  return rooms.map((room) => ({ room, ...sum(all.flatMap(([folder, counted]) => (isIn(folder, room) ? [counted] : []))) }))
}

/** What has no branches has none that is missed. */
export function percentOf({ total, covered }: Counted): number {
  return total === 0 ? 100 : (100 * covered) / total
}

export function isIn(folder: string, room: string): boolean {
  return folder === room || folder.startsWith(`${room}/`)
}

function sum(all: readonly (Counted | undefined)[]): Counted {
  const of = (kind: keyof Counted) => all.reduce((total, counted) => total + (counted?.[kind] ?? 0), 0)
  return { total: of('total'), covered: of('covered') }
}
