import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { branchesOf, percentOf, roomsOf } from '../../../bench/coverage/branches.ts'
import { branchesFile, rowsOf, sentenceOf } from '../../../bench/coverage/document.ts'
import type { Branches } from '../../../bench/coverage/document.ts'

const branches = (total: number, covered: number) => ({ branches: { total, covered } })

it('counts the branches of the two rooms by folder, and of each as a whole', () => {
  const summary = {
    total: branches(1000, 1),
    '/here/src/domain/a.ts': branches(10, 9),
    '/here/src/worker/b.ts': branches(4, 1),
    '/here/src/worker/look/c.ts': branches(5, 5),
    '/here/src/worker/look/d.ts': branches(1, 0),
    '/here/src/worker/look/types.ts': branches(0, 0),
    '/here/src/workers/e.ts': branches(9, 0),
    '/here/src/server/f.ts': branches(9, 0),
  }
  const folders = branchesOf(summary, (file) => file.replace('/here/', ''))
  expect(folders).toEqual({
    'src/domain': { total: 10, covered: 9 },
    'src/worker': { total: 4, covered: 1 },
    'src/worker/look': { total: 6, covered: 5 },
  })
  expect(roomsOf(folders)).toEqual([
    { room: 'src/domain', total: 10, covered: 9 },
    { room: 'src/worker', total: 10, covered: 6 },
  ])
  expect(percentOf({ total: 10, covered: 6 })).toBe(60)
  expect(percentOf({ total: 0, covered: 0 })).toBe(100)
})

it('the figures in docs/coverage.md are those that were counted', () => {
  const document = readFileSync(join(import.meta.dirname, '../../../docs/coverage.md'), 'utf8')
  const counted = JSON.parse(readFileSync(branchesFile, 'utf8')) as Branches
  const told = document
    .split('\n')
    .filter((line) => /^\| \**`/.test(line))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim())
        .join(' | '),
    )
  expect(told).toEqual(rowsOf(counted).map((row) => row.join(' | ')))
  expect(document.replaceAll(/\s+/g, ' ')).toContain(sentenceOf(counted))
})
