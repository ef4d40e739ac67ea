import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSchema, isEnumType } from 'graphql'
import { expect, it } from 'vitest'
import { failureCodes } from '../../../src/domain/failure.ts'
import { causesIn, causesInSource } from '../../support/documents/causesInSource.ts'
import { failuresDocument } from '../../support/documents/failuresDocument.ts'

const root = join(import.meta.dirname, '../../..')
const file = join(root, 'docs/failures.md')

function codesOfSchema(): Record<string, string> {
  const type = buildSchema(readFileSync(join(root, 'schema.graphql'), 'utf8')).getType('FailureCode')
  if (!isEnumType(type)) throw new Error('schema.graphql has no FailureCode')
  return Object.fromEntries(type.getValues().map(({ name, description }) => [name, description ?? '']))
}

it('docs/failures.md says what the program says, of every code of the schema', async () => {
  const meanings = codesOfSchema()
  expect(Object.keys(meanings).toSorted()).toEqual(failureCodes.toSorted())
  await expect(await failuresDocument(meanings, file)).toMatchFileSnapshot(file)
})

it('each cause in the source is found under its code', () => {
  const causes = causesInSource()
  expect(causes.length).toBeGreaterThan(70)
  const told = new Set(causes.map(({ code }) => code))
  // STORAGE is said by answers alone.
  expect(failureCodes.filter((code) => !told.has(code))).toEqual(['STORAGE'])
})

it('words are read from the source with the alternatives and what is not known before', () => {
  const source = `const both = ['Look', 'Wait']
    const about = { code: 'TLS' as const }
    export const rule = { code: 'REFUSED', words: ({ subject, port }: Names) => ({ message: \`\${subject} is shut on \${port}\`, likelyCause: isNew ? 'New' : 'Old', advice: both }) }
    export const other = { ...about, message: \`\${count} on UDP port \${port}\`, likelyCause: null, advice: [...(isIt ? ['One'] : []), 'Two'] }`
  expect(causesIn(source)).toEqual([
    {
      code: 'REFUSED',
      messages: ['The destination is shut on port …'],
      likelyCauses: ['New', 'Old'],
      advice: ['Look', 'Wait'],
    },
    { code: 'TLS', messages: ['… on UDP port …'], likelyCauses: [], advice: ['One', 'Two'] },
  ])
})
