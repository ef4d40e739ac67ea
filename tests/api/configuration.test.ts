import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../support/api.ts'

let api: TestApi
beforeEach(async () => {
  api = await startApi()
})
afterEach(() => api[Symbol.asyncDispose]())

interface Result {
  __typename: 'ConfigurationPlan' | 'InvalidConfiguration'
  message?: string
  faults?: { line: number | null; field: string; message: string }[]
  changes?: {
    kind: string
    noun: string
    name: string
    inputName: string | null
    fields: { field: string; before: string | null; after: string | null; isSecret: boolean }[]
  }[]
  interruptions?: { kind: string; outputName: string; inputName: string }[]
  notes?: string[]
}

const result = `__typename
  ... on ConfigurationPlan {
    changes { kind noun name inputName fields { field before after isSecret } }
    interruptions { kind outputName inputName }
    notes
  }
  ... on InvalidConfiguration { message faults { line field message } }`

type Variables = Record<string, string>

async function ask(mutation: string, text: string, variables: Variables = {}, keepOthers?: boolean): Promise<Result> {
  const file = { text, keepOthers, variables: Object.entries(variables).map(([name, value]) => ({ name, value })) }
  const query = `mutation ($file: ConfigurationFile!) { result: ${mutation}(file: $file) { ${result} } }`
  return (await api.query<{ result: Result }>(query, { file })).result
}
const plan = (text: string, variables?: Variables, keepOthers?: boolean) => ask('planConfiguration', text, variables, keepOthers)
const apply = (text: string, variables?: Variables, keepOthers?: boolean) =>
  ask('applyConfiguration', text, variables, keepOthers)

async function written(): Promise<{ text: string; variables: string[] }> {
  const query = '{ configuration { text variables } }'
  return (await api.query<{ configuration: { text: string; variables: string[] } }>(query)).configuration
}

const kinds = ({ changes }: Result) => changes?.map(({ kind, noun, name }) => `${kind} ${noun} ${name}`)
const nothing = { __typename: 'ConfigurationPlan', changes: [], interruptions: [] }

const stage = `inputs:
  - name: Stage
    udpPort: 5001
    tags: [main]
    outputs:
      - name: YouTube
        protocol: RTMP
        url: rtmp://a.example.com/live2
        streamKey: \${KEY}
      - name: Wall
        protocol: UDP
        url: udp://192.0.2.7:9000
        desired: STOPPED
`

