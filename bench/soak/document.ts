import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { stored, writeFormatted } from '../report.ts'

const file = join(import.meta.dirname, '../../docs/soak.md')
/** Seals of sections as they were written, by title: a figure that somebody edits does not fit its own. */
const sealsFile = join(import.meta.dirname, 'seals.json')

/** Puts `text` in the place of what docs/soak.md has under `title`, behind the rest if it has nothing; resolves with its path. */
export async function writeSection(title: string, text: string): Promise<string> {
  await writeFormatted(file, withSection(readFileSync(file, 'utf8'), title, text))
  const seals = { ...stored<string>(sealsFile), [title]: sealOf(readFileSync(file, 'utf8'), title) }
  await writeFormatted(sealsFile, JSON.stringify(seals, null, 2))
  return file
}

/** Of what a document has under `title`. */
export function sealOf(document: string, title: string): string {
  const section = partsOf(document).find((part) => isOf(part, title)) ?? ''
  return createHash('sha256').update(section).digest('hex')
}

/** Of a document whose sections begin with `## `. */
export function withSection(document: string, title: string, text: string): string {
  const parts = partsOf(document)
  const section = `## ${title}\n\n${text.trim()}`
  const place = parts.findIndex((part) => isOf(part, title))
  const all = place < 0 ? [...parts, section] : parts.with(place, section)
  return `${all.join('\n\n')}\n`
}

function partsOf(document: string): string[] {
  return document.split(/^(?=## )/m).map((part) => part.trimEnd())
}

function isOf(part: string, title: string): boolean {
  return part.split('\n', 1)[0] === `## ${title}`
}
