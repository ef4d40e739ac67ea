import { readFileSync } from 'node:fs'

/** What became of the faults that were put into one file. */
export interface Score {
  /** A test failed, or ended no more. */
  found: number
  /** Tests ran through the place, and none failed. */
  survived: number
  /** No test comes there. */
  unreached: number
  /** ISO 8601. */
  at: string
  commit: string
}

/** What Stryker stores, as far as it is read here. */
interface Results {
  files: Record<string, { mutants: { status: string }[] }>
}

const found = new Set(['Killed', 'Timeout', 'RuntimeError'])

/** The scores of `files` from Stryker's results in `file`; of those alone that are whole, and have a fault in them. */
export function readScores(file: string, files: readonly string[], when: Pick<Score, 'at' | 'commit'>): Record<string, Score> {
  const results = JSON.parse(readFileSync(file, 'utf8')) as Results
  return scoresOf(results, files, when)
}

export function scoresOf({ files: all }: Results, files: readonly string[], when: Pick<Score, 'at' | 'commit'>) {
  const scores: Record<string, Score> = {}
  for (const file of files) {
    const states = (all[file]?.mutants ?? []).map(({ status }) => status).filter((status) => status !== 'Ignored')
    if (states.length === 0 || states.includes('Pending')) continue
    const count = (...wanted: string[]) => states.filter((status) => wanted.includes(status)).length
    scores[file] = { found: count(...found), survived: count('Survived'), unreached: count('NoCoverage'), ...when }
  }
  return scores
}

/** Of all faults the share that was found, percent; null: there was none. */
export function percentOf(scores: readonly Score[]): number | null {
  const sum = (of: (score: Score) => number) => scores.reduce((total, score) => total + of(score), 0)
  const all = sum((score) => score.found + score.survived + score.unreached)
  return all === 0 ? null : (100 * sum((score) => score.found)) / all
}
