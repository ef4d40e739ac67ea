import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'

/** What tells a file from a copy of it, in a few characters: wherever the copy lies, it is another file. */
export function identityOf(file: string): string {
  const { dev, ino } = statSync(file, { bigint: true })
  return shortHash(`${dev}:${ino}`)
}

export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}
