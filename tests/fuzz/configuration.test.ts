import { expect, it } from 'vitest'
import { readText } from '../../src/domain/configuration/text.ts'
import { variablesIn, withVariables, withoutVariables } from '../../src/domain/configuration/variables.ts'
import { ConfigurationError } from '../../src/domain/errors.ts'
import { always, fuzzTimeoutMs, textOf, unsafe } from '../support/fuzz.ts'

const lines = [
  'inputs:\n',
  '  - name: A\n',
  '    udpPort: 5000\n',
  '    outputs:\n',
  '      - name: &x B\n',
  '        protocol: UDP\n',
]
const yaml = textOf(
  ...lines,
  '    tags: [a',
  ']',
  '{',
  '}',
  '*x',
  '&x ',
  '"',
  "'",
  '|\n',
  '? ',
  '- ',
  ': ',
  '\n',
  '\t',
  '#',
  '!!binary ',
  '<<: *x\n',
  '---\n',
  '%YAML 1.1\n',
  '${A}',
)

it(
  'a configuration file is read, or refused in a sentence that commands no terminal',
  () => {
    // A large file takes longer; how large one may be is a rule of the server.
    always(
      yaml.map((text) => text.slice(0, 1000)),
      (text) => {
        try {
          readText(text)
        } catch (error) {
          if (!(error instanceof ConfigurationError)) throw error
          for (const { message, field } of error.faults) {
            expect(`${field} ${message}`).not.toMatch(unsafe)
            expect(message.length).toBeLessThan(400)
          }
        }
      },
    )
  },
  fuzzTimeoutMs,
)

it(
  'a text that is written without variables has none, and is read as it is',
  () => {
    always(textOf('$', '{', '}', 'A', '${A}', '$${'), (text) => {
      const written = withoutVariables(text)
      expect(variablesIn(written)).toEqual([])
      expect(withVariables(written, () => '!')).toBe(text)
    })
  },
  fuzzTimeoutMs,
)
