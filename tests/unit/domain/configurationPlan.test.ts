import { describe, expect, it } from 'vitest'
import type { ConfigurationPlan } from '../../../src/domain/configuration/configuration.ts'
import { ConfigurationError } from '../../../src/domain/errors.ts'
import { applied, now, read } from '../../support/configuration.ts'

const base = `inputs:
  - name: A
    udpPort: 5000
    outputs:
      - { name: Keyed, protocol: RTMP, url: "rtmp://h.example.com/app", streamKey: first-key }
      - { name: Wall, protocol: UDP, url: "udp://192.0.2.7:9000" }
      - { name: Off, protocol: UDP, url: "udp://192.0.2.7:9001", desired: STOPPED }
  - name: B
    udpPort: 5001
    outputs:
      - { name: Keyed, protocol: SRT_CALLER, url: "srt://h.example.com:9000", passphrase: a-long-phrase }
  - name: C
    udpPort: 5002
    desired: STOPPED
    outputs:
      - { name: Idle, protocol: UDP, url: "udp://192.0.2.7:9002" }
`
const wall = '      - { name: Wall, protocol: UDP, url: "udp://192.0.2.7:9000" }\n'
const [inputA = '', , inputC = ''] = base.slice('inputs:\n'.length).split(/(?=^ {2}- name: [BC])/m)

/** Such as `CHANGED A/Wall ttl null -> 4` and `RESTARTED A/Wall`. */
function told({ changes, interruptions, notes }: ConfigurationPlan): string[] {
  const fieldsOf = (fields: ConfigurationPlan['changes'][number]['fields']) =>
    fields.map(({ field, before, after, isSecret }) => (isSecret ? ` ${field} ****` : ` ${field} ${before} -> ${after}`))
  return [
    ...changes.map(
      ({ kind, noun, name, inputName, fields }) =>
        `${kind} ${noun === 'INPUT' ? name : `${inputName}/${name}`}${fieldsOf(fields).join('')}`,
    ),
    ...interruptions.map(({ kind, id, name, inputName }) => `${kind} ${inputName}/${name} (${id})`),
    ...notes,
  ]
}

async function planned(text: string, variables: Record<string, string> = {}, keepOthers = false): Promise<string[]> {
  const current = await applied(base)
  const { plan } = await read(text, variables, current, { keepOthers })
  return told({ ...plan, notes: plan.notes.filter((note) => !note.startsWith('In clear')) })
}

const faultsOf = (work: Promise<unknown>) =>
  work.then(
    () => [],
    (error: unknown) =>
      error instanceof ConfigurationError ? error.faults.map(({ field, message }) => `${field}: ${message}`) : [String(error)],
  )

