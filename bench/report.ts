import { readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { tableText } from './figures.ts'
import type { Table } from './figures.ts'
import { describeMachine, momentInWords } from './machine.ts'
import type { Bar, Part, PartResult } from './part.ts'

/** What a part last measured, and when. */
export interface Measured extends PartResult {
  /** ISO 8601. */
  at: string
  commit: string
}

const figuresFile = join(import.meta.dirname, 'figures.json')
const documentFile = join(import.meta.dirname, '../docs/performance.md')

export function barTable(bars: readonly Bar[]): Table {
  return {
    head: ['what', 'bar', 'measured', 'met'],
    rows: bars.map(({ what, bar, measured, met }) => [what, bar, measured, met ? 'yes' : '**no**']),
  }
}

/** Puts what was `measured` in the place of earlier figures of these parts; resolves with the document's path. */
export async function writeReport(parts: readonly Part[], measured: Readonly<Record<string, Measured>>): Promise<string> {
  const all = { ...storedFigures(), ...measured }
  await writeFormatted(figuresFile, JSON.stringify(all, null, 2))
  await writeFormatted(documentFile, document(parts, all))
  return documentFile
}

/** What each part measured last, by its name. */
export function storedFigures(): Record<string, Measured> {
  return stored<Measured>(figuresFile)
}

/** What an earlier run wrote into a file of its own, by name; nothing when there is no such file. */
export function stored<T>(file: string): Record<string, T> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, T>
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw error
  }
}

function document(parts: readonly Part[], all: Readonly<Record<string, Measured>>): string {
  const known = parts.flatMap((part) => (all[part.name] ? [{ part, measured: all[part.name]! }] : []))
  return `# Performance

Written by \`npm run bench\` (\`npm run bench -- repair\`: that part alone; the parts are ${parts.map(({ name }) => `\`${name}\``).join(', ')}).
The manager runs as \`npm start\` runs it, with the real MediaMTX and FFmpeg; all traffic is on 127.0.0.1. A percentage is of one core. Clients and receivers
share the machine with what is measured.

${describeMachine()}

## Bars

${tableText(barTable(known.flatMap(({ measured }) => measured.bars)))}

${known.map(({ part, measured }) => section(part, measured)).join('\n\n')}
`
}

function section({ title, how }: Part, { at, commit, tables }: Measured): string {
  return `## ${title}

${how}

${tables.map(tableText).join('\n\n')}

Measured ${momentInWords(at)} at commit ${commit}.`
}

/** Writes a Markdown or JSON file as prettier wants it; makes its folder. */
export async function writeFormatted(file: string, text: string): Promise<void> {
  const options = await resolveConfig(file)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, await format(text, { ...options, filepath: file, proseWrap: 'always' }))
}
