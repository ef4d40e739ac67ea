import { describe, expect, it } from 'vitest'
import type { OutputFacts, Situation } from '../../../src/domain/incidents.ts'
import { networkSubject } from '../../../src/domain/incidents/situation.ts'
import { at, because, entriesOf, input, live, output, record, seen, story } from '../../support/incidents.ts'
import type { Step } from '../../support/incidents.ts'

const stopped = { desired: 'STOPPED' } as const
const openings = (told: string[]) => told.filter((line) => line.includes(' + '))
describe('an output', () => {
  it('that comes and goes is told of each time, unless it is said to flap', () => {
    const steps = Array.from({ length: 4 }, (_, n): Step[] => [
      [5 + n * 10, { outputs: [output('1', 'RECONNECTING', because('REFUSED'))] }],
      [10 + n * 10, { outputs: [output('1', 'LIVE')] }],
    ]).flat()
    expect(openings(story(steps)).map((line) => line.split(' ')[2])).toEqual(['REFUSED', 'REFUSED', 'REFUSED', 'REFUSED'])
  })

  it('that fails without a reason, of an input that is not known, is told of all the same', () => {
    const unknown = output('1', 'RECONNECTING', { inputId: '9' })
    const { told, incidents } = live([
      [5, { outputs: [unknown] }],
      [20, { outputs: [output('1', 'WAITING_INPUT', { inputId: '9' })] }],
    ])
    expect(told).toEqual(['8 + UNKNOWN Out 1 is not sent (since 5)', '20 - Out 1 is not sent (until 20)'])
    expect(incidents).toMatchObject([{ inputId: '9', inputName: null, outputIds: ['1'], outputNames: ['Out 1'] }])
    const lost = { ...because('CONNECTION_LOST'), inputId: '9' }
    expect(story([[5, { outputs: [output('1', 'RECONNECTING', lost)] }]])).toHaveLength(1)
    expect(live([[5, { outputs: [output('1', 'FAILED')] }]]).incidents).toMatchObject([{ inputId: '1', inputName: 'Camera 1' }])
  })

  it('flaps for two minutes after its last trouble, though it is said to for longer', () => {
    const flaps = (state: 'LIVE' | 'RECONNECTING', drops: number) =>
      output('1', state, { ...(state === 'LIVE' ? {} : because('CONNECTION_LOST')), flapping: true, drops })
    const { told, incidents } = live(
      [
        [5, { outputs: [output('1', 'RECONNECTING', because('CONNECTION_LOST'))] }],
        [6, { outputs: [flaps('LIVE', 4)] }],
        [200, { outputs: [output('1', 'LIVE', { drops: 4 })] }],
        [300, { outputs: [flaps('RECONNECTING', 20)] }],
        [301, { outputs: [flaps('LIVE', 20)] }],
      ],
      { until: 310 },
    )
    const title = 'Out 1 changes between live and not live again and again'
    expect(told.filter((line) => !line.includes(' ~ '))).toEqual([
      ...[`6 + FLAPPING ${title} (since 6)`, `125 - ${title} (until 125)`, `300 + FLAPPING ${title} (since 300)`],
    ])
    expect(incidents).toMatchObject([
      { outputIds: ['1'], inputName: 'Camera 1', failure: { count: 3 } },
      { failure: { count: 3, likelyCause: 'It is CONNECTION_LOST' } },
    ])
  })

  it.each<[string, Partial<Situation>]>([
    ['its feed is lost', { inputs: [input('1', 'LOST')] }],
    ['its input fails', { inputs: [input('1', 'FAILED', because('PORT_BUSY'))] }],
    ['its input cannot be observed', { inputs: [input('1', 'UNKNOWN')] }],
    ['MediaMTX is away', { isMediamtxHealthy: false }],
  ])('that ends because %s has no incident of its own for that, but keeps the one that it had', (_why, away) => {
    const own = (told: string[]) => told.filter((line) => line.includes('Out 1 is not sent') && !line.includes(' ~ '))
    const ends = { outputs: [output('1', 'RECONNECTING', because('CONNECTION_LOST'))] }
    const back: Step[1] = { isMediamtxHealthy: true, inputs: [input('1', 'LIVE')], outputs: [output('1', 'LIVE')] }
    expect(
      own(
        story([
          [5, { ...away, ...ends }],
          [20, back],
        ]),
      ),
    ).toEqual([])
    const had: Step = [5, { outputs: [output('1', 'FAILED', because('REFUSED'))] }]
    expect(own(story([had, [20, { ...away, ...ends }], [30, back]]))).toEqual([
      '8 + REFUSED Out 1 is not sent: It is REFUSED (since 5)',
      '30 - Out 1 is not sent: It is REFUSED (until 30)',
    ])
    // Nor does it flap by that.
    const flapping = { outputs: [output('1', 'LIVE', { flapping: true })] }
    const told = story([
      [4, { outputs: [output('1', 'RECONNECTING', because('REFUSED'))] }],
      [5, { ...away, ...ends }],
      [8, { ...back, ...flapping }],
    ])
    expect(told.filter((line) => line.includes('changes between'))).toEqual([])
  })

  it('that is to send from an address which has no network shares its incident with those of that address alone', () => {
    const bound = (id: string, localAddress: string | null, code: 'NETWORK_DOWN' | 'PROGRAM_MISSING' = 'NETWORK_DOWN') =>
      output(id, 'FAILED', { ...because(code, 'It does not work.'), localAddress })
    const lines = (outputs: OutputFacts[]) => openings(story([[5, { outputs }]]))
    expect(lines([bound('1', '192.0.2.1'), bound('2', '192.0.2.2'), bound('3', '192.0.2.1')])).toEqual([
      '8 + NETWORK_DOWN It does not work; 2 outputs are not sent (since 5)',
      '8 + NETWORK_DOWN It does not work; 1 output is not sent (since 5)',
    ])
    const missing = [bound('1', '192.0.2.1', 'PROGRAM_MISSING'), bound('2', null, 'PROGRAM_MISSING')]
    expect(lines(missing)).toEqual(['8 + PROGRAM_MISSING It does not work; 2 outputs are not sent (since 5)'])
  })
})

