import { sizeOf } from '../domain/metrics.ts'
import type { Metrics, MetricsPoint, MetricsRange } from '../domain/metrics.ts'
import { builder, enumOf } from './builder.ts'

const MetricsRangeType = enumOf<MetricsRange>(
  'MetricsRange',
  'How far metrics go back, and in which steps. What is older than a range lasts is deleted.',
  {
    FIVE_MINUTES: 'Five minutes in steps of 1 s. From memory: empty after a start of the manager.',
    ONE_HOUR: 'One hour in steps of 10 s.',
    ONE_DAY: '24 hours in steps of 1 min.',
    THIRTY_DAYS: '30 days in steps of 15 min.',
  },
)

const MetricsPointType = builder.objectRef<MetricsPoint>('MetricsPoint').implement({
  description: 'What was measured within one step of time.',
  fields: (t) => ({
    at: t.field({
      type: 'DateTime',
      description: 'When the step began.',
      resolve: ({ at }) => new Date(at * 1000),
    }),
    // Of a mean digits behind the point tell nothing, and are half of a long answer.
    bitrateBps: t.float({
      resolve: ({ bitrateBps }) => Math.round(bitrateBps),
      description: 'Received by the input, or sent by the output, bits per second: the mean over the step.',
    }),
    minBitrateBps: t.float({
      resolve: ({ minBitrateBps }) => Math.round(minBitrateBps),
      description: 'The least of its seconds, bits per second.',
    }),
    maxBitrateBps: t.float({
      resolve: ({ maxBitrateBps }) => Math.round(maxBitrateBps),
      description: 'The most of its seconds, bits per second.',
    }),
    errors: t.exposeInt('errors', {
      description:
        'Of an input: packets that arrived damaged, by what MediaMTX finds when it reads the feed, and those that found its receive buffer full. What is lost on the way counts only where it shows in the feed; several senders at once are told by the state DEGRADED alone. Of an output: times it left LIVE without being asked to.',
    }),
    restarts: t.exposeInt('restarts', {
      description: 'Of an output: starts of its sender that no person asked for. Of an input: 0.',
    }),
    cpuPercent: t.float({
      nullable: true,
      resolve: ({ cpuPercent }) => (cpuPercent === null ? null : Math.round(cpuPercent * 100) / 100),
      description: 'Of the process of an output, percent of one core, the mean over the step; null without a process.',
    }),
    rssBytes: t.expose('rssBytes', {
      type: 'SafeInt',
      nullable: true,
      description: 'Resident memory of that process, bytes, the most within the step; null without a process.',
    }),
  }),
})

const MetricsType = builder.objectRef<Metrics>('Metrics').implement({
  description: 'What was measured of one input or one output.',
  fields: (t) => ({
    from: t.expose('from', { type: 'DateTime', description: 'When the first step begins that may be in it.' }),
    to: t.expose('to', { type: 'DateTime', description: 'Now. The last step is not over yet.' }),
    stepMs: t.exposeInt('stepMs', { description: 'Milliseconds from one step to the next.' }),
    points: t.expose('points', {
      type: [MetricsPointType],
      description:
        'Oldest first. A step in which nothing was observed is missing, so that a gap stays a gap: the manager or the input or output was off, or its state was UNKNOWN.',
    }),
  }),
})

builder.queryFields((t) => ({
  metrics: t.field({
    type: MetricsType,
    description: `What was measured of one input or one output: name exactly one of the two. At most ${sizeOf.THIRTY_DAYS.length / sizeOf.THIRTY_DAYS.step} points.`,
    args: {
      inputId: t.arg.id({ description: 'Of the input; absent or null: an output is meant.' }),
      outputId: t.arg.id({ description: 'Of the output; absent or null: an input is meant.' }),
      range: t.arg({
        type: MetricsRangeType,
        required: true,
        defaultValue: 'FIVE_MINUTES',
        description: 'How far back, and in which steps.',
      }),
    },
    resolve: (_root, { inputId, outputId, range }, { services }) => services.metrics.read({ inputId, outputId }, range),
  }),
}))
