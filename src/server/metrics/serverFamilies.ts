import { single, type Family } from './family.ts'

const prefix = 'stream_manager'

export const serverFamilies: readonly Family[] = [
  {
    ...{ type: 'gauge', name: `${prefix}_build_info`, help: 'Which version runs; always 1.', labels: ['version'] },
    read: ({ system }) => [{ labels: { version: system.version }, value: 1 }],
  },
  {
    ...{ type: 'gauge', name: `${prefix}_component_up`, labels: ['component'] },
    help: '1 while what the server depends on works, else 0.',
    read: ({ system: { database, ffmpeg, mediamtx } }) =>
      Object.entries({ database, ffmpeg, mediamtx }).map(([component, { healthy }]) => ({
        labels: { component },
        value: Number(healthy),
      })),
  },
  single(
    'counter',
    `${prefix}_mediamtx_restarts_total`,
    'Times that MediaMTX was away and came back.',
    (all) => all.mediamtxReturns,
  ),
  ...toLive(),
  single('gauge', `${prefix}_incidents_open`, 'Incidents that are not over.', ({ openIncidents }) => openIncidents),
  single('gauge', `${prefix}_websocket_connections`, 'WebSockets that are open.', ({ webSockets }) => webSockets),
  {
    ...{ type: 'gauge', name: `${prefix}_subscribers`, help: 'Subscriptions by what they follow.', labels: ['topic'] },
    read: ({ audiences }) => audiences.map(({ topic, readers }) => ({ labels: { topic }, value: readers })),
  },
  {
    ...{ type: 'counter', name: `${prefix}_dropped_events_total`, labels: ['topic'] },
    help: 'Events that subscribers were too slow for; they got a whole picture, the newest value, or the number of lost lines in their place.',
    read: ({ audiences }) => audiences.map(({ topic, dropped }) => ({ labels: { topic }, value: dropped })),
  },
  {
    ...{ type: 'histogram', name: `${prefix}_event_loop_lag_seconds`, labels: [] },
    help: 'How much later than asked for a timer of one second came.',
    read: ({ lag }) => [{ labels: {}, value: lag }],
  },
  {
    ...{ type: 'histogram', name: `${prefix}_database_seconds`, labels: ['use'] },
    help: 'How long the database took for changes, questions, and looks whether it answers.',
    read: ({ database }) => Object.entries(database).map(([use, value]) => ({ labels: { use }, value })),
  },
  single('gauge', `${prefix}_data_free_bytes`, 'Free space where the data lies.', ({ system }) => system.diskFreeBytes),
  single('gauge', `${prefix}_data_size_bytes`, 'All space where the data lies.', ({ system }) => system.machine.diskBytes),
  single('gauge', `${prefix}_udp_ports_free`, 'Ports of the UDP range that no input has.', ({ system }) => system.udpPortsFree),
  // Under the names by which every program tells of itself.
  single('counter', 'process_cpu_seconds_total', 'Time of the processor that the manager took.', () => {
    const { user, system } = process.cpuUsage()
    return (user + system) / 1e6
  }),
  single('gauge', 'process_resident_memory_bytes', 'Memory of the manager.', ({ system }) => system.rssBytes),
  single(
    'gauge',
    'process_start_time_seconds',
    'When the manager was started, Unix time.',
    ({ system }) => +system.startedAt / 1000,
  ),
]

function toLive(): Family[] {
  const common = { type: 'histogram' as const, labels: ['protocol'] }
  return (
    [
      ['START', 'output_start_to_live_seconds', 'Time from the start of an output until it was LIVE.'],
      ['DROP', 'output_drop_to_live_seconds', 'Time from the loss of an output until it was LIVE again.'],
    ] as const
  ).map(([wanted, name, help]) => ({
    ...{ ...common, name: `${prefix}_${name}`, help },
    read: ({ toLive: all }) =>
      all
        .filter(({ beginning }) => beginning === wanted)
        .map(({ protocol, seconds }) => ({ labels: { protocol }, value: seconds })),
  }))
}
