import type { StateCounts, Totals } from '../domain/totals.ts'
import { builder } from './builder.ts'

const StateCountsType = builder.objectRef<StateCounts>('StateCounts').implement({
  description: 'How many inputs or outputs there are, each counted in exactly one of the numbers beside the total.',
  fields: (t) => ({
    total: t.exposeInt('total', { description: 'All of them.' }),
    problems: t.exposeInt('problems', { description: 'DEGRADED, RECONNECTING, LOST or FAILED.' }),
    live: t.exposeInt('live', { description: 'LIVE.' }),
    waiting: t.exposeInt('waiting', {
      description: 'WAITING, WAITING_INPUT, STARTING, and UNKNOWN: what cannot be seen is not called a problem of its own.',
    }),
    listening: t.exposeInt('listening', { description: 'LISTENING. Of inputs 0.' }),
    stopped: t.exposeInt('stopped', { description: 'STOPPED or STOPPING.' }),
  }),
})

export const TotalsType = builder.objectRef<Totals>('Totals').implement({
  description: 'Everything at one moment, in a few numbers.',
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime', description: 'When the rates were taken.' }),
    inputs: t.expose('inputs', { type: StateCountsType, description: 'The inputs.' }),
    outputs: t.expose('outputs', { type: StateCountsType, description: 'The outputs.' }),
    receivedBps: t.exposeFloat('receivedBps', { description: 'By all inputs together, bits per second.' }),
    sentBps: t.exposeFloat('sentBps', { description: 'By all outputs together, bits per second.' }),
  }),
})

builder.queryFields((t) => ({
  totals: t.field({
    type: TotalsType,
    description: 'Everything, now, in a few numbers.',
    resolve: (_root, _args, { services }) => services.statistics.totals(),
  }),
}))
