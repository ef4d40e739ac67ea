import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { tableText } from '../figures.ts'
import { describeMachine, momentInWords } from '../machine.ts'
import { writeFormatted } from '../report.ts'
import { withSection } from '../soak/document.ts'
import { isIn, percentOf, roomsOf } from './branches.ts'
import type { Counted } from './branches.ts'

/** What the last whole run counted. */
export interface Branches {
  /** By folder. */
  branches: Record<string, Counted>
  run: {
    /** ISO 8601. */
    at: string
    commit: string
    minutes: number
    tests: number
    failed: number
  }
}

export const branchesFile = join(import.meta.dirname, 'branches.json')
const documentFile = join(import.meta.dirname, '../../docs/coverage.md')

/** Keeps what was counted, and puts it into the document; resolves with the document's path. */
export async function writeBranches(counted: Branches): Promise<string> {
  await writeFormatted(branchesFile, JSON.stringify(counted, null, 2))
  await writeFormatted(documentFile, withSection(readFileSync(documentFile, 'utf8'), 'Branches', section(counted)))
  return documentFile
}

function section(counted: Branches): string {
  return `${describeMachine()}

${tableText({ head: ['folder', 'branches', 'gone through', 'share'], rows: rowsOf(counted) })}

${sentenceOf(counted)}`
}

/** Each room as a whole, then its folders. */
export function rowsOf({ branches }: Branches): (string | number)[][] {
  const folders = Object.entries(branches).toSorted(([one], [other]) => one.localeCompare(other))
  return roomsOf(branches).flatMap(({ room, ...all }) => [
    [`**\`${room}\`, whole**`, all.total, all.covered, `**${share(all)}**`],
    ...folders
      .filter(([folder]) => isIn(folder, room))
      .map(([folder, one]) => [`\`${folder}\``, one.total, one.covered, share(one)]),
  ])
}

export function sentenceOf({ run: { at, commit, minutes, tests, failed } }: Branches): string {
  const those = failed === 0 ? 'all of which passed' : `${failed} of which failed`
  return `Counted ${momentInWords(at)} at commit ${commit}, by ${tests} tests, ${those}, in ${minutes} minutes.`
}

function share(counted: Counted): string {
  return `${percentOf(counted).toFixed(1)} %`
}
