import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { left } from '../support/documents/rooms.ts'

const src = join(import.meta.dirname, '../../src')

/** Of a path below src: its first folder, or the name of a file that stands there itself. */
function roomOf(path: string): string {
  return (path.split(/[\\/]/, 1)[0] ?? '').replace(/\.ts$/, '')
}

function importsOf(text: string): string[] {
  return [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*['"](\.[^'"]+)['"]/g)].flatMap((match) => match[1] ?? [])
}

const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))

describe('the house', () => {
  it('imports to the left only', () => {
    const wrong = files.flatMap((file) =>
      importsOf(readFileSync(join(src, file), 'utf8')).flatMap((target) => {
        const from = roomOf(file)
        const to = roomOf(relative(src, join(src, dirname(file), target)))
        return from === to || left[from]?.includes(to) ? [] : [`${file} imports ${target}`]
      }),
    )
    expect(wrong).toEqual([])
  })

  it('finds the arrows that it looks for', () => {
    const seen = importsOf(
      `import type { A } from '../domain/a.ts'\nimport './b.ts'\nexport * from "../db/c.ts"\nawait import('./d.ts')`,
    )
    expect(seen).toEqual(['../domain/a.ts', './b.ts', '../db/c.ts', './d.ts'])
    expect(files.length).toBeGreaterThan(20)
  })

  it('has no room and no file for things without a place', () => {
    expect(files.filter((file) => !(roomOf(file) in left))).toEqual([])
    expect(files.filter((file) => /(^|[\\/])(utils?|helpers?|misc|common)([\\/]|\.ts$)/.test(file))).toEqual([])
  })
})
