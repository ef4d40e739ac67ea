import type { ComponentFact } from '../domain/bus.ts'
import type { System } from '../domain/events.ts'
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
    description: 'The whole System at once, and again when something in it changed, at most once a second.',
    subscribe: (_root, _args, { services }) => services.system.follow(),
    resolve: (system) => system,
  }),
}))
