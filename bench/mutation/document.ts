import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { tableText } from '../figures.ts'
import { describeMachine, momentInWords } from '../machine.ts'
import { stored, writeFormatted } from '../report.ts'
import { withSection } from '../soak/document.ts'
import { percentOf } from './scores.ts'
import type { Score } from './scores.ts'

export const scoresFile = join(import.meta.dirname, 'scores.json')
const documentFile = join(import.meta.dirname, '../../docs/mutation.md')

/** Puts `scores` in the place of earlier ones of these files, leaves out files that are no more, and resolves with the document's path. */
export async function writeScores(scores: Readonly<Record<string, Score>>, files: readonly string[]): Promise<string> {
  const all = Object.entries({ ...stored<Score>(scoresFile), ...scores }).filter(([file]) => files.includes(file))
  all.sort(([one], [other]) => one.localeCompare(other))
  await writeFormatted(scoresFile, JSON.stringify(Object.fromEntries(all), null, 2))
  await writeFormatted(documentFile, withSection(readFileSync(documentFile, 'utf8'), 'Scores', section(all, files)))
  return documentFile
}

function section(all: readonly (readonly [string, Score])[], files: readonly string[]): string {
  const folders = Map.groupBy(all, ([file]) => dirname(file))
  const sums = [...folders].map(([folder, listed]) => [`\`${folder}\``, percent(scoresIn(listed)), faultsIn(scoresIn(listed))])
  const open = files.filter((file) => !all.some(([known]) => known === file))
  return `${describeMachine()}

**${percent(scoresIn(all))}** of ${faultsIn(scoresIn(all))} faults in ${all.length} of ${files.length} files were found.

${tableText({ head: ['folder', 'score', 'faults'], rows: sums })}

${tableText({ head: ['file', 'score', 'found', 'survived', 'not reached', 'when'], rows: all.map(cellsOf) })}

${open.length === 0 ? '' : `Not tried so far, or nothing in it to try: ${open.map((file) => `\`${file.replace('src/domain/', '')}\``).join(', ')}.`}`
}

/** A row of the table of files. */
export function cellsOf([file, score]: readonly [string, Score]): (string | number)[] {
  const { found, survived, unreached, at, commit } = score
  const when = `${momentInWords(at)}, ${commit}`
  return [`\`${file.replace('src/domain/', '')}\``, percent([score]), found, survived, unreached, when]
}

function scoresIn(listed: readonly (readonly [string, Score])[]): Score[] {
  return listed.map(([, score]) => score)
}

function faultsIn(scores: readonly Score[]): number {
  return scores.reduce((sum, { found, survived, unreached }) => sum + found + survived + unreached, 0)
}

function percent(scores: readonly Score[]): string {
  const value = percentOf(scores)
  return value === null ? '-' : `${value.toFixed(1)} %`
}
