import { describe, expect, it } from 'vitest'
import { Faults } from '../../../src/domain/configuration/faults.ts'
import { readText } from '../../../src/domain/configuration/text.ts'
import { VariableNames } from '../../../src/domain/configuration/variables.ts'
import { write } from '../../../src/domain/configuration/write.ts'
import { ConfigurationError, PortTakenError } from '../../../src/domain/errors.ts'
import type { OutputSettings } from '../../../src/domain/output.ts'
import { applied, read, usual } from '../../support/configuration.ts'

function faultsOf(work: () => unknown): string[] {
  try {
    work()
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    return error.faults.map(({ line, field, message }) => `${line} ${field} ${message}`)
  }
  return []
}
const textFaults = (text: string) => faultsOf(() => readText(text))
const wantedFaults = (text: string) =>
  read(text).then(
    () => [],
    (error: unknown) =>
      faultsOf(() => {
        throw error
      }),
  )

describe('a place in a file', () => {
  const outputs = Array.from({ length: 12 }, (_, n) => `      - name: O${n}\n        protocol: UDP\n`).join('')
  const { lineOf } = readText(`inputs:\n  - name: A\n    tags:\n      - x\n  - name: B\n    tags:\n    outputs:\n${outputs}`)

  it.each([
    ['', 1],
    ['inputs', 1],
    ['inputs[0]', 2],
    ['inputs[0].name', 2],
    ['inputs[0].tags[0]', 4],
    ['inputs[1].name', 5],
    ['inputs[1].tags', 6],
    ['inputs[1].outputs[0].name', 8],
    ['inputs[1].outputs[1].protocol', 11],
    ['inputs[1].outputs[11].name', 30],
    // What is not there stands in what would hold it.
    ['inputs[1].udpPort', 5],
    ['inputs[1].outputs[0].url', 8],
    ['inputs[0].name.x', 2],
    ['inputs[1].tags[0]', 6],
    ['inputs[7].name', 1],
    ['x', 1],
  ])('%j is on line %i', (field, line) => expect(lineOf(field)).toBe(line))
})

describe('what is wrong in a file', () => {
  it('is told in the order of its lines, fifty at most', () => {
    expect(textFaults('inputs:\n  - outputs: 7\n    udpPort: x\n    tags: 5\n    name: 3\n')).toEqual([
      '2 inputs[0].outputs It must be a list',
      '3 inputs[0].udpPort It must be a number, without quotes',
      '4 inputs[0].tags It must be a list',
      expect.stringMatching(/^5 inputs\[0\]\.name It must be a text/),
    ])
    expect(textFaults(`inputs:\n${'  - name: 7\n'.repeat(60)}`)).toHaveLength(50)
    expect(textFaults(`inputs: []\n${'a: 1\n'.repeat(60)}`)).toEqual(
      Array.from({ length: 50 }, (_, n) => `${n + 3}  The same field stands here twice`),
    )
  })

  it.each([
    ['inputs: []\n? [a]\n: b\n', '2  What stands here is no name of a field'],
    ['inputs:\n  - name: A\n   tags: []\n', '3  A quotation mark, a bracket, a comma or a colon is missing here or before'],
    ['inputs: []\nx: @a\n', '2  A text that begins with @ or ` stands in quotes'],
    ['inputs: !secret x\n', '1  Tags such as !name are not known here; a text that begins with ! stands in quotes'],
    ['inputs:\n  - name: A\n    9canary: x\n', '3 inputs[0] What stands here is no field that is known'],
    ['inputs:\n  - name: A\n    "canary word": x\n', '3 inputs[0] What stands here is no field that is known'],
    [
      'inputs:\n  - name: A\n    outputs:\n      - { name: B, protocol: UDP, allowInvalidCertificate: 1 }\n',
      '4 inputs[0].outputs[0].allowInvalidCertificate It must be true or false',
    ],
    [
      'inputs:\n  - name: A\n    outputs:\n      - { name: B, protocol: UDP, desired: OFF }\n',
      '4 inputs[0].outputs[0].desired It must be one of RUNNING, STOPPED',
    ],
    [
      'inputs:\n  - name: A\n    outputs:\n      - { name: B, protocol: UDP, udpPort: 1 }\n',
      '4 inputs[0].outputs[0].udpPort "udpPort" is no field that is known; there are name, protocol, desired, tags, url',
    ],
  ])('is named: %j', (text, fault) => {
    const [first] = textFaults(text)
    expect(first?.slice(0, fault.length)).toBe(fault)
    expect(textFaults(text).join()).not.toContain('canary')
  })

  it('are names that stand twice: of inputs, and of outputs of one input', async () => {
    const output = '{ name: X, protocol: UDP, url: "udp://192.0.2.7:1" }'
    const twice = 'has this name: names tell them apart here, so each is given once'
    expect(await wantedFaults(`inputs:\n  - { name: A, outputs: [${output}] }\n  - { name: B, outputs: [${output}] }\n`)).toEqual(
      [],
    )
    expect(
      await wantedFaults(`inputs:\n  - name: A\n    outputs:\n      - ${output}\n      - ${output}\n  - { name: A }\n`),
    ).toEqual([`5 inputs[0].outputs[1].name Another output of this input ${twice}`, `6 inputs[1].name Another input ${twice}`])
  })

  it('leaves the rest of the file to be looked at', async () => {
    const faults = await wantedFaults(`inputs:
  - { name: A, listenAddress: nowhere, outputs: [{ name: X, protocol: UDP, url: "http://x" }] }
  - { name: C, multicastGroup: 239.1.2.3, listenAddress: "::" }
  - { name: B, tags: ["\${T}"], outputs: [{ name: X, protocol: UDP, url: "udp://h:1", tags: ["\${T}"] }] }
`)
    expect(faults[1]).toContain('The URL begins with http://, which does not fit this protocol')
    expect(faults.map((fault) => fault.split(' ', 2).join(' '))).toEqual([
      ...[
        '2 inputs[0].listenAddress',
        '2 inputs[0].outputs[0].url',
        '3 inputs[1].listenAddress',
        '4 inputs[2].tags',
        '4 inputs[2].outputs[0].tags',
      ],
    ])
  })

  it('is a port that is taken where it stands', async () => {
    const faults = new Faults((field) => ({ a: 3, b: 1, c: 2 })[field] ?? null)
    const taken = new PortTakenError(5000, 'nc', 'UDP port 5000 is taken by nc')
    for (const field of ['a', 'none', 'b', 'c']) expect(await faults.collect(field, () => Promise.reject(taken))).toBeNull()
    expect(faultsOf(() => faults.throwAny()).map((fault) => fault.slice(0, 6))).toEqual(['null n', '1 b UD', '2 c UD', '3 a UD'])
  })
})

