import type { StatisticsTick } from '../domain/events.ts'
import type { InputRates } from '../domain/input.ts'
import type { OutputRates } from '../domain/output.ts'
import { builder } from './builder.ts'
import { checkRange } from './errors.ts'
import { TotalsType } from './totals.ts'

const InputStatisticsType = builder.objectRef<InputRates>('InputStatistics').implement({
  description: 'Rates of one input.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Of the input.' }),
    bitrateBps: t.exposeFloat('bitrateBps', { description: 'Received now, bits per second.' }),
    bytesReceived: t.expose('bytesReceived', { type: 'SafeInt', description: 'Bytes since the feed came.' }),
  }),
})

const OutputStatisticsType = builder.objectRef<OutputRates>('OutputStatistics').implement({
  description: 'Rates of one output.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Of the output.' }),
    bitrateBps: t.exposeFloat('bitrateBps', { description: 'Sent now, bits per second.' }),
    bytesSent: t.expose('bytesSent', { type: 'SafeInt', description: 'Bytes since the wish became RUNNING.' }),
    callers: t.exposeInt('callers', { description: 'SRT_LISTENER: who reads from it now; 0 for others.' }),
    cpuPercent: t.exposeFloat('cpuPercent', {
      nullable: true,
      description: 'Of its process, percent of one core; null when none runs.',
    }),
    rssBytes: t.expose('rssBytes', {
      type: 'SafeInt',
      nullable: true,
      description: 'Resident memory of its process, bytes; null when none runs.',
    }),
    mediaTimeMs: t.expose('mediaTimeMs', {
      type: 'SafeInt',
      nullable: true,
      description: 'How far its process has come in the feed, milliseconds; null when none runs.',
    }),
  }),
})

const StatisticsType = builder.objectRef<StatisticsTick>('Statistics').implement({
  description: 'All rates that were asked for, at one moment.',
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime', description: 'The moment.' }),
    inputs: t.expose('inputs', { type: [InputStatisticsType], description: 'Of the inputs.' }),
    outputs: t.expose('outputs', { type: [OutputStatisticsType], description: 'Of the outputs.' }),
    totals: t.field({
      type: TotalsType,
      description: 'Of everything, whatever was asked for.',
      resolve: (_tick, _args, { services }) => services.statistics.totals(),
    }),
  }),
})

builder.subscriptionFields((t) => ({
  statistics: t.field({
    type: StatisticsType,
    description: 'All rates in one message per tick. A slow reader misses ticks, never gets them late.',
    args: {
      inputId: t.arg.id({ description: 'Only this input and its outputs; absent or null: all.' }),
      outputIds: t.arg.idList({ description: 'Of the outputs only these; absent or null: all.' }),
      everyMs: t.arg.int({ defaultValue: 1000, description: 'Milliseconds between ticks, 500 to 60000; null: 1000.' }),
    },
    subscribe: (_root, { inputId, outputIds, everyMs }, { services }) => {
      const checked = checkRange('everyMs', everyMs ?? 1000, 500, 60_000)
      return services.statistics.follow({ inputId, outputIds, everyMs: checked })
    },
    resolve: (tick) => tick,
  }),
}))
