import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { cellsOf } from '../../../bench/faults/document.ts'
import type { Outcome } from '../../../bench/faults/row.ts'
import { barTable, stored } from '../../../bench/report.ts'
import type { Measured } from '../../../bench/report.ts'
import { sealOf } from '../../../bench/soak/document.ts'

const root = join(import.meta.dirname, '../../..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')

/** Of every table, its cells; the rules below their headings left out. */
function rowsOf(text: string): string[][] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^[|\s:-]+$/.test(line))
    .map((line) =>
      line
        .replaceAll('\\|', '\u0000')
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll('\u0000', '\\|')),
    )
}

const sorted = (rows: readonly (readonly (string | number)[])[]) => rows.map((row) => row.join(' | ')).toSorted()

describe('figures in the documents are those that were measured', () => {
  it('in docs/performance.md', () => {
    const parts = Object.values(stored<Measured>(join(root, 'bench/figures.json')))
    const tables = [...parts.flatMap((part) => part.tables), barTable(parts.flatMap(({ bars }) => bars))]
    const document = read('docs/performance.md')
    expect(sorted(rowsOf(document))).toEqual(sorted(tables.flatMap(({ head, rows }) => [head, ...rows])))
    for (const { at, commit } of parts)
      expect(document.replaceAll(/\s+/g, ' ')).toContain(`Measured ${at.slice(0, 16).replace('T', ' ')} UTC at commit ${commit}.`)
  })

  it('in docs/soak.md', () => {
    const document = read('docs/soak.md')
    const seals = JSON.parse(read('bench/soak/seals.json')) as Record<string, string>
    const titles = [...document.matchAll(/^## (.+)$/gm)].flatMap((match) => match[1] ?? [])
    expect(Object.fromEntries(titles.map((title) => [title, sealOf(document, title)]))).toEqual(seals)
  })

  it.skipIf(!existsSync(join(root, 'docs/reliability.md')))('in docs/reliability.md', () => {
    const outcomes = Object.entries(stored<Outcome>(join(root, 'bench/faults/outcomes.json')))
    const told = rowsOf(read('docs/reliability.md')).filter(([fault]) => fault !== 'fault')
    expect(sorted(told)).toEqual(sorted(outcomes.map(([row, outcome]) => cellsOf(row, outcome))))
  })

  it('in DEPLOYMENT.md, where they are rounded', () => {
    const rows = stored<Measured>(join(root, 'bench/figures.json')).outputs?.tables[0]?.rows ?? []
    const of = (outputs: number, column: number) => Number.parseFloat(String(rows.find(([count]) => count === outputs)?.[column]))
    const deployment = read('DEPLOYMENT.md').replaceAll(/\s+/g, ' ')
    const [, at50, at200] =
      /about ([\d.]+) GB with 50 outputs of 2 Mb\/s and ([\d.]+) GB with 200 of 0\.5 Mb\/s/.exec(deployment) ?? []
    expect(Math.abs(Number(at50) * 1000 - of(50, 8)), 'memory with 50 outputs').toBeLessThan(100)
    expect(Math.abs(Number(at200) * 1000 - of(200, 8)), 'memory with 200 outputs').toBeLessThan(300)
    expect(deployment).toContain('50 of them took less than half a core, feeds of 0.5 Mb/s to 200 about one.')
    expect(of(50, 7)).toBeLessThan(50)
    expect(Math.abs(of(200, 7) - 100)).toBeLessThan(30)
  })

  it('and an edited one would be found', () => {
    expect(rowsOf('| a | b |\n| - | -: |\n| 1 \\| 2 | 3 |')).toEqual([
      ['a', 'b'],
      ['1 \\| 2', '3'],
    ])
    const document = '# Soak\n\n## One\n\n| a | 1 |\n\n## Two\n\n2\n'
    expect(sealOf(document.replace('1', '7'), 'One')).not.toBe(sealOf(document, 'One'))
    expect(sealOf(document.replace('1', '7'), 'Two')).toBe(sealOf(document, 'Two'))
  })
})