describe('a configuration as a file', () => {
  it('is made so as one change, and the second time there is nothing to change', async () => {
    const planned = await plan(stage, { KEY: 'canary-key' })
    expect(kinds(planned)).toEqual(['ADDED INPUT Stage', 'ADDED OUTPUT YouTube', 'ADDED OUTPUT Wall'])
    expect(api.worker.assignments.inputs).toEqual([])
    const told = api.worker.told.length
    expect(await apply(stage, { KEY: 'canary-key' })).toEqual(planned)
    expect(api.worker.told.length).toBe(told + 1)
    expect(api.worker.assignments).toMatchObject({
      inputs: [{ name: 'Stage', udpPort: 5001, desired: 'RUNNING' }],
      outputs: [
        { name: 'YouTube', inputId: '1', url: 'rtmp://a.example.com/live2', secrets: { streamKey: 'canary-key' } },
        { name: 'Wall', inputId: '1', desired: 'STOPPED' },
      ],
    })
    const before = api.worker.told.length
    expect(await apply(stage, { KEY: 'canary-key' })).toMatchObject(nothing)
    expect(await apply(stage)).toMatchObject({ ...nothing, notes: ['Not set, so what is stored stays: KEY'] })
    expect(api.worker.told.length).toBe(before)
    expect(JSON.stringify(planned)).not.toContain('canary')
  })

  it('tells what is changed field by field, and which running outputs are interrupted', async () => {
    await apply(stage, { KEY: 'canary-key' })
    const renamed = stage.replace('[main]', '[main, "2"]').replace('desired: STOPPED', 'maxReconnectAttempts: 3')
    const changed = await plan(renamed, { KEY: 'canary-other' })
    expect(changed).toMatchObject({
      changes: [
        { kind: 'CHANGED', noun: 'INPUT', name: 'Stage', fields: [{ field: 'tags', before: '["main"]', after: '["main","2"]' }] },
        {
          kind: 'CHANGED',
          name: 'YouTube',
          inputName: 'Stage',
          fields: [{ field: 'streamKey', before: null, after: null, isSecret: true }],
        },
        {
          name: 'Wall',
          fields: [
            { field: 'maxReconnectAttempts', before: '0', after: '3' },
            { field: 'desired', before: 'STOPPED', after: 'RUNNING' },
          ],
        },
      ],
      interruptions: [{ kind: 'RESTARTED', outputName: 'YouTube', inputName: 'Stage' }],
    })
    const [youtube] = api.worker.assignments.outputs
    expect(await apply(renamed, { KEY: 'canary-other' })).toEqual(changed)
    expect(api.worker.assignments.outputs).toMatchObject([
      { generation: (youtube?.generation ?? 0) + 1, secrets: { streamKey: 'canary-other' } },
      { generation: 1, desired: 'RUNNING', maxReconnectAttempts: 3 },
    ])
    expect(await plan(renamed.replace('5001', '5002'))).toMatchObject({
      interruptions: [
        { kind: 'WAITS', outputName: 'YouTube' },
        { kind: 'WAITS', outputName: 'Wall' },
      ],
    })
    const other = renamed.replace('protocol: UDP', 'protocol: SRT_CALLER').replace('udp://', 'srt://')
    expect(await plan(other)).toMatchObject({
      changes: [
        { kind: 'REPLACED', name: 'Wall', fields: [{ field: 'protocol', before: 'UDP', after: 'SRT_CALLER' }, { field: 'url' }] },
      ],
      interruptions: [{ kind: 'RESTARTED', outputName: 'Wall' }],
    })
    await apply(other)
    expect(api.worker.assignments.outputs.map(({ id, name }) => `${id} ${name}`)).toEqual(['1 YouTube', '3 Wall'])
  })

  it('removes what it does not name, unless that shall stay', async () => {
    await apply(stage, { KEY: 'canary-key' })
    const other = 'inputs:\n  - name: Stage\n    udpPort: 5001\n    tags: [main]\n  - name: Foyer\n    udpPort: 5002\n'
    expect(kinds(await apply(other, {}, true))).toEqual(['ADDED INPUT Foyer'])
    expect(await plan(other)).toMatchObject({
      changes: [
        { kind: 'REMOVED', noun: 'OUTPUT', name: 'YouTube', inputName: 'Stage' },
        { kind: 'REMOVED', noun: 'OUTPUT', name: 'Wall', inputName: 'Stage' },
      ],
      interruptions: [{ kind: 'ENDED', outputName: 'YouTube' }],
    })
    expect(kinds(await apply('inputs: []'))).toEqual([
      'REMOVED OUTPUT YouTube',
      'REMOVED OUTPUT Wall',
      'REMOVED INPUT Stage',
      'REMOVED INPUT Foyer',
    ])
    expect(api.worker.assignments).toEqual({ inputs: [], outputs: [] })
    expect((await written()).text).toMatch(/\ninputs: \[\]\n$/)
  })

  it('lets inputs change their ports, and outputs their addresses, with one another', async () => {
    const both = (one: number, other: number) => `inputs:
  - { name: A, udpPort: ${one}, outputs: [{ name: X, protocol: SRT_LISTENER, port: ${one + 3900} }] }
  - { name: B, udpPort: ${other}, outputs: [{ name: X, protocol: SRT_LISTENER, port: ${other + 3900} }] }
`
    await apply(both(5001, 5002))
    // Our own program for the listener: it gives the port up.
    for (const port of [8901, 8902]) api.worker.holders.set(port, 'another program (ffmpeg)')
    expect(await apply(both(5002, 5001))).toMatchObject({ __typename: 'ConfigurationPlan' })
    expect(api.worker.assignments).toMatchObject({
      inputs: [
        { name: 'A', udpPort: 5002 },
        { name: 'B', udpPort: 5001 },
      ],
      outputs: [{ port: 8902 }, { port: 8901 }],
    })
    api.worker.holders.set(5003, 'another program')
    expect(await apply(both(5003, 5001))).toMatchObject({
      faults: [{ line: 2, field: 'inputs[0].udpPort', message: 'UDP port 5003 is taken by another program' }],
    })
  })

  it('chooses ports that are free, and keeps them', async () => {
    const free = 'inputs: [{ name: A }, { name: B, udpPort: 5000 }, { name: C }]'
    await apply(free)
    expect(api.worker.assignments.inputs.map(({ udpPort }) => udpPort)).toEqual([5001, 5000, 5002])
    expect(await plan(free)).toMatchObject(nothing)
  })

  it('names everything that is wrong by line and field, and does nothing', async () => {
    const told = api.worker.told.length
    const wrong = await apply(`inputs:
  - name: Stage
    udpPort: 80
    outputs:
      - name: Wall
        protocol: UDP
        url: udp://127.0.0.1:5002
        ttl: 900
      - name: Loop
        protocol: UDP
        url: udp://127.0.0.1:5002
  - name: Foyer
    udpPort: 5002
  - name: Foyer
`)
    expect(wrong).toMatchObject({
      __typename: 'InvalidConfiguration',
      faults: [
        { line: 8, field: 'inputs[0].outputs[0].ttl', message: 'The TTL must be a whole number from 1 to 255' },
        { line: 14, field: 'inputs[2].name' },
      ],
    })
    expect(
      await apply(
        'inputs: [{ name: A, udpPort: 80 }, { name: B, udpPort: 5000, outputs: [{ name: X, protocol: UDP, url: "udp://127.0.0.1:5000" }] }]',
      ),
    ).toMatchObject({
      faults: [
        { field: 'inputs[0].udpPort', message: expect.stringContaining('5000 to 5100') },
        { field: 'inputs[1].udpPort', message: expect.stringContaining('Output "X" sends to that port') },
        { field: 'inputs[1].outputs[0].url', message: expect.stringContaining('Input "B" listens there') },
      ],
    })
    expect(api.worker.told.length).toBe(told)
  })

  it('is refused where names are not enough, in either direction', async () => {
    for (const port of [5001, 5002])
      await api.query(`mutation { createInput(input: { name: "Twin", udpPort: ${port} }) { __typename } }`)
    expect(await apply('inputs: [{ name: Twin }]')).toMatchObject({ faults: [{ line: 1, field: 'inputs[0].name' }] })
    expect(await api.ask('{ configuration { text } }')).toMatchObject({
      errors: [{ message: expect.stringContaining('Several inputs are named "Twin"'), extensions: { code: 'BAD_USER_INPUT' } }],
    })
    expect(kinds(await plan('inputs: []'))).toEqual(['REMOVED INPUT Twin', 'REMOVED INPUT Twin'])
  })

  it('comes back from nothing as it was, secrets by their variables', async () => {
    const rich = `inputs:
  - name: "Bühne $\${1}"
    udpPort: 5009
    listenAddress: 127.0.0.1
    tags: [a b, "yes"]
    desired: STOPPED
    outputs:
      - { name: Key, protocol: RTMP, url: "rtmp://joe:\${PW}@a.example.com/app?token=\${T}", streamKey: "\${K}", reconnectDelaySeconds: 7.5 }
      - { name: Caller, protocol: SRT_CALLER, url: "srt://h.example.com:9000?pbkeylen=32", streamId: "publish:cam:joe:\${PW}", passphrase: "\${P}", latencyMs: 200 }
      - { name: Listener, protocol: SRT_LISTENER, port: 8895, passphrase: "\${P}" }
      - { name: Shared, protocol: SRT_LISTENER }
      - { name: Camera, protocol: RTSP, url: "rtsp://c.example.com/x?t=\${T}", username: joe, password: "\${PW}" }
      - { name: Wall, protocol: UDP, url: "udp://239.1.2.3:5000", ttl: 3, packetSize: 1128, localAddress: 127.0.0.1, tags: [wall], desired: STOPPED }
`
    const secrets = { PW: 'canary-pw', T: 'canary-token', K: 'canary-key', P: 'canary-passphrase' }
    expect(await apply(rich, secrets)).toMatchObject({ __typename: 'ConfigurationPlan', notes: [] })
    const assigned = api.worker.assignments.outputs
    const { text, variables } = await written()
    expect(text).not.toContain('canary')
    expect(variables).toEqual([...new Set(variables)])
    expect(variables).toContain('BUHNE_1_KEY_STREAM_KEY')
    expect({ text, ...(await plan(text)) }).toMatchObject({ text, ...nothing })
    await apply('inputs: []')
    expect(await apply(text)).toMatchObject({ __typename: 'InvalidConfiguration', faults: { length: variables.length } })
    const values: Record<string, string> = Object.fromEntries(
      variables.map((name) => [
        name,
        name.endsWith('PASSWORD')
          ? secrets.PW
          : name.includes('KEY_STREAM')
            ? secrets.K
            : name.endsWith('PASSPHRASE')
              ? secrets.P
              : secrets.T,
      ]),
    )
    // What stands behind a question mark is a secret as a whole.
    for (const name of ['BUHNE_1_KEY_PASSPHRASE', 'BUHNE_1_CAMERA_STREAM_KEY'])
      values[name] = `${name.includes('KEY_P') ? 'token' : 't'}=${secrets.T}`
    expect(await apply(text, values)).toMatchObject({ __typename: 'ConfigurationPlan' })
    const plain = (outputs: typeof assigned) =>
      outputs
        .map((output) => ({ ...output, id: '', inputId: '', secrets: { ...output.secrets, accessToken: '' } }))
        .toSorted((one, other) => (one.name < other.name ? -1 : 1))
    expect(plain(api.worker.assignments.outputs)).toEqual(plain(assigned))
    expect(await written()).toEqual({ text, variables })
  })
})
