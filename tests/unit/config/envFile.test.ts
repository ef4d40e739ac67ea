import { describe, expect, it } from 'vitest'
import { EnvFileError, parseEnvFile } from '../../../src/config/envFile.ts'

describe('a .env file', () => {
  it.each([
    ['A=1', '1'],
    ['A=1 # why', '1'],
    ['A=1\t# why', '1'],
    ['A=# nothing', ''],
    ['A=', ''],
    ['A=key#with=signs', 'key#with=signs'],
    ['  export A = 1  ', '1'],
    ['A="one # two" # why', 'one # two'],
    [String.raw`A="line\nline \"quoted\" back\\slash"`, 'line\nline "quoted" back\\slash'],
    [String.raw`A='as \n it # is'`, String.raw`as \n it # is`],
    ['\uFEFFA=1', '1'],
    ['A="one\u2028two"', 'one\u2028two'],
    ['A=one\u2029two # why', 'one\u2029two'],
    ['A=0\r\nA=1\r\n', '1'],
  ])('%j says %j', (text, value) => {
    expect(parseEnvFile(text)).toEqual({ A: value })
  })

  it('may hold empty lines and comments', () => {
    expect(parseEnvFile('\n# A=1\n   # B=2\n\n')).toEqual({})
  })

  it.each([
    ['A=1\nnonsense\nB=2', [2]],
    ['A B=1', [1]],
    ['1A=1', [1]],
    ['A="open', [1]],
    [`A='open\n=x`, [1, 2]],
    ['A="1" 2', [1]],
  ])('%j is refused by line', (text, lines) => {
    expect(() => parseEnvFile(text)).toThrow(EnvFileError)
    try {
      parseEnvFile(text)
    } catch (error) {
      expect((error as EnvFileError).lines).toEqual(lines)
    }
  })
})
