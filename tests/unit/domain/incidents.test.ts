import { describe, expect, it } from 'vitest'
import { IncidentRule } from '../../../src/domain/incidents.ts'
import type { OutputFacts } from '../../../src/domain/incidents.ts'
import type { IncidentRecord } from '../../../src/domain/incidents/incident.ts'
import type { InputState, OutputState } from '../../../src/domain/states.ts'
import { at, because, input, output, story } from '../../support/incidents.ts'
import type { Step } from '../../support/incidents.ts'

const broken: IncidentRecord = {
  ...{ id: '7', subject: 'output:1', title: 'Out 1 is not sent', cause: 'REFUSED', inputId: '1', inputName: 'Camera 1' },
  ...{
    failure: null,
    entries: [],
    outputIds: ['1'],
    outputNames: ['Out 1'],
    openedAt: at(-90),
    closedAt: null,
    ending: null,
    lastSeenAt: at(-30),
  },
}
const lost: IncidentRecord = { ...broken, id: '8', subject: 'input:1', title: 'Camera 1 has no feed', cause: 'INPUT_LOST' }

const twoOutputs = (state: OutputState, more: Partial<OutputFacts> = {}) => [output('1', state, more), output('2', state, more)]

const stories: [name: string, steps: Step[], told: string[], options?: Parameters<typeof story>[1]][] = [
  ['all is well', [], []],
  [
    'a feed is lost and returns',
    [
      [5, { inputs: [input('1', 'LOST')], outputs: twoOutputs('LIVE') }],
      [6, { outputs: twoOutputs('WAITING_INPUT') }],
      [30, { inputs: [input('1', 'LIVE')] }],
      [31, { outputs: twoOutputs('STARTING') }],
      [33, { outputs: twoOutputs('LIVE') }],
    ],
    [
      '5 + INPUT_LOST Camera 1 has no feed; its 2 outputs wait (since 5)',
      '30 - Camera 1 has no feed; its 2 outputs wait (until 30)',
    ],
  ],
  [
    'a feed is lost, and outputs come and go meanwhile',
    [
      [5, { inputs: [input('1', 'LOST')], outputs: [] }],
      [8, { outputs: [output('1', 'WAITING_INPUT')] }],
      [9, { outputs: [output('1', 'STOPPED', { desired: 'STOPPED' })] }],
      [20, { inputs: [], outputs: [] }],
    ],
    [
      '5 + INPUT_LOST Camera 1 has no feed (since 5)',
      '8 ~ INPUT_LOST Camera 1 has no feed; its output Out 1 waits',
      '9 ~ INPUT_LOST Camera 1 has no feed',
      '20 - Camera 1 has no feed (until 20)',
    ],
  ],
  [
    'a feed is lost and given up by a person',
    [
      [5, { inputs: [input('1', 'LOST')], outputs: [] }],
      [10, { inputs: [input('1', 'STOPPED', { desired: 'STOPPED' })] }],
    ],
    ['5 + INPUT_LOST Camera 1 has no feed (since 5)', '10 - Camera 1 has no feed (until 10)'],
  ],
  [
    'an input cannot listen',
    [
      [5, { inputs: [input('1', 'FAILED', because('PORT_BUSY', 'UDP port 5000 is held by nc.'))], outputs: [] }],
      [10, { inputs: [input('1', 'WAITING', { stateSince: at(10).toISOString() })] }],
      [12, { inputs: [input('1', 'LIVE')] }],
    ],
    [
      '5 + PORT_BUSY Camera 1 cannot receive: UDP port 5000 is held by nc (since 5)',
      '12 - Camera 1 cannot receive: UDP port 5000 is held by nc (until 12)',
    ],
  ],
  [
    'an input listens again, and no feed comes',
    [
      [5, { inputs: [input('1', 'FAILED', because('PORT_BUSY', 'UDP port 5000 is held by nc.'))], outputs: [] }],
      [10, { inputs: [input('1', 'WAITING', { stateSince: at(10).toISOString() })] }],
    ],
    [
      '5 + PORT_BUSY Camera 1 cannot receive: UDP port 5000 is held by nc (since 5)',
      '20 - Camera 1 cannot receive: UDP port 5000 is held by nc (until 20)',
    ],
  ],
  [
    'a feed arrives damaged for a while',
    [
      [5, { inputs: [input('1', 'DEGRADED', because('TOO_SLOW', 'Packets are missing.'))] }],
      [15, { inputs: [input('1', 'LIVE')] }],
    ],
    [
      '5 + TOO_SLOW Camera 1 arrives damaged: Packets are missing (since 5)',
      '15 - Camera 1 arrives damaged: Packets are missing (until 15)',
    ],
  ],
  ['a feed has not come yet', [[5, { inputs: [input('1', 'WAITING')], outputs: [output('1', 'WAITING_INPUT')] }]], []],
  [
    'MediaMTX is down: one incident, however many inputs; a lost feed stays lost',
    [
      [3, { inputs: [input('1', 'LIVE'), input('2', 'LOST')], outputs: twoOutputs('LIVE') }],
      [5, { isMediamtxHealthy: false }],
      [6, { inputs: [input('1', 'UNKNOWN'), input('2', 'UNKNOWN')], outputs: twoOutputs('WAITING_INPUT') }],
      [10, { isMediamtxHealthy: true }],
      [11, { inputs: [input('1', 'LIVE'), input('2', 'WAITING')], outputs: twoOutputs('LIVE') }],
      [20, { inputs: [input('1', 'LIVE'), input('2', 'LIVE')] }],
    ],
    [
      '3 + INPUT_LOST Camera 2 has no feed (since 3)',
      '5 + MEDIAMTX_DOWN MediaMTX does not answer; 2 outputs wait (since 5)',
      '10 - MediaMTX does not answer; 2 outputs wait (until 10)',
      '20 - Camera 2 has no feed (until 20)',
    ],
  ],
  [
    'MediaMTX is missing',
    [[5, { isMediamtxHealthy: false, inputs: [input('1', 'FAILED', because('PROGRAM_MISSING'))], outputs: [] }]],
    ['5 + MEDIAMTX_DOWN MediaMTX does not answer (since 5)'],
  ],
  [
    'a drop that is over within 3 s',
    [
      [5, { outputs: [output('1', 'RECONNECTING', because('CONNECTION_LOST'))] }],
      [7, { outputs: [output('1', 'LIVE')] }],
    ],
    [],
  ],
  [
    'an output is down for a while, for one reason after the other',
    [
      [5, { outputs: [output('1', 'RECONNECTING', because('CONNECTION_LOST', 'The connection broke'))] }],
      [9, { outputs: [output('1', 'RECONNECTING', because('REFUSED', 'Nothing listens.'))] }],
      [20, { outputs: [output('1', 'FAILED', because('REFUSED', 'Nothing listens.'))] }],
      [25, { outputs: [output('1', 'STARTING')] }],
      [27, { outputs: [output('1', 'FAILED', because('REFUSED', 'Nothing listens.'))] }],
      [30, { outputs: [output('1', 'STARTING')] }],
      [32, { outputs: [output('1', 'LIVE')] }],
    ],
    [
      '8 + CONNECTION_LOST Out 1 is not sent: The connection broke (since 5)',
      '9 ~ REFUSED Out 1 is not sent: Nothing listens',
      '32 - Out 1 is not sent: Nothing listens (until 32)',
    ],
  ],
  [
    'a first start that fails, and a person who gives up',
    [
      [5, { outputs: [output('1', 'STARTING')] }],
      [7, { outputs: [output('1', 'FAILED', because('AUTHENTICATION'))] }],
      [20, { outputs: [output('1', 'STOPPING', { desired: 'STOPPED' })] }],
    ],
    [
      '10 + AUTHENTICATION Out 1 is not sent: It is AUTHENTICATION (since 7)',
      '20 - Out 1 is not sent: It is AUTHENTICATION (until 20)',
    ],
  ],
  [
    'an output that is down loses its feed too, or is deleted',
    [
      [5, { outputs: twoOutputs('FAILED', because('REFUSED')) }],
      [12, { inputs: [input('1', 'LOST')], outputs: [output('1', 'WAITING_INPUT')] }],
      [20, { inputs: [input('1', 'LIVE')], outputs: [output('1', 'STARTING')] }],
      [22, { outputs: [output('1', 'FAILED', because('REFUSED'))] }],
      [30, { outputs: [output('1', 'LIVE')] }],
    ],
    [
      '8 + REFUSED Out 1 is not sent: It is REFUSED (since 5)',
      '8 + REFUSED Out 2 is not sent: It is REFUSED (since 5)',
      '12 + INPUT_LOST Camera 1 has no feed; its output Out 1 waits (since 12)',
      '12 - Out 2 is not sent: It is REFUSED (until 12)',
      '20 - Camera 1 has no feed; its output Out 1 waits (until 20)',
      '30 - Out 1 is not sent: It is REFUSED (until 30)',
    ],
  ],
  [
    'an output that is live but slow',
    [
      [5, { outputs: [output('1', 'DEGRADED', because('TOO_SLOW'))] }],
      [15, { outputs: [output('1', 'DEGRADED')] }],
    ],
    [
      '8 + TOO_SLOW Out 1 is sent too slowly: It is TOO_SLOW (since 5)',
      '15 - Out 1 is sent too slowly: It is TOO_SLOW (until 15)',
    ],
  ],
  [
    'an output flaps: one steady incident',
    [
      [5, { outputs: [output('1', 'RECONNECTING', because('CONNECTION_LOST'))] }],
      [6, { outputs: [output('1', 'LIVE')] }],
      [7, { outputs: [output('1', 'RECONNECTING', { ...because('CONNECTION_LOST'), flapping: true })] }],
      [8, { outputs: [output('1', 'LIVE', { flapping: true })] }],
      [14, { outputs: [output('1', 'RECONNECTING', { ...because('CONNECTION_LOST'), flapping: true })] }],
      [30, { outputs: [output('1', 'LIVE', { flapping: true })] }],
      [40, { outputs: [output('1', 'LIVE')] }],
    ],
    [
      '7 + FLAPPING Out 1 changes between live and not live again and again (since 7)',
      '40 - Out 1 changes between live and not live again and again (until 40)',
    ],
  ],
  [
    'a feed flaps, and its outputs with it',
    [
      [5, { inputs: [input('1', 'LOST')], outputs: [output('1', 'WAITING_INPUT', { flapping: true })] }],
      [10, { inputs: [input('1', 'LIVE')], outputs: [output('1', 'LIVE', { flapping: true })] }],
    ],
    [
      '5 + INPUT_LOST Camera 1 has no feed; its output Out 1 waits (since 5)',
      '10 - Camera 1 has no feed; its output Out 1 waits (until 10)',
    ],
  ],
  [
    'an output that flapped stays down',
    [
      [5, { outputs: [output('1', 'RECONNECTING', { ...because('CONNECTION_LOST'), flapping: true })] }],
      [30, { outputs: [output('1', 'FAILED', because('REFUSED'))] }],
    ],
    [
      '5 + FLAPPING Out 1 changes between live and not live again and again (since 5)',
      '30 ~ REFUSED Out 1 is not sent: It is REFUSED',
    ],
  ],
  [
    'FFmpeg is missing: one incident for all outputs',
    [
      [5, { outputs: twoOutputs('FAILED', because('PROGRAM_MISSING', 'FFmpeg could not be started')) }],
      [20, { outputs: [output('1', 'STARTING'), output('2', 'LIVE')] }],
      [22, { outputs: twoOutputs('LIVE') }],
    ],
    [
      '8 + PROGRAM_MISSING FFmpeg could not be started; 2 outputs are not sent (since 5)',
      '22 - FFmpeg could not be started; 2 outputs are not sent (until 22)',
    ],
  ],
  [
    'the manager starts again and finds an output broken still',
    [
      [0, { isMediamtxHealthy: null, inputs: [input('1', null)], outputs: [output('1', null)] }],
      [1, { isMediamtxHealthy: true, inputs: [input('1', 'WAITING')], outputs: [output('1', 'STOPPED')] }],
      [2, { outputs: [output('1', 'WAITING_INPUT')] }],
      [3, { inputs: [input('1', 'LIVE')], outputs: [output('1', 'STARTING')] }],
      [5, { outputs: [output('1', 'RECONNECTING', because('REFUSED'))] }],
      [20, { outputs: [output('1', 'LIVE')] }],
    ],
    ['5 ~ REFUSED Out 1 is not sent: It is REFUSED', '20 - Out 1 is not sent: It is REFUSED (until 20)'],
    { open: [broken], lastId: 8 },
  ],
  [
    'MediaMTX is away for a moment while an output fails',
    [
      [1, { outputs: [output('1', 'FAILED', because('REFUSED'))] }],
      [10, { isMediamtxHealthy: false, inputs: [input('1', 'UNKNOWN')], outputs: [output('1', 'WAITING_INPUT')] }],
      [11, { isMediamtxHealthy: true, inputs: [input('1', 'WAITING')] }],
      [13, { inputs: [input('1', 'LIVE')], outputs: [output('1', 'STARTING')] }],
      [14, { outputs: [output('1', 'FAILED', because('REFUSED'))] }],
      [30, { isMediamtxHealthy: false, inputs: [input('1', 'UNKNOWN')], outputs: [output('1', 'WAITING_INPUT')] }],
      [31, { isMediamtxHealthy: true, inputs: [input('1', 'WAITING')] }],
      [50, { inputs: [input('1', 'STOPPED', { desired: 'STOPPED' })] }],
    ],
    [
      '4 + REFUSED Out 1 is not sent: It is REFUSED (since 1)',
      '10 + MEDIAMTX_DOWN MediaMTX does not answer; 1 output waits (since 10)',
      '11 - MediaMTX does not answer; 1 output waits (until 11)',
      '30 + MEDIAMTX_DOWN MediaMTX does not answer; 1 output waits (since 30)',
      '31 - MediaMTX does not answer; 1 output waits (until 31)',
      '50 - Out 1 is not sent: It is REFUSED (until 50)',
    ],
  ],
  [
    'the manager starts again and finds all well',
    [
      [0, { isMediamtxHealthy: null, inputs: [input('1', null)], outputs: [output('1', null)] }],
      [2, { inputs: [input('1', 'WAITING')], outputs: [output('1', 'WAITING_INPUT')] }],
      [3, { isMediamtxHealthy: true }],
      [4, { inputs: [input('1', 'LIVE')], outputs: [output('1', 'STARTING')] }],
      [6, { outputs: [output('1', 'LIVE')] }],
    ],
    ['3 - MediaMTX was gone (until -30)', '4 - Camera 1 has no feed (until -30)', '6 - Out 1 is not sent (until -30)'],
    { open: [{ ...broken, subject: 'mediamtx', title: 'MediaMTX was gone' }, lost, broken], lastId: 8 },
  ],
  [
    'the manager starts again and the objects are stopped or gone',
    [[0, { inputs: [input('1', null, { desired: 'STOPPED' })], outputs: [] }]],
    ['0 - Camera 1 has no feed (until -30)', '0 - Out 1 is not sent (until -30)'],
    { open: [lost, broken], lastId: 8 },
  ],
  [
    'the manager starts again and the feed is missing still',
    [
      [0, { inputs: [input('1', null)], outputs: [] }],
      [2, { inputs: [input('1', 'WAITING')] }],
      [30, { inputs: [input('1', 'LIVE')] }],
    ],
    ['30 - Camera 1 has no feed (until -30)'],
    { open: [lost], lastId: 8 },
  ],
]

