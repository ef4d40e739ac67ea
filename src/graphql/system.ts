import type { ComponentFact } from '../domain/bus.ts'
import type { System } from '../domain/events.ts'
import type { PortRange } from '../domain/inputRules.ts'
import type { Machine } from '../domain/machine.ts'
import type { Retention } from '../domain/retention.ts'
import { builder } from './builder.ts'

const ComponentType = builder.objectRef<ComponentFact>('Component').implement({
  description: 'Something that the server depends on.',
  fields: (t) => ({
    healthy: t.exposeBoolean('healthy', { description: 'Whether it works.' }),
    version: t.exposeString('version', { nullable: true, description: 'Its version; null when it is not known.' }),
    detail: t.exposeString('detail', {
      nullable: true,
      description: 'What is wrong, or how it runs; null when nothing is to say.',
    }),
    since: t.expose('since', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when it is healthy, or not; null when it was not seen yet.',
    }),
    protocols: t.stringList({
      nullable: true,
      description:
        'Of FFmpeg: which of `rtmp`, `rtmps`, `srt`, `udp` and `rtsp` this build can send; null for the others, and while it was not asked yet.',
      resolve: ({ protocols }) => (protocols ? [...protocols] : null),
    }),
  }),
})

const PortRangeType = builder.objectRef<PortRange>('PortRange').implement({
  description: 'Ports that follow each other.',
  fields: (t) => ({
    start: t.exposeInt('start', { description: 'The first.' }),
    end: t.exposeInt('end', { description: 'The last; it belongs to the range.' }),
  }),
})

const MachineType = builder.objectRef<Machine>('Machine').implement({
  description: 'The computer that the manager runs on, and how much of it is used by everything on it.',
  fields: (t) => ({
    cores: t.exposeInt('cores', { description: 'Processors that the manager may use.' }),
    cpuPercent: t.exposeFloat('cpuPercent', {
      nullable: true,
      description: 'Of all processors together, percent: 100 is all of them busy; null when the system does not tell it.',
    }),
    memoryBytes: t.expose('memoryBytes', { type: 'SafeInt', description: 'All memory, bytes.' }),
    memoryUsedBytes: t.expose('memoryUsedBytes', {
      type: 'SafeInt',
      description: 'Memory that is not available to a program that wants it, bytes.',
    }),
    diskBytes: t.expose('diskBytes', {
      type: 'SafeInt',
      description: 'Size of the file system where the data lies, bytes; 0 when it is not known.',
    }),
  }),
})

const RetentionType = builder.objectRef<Retention>('Retention').implement({
  description: 'How much of what was seen is kept; the oldest goes first.',
  fields: (t) => ({
    logLines: t.exposeInt('logLines', { description: 'Lines of the log of each input, each output and each program.' }),
    incidents: t.exposeInt('incidents', { description: 'Incidents in all; open ones never go.' }),
    timelineEntries: t.exposeInt('timelineEntries', { description: 'Entries in the timeline of each input and each output.' }),
    metricsDays: t.exposeInt('metricsDays', { description: 'Days of measurements.' }),
    stateHistoryDays: t.exposeInt('stateHistoryDays', { description: 'Days of states.' }),
  }),
})

const SystemType = builder.objectRef<System>('System').implement({
  description: 'The server itself.',
  fields: (t) => ({
    version: t.exposeString('version', { description: 'Of the manager.' }),
    epoch: t.exposeInt('epoch', { description: 'Grows by one at each start of the manager on its database.' }),
    startedAt: t.expose('startedAt', { type: 'DateTime', description: 'When the manager started.' }),
    mediamtx: t.expose('mediamtx', { type: ComponentType, description: 'MediaMTX, which receives the feeds.' }),
    ffmpeg: t.expose('ffmpeg', { type: ComponentType, description: 'FFmpeg, which sends them.' }),
    database: t.expose('database', { type: ComponentType, description: 'Where settings are stored.' }),
    cpuPercent: t.exposeFloat('cpuPercent', { description: 'Of the manager itself, percent of one core.' }),
    rssBytes: t.expose('rssBytes', { type: 'SafeInt', description: 'Resident memory of the manager itself, bytes.' }),
    diskFreeBytes: t.expose('diskFreeBytes', { type: 'SafeInt', description: 'Free bytes where the data lies.' }),
    processes: t.exposeInt('processes', { description: 'Processes that run for outputs now.' }),
    udpPortsFree: t.exposeInt('udpPortsFree', { description: 'Ports of the UDP range that no input has.' }),
    udpPortRange: t.expose('udpPortRange', { type: PortRangeType, description: 'The UDP ports that inputs may have.' }),
    srtPortRange: t.expose('srtPortRange', {
      type: PortRangeType,
      description: 'The ports of SRT listeners: the first is shared by those that have no port of their own.',
    }),
    machine: t.expose('machine', { type: MachineType, description: 'The computer that the manager runs on.' }),
    retention: t.expose('retention', { type: RetentionType, description: 'How long what was seen is kept.' }),
  }),
})

builder.queryFields((t) => ({
  system: t.field({
    type: SystemType,
    description: 'The server itself, now.',
    resolve: (_root, _args, { services }) => services.system.now(),
  }),
}))

builder.subscriptionFields((t) => ({
  systemEvents: t.field({
    type: SystemType,
    description: 'The whole System at once, and again when it changed: what it is within a second, what is measured every 5 s.',
    subscribe: (_root, _args, { services }) => services.system.follow(),
    resolve: (system) => system,
  }),
}))
