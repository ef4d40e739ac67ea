import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { table } from '../../support/apiDocument.ts'

const root = join(import.meta.dirname, '../../..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const config = readdirSync(join(root, 'src/config')).map((file) => read(`src/config/${file}`))
/** Names that the schemas of src/config read, and that of the set-up. */
const known = [
  ...new Set(config.flatMap((source) => [...source.matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name = '']) => name))),
  'MEDIAMTX_RELEASES_URL',
]

function told(page: string): string[] {
  return table(read(page), 'variable | default | meaning').flatMap(([names = '']) =>
    [...names.matchAll(/`([A-Z_]+)`/g)].map(([, name = '']) => name),
  )
}

it('docs/configuration.md and docs/mediamtx.md tell every variable of the environment, and no other', () => {
  expect(known.length).toBeGreaterThan(25)
  expect([...told('docs/configuration.md'), ...told('docs/mediamtx.md')].toSorted()).toEqual(known.toSorted())
})

it('.env.example has every one', () => {
  const names = [...read('.env.example').matchAll(/^#?([A-Z][A-Z_]+)=/gm)].map(([, name = '']) => name)
  expect(known.filter((name) => !names.includes(name))).toEqual([])
})