describe('a file beside what is there', () => {
  it.each<[string, string, string, string[]]>([
    ['nothing', 'A', 'A', []],
    [
      'an address',
      'udp://192.0.2.7:9000',
      'udp://192.0.2.7:9009',
      ['CHANGED A/Wall url udp://192.0.2.7:9000 -> udp://192.0.2.7:9009', 'RESTARTED A/Wall (2)'],
    ],
    ['the address of one that is stopped', '9001"', '9009"', ['CHANGED A/Off url udp://192.0.2.7:9001 -> udp://192.0.2.7:9009']],
    [
      'the address of one whose input is stopped',
      '9002"',
      '9009"',
      ['CHANGED C/Idle url udp://192.0.2.7:9002 -> udp://192.0.2.7:9009'],
    ],
    ['a key', 'first-key', 'second-key', ['CHANGED A/Keyed streamKey ****', 'RESTARTED A/Keyed (1)']],
    [
      'a key that is taken away',
      'streamKey: first-key',
      'streamKey: null',
      ['CHANGED A/Keyed streamKey ****', 'RESTARTED A/Keyed (1)'],
    ],
    [
      'what is not sent',
      'name: Wall,',
      'name: Wall, tags: [x, y], maxReconnectAttempts: 3,',
      ['CHANGED A/Wall maxReconnectAttempts 0 -> 3 tags null -> ["x","y"]'],
    ],
    [
      'a name',
      'name: Wall',
      'name: Screen',
      ['ADDED A/Screen protocol null -> UDP url null -> udp://192.0.2.7:9000', 'REMOVED A/Wall', 'ENDED A/Wall (2)'],
    ],
    [
      'a wish',
      'udp://192.0.2.7:9000"',
      'udp://192.0.2.7:9000", desired: STOPPED',
      ['CHANGED A/Wall desired RUNNING -> STOPPED', 'ENDED A/Wall (2)'],
    ],
    ['a wish to run', ', desired: STOPPED', '', ['CHANGED A/Off desired STOPPED -> RUNNING']],
    [
      'the kind of an output',
      'UDP, url: "udp://192.0.2.7:9000"',
      'SRT_CALLER, url: "srt://192.0.2.7:9000", passphrase: a-long-phrase',
      [
        'REPLACED A/Wall protocol UDP -> SRT_CALLER url udp://192.0.2.7:9000 -> srt://192.0.2.7:9000 passphrase ****',
        'RESTARTED A/Wall (2)',
      ],
    ],
    [
      'the kind of one that is stopped',
      'UDP, url: "udp://192.0.2.7:9001"',
      'SRT_CALLER, url: "srt://192.0.2.7:9001"',
      ['REPLACED A/Off protocol UDP -> SRT_CALLER url udp://192.0.2.7:9001 -> srt://192.0.2.7:9001'],
    ],
    ['a port', '5001', '5009', ['CHANGED B udpPort 5001 -> 5009', 'WAITS B/Keyed (4)']],
    [
      'where an input listens',
      '5001',
      '5001\n    listenAddress: 192.0.2.1',
      ['CHANGED B listenAddress 0.0.0.0 -> 192.0.2.1', 'WAITS B/Keyed (4)'],
    ],
    ['the port of an input that is stopped', '5002', '5009', ['CHANGED C udpPort 5002 -> 5009']],
    ['that an input stops', '5001', '5001\n    desired: STOPPED', ['CHANGED B desired RUNNING -> STOPPED', 'WAITS B/Keyed (4)']],
    ['tags of an input', '5001', '5001\n    tags: [main]', ['CHANGED B tags null -> ["main"]']],
    ['no port', '\n    udpPort: 5001', '', []],
    ['an output less', wall, '', ['REMOVED A/Wall', 'ENDED A/Wall (2)']],
    ['an input less', inputC, '', ['REMOVED C/Idle', 'REMOVED C']],
    [
      'a running input less',
      inputA,
      '',
      ['REMOVED A/Keyed', 'REMOVED A/Wall', 'REMOVED A/Off', 'REMOVED A', 'ENDED A/Keyed (1)', 'ENDED A/Wall (2)'],
    ],
  ])('changes %s', async (_what, from, to, changes) => {
    expect(base).toContain(from)
    expect(await planned(base.replace(from, () => to))).toEqual(changes)
  })

  it('leaves alone what it does not name, where that shall stay; but not what it replaces', async () => {
    const some = `inputs: [{ name: A, udpPort: 5000, outputs: [{ name: Wall, protocol: UDP, url: "udp://192.0.2.7:9000" }] }]`
    expect(await planned(some, {}, true)).toEqual([])
    expect(await planned('inputs: []', {}, true)).toEqual([])
    const replaced = some.replace('UDP', 'SRT_CALLER').replace('udp:', 'srt:')
    expect(await planned(replaced, {}, true)).toEqual([
      'REPLACED A/Wall protocol UDP -> SRT_CALLER url udp://192.0.2.7:9000 -> srt://192.0.2.7:9000',
      'RESTARTED A/Wall (2)',
    ])
    const { steps } = await read(replaced, {}, await applied(base), { keepOthers: true })
    expect(steps.removedInputs).toEqual([])
    expect(steps.removedOutputs.map(({ settings: { id } }) => id)).toEqual(['2'])
  })

  it('tells of what is made all that does not go without saying', async () => {
    const { plan } = await read(`inputs:
  - { name: D, udpPort: 5003, listenAddress: 0.0.0.0, multicastGroup: 239.1.2.3, sourceAddress: 192.0.2.9, tags: [a] }
  - { name: E, udpPort: 5004, listenAddress: 192.0.2.1, desired: STOPPED, outputs: [
      { name: X, protocol: UDP, url: "udp://192.0.2.7:1", ttl: 4, packetSize: 188, localAddress: 192.0.2.1, reconnectDelaySeconds: 5 },
      { name: Y, protocol: RTMP, url: "rtmps://h.example.com/app", username: joe, password: canary-word, streamKey: k, allowInvalidCertificate: true },
      { name: Z, protocol: SRT_LISTENER, port: 9001, latencyMs: 200, reconnectDelaySeconds: 7, maxReconnectAttempts: 2, desired: STOPPED }] }
`)
    expect(told({ ...plan, notes: [] })).toEqual([
      'ADDED D udpPort null -> 5003 multicastGroup null -> 239.1.2.3 sourceAddress null -> 192.0.2.9 tags null -> ["a"]',
      'ADDED E udpPort null -> 5004 listenAddress null -> 192.0.2.1 desired null -> STOPPED',
      'ADDED E/X protocol null -> UDP url null -> udp://192.0.2.7:1 packetSize null -> 188 ttl null -> 4 localAddress null -> 192.0.2.1',
      'ADDED E/Y protocol null -> RTMP url null -> rtmps://h.example.com/app username null -> joe allowInvalidCertificate null -> true streamKey **** password ****',
      'ADDED E/Z protocol null -> SRT_LISTENER port null -> 9001 latencyMs null -> 200 reconnectDelaySeconds null -> 7 maxReconnectAttempts null -> 2 desired null -> STOPPED',
    ])
    expect(JSON.stringify(plan)).not.toContain('canary')
  })

  it('is noted for secrets in clear, and for those that stay; at most ten of each by name', async () => {
    const outputs = (value: (n: number) => string) =>
      Array.from({ length: 12 }, (_, n) => `{ name: O${n}, protocol: RTMP, url: "rtmp://h/app${n}", streamKey: ${value(n)} }`)
    const file = (value: (n: number) => string) => `inputs: [{ name: A, udpPort: 5000, outputs: [${outputs(value).join(', ')}] }]`
    const inClear = file((n) => `key-${n}`)
    const current = await applied(inClear)
    const place = (n: number) => `the stream key of output "O${n}" of input "A"`
    const ten = Array.from({ length: 10 }, (_, n) => n)
    expect((await read(inClear, {}, current)).plan.notes).toEqual([
      `In clear in the file, where a variable would keep it out: ${ten.map(place).join(', ')}, and 2 more`,
    ])
    expect(
      (
        await read(
          file((n) => `"\${KEY_${n}}"`),
          {},
          current,
        )
      ).plan.notes,
    ).toEqual([`Not set, so what is stored stays: ${ten.map((n) => `KEY_${n}`).join(', ')}, and 2 more`])
    // One name for all of them, and exactly ten.
    expect(
      (
        await read(
          file(() => '"${KEY}"'),
          {},
          current,
        )
      ).plan.notes,
    ).toEqual(['Not set, so what is stored stays: KEY'])
    const tenOnly = (
      await read(
        file((n) => (n < 10 ? `key-${n}` : '"${KEY}"')),
        { KEY: 'x' },
        current,
      )
    ).plan.notes
    expect(tenOnly).toEqual([`In clear in the file, where a variable would keep it out: ${ten.map(place).join(', ')}`])
  })
})

