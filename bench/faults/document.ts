import { join } from 'node:path'
import { tableText } from '../figures.ts'
import { describeMachine, momentInWords } from '../machine.ts'
import { stored, writeFormatted } from '../report.ts'
import type { Group, Outcome } from './row.ts'

const outcomesFile = join(import.meta.dirname, 'outcomes.json')
const documentFile = join(import.meta.dirname, '../../docs/reliability.md')

/** Puts an outcome in the place of an earlier one of this row; resolves with the document's path. */
export async function record(groups: readonly Group[], name: string, outcome: Outcome): Promise<string> {
  const all = { ...stored<Outcome>(outcomesFile), [name]: outcome }
  await writeFormatted(outcomesFile, JSON.stringify(all, null, 2))
  await writeFormatted(documentFile, document(groups, all))
  return documentFile
}

function document(groups: readonly Group[], all: Readonly<Record<string, Outcome>>): string {
  const known = Object.values(all)
  const count = (verdict: Outcome['verdict']) => known.filter((outcome) => outcome.verdict === verdict).length
  return `# Reliability

Written by \`npm run faults\` (\`npm run faults -- NAME...\`: these rows or groups alone, the others stay as they were last seen).

A manager as \`npm start\` runs it, with the real MediaMTX and FFmpeg, 50 outputs of all kinds on 5 inputs of about 0.5 Mb/s, five dashboards that follow it, and
receivers that count bytes and gaps and know from which start of a sender each packet came. Faults come from outside alone: signals, sockets, limits, and what
stands between. A verdict is made from what receivers got, what the system tells of processes, and the public API. Nobody else is disturbed when every other output has
the process that it had and no gap over 500 ms. Every secret field holds a word that is looked for in answers, events, printed lines, arguments, environments
and files after each row; but for the password in an rtsp:// address, which FFmpeg takes from its arguments alone. All of it shares the machine with what is tested.

${describeMachine()}

${count('held')} rows held, ${count('fell short')} fell short, ${count('not run')} were not run.

${groups.map((group) => section(group, all)).join('\n\n')}
`
}

function section({ title, name, rows }: Group, all: Readonly<Record<string, Outcome>>): string {
  const told = rows.flatMap((row) => {
    const outcome = all[row.name]
    return outcome ? [[row.name, outcome] as const] : []
  })
  if (told.length === 0) return `## ${title} (\`${name}\`)\n\nNot run so far.`
  const head = ['fault', 'must show', 'verdict', 'times', 'others disturbed', 'the API said', 'incidents', 'left', 'when']
  const cells = told.map(([row, one]) => cellsOf(row, one))
  return `## ${title} (\`${name}\`)\n\n${tableText({ head, rows: cells })}`
}

/** What the document has in the line of a row. */
export function cellsOf(row: string, one: Outcome): string[] {
  return [
    ...[`${one.fault} (\`${row}\`)`, one.must, verdictOf(one), one.times.join('; ')],
    ...[one.disturbed, one.said, one.incidents, one.left, `${momentInWords(one.at)}, ${one.commit}`],
  ].map(inCell)
}

function verdictOf({ verdict, short }: Outcome): string {
  if (verdict === 'held') return 'held'
  return `**${verdict}**: ${short.join('; ')}`
}

/** Text of other programs would otherwise end a cell or be taken for markup. */
function inCell(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll(/\s+/g, ' ').trim()
}
