import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Faults } from '../../../src/domain/configuration/faults.ts'
import type { Current } from '../../../src/domain/configuration/match.ts'
import { readText } from '../../../src/domain/configuration/text.ts'
import {
  VariableNames,
  isVariableName,
  variablesIn,
  withVariables,
  withoutVariables,
} from '../../../src/domain/configuration/variables.ts'
import { fileSecrets } from '../../../src/domain/configuration/wanted.ts'
import { write } from '../../../src/domain/configuration/write.ts'
import { ConfigurationError, InvalidValueError } from '../../../src/domain/errors.ts'
import type { InputSettings } from '../../../src/domain/input.ts'
import { readNewOutput } from '../../../src/domain/newSettings.ts'
import { noSecrets } from '../../../src/domain/output.ts'
import type { NewOutput, OutputSettings } from '../../../src/domain/output.ts'
import { now, read, usual } from '../../support/configuration.ts'
import { cases } from '../../support/fuzz.ts'

function faultsOf(text: string): string[] {
  try {
    readText(text)
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    return error.faults.map(({ line, field, message }) => `${line} ${field} ${message}`)
  }
  return []
}

describe('the text of a configuration', () => {
  it.each([
    [
      'inputs:\n  - name: A\n    udpport: 5000\n',
      [
        '3 inputs[0].udpport "udpport" is no field that is known; there are name, desired, tags, udpPort, listenAddress, multicastGroup, sourceAddress, outputs',
      ],
    ],
    [
      'inputs:\n  - name: 7\n    udpPort: "5000"\n',
      [
        '2 inputs[0].name It must be a text; what YAML would take for something else, such as a number, stands in quotes',
        '3 inputs[0].udpPort It must be a number, without quotes',
      ],
    ],
    [
      'inputs:\n  - udpPort: 5000\n    outputs:\n      - name: B\n        protocol: rtmp\n',
      [
        '2 inputs[0].name It is missing: it must be a text; what YAML would take for something else, such as a number, stands in quotes',
        '5 inputs[0].outputs[0].protocol It must be one of SRT_CALLER, SRT_LISTENER, RTMP, UDP, RTSP',
      ],
    ],
    [
      'inputs:\n  - name: A\n    tags: one\n    outputs: { name: B }\n',
      ['3 inputs[0].tags It must be a list', '4 inputs[0].outputs It must be a list'],
    ],
    ['inputs: [A]', ['1 inputs[0] It must be a group of fields, such as name: and what follows']],
    ['', ['null  The file must begin with inputs: and a list of them, or inputs: [] for none']],
    [
      '# nothing\noutputs: []\n',
      ['2 inputs It is missing: it must be a list', '2 outputs "outputs" is no field that is known; there are inputs'],
    ],
    ['inputs:\n  - name: A\n    name: B\n', ['3  The same field stands here twice']],
    ['inputs:\n  - name: "A\n', ['3  A quotation mark, a bracket, a comma or a colon is missing here or before']],
    ['inputs: []\n---\ninputs: []\n', ['2  A second document begins here: one file has one']],
    ['inputs:\n\t- name: A\n', ['2  Lines are indented by spaces, not by tabs']],
    [
      'inputs: *none\n',
      [
        'null  An alias names no anchor before it, or there are too many: write things out, and a text that begins with * in quotes',
      ],
    ],
  ])('names what is wrong in %j', (text, faults) => {
    expect(faultsOf(text)).toEqual(faults)
  })

  it('repeats nothing that may be a secret', () => {
    for (const text of [
      'inputs:\n  - "canary 1": x\n',
      'inputs: canary\n  b: [',
      'canary: {',
      '!canary x',
      'inputs:\n  - name: A\n    outputs: [{ name: B, protocol: canary }]',
    ])
      expect(faultsOf(text).join(), text).not.toContain('canary')
    expect(faultsOf('inputs: []')).toEqual([])
  })

  it('takes any text without an error of its own', () => {
    const line = fc.constantFrom(
      'inputs:',
      '  - name: A',
      '    tags: [a]',
      '    outputs:',
      '      - name: &x B',
      '    udpPort: *x',
      '- ',
      ': ',
      '{',
      '[',
      '"',
      '? a',
      '<<: *x',
      '!!binary x',
      '%YAML 1.1',
      '---',
      '\t',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(line).map((lines) => lines.join('\n')),
        ),
        (text) => void faultsOf(text),
      ),
      { seed: 20261123, numRuns: Math.ceil(cases * 1.5) },
    )
    expect(faultsOf('['.repeat(5000)).length).toBeGreaterThan(0)
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x,x]\n${[...'bcdefgh'].map((name, at) => `${name}: &${name} [${`*${'abcdefg'[at]},`.repeat(10)}]`).join('\n')}\n`
    expect(faultsOf(bomb)).toEqual([
      'null  An alias names no anchor before it, or there are too many: write things out, and a text that begins with * in quotes',
    ])
  })
})

describe('faults of a file', () => {
  const lines: Record<string, number> = { a: 7, b: 3 }
  const gathered = () => new Faults((field) => lines[field] ?? null)

  it('are told all at once, in the order of its lines; those of no line first', async () => {
    const faults = gathered()
    expect(() => faults.throwAny()).not.toThrow()
    faults.add('a', 'one')
    expect(await faults.collect('x', () => Promise.reject(new InvalidValueError('b', 'two')))).toBeNull()
    faults.add('c', 'three')
    expect(await faults.collect('x', () => 5)).toBe(5)
    const error = await Promise.resolve()
      .then(() => faults.throwAny())
      .catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ConfigurationError)
    expect((error as ConfigurationError).faults).toEqual([
      { line: null, field: 'c', message: 'three' },
      { line: 3, field: 'b', message: 'two' },
      { line: 7, field: 'a', message: 'one' },
    ])
  })

  it('are no cover for a fault of ours', async () => {
    const ours = new TypeError('of ours')
    await expect(gathered().collect('a', () => Promise.reject(ours))).rejects.toBe(ours)
  })

  it('are told in one sentence by the first, and how many more there are', () => {
    const said = (...faults: ConstructorParameters<typeof ConfigurationError>[0][number][]) =>
      new ConfigurationError(faults).message
    const fault = { line: 3, field: 'inputs[0].name', message: 'It is missing' }
    expect(said(fault)).toBe('The configuration cannot be used: line 3, inputs[0].name: It is missing')
    expect(said({ ...fault, line: null, field: '' }, fault)).toMatch(/^The configuration cannot be used: It is missing.*1 more/)
  })
})

describe('variables', () => {
  it('stand for their values, and what is written so that it is none does not', () => {
    expect(withVariables('a${B}c$${D}$E$$', (name) => `<${name}>`)).toBe('a<B>c${D}$E$$')
    expect(variablesIn('${A}${B}$${C}${A}${d e}')).toEqual(['A', 'B', 'd e'])
    const text = fc.string({ unit: fc.constantFrom('$', '{', '}', 'A') })
    fc.assert(fc.property(text, (given) => withVariables(withoutVariables(given), () => '!') === given))
  })

  it('have names that can be set, each another one', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }))), (names) => {
        const given = new VariableNames()
        const all = names.map(([input, output]) => given.next(input, output, 'streamKey'))
        expect(all.filter((name) => !isVariableName(name))).toEqual([])
        expect(new Set(all).size).toBe(names.length)
      }),
    )
    const given = new VariableNames()
    expect([
      given.next('Bühne 1', 'Å/B', 'password'),
      given.next('舞台', '', 'passphrase'),
      given.next('1', '2', 'streamKey'),
    ]).toEqual(['BUHNE_1_A_B_PASSWORD', 'INPUT_OUTPUT_PASSPHRASE', '_1_2_STREAM_KEY'])
  })

  const output = (fields: string) => `inputs: [{ name: A, udpPort: 5000, outputs: [{ name: B, ${fields} }] }]`
  const failure = async (fields: string, variables: Record<string, string> = {}) =>
    read(output(fields), variables).then(
      () => null,
      (error: ConfigurationError) =>
        error.faults.map(({ field, message }) => `${field.replace('inputs[0].outputs[0].', '')}: ${message}`),
    )

  it.each([
    [
      'protocol: RTMP, url: "rtmp://${H}/app", streamKey: k',
      ['url: The variable H is not set, and what it stands for cannot be done without'],
    ],
    [
      'protocol: RTMP, url: "rtmp://h/${APP}", streamKey: k',
      ['url: The variable APP is not set, and what it stands for cannot be done without'],
    ],
    [
      'protocol: RTMP, url: "rtmp://h/app/k${PART}"',
      ['url: The variable PART is not set, and what it stands for cannot be done without'],
    ],
    [
      'protocol: RTMP, url: "rtmp://h/app", streamKey: k, username: "${WHO}", password: p',
      ['username: The variable WHO is not set, and what it stands for cannot be done without'],
    ],
    [
      'protocol: SRT_CALLER, url: "srt://h:9000?latency=${L}"',
      ['url: The variable L is not set, and what it stands for cannot be done without'],
    ],
    [
      'protocol: SRT_CALLER, url: "srt://h:9000", streamId: "${ID}"',
      ['streamId: The variable ID is not set, and what it stands for cannot be done without'],
    ],
    [
      'protocol: RTMP, url: "rtmp://h/app", streamKey: "${K}"',
      ['streamKey: The variable K is not set, and no stream key is stored that could stay'],
    ],
    ['protocol: RTMP, url: "rtmp://h/app/${K}"', ['url: The variable K is not set, and no stream key is stored that could stay']],
    ['protocol: UDP, url: "udp://h:${P}"', ['url: The variable P is not set, and what it stands for cannot be done without']],
    [
      'protocol: UDP, url: "udp://h", streamKey: "${K}"',
      ['streamKey: The variable K is not set, and what it stands for cannot be done without'],
    ],
    [
      'protocol: RTMP, url: "rtmp://h/app/****"',
      ['url: **** hides a secret: write a variable such as ${NAME} in its place; while that is not set, the stored secret stays'],
    ],
    [
      'protocol: UDP, url: "udp://h:1", localAddress: "${A}"',
      [
        'localAddress: Variables can stand in url, streamKey, passphrase, username, password, streamId; the signs ${ themselves are written $${',
      ],
    ],
    [
      'protocol: RTMP, url: "rtmp://h/app", streamKey: "${a b}"',
      ['streamKey: A variable is written ${NAME}, of letters, digits and _; the signs ${ themselves are written $${'],
    ],
  ])('that are not set, or cannot be, are told: %s', async (fields, faults) => {
    expect(await failure(fields)).toEqual(faults)
  })

  it('may stand wherever a secret or a part of an address does, once they are set', async () => {
    const { steps } = await read(
      output('protocol: SRT_CALLER, url: "srt://${H}:9000?passphrase=${P}", streamId: "publish:x:${U}:${W}"'),
      {
        ...{ H: 'example.com', P: 'long-enough', U: 'joe', W: 'word' },
      },
    )
    expect(steps.inputs[0]?.outputs[0]).toMatchObject({
      after: { url: 'srt://example.com:9000', streamId: 'publish:x:joe:****', hasPassphrase: true, hasPassword: true },
      newSecrets: { passphrase: 'long-enough', password: 'word', streamKey: null },
    })
  })
})

describe('a configuration that is written', () => {
  const word = fc.stringMatching(/^[a-z0-9${}_]{1,8}$/)
  const secret = fc.stringMatching(/^[A-Za-z0-9._~$-]{10,16}$/)
  const host = fc.constantFrom('example.com', '192.0.2.7', '[2001:db8::1]', 'EXAMPLE.com:1936')
  const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: undefined })
  type Draft = Omit<NewOutput, 'inputId' | 'name'>
  const common = {
    tags: fc.array(fc.string({ minLength: 1, maxLength: 5 })),
    reconnectDelaySeconds: maybe(fc.constantFrom(0.5, 7)),
    maxReconnectAttempts: maybe(fc.nat(9)),
    start: fc.boolean(),
  }
  const draft: fc.Arbitrary<Draft> = fc.oneof(
    fc.record({
      ...common,
      protocol: fc.constant('RTMP' as const),
      url: fc
        .tuple(
          fc.constantFrom('rtmp', 'rtmps'),
          host,
          fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 2 }),
          fc.constantFrom('', '?a=b'),
        )
        .map(([scheme, at, path, query]) => `${scheme}://${at}/${path.join('/')}${query}`),
      ...{ streamKey: fc.option(secret), username: maybe(fc.stringMatching(/^[a-z$]{1,8}$/)), password: maybe(secret) },
    }),
    fc.record({
      ...common,
      protocol: fc.constant('RTSP' as const),
      url: fc
        .tuple(host, word, fc.constantFrom('', '?token=x'))
        .map(([at, path, query]) => `rtsp://${at}/${path.replaceAll(/[{}]/g, '')}x${query}`),
      ...{ username: maybe(word), password: maybe(secret) },
    }),
    fc.record({
      ...common,
      protocol: fc.constant('SRT_CALLER' as const),
      url: fc.constantFrom('srt://h:9000', 'srt://h:9000?pbkeylen=32&latency=200', 'srt://[2001:db8::1]:9000'),
      streamId: maybe(
        fc.oneof(
          word,
          secret.map((password) => `publish:p:u:${password}`),
          secret.map((password) => `#!::u=a,s=${password},m=publish`),
        ),
      ),
      ...{
        passphrase: maybe(secret),
        latencyMs: maybe(fc.integer({ min: 20, max: 3000 })),
        packetSize: maybe(fc.constant(1128)),
      },
    }),
    fc.record({
      ...common,
      protocol: fc.constant('SRT_LISTENER' as const),
      ...{ port: maybe(fc.integer({ min: 1, max: 9999 })), passphrase: maybe(secret) },
    }),
    fc.record({
      ...common,
      protocol: fc.constant('UDP' as const),
      url: fc.constantFrom('udp://192.0.2.7:5000', 'udp://239.1.2.3:5000?ttl=4&pkt_size=188'),
      localAddress: maybe(fc.constant('192.0.2.9')),
    }),
  )

  function current(drafts: readonly Draft[]): Current & { values: Record<string, string> } {
    const inputs: InputSettings[] = ['B ${x}', 'A'].map((name, at) => ({
      ...{ id: `${at + 1}`, name, udpPort: 5000 + at, listenAddress: at ? '127.0.0.1' : '0.0.0.0', tags: at ? [] : ['yes', '1'] },
      ...{ multicastGroup: null, sourceAddress: null, desired: at ? 'STOPPED' : 'RUNNING', createdAt: now },
    }))
    const outputs = drafts.flatMap((given, at) => {
      try {
        const { settings, secrets } = readNewOutput({ ...given, name: `Out \${${at}` }, usual, 'output')
        const has = { hasStreamKey: !!secrets.streamKey, hasPassword: !!secrets.password, hasPassphrase: !!secrets.passphrase }
        const all: OutputSettings = {
          ...settings,
          ...has,
          id: `${at}`,
          inputId: `${(at % 2) + 1}`,
          generation: 4,
          createdAt: now,
        }
        return [{ settings: all, secrets: { ...noSecrets, ...secrets }, unreadable: [] }]
      } catch (error) {
        // Not every draft is one that can be made.
        if (error instanceof InvalidValueError) return []
        throw error
      }
    })
    const names = new VariableNames()
    const values: Record<string, string> = {}
    for (const input of inputs.toSorted((one, other) => (one.name < other.name ? -1 : 1)))
      for (const { settings, secrets } of outputs
        .filter(({ settings: { inputId } }) => inputId === input.id)
        .toSorted((one, other) => (one.settings.name < other.settings.name ? -1 : 1)))
        for (const name of fileSecrets) {
          const value = secrets[name]
          const isQuery =
            (settings.protocol === 'RTSP' && name === 'streamKey') || (settings.protocol === 'RTMP' && name === 'passphrase')
          if (value) values[names.next(input.name, settings.name, name)] = isQuery ? value.slice(1) : value
        }
    return { inputs, outputs, values }
  }

  it('is read as what it was, with its variables or without; from nothing, too', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(draft, { maxLength: 6 }), async (drafts) => {
        const { values, ...all } = current(drafts)
        const { text, variables } = write(
          all.inputs,
          all.outputs.map(({ settings }) => settings),
          usual,
        )
        expect(variables.toSorted()).toEqual(Object.keys(values).toSorted())
        for (const given of [values, {}])
          expect((await read(text, given, all)).plan).toMatchObject({ changes: [], interruptions: [] })
        const { steps } = await read(text, values)
        const made = { inputs: steps.inputs.map(({ after }) => after), outputs: steps.inputs.flatMap(({ outputs }) => outputs) }
        const outputs = made.outputs.map(({ after }) => after)
        expect(write(made.inputs, outputs, usual)).toEqual({ text, variables })
        for (const { after, newSecrets } of made.outputs) {
          const before = all.outputs.find(({ settings }) => settings.name === after.name)
          const { id: _, inputId: _i, generation: _g, ...same } = before!.settings
          expect(after).toMatchObject(same)
          for (const name of fileSecrets) expect(newSecrets[name] ?? null).toBe(before!.secrets[name] ?? null)
        }
      }),
      { seed: 20261123, numRuns: Math.ceil(cases * 0.3) },
    )
  })

  it('is sorted by name, and leaves out what goes without saying', () => {
    const { inputs, outputs } = current([{ protocol: 'UDP', url: 'udp://192.0.2.7:5000' }])
    const { text } = write(
      inputs,
      outputs.map(({ settings }) => settings),
      usual,
    )
    expect(text.slice(text.indexOf('inputs:'))).toBe(`inputs:
  - name: A
    udpPort: 5001
    listenAddress: 127.0.0.1
    desired: STOPPED
  - name: B $\${x}
    udpPort: 5000
    tags: [yes, "1"]
    outputs:
      - name: Out $\${0
        protocol: UDP
        url: udp://192.0.2.7:5000
`)
  })

  it('is refused where it would be read as something else', () => {
    const { inputs, outputs } = current([{ protocol: 'RTMP', url: 'rtmp://h/app/instance', streamKey: 'k' }])
    const keyless = outputs.map(({ settings }) => ({ ...settings, hasStreamKey: false }))
    expect(() => write(inputs, keyless, usual)).toThrow(
      /"Out \$\{0" of input "B \$\{x\}" cannot be written so that it is read as the same/,
    )
  })
})