it.each([
  ['A -- B', '(x)', 'A_B_X_STREAM_KEY'],
  ['Ä.1', '--', 'A_1_OUTPUT_STREAM_KEY'],
  ['  ', '9', 'INPUT_9_STREAM_KEY'],
])('the key of %j in %j is called %s', (input, output, name) => {
  const names = new VariableNames()
  expect(names.next(input, output, 'streamKey')).toBe(name)
  expect([names.next(input, output, 'streamKey'), names.next(input, output, 'streamKey')]).toEqual([`${name}_2`, `${name}_3`])
  expect(names.all).toEqual([name, `${name}_2`, `${name}_3`])
})

describe('a configuration that is written', () => {
  async function written(text: string, change: Partial<OutputSettings> = {}) {
    const { inputs, outputs } = await applied(text)
    return write(
      inputs,
      outputs.map(({ settings }) => ({ ...settings, ...change })),
      usual,
    )
  }
  const one = (fields: string) => `inputs: [{ name: A, udpPort: 5000, outputs: [{ name: X, ${fields} }] }]`
  const fieldsOf = ({ text }: { text: string }) => text.slice(text.indexOf('protocol:')).trim().split(/\n +/)

  it.each([
    [
      'protocol: RTMP, url: "rtmp://h/app", streamKey: key',
      ['protocol: RTMP', 'url: rtmp://h/app', 'streamKey: ${A_X_STREAM_KEY}'],
    ],
    [
      'protocol: RTMP, url: "rtmps://h/app", username: joe, password: word, allowInvalidCertificate: true, tags: [a, "${x}"]',
      [
        ...[
          'protocol: RTMP',
          'url: rtmps://h/app',
          'username: joe',
          'password: ${A_X_PASSWORD}',
          'allowInvalidCertificate: true',
        ],
      ],
    ],
    [
      'protocol: SRT_CALLER, url: "srt://h:9000", streamId: "publish:p:joe:word", passphrase: a-long-phrase, packetSize: 1128',
      [
        ...['protocol: SRT_CALLER', 'url: srt://h:9000', 'passphrase: ${A_X_PASSPHRASE}'],
        ...['streamId: publish:p:joe:${A_X_PASSWORD}', 'packetSize: 1128'],
      ],
    ],
    [
      'protocol: SRT_CALLER, url: "srt://h:9000", streamId: plain, latencyMs: 300, reconnectDelaySeconds: 7, maxReconnectAttempts: 2',
      [
        ...['protocol: SRT_CALLER', 'url: srt://h:9000', 'streamId: plain', 'latencyMs: 300', 'reconnectDelaySeconds: 7'],
        'maxReconnectAttempts: 2',
      ],
    ],
    ['protocol: SRT_LISTENER, port: 9001, desired: STOPPED', ['protocol: SRT_LISTENER', 'port: 9001', 'desired: STOPPED']],
    [
      'protocol: UDP, url: "udp://h:1", ttl: 4, localAddress: 192.0.2.1',
      ['protocol: UDP', 'url: udp://h:1', 'ttl: 4', 'localAddress: 192.0.2.1'],
    ],
    ['protocol: RTSP, url: "rtsp://h/x?token=y"', ['protocol: RTSP', 'url: rtsp://h/x?${A_X_STREAM_KEY}']],
  ])('says %s', async (fields, lines) => {
    const said = fieldsOf(await written(one(fields.replace(', tags: [a, "${x}"]', ''))))
    expect(said).toEqual(lines)
  })

  it('says that there is no key where there is only a query of the application, and is read so', async () => {
    const keyless = { hasStreamKey: false, hasPassphrase: true }
    const { text } = await written(one('protocol: RTMP, url: "rtmp://h/app"'), keyless)
    expect(fieldsOf({ text })).toEqual(['protocol: RTMP', 'url: rtmp://h/app?${A_X_PASSPHRASE}', 'streamKey: null'])
    const secrets = (fields: string, variables = {}) =>
      read(one(fields), variables).then(({ steps }) => steps.inputs[0]?.outputs[0]?.newSecrets)
    const { steps } = await read(text, { A_X_PASSPHRASE: 'x=y' })
    expect(steps.inputs[0]?.outputs[0]).toMatchObject({ after: keyless, newSecrets: { streamKey: null, passphrase: '?x=y' } })
    expect(await secrets('protocol: RTMP, url: "rtmp://h/app?x=y"')).toMatchObject({ streamKey: '?x=y', passphrase: null })
    expect(await secrets('protocol: RTMP, url: "rtmp://h/app/key"')).toMatchObject({ streamKey: 'key', passphrase: null })
  })

  it('has its variables in the order in which they stand there', async () => {
    const both = await written(`inputs:
  - { name: B, udpPort: 5001, outputs: [{ name: Y, protocol: RTMP, url: "rtmp://h/app", streamKey: k }] }
  - { name: A, udpPort: 5000, outputs: [
      { name: Y, protocol: RTMP, url: "rtmp://h/app", streamKey: k, username: u, password: p },
      { name: X, protocol: SRT_LISTENER, passphrase: a-long-phrase }] }
`)
    expect(both.variables).toEqual(['A_X_PASSPHRASE', 'A_Y_STREAM_KEY', 'A_Y_PASSWORD', 'B_Y_STREAM_KEY'])
    expect(both.text).not.toContain('long-phrase')
    expect((await written('inputs: []')).text).toMatch(/\ninputs: \[\]\n$/)
  })

  it('is refused where names cannot tell apart what it is of', async () => {
    const { inputs, outputs } = await applied(`inputs:
  - { name: A, udpPort: 5000, outputs: [{ name: X, protocol: UDP, url: "udp://h:1" }, { name: Y, protocol: UDP, url: "udp://h:2" }] }
  - { name: B, udpPort: 5001 }
`)
    const settings = outputs.map((output) => output.settings)
    const alike = <T extends { name: string }>(objects: readonly T[]) => objects.map((object) => ({ ...object, name: 'A' }))
    const advice = 'rename all but one, since names tell them apart in a file'
    expect(() => write(alike(inputs), settings, usual)).toThrow(`Several inputs are named "A": ${advice}`)
    expect(() => write(inputs, alike(settings), usual)).toThrow(`Several outputs of input "A" are named "A": ${advice}`)
    expect(() => write(inputs, alike(settings.slice(0, 1)), usual)).not.toThrow()
  })

  it.each([
    ['an address that the rules take no more', { url: 'http://h' }, expect.stringContaining('begins with http://')],
    ['one that is read as another', { url: 'udp://h:1?ttl=4' }, undefined],
    ['a secret that stands nowhere', { hasStreamKey: true }, expect.stringContaining('A_X_STREAM_KEY')],
    ['one that is stored nowhere it could be read from', { hasPassword: true }, expect.stringContaining('A_X_PASSWORD')],
  ])('is refused for %s, with the reason for those who look into it', async (_what, change, cause) => {
    const error: Error = await written(one('protocol: UDP, url: "udp://h:1"'), change).then(
      () => expect.unreachable(),
      (thrown: Error) => thrown,
    )
    const where = 'The address of output "X" of input "A"'
    expect(error.message).toBe(`${where} cannot be written so that it is read as the same: enter it again`)
    expect((error.cause as Error | undefined)?.message).toEqual(cause)
  })
})
