import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { cellsOf, scoresFile } from '../../../bench/mutation/document.ts'
import { percentOf, scoresOf } from '../../../bench/mutation/scores.ts'
import type { Score } from '../../../bench/mutation/scores.ts'
import { stored } from '../../../bench/report.ts'

const when = { at: '2026-01-02T03:04:05.006Z', commit: '1a2b3c4' }
const file = (...states: string[]) => ({ mutants: states.map((status) => ({ status })) })

it('counts what became of the faults of each file that was asked for, and leaves out what was not tried to its end', () => {
  const files = {
    'a.ts': file('Killed', 'Killed', 'Timeout', 'Survived', 'NoCoverage', 'Ignored'),
    'half.ts': file('Killed', 'Pending'),
    'types.ts': file('Ignored'),
    'other.ts': file('Killed'),
  }
  const scores = scoresOf({ files }, ['a.ts', 'half.ts', 'types.ts', 'gone.ts'], when)
  expect(scores).toEqual({ 'a.ts': { found: 3, survived: 1, unreached: 1, ...when } })
  expect(percentOf(Object.values(scores))).toBe(60)
  expect(percentOf([])).toBeNull()
})

it('the scores in docs/mutation.md are those that were counted', () => {
  const document = readFileSync(join(import.meta.dirname, '../../../docs/mutation.md'), 'utf8')
  const told = document.split('\n').filter((line) => /^\| `.*UTC, /.test(line))
  const counted = Object.entries(stored<Score>(scoresFile)).map((entry) => cellsOf(entry).join(' | '))
  expect(
    told
      .map((line) =>
        line
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim())
          .join(' | '),
      )
      .toSorted(),
  ).toEqual(counted.toSorted())
})