describe('an input', () => {
  it('that fails without a reason is told of, one that is only said to be damaged is not', () => {
    expect(story([[5, { inputs: [input('1', 'FAILED')], outputs: [] }]])).toEqual([
      '5 + UNKNOWN Camera 1 cannot receive (since 5)',
    ])
    expect(
      story([
        [5, { inputs: [input('1', 'DEGRADED')] }],
        [9, { inputs: [input('1', 'LIVE', because('BAD_FEED'))] }],
      ]),
    ).toEqual([])
  })

  it('that comes and goes without a reason is told of, and counted afresh once it was calm', () => {
    const feed = (from: number): Step[] =>
      [0, 10, 20].flatMap((later): Step[] => [
        [from + later, { inputs: [input('1', 'LOST')], outputs: [] }],
        [from + later + 5, { inputs: [input('1', 'LIVE')] }],
      ])
    const once: Step[] = feed(5).slice(0, 2)
    const { incidents } = live([...once, ...feed(400)], { until: 600 })
    expect(incidents.at(-1)).toMatchObject({ cause: 'FLAPPING', failure: { count: 3, likelyCause: null } })
  })
})

describe('MediaMTX', () => {
  it('that is down keeps from sending only what is to be sent, of inputs that are to receive', () => {
    const inputs = [input('1', 'UNKNOWN'), input('2', 'STOPPED', stopped)]
    const outputs = [
      output('1', 'WAITING_INPUT'),
      output('2', 'STOPPED', stopped),
      output('3', 'WAITING_INPUT', { inputId: '2' }),
    ]
    const { incidents } = live([[5, { isMediamtxHealthy: false, inputs, outputs }]])
    expect(incidents).toMatchObject([{ outputIds: ['1'], failure: { advice: [expect.anything(), expect.anything()] } }])
  })
})

