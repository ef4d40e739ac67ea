import { readFileSync } from 'node:fs'

interface Place {
  line: number
  column: number
}

interface Mutant {
  status: string
  mutatorName: string
  replacement?: string
  location: { start: Place; end: Place }
}

interface Results {
  files: Record<string, { source: string; mutants: Mutant[] }>
}

/** The faults in `files` that no test found, by Stryker's results in `file`: where, what stood there, and what was put in its place. */
export function survivorsIn(file: string, files: readonly string[]): string {
  const results = JSON.parse(readFileSync(file, 'utf8')) as Results
  return files.flatMap((name) => linesOf(name, results)).join('')
}

function linesOf(name: string, { files }: Results): string[] {
  const { source = '', mutants = [] } = files[name] ?? {}
  const lines = source.split('\n')
  return mutants
    .filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
    .map(({ status, replacement = '', location: { start, end } }) => {
      const line = lines[start.line - 1] ?? ''
      const before =
        start.line === end.line ? line.slice(start.column - 1, end.column - 1) : `${line.slice(start.column - 1)} ...`
      const reached = status === 'Survived' ? '' : ' (no test comes here)'
      return `${name}:${start.line}:${start.column}${reached}\n  ${before}\n  ${replacement.replace(/\s+/g, ' ')}\n`
    })
}
