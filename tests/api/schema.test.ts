import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type GraphQLNamedType, isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql'
import { describe, expect, it } from 'vitest'
import { schema, schemaText } from '../../src/graphql/schema.ts'

type Member = readonly [path: string, description: string | null | undefined]

/** Everything in a type that a reader of the schema sees. */
function members(type: GraphQLNamedType): Member[] {
  const own: Member[] = [[type.name, type.description]]
  if (isEnumType(type))
    own.push(...type.getValues().map(({ name, description }) => [`${type.name}.${name}`, description] as const))
  if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)) {
    for (const field of Object.values(type.getFields())) {
      own.push([`${type.name}.${field.name}`, field.description])
      if ('args' in field) for (const arg of field.args) own.push([`${type.name}.${field.name}(${arg.name})`, arg.description])
    }
  }
  return own
}

const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'))

describe('the schema', () => {
  it('is the one in schema.graphql (npm run schema writes it)', () => {
    expect(readFileSync(join(import.meta.dirname, '../../schema.graphql'), 'utf8')).toBe(schemaText())
  })

  it('describes every type, field, argument and value', () => {
    const all = types.flatMap(members)
    expect(all.length).toBeGreaterThan(200)
    expect(all.filter(([, description]) => !description).map(([path]) => path)).toEqual([])
  })

  it('has no field that gives a secret out', () => {
    const given = types.filter((type) => isObjectType(type)).flatMap((type) => Object.keys(type.getFields()))
    expect(given).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(streamKey|password|passphrase|apiKey|secret(?!Parts$))/i)]),
    )
  })

  it('says that failure codes may grow', () => {
    expect(schema.getType('FailureCode')?.description).toMatch(/may grow/)
  })
})
