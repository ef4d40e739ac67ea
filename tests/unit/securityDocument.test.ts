import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const document = readFileSync(join(root, 'docs/security.md'), 'utf8')

/** In the last column of a row: files, and behind a › the name of a test in it. */
const named = document
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .flatMap(
    (row) =>
      row
        .split('|')
        .at(-2)
        ?.split(/; (?=`)/) ?? [],
  )
  .flatMap((cell) => [...cell.matchAll(/`(tests\/[\w./-]+\.test\.ts)`(?: › (.+))?/g)])
  .map(([, file = '', name]) => ({ file, name: name?.trim() }))

it('what docs/security.md says of tests is true: each that it names exists', () => {
  expect(named.filter(({ name }) => name !== undefined).length).toBeGreaterThan(20)
  const missing = named.filter(({ file, name }) => {
    const path = join(root, file)
    return !existsSync(path) || (name !== undefined && !readFileSync(path, 'utf8').includes(`'${name}'`))
  })
  expect(missing).toEqual([])
})
