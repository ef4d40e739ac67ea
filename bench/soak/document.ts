import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeFormatted } from '../report.ts'

const file = join(import.meta.dirname, '../../docs/soak.md')

/** Puts `text` in the place of what docs/soak.md has under `title`, behind the rest if it has nothing; resolves with its path. */
export async function writeSection(title: string, text: string): Promise<string> {
  await writeFormatted(file, withSection(readFileSync(file, 'utf8'), title, text))
  return file
}

/** Of a document whose sections begin with `## `. */
export function withSection(document: string, title: string, text: string): string {
  const parts = document.split(/^(?=## )/m).map((part) => part.trimEnd())
  const section = `## ${title}\n\n${text.trim()}`
  const place = parts.findIndex((part) => part.split('\n', 1)[0] === `## ${title}`)
  const all = place < 0 ? [...parts, section] : parts.with(place, section)
  return `${all.join('\n\n')}\n`
}
