/** A line of a `.env` file that cannot be read. Says where, never what stands there: it may be a secret. */
export class EnvFileError extends Error {
  override readonly name = 'EnvFileError'
  readonly lines: readonly number[]

  constructor(lines: readonly number[]) {
    const where = lines.length === 1 ? `Line ${lines[0]}` : `Lines ${lines.join(', ')}`
    super(`${where} of the .env file cannot be read: write NAME=value, and put a value with spaces around a # in quotes.`)
    this.lines = lines
  }
}

const assignment = /^(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*)$/s
const doubleQuoted = /^"((?:[^"\\]|\\.)*)"\s*(?:#.*)?$/s
const singleQuoted = /^'([^']*)'\s*(?:#.*)?$/s

/**
 * The variables of a `.env` file: `NAME=value`, values bare or in quotes, comments on lines of their own or after
 * a value. In a bare value a `#` begins a comment only after white space, so a key may hold one.
 *
 * @throws EnvFileError naming every line that is none of these.
 */
export function parseEnvFile(text: string): Record<string, string> {
  const variables: Record<string, string> = {}
  const broken: number[] = []
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
  for (const [index, line] of lines.entries()) {
    const content = line.trim()
    if (content === '' || content.startsWith('#')) continue
    const [, name, raw] = assignment.exec(content) ?? []
    const value = raw === undefined ? undefined : readValue(raw)
    if (name === undefined || value === undefined) broken.push(index + 1)
    else variables[name] = value
  }
  if (broken.length > 0) throw new EnvFileError(broken)
  return variables
}

function readValue(raw: string): string | undefined {
  if (raw.startsWith('"')) return doubleQuoted.exec(raw)?.[1]?.replace(/\\(.)/gs, (_, char: string) => escapes[char] ?? char)
  if (raw.startsWith("'")) return singleQuoted.exec(raw)?.[1]
  return raw.replace(/(?:^|\s)#.*$/s, '').trim()
}

const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t' }
