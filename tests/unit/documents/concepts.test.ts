import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSchema, isEnumType } from 'graphql'
import { expect, it } from 'vitest'
import { table } from '../../support/apiDocument.ts'

const root = join(import.meta.dirname, '../../..')
const document = readFileSync(join(root, 'docs/concepts.md'), 'utf8')
const schema = buildSchema(readFileSync(join(root, 'schema.graphql'), 'utf8'))

function valuesOf(name: string): string[] {
  const type = schema.getType(name)
  if (!isEnumType(type)) throw new Error(`${name} is no enum of the schema`)
  return type
    .getValues()
    .map((value) => value.name)
    .toSorted()
}

const namesIn = (text: string) => [...text.matchAll(/`([A-Z_]+)`/g)].flatMap((match) => match[1] ?? [])

it.each([
  ['InputState', 'States of an input'],
  ['OutputState', 'States of an output'],
])('docs/concepts.md tells every %s', (name, heading) => {
  const section = document.split(/^## /m).find((part) => part.startsWith(heading)) ?? ''
  const rows = table(section, 'state | means | what to do')
  expect(rows.flatMap(([state = '']) => namesIn(state)).toSorted()).toEqual(valuesOf(name))
})

it('docs/concepts.md tells the values of the other lists', () => {
  for (const [list = '', values = ''] of table(document, 'list | values'))
    expect(namesIn(values).toSorted(), list).toEqual(valuesOf(list.replaceAll('`', '')))
})