it('what a variable stands for that is set is no secret in clear, and may be wrong itself', async () => {
  const file = (fields: string) => `inputs: [{ name: A, outputs: [{ name: X, ${fields} }] }]`
  const inStreamId = file('protocol: SRT_CALLER, url: "srt://h:1", streamId: "publish:x:joe:${W}"')
  expect((await read(inStreamId, { W: 'word' })).plan.notes).toEqual([])
  expect((await read(inStreamId.replace('${W}', 'word'))).plan.notes).toHaveLength(1)
  expect(await faultsOf(read(file('protocol: UDP, url: "${U}"'), { U: 'http://x' }))).toEqual([
    expect.stringContaining('outputs[0].url: The URL begins with http://'),
  ])
})

describe('the steps of a file', () => {
  it('keep what is there by its name: ids, when it was made, and secrets whose variables are not set', async () => {
    const current = await applied(base)
    const text = base.replace('first-key', '"${KEY}"').replace('a-long-phrase', '"${PHRASE}"')
    const { steps, plan } = await read(text, { PHRASE: 'a-long-phrase' }, current)
    expect(plan).toMatchObject({ changes: [], interruptions: [], notes: ['Not set, so what is stored stays: KEY'] })
    expect(steps.inputs.map(({ after }) => after)).toEqual(current.inputs)
    const outputs = steps.inputs.flatMap((input) => input.outputs)
    expect(outputs.map(({ after }) => after)).toEqual(current.outputs.map(({ settings }) => settings))
    expect(outputs.map(({ newSecrets }) => newSecrets)).toEqual([{}, {}, {}, {}, {}])
    expect(outputs.every(({ before, replaced }) => before !== null && replaced === null)).toBe(true)
    expect([steps.removedInputs, steps.removedOutputs]).toEqual([[], []])
  })

  it('begin anew what is sent elsewhere or with another secret, and nothing else', async () => {
    const current = await applied(base)
    const generations = async (from: string, to: string) => {
      const { steps } = await read(base.replace(from, to), {}, current)
      return steps.inputs.flatMap(({ outputs }) => outputs.map(({ after }) => after.generation))
    }
    expect(await generations('name: Wall,', 'name: Wall, tags: [x],')).toEqual([1, 1, 1, 1, 1])
    expect(await generations(':9000" }', ':9009" }')).toEqual([1, 2, 1, 1, 1])
    expect(await generations('first-key', 'second-key')).toEqual([2, 1, 1, 1, 1])
    expect(await generations('name: Wall', 'name: New')).toEqual([1, 1, 1, 1, 1])
  })

  it('make what is new, with the secrets that it needs', async () => {
    const { steps } = await read(base)
    expect(steps.inputs[0]).toMatchObject({
      before: null,
      after: { id: 'inputs[0]', name: 'A', udpPort: 5000, createdAt: now, desired: 'RUNNING' },
      outputs: [
        {
          ...{ before: null, replaced: null, newSecrets: { streamKey: 'first-key', password: null, passphrase: null } },
          after: {
            ...{ id: 'inputs[0].outputs[0]', inputId: 'inputs[0]', createdAt: now, generation: 1 },
            ...{ hasStreamKey: true, hasPassword: false, hasPassphrase: false },
          },
        },
        { after: { hasStreamKey: false } },
        { after: { desired: 'STOPPED' } },
      ],
    })
    expect((await read('inputs: [{ name: A }]')).steps.inputs[0]?.after.udpPort).toBe(0)
  })

  it('tell outputs of one name apart by their inputs, and refuse what names cannot tell apart', async () => {
    const current = await applied(base)
    const twice = current.inputs.map((input) => ({ ...input, name: 'A' }))
    const message = (count: number, what: string) =>
      `The server has ${count} ${what} of this name: rename all but one, since names tell them apart here`
    expect(await faultsOf(read('inputs: [{ name: A }]', {}, { ...current, inputs: twice }))).toEqual([
      `inputs[0].name: ${message(3, 'inputs')}`,
    ])
    const outputs = current.outputs.map((one) => ({ ...one, settings: { ...one.settings, name: 'Keyed' } }))
    const key = base.replace(/ {6}- { name: (?:Wall|Off).*\n/g, '')
    expect(await faultsOf(read(key, {}, { ...current, outputs }))).toEqual([
      `inputs[0].outputs[0].name: ${message(3, 'outputs of this input')}`,
    ])
  })

  it('cannot keep a secret that is not there, nor that of one which is replaced', async () => {
    const current = await applied(base)
    const missing = (text: string) => faultsOf(read(text, {}, current))
    expect(
      await missing(
        base.replace(
          'url: "srt://h.example.com:9000", passphrase: a-long-phrase',
          'url: "srt://h.example.com:9000", passphrase: "${P}"',
        ),
      ),
    ).toEqual([])
    expect(await missing(base.replace('streamKey: first-key', 'streamKey: first-key, username: u, password: "${P}"'))).toEqual([
      'inputs[0].outputs[0].password: The variable P is not set, and no password is stored that could stay',
    ])
    expect(
      await missing(
        base.replace(
          'SRT_CALLER, url: "srt://h.example.com:9000", passphrase: a-long-phrase',
          'SRT_LISTENER, passphrase: "${P}"',
        ),
      ),
    ).toEqual(['inputs[1].outputs[0].passphrase: The variable P is not set, and no passphrase is stored that could stay'])
  })
})
