import { isIP } from 'node:net'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EnvFileError, parseEnvFile } from '../../src/config/envFile.ts'
import { variables } from '../../src/config/variables.ts'
import { storable, storableJson } from '../../src/db/storable.ts'
import { parseAddressRange } from '../../src/domain/destinations/addressRange.ts'
import { InvalidValueError } from '../../src/domain/errors.ts'
import { readListenAddress, readMulticastGroup, readSourceAddress, readUdpPort } from '../../src/domain/inputRules.ts'
import { readMaxAttempts, readReconnectDelay, readSrtPort } from '../../src/domain/outputRules.ts'
import { ForbiddenPlaces } from '../../src/domain/destinations/forbiddenPlaces.ts'
import { PathNames } from '../../src/domain/pathNames.ts'
import { readName, readTags } from '../../src/domain/settingRules.ts'
import { readId } from '../../src/services/readId.ts'
import { always, anyNumber, fuzzTimeoutMs, textOf, unsafe } from '../support/fuzz.ts'

const range = { start: 5000, end: 5100 }
const local = ['192.0.2.1', '2001:db8::1']
const anyText = textOf(
  'a',
  'Camera',
  '0.0.0.0',
  '239.1.2.3',
  'ff02::1',
  '::',
  '::ffff:',
  '.',
  '192.0.2.1',
  '127.0.0.1',
  '1',
  '-',
  '%eth0',
)
const anything = fc.oneof(anyText, fc.constantFrom(null, undefined))

/** Each rule: what it makes of a value is its own fixed point. */
const textRules: [string, (value: string | null | undefined) => unknown][] = [
  ['name', (value) => readName(value, 'output.name')],
  ['listen address', (value) => readListenAddress(value, local, 'input.listenAddress')],
  ['group', (value) => readMulticastGroup(value, 'input.multicastGroup')],
  ['source', (value) => readSourceAddress(value, '239.1.2.3', 'input.sourceAddress')],
  ['id', (value) => readId(value, 'before', 'a line')],
]

const numberRules: [string, (value: number) => number][] = [
  ['UDP port', (value) => readUdpPort(value, range, 'input.udpPort')],
  ['SRT port', (value) => readSrtPort(value, range, 'output.port')],
  ['delay', (value) => readReconnectDelay(value, 5, 'output.reconnectDelaySeconds')],
  ['attempts', (value) => readMaxAttempts(value, 0, 'output.maxReconnectAttempts')],
]

function unlessRefused(work: () => void): void {
  try {
    work()
  } catch (error) {
    if (!(error instanceof InvalidValueError)) throw error
    expect(error.message).not.toMatch(unsafe)
    expect(error.message.length).toBeLessThan(400)
  }
}

describe('any setting', { timeout: fuzzTimeoutMs }, () => {
  it.each(textRules)('is read as a %s, or refused in words', (name, read) => {
    always(anything, (value) =>
      unlessRefused(() => {
        const result = read(value)
        if (typeof result !== 'string') return
        expect(read(result)).toBe(result)
        if (name !== 'id') expect(result).not.toMatch(unsafe)
      }),
    )
  })

  it('is read as tags, or refused in words', () => {
    always(fc.array(anyText, { maxLength: 25 }), (given) =>
      unlessRefused(() => {
        const tags = readTags(given, 'output.tags')
        expect(readTags(tags, 'output.tags')).toEqual(tags)
        expect(tags.join('')).not.toMatch(unsafe)
      }),
    )
  })

  it.each(numberRules)('is read as a number of the kind %s, or refused in words', (_name, read) => {
    always(anyNumber, (value) => unlessRefused(() => expect(read(value)).toBe(value)))
  })

  it('is a range of addresses that holds its own, or none', () => {
    const address = fc.oneof(fc.ipV4(), fc.ipV6(), anyText)
    const range = fc.tuple(
      address,
      fc.oneof(
        fc.constant(''),
        fc.integer({ min: 0, max: 130 }).map((bits) => `/${bits}`),
      ),
    )
    always(fc.tuple(range, address), ([[first, bits], other]) => {
      const parsed = parseAddressRange(first + bits)
      const places = new ForbiddenPlaces(parsed === null ? [] : [parsed])
      expect(places.holds(first)).toBe(parsed !== null)
      places.holds(other)
      if (parsed?.prefix === 0 && isIP(other) === isIP(first)) expect(places.holds(other)).toBe(true)
    })
  })

  it('belongs to a path of MediaMTX by its own id alone', () => {
    always(fc.tuple(fc.constantFrom('', 'one-', 'two-'), fc.nat().map(String), anyText), ([prefix, id, text]) => {
      const names = new PathNames(prefix)
      expect(names.inputIdOf(names.input(id))).toBe(id)
      expect(names.outputIdOf(names.input(id))).toBeNull()
      const found = names.inputIdOf(text)
      if (found !== null) expect(names.input(found)).toBe(text)
    })
  })
})

const canary = 'Canary7Zx9q4vTk2'
const variableNames = Object.keys(variables._zod.def.in._zod.def.shape ?? {})
const values = fc.oneof(
  textOf(
    'sqlite:///',
    'postgresql://',
    `joe:${canary}@host`,
    '/name',
    '?host=',
    '#',
    '%',
    'http://',
    'rtsp://',
    'a.b',
    '-',
    '1',
    ',',
  ),
  fc.constantFrom(canary, '', '1', '65536', '10.0.0.0/8', '::1/128', '10.0.0.0/33'),
)

describe('any environment', { timeout: fuzzTimeoutMs }, () => {
  it('is read or refused, and no sentence holds what was given', () => {
    expect(variableNames).toContain('API_KEY')
    always(fc.dictionary(fc.constantFrom(...variableNames), values, { maxKeys: 8 }), (environment) => {
      const { success, error } = variables.safeParse(environment)
      if (success) return
      const sentences = error!.issues.map(({ message }) => message).join(' ')
      expect(sentences).not.toContain(canary)
      expect(sentences).not.toMatch(unsafe)
    })
  })

  it('is read from a file, or refused by the numbers of its lines', () => {
    always(textOf('NAME=', 'export ', '"', "'", '\\', '#', ' # ', `API_KEY=${canary}`, '\n', '\r\n', '='), (text) => {
      try {
        parseEnvFile(text)
      } catch (error) {
        if (!(error instanceof EnvFileError)) throw error
        expect(error.message).not.toContain(canary)
      }
    })
  })

  it('comes back from a file as it was written in quotes', () => {
    always(fc.string({ unit: 'grapheme' }), (value) => {
      const written = value.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r')
      expect(parseEnvFile(`NAME="${written}"`)).toEqual({ NAME: value })
    })
  })
})

describe('any text', { timeout: fuzzTimeoutMs }, () => {
  it('can be stored, and is the same when it is stored again', () => {
    always(anyText, (text) => {
      const stored = storable(text)
      expect(stored.isWellFormed() && !stored.includes('\0')).toBe(true)
      expect(storable(stored)).toBe(stored)
    })
  })

  it('can be stored inside of JSON', () => {
    always(fc.jsonValue(), (value) => {
      expect(JSON.stringify(storableJson({ value }))).not.toContain(String.raw`\u0000`)
    })
  })
})