describe('what outputs share', () => {
  it('comes and goes as one incident that says so', () => {
    const missing = { outputs: [output('1', 'FAILED', because('PROGRAM_MISSING', 'FFmpeg could not be started.'))] }
    const steps = [5, 15, 25].flatMap((second): Step[] => [
      [second, missing],
      [second + 5, { outputs: [output('1', 'LIVE')] }],
    ])
    expect(openings(story(steps)).at(-1)).toBe('28 + FLAPPING FFmpeg could not be started, again and again (since 25)')
  })

  const host = (id: string, more: Partial<OutputFacts> = {}) =>
    output(id, 'LIVE', { host: `host${id}`, delivery: 'CONFIRMED', ...more })
  const gone = (id: string, row: number, more: Partial<OutputFacts> = {}) =>
    host(id, { state: 'RECONNECTING', failure: seen('NO_ANSWER', row, 1), ...more })

  it('takes over the oldest of the incidents that it began with, whichever output is listed first', () => {
    const { incidents, told } = live(
      [
        [0, { outputs: ['1', '2', '3', '4'].map((id) => host(id)) }],
        [5, { outputs: [host('1'), gone('2', 5), host('3'), host('4')] }],
        [9, { outputs: [gone('1', 9), gone('2', 5), host('3'), host('4')] }],
        [15, { outputs: [gone('1', 9), gone('2', 5), gone('3', 15), host('4')] }],
      ],
      { until: 20 },
    )
    expect(openings(told)).toHaveLength(2)
    expect(incidents).toMatchObject([
      { id: '1', subject: networkSubject, openedAt: at(5), inputId: null },
      { id: '2', subject: 'output:1', ending: null },
    ])
    expect(entriesOf(incidents[0]!)).toEqual([
      '5 It is NO_ANSWER',
      '15 3 destinations on other machines went out of reach at once',
      '15 2 more outputs are not sent: Out 1, Out 3',
    ])
    expect(entriesOf(incidents[1]!).at(-1)).toBe('15 It went with others for one cause: see incident 1')
  })

  it('does not take over one that is older than it', () => {
    const other = (state: 'LIVE' | 'LOST') => [input('1', state), input('2', 'LIVE')]
    const others = (one: (id: string) => OutputFacts) => ['2', '3'].map((id) => ({ ...one(id), inputId: '2' }))
    const { incidents } = live(
      [
        [0, { inputs: other('LIVE'), outputs: [host('1'), ...others(host)] }],
        [5, { outputs: [host('1', { state: 'FAILED', failure: seen('REFUSED', 5, 1) }), ...others(host)] }],
        [20, { inputs: other('LOST'), outputs: [host('1', { state: 'WAITING_INPUT' }), ...others(host)] }],
        [25, { inputs: other('LIVE'), outputs: [gone('1', 25), ...others((id) => gone(id, 25))] }],
      ],
      { until: 30 },
    )
    expect(incidents.map(({ subject, openedAt }) => [subject, openedAt])).toEqual([
      ['output:1', at(5)],
      ['input:1', at(20)],
      [networkSubject, at(25)],
    ])
  })

  it('is told of by hosts: three that the machine knows no way to, or outputs to one', () => {
    const wayless = (id: string, more: Partial<OutputFacts> = {}) =>
      host(id, { state: 'FAILED', failure: seen('NETWORK_DOWN', 5, 1, `No way to host${id}.`), ...more })
    const line = (...outputs: OutputFacts[]) => openings(story([[5, { outputs }]]))
    const down = 'The network of this server seems to be down'
    expect(line(wayless('1'), wayless('2'), wayless('3'))).toEqual([
      `8 + NETWORK_DOWN ${down}: 3 destinations are out of reach; 3 outputs are not sent (since 5)`,
    ])
    expect(line(wayless('1', { host: null }), wayless('2', { host: null }))).toEqual([
      `8 + NETWORK_DOWN ${down}: 2 destinations are out of reach; 2 outputs are not sent (since 5)`,
    ])
    expect(line(wayless('1', { host: 'x' }), wayless('2', { host: 'x' }))).toEqual([
      '8 + NETWORK_DOWN No way to host1; 2 outputs are not sent (since 5)',
    ])
  })

  it('is what it was when the server starts again, though its cause was not kept', () => {
    const before = {
      ...record,
      subject: networkSubject,
      cause: 'NETWORK_DOWN' as const,
      outputIds: ['1', '2'],
      outputNames: ['Out 1', 'Out 2'],
    }
    const { told, incidents } = live([[0, { outputs: ['1', '2', '3'].map((id) => gone(id, 0)) }]], {
      open: [before],
      lastId: 3,
      until: 9,
    })
    expect(openings(told)).toEqual([])
    expect(incidents).toMatchObject([{ id: '3', outputIds: ['1', '2', '3'], failure: { count: 3 } }])
  })
})