describe('incidents when', () => {
  it.each(stories)('%s', (_name, steps, told, options) => {
    expect(story(steps, options)).toEqual(told)
  })
})

describe('an incident', () => {
  it('has a growing id, and keeps the outputs that it ever concerned with the names that they had', () => {
    const rule = new IncidentRule([lost], 8)
    const isMediamtxHealthy = true
    const judge = (outputs: OutputFacts[], state: InputState, second: number) =>
      rule.judge(
        { isMediamtxHealthy, mediamtxDetail: null, inputs: [input('1', state, { name: 'Renamed' })], outputs },
        second * 1000,
        at(second),
      )
    judge([output('1', 'WAITING_INPUT'), output('2', 'WAITING_INPUT')], 'LOST', 1)
    judge([output('2', 'WAITING_INPUT', { name: 'New name' }), output('3', 'WAITING_INPUT')], 'LOST', 2)
    const { closed } = judge([], 'LIVE', 3)
    expect(closed).toMatchObject([
      {
        ...{ id: '8', inputId: '1', inputName: 'Camera 1', openedAt: lost.openedAt, closedAt: at(3) },
        ...{ outputIds: ['1', '2', '3'], outputNames: ['Out 1', 'Out 2', 'Out 3'] },
      },
    ])
    expect(judge([], 'LOST', 4).opened).toMatchObject([{ id: '9', inputName: 'Renamed', closedAt: null }])
    expect(rule.open).toMatchObject([{ id: '9', lastSeenAt: at(4) }])
  })
})
