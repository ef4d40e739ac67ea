import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { groups, otherNames } from './order.ts'

/** A document as it lies in the repository. */
export interface Source {
  /** From the root, such as `docs/failures.md`. */
  file: string
  /** Its address below /docs, such as `failures`. */
  name: string
  group: string
  text: string
}

/** Every document that the dashboard shows, in its order. */
export function readSources(root: string): Source[] {
  const placed = groups.flatMap(({ name, files }) => files.map((file) => ({ file, group: name })))
  const others = readdirSync(join(root, 'docs'))
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`)
    .filter((file) => !placed.some((one) => one.file === file))
    .map((file) => ({ file, group: 'More' }))
  return [...placed, ...others]
    .filter(({ file }) => existsSync(join(root, file)))
    .map(({ file, group }) => ({ file, name: nameOf(file), group, text: readFileSync(join(root, file), 'utf8') }))
}

export function nameOf(file: string): string {
  return otherNames[file] ?? basename(file, '.md').toLowerCase()
}
