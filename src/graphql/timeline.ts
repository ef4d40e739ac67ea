import type { TimelineEntry, TimelineKind } from '../domain/timeline.ts'
import { builder, enumOf } from './builder.ts'
import { badUserInput, checkRange } from './errors.ts'
import { FailureType } from './failures.ts'
import { InputStateType, OutputStateType } from './states.ts'

const TimelineKindType = enumOf<TimelineKind>('TimelineKind', 'What an entry of a timeline tells of.', {
  STATE: 'Its state changed. The same change again within two minutes is counted, not told anew.',
  SETTINGS: 'It was made, or its settings were changed.',
  WISH: 'A person or a program asked for a start, a stop, a retry or a test signal.',
  INCIDENT: 'An incident that it was part of began or was over.',
})

const TimelineEntryType = builder.objectRef<TimelineEntry>('TimelineEntry').implement({
  description: 'Something that happened to an input or an output.',
  fields: (t) => ({
    id: t.exposeID('id', {
      description: 'Grows with every entry. One that sums up takes the place of others, with an id of its own.',
    }),
    at: t.expose('at', { type: 'DateTime', description: 'When it happened; of what is summed up: the last time.' }),
    kind: t.expose('kind', { type: TimelineKindType, description: 'What it tells of.' }),
    text: t.exposeString('text', {
      description: 'One sentence for people, such as `The connection ended, 14 times in 10 min`; secrets masked.',
    }),
    inputState: t.expose('inputState', {
      type: InputStateType,
      nullable: true,
      description: 'With STATE of an input: its new state; else null.',
    }),
    outputState: t.expose('outputState', {
      type: OutputStateType,
      nullable: true,
      description: 'With STATE of an output: its new state; else null.',
    }),
    failure: t.expose('failure', {
      type: FailureType,
      nullable: true,
      description: 'With STATE: why, as it was seen then; null where the state needs no reason.',
    }),
    incidentId: t.exposeID('incidentId', { nullable: true, description: 'With INCIDENT: which; else null.' }),
  }),
})

const TimelinePageType = builder.objectRef<{ entries: TimelineEntry[]; hasOlder: boolean }>('TimelinePage').implement({
  description: 'A part of a timeline.',
  fields: (t) => ({
    entries: t.expose('entries', { type: [TimelineEntryType], description: 'Newest first.' }),
    hasOlder: t.exposeBoolean('hasOlder', { description: 'Whether there are older ones: ask again with `before` the last id.' }),
  }),
})

builder.queryFields((t) => ({
  timeline: t.field({
    type: TimelinePageType,
    description:
      'What happened to one input or one output, newest first: changes of state with their reason, settings changed, wishes of people, incidents. The newest 500 of each are kept, 50,000 in all, over restarts too; those of an object go with it.',
    args: {
      inputId: t.arg.id({ description: 'Of this input. Exactly one of the two ids.' }),
      outputId: t.arg.id({ description: 'Of this output. Exactly one of the two ids.' }),
      first: t.arg.int({ defaultValue: 50, description: 'How many, 1 to 200; null: 50.' }),
      before: t.arg.id({ description: 'Only entries older than this id; absent or null: the newest.' }),
    },
    resolve: (_root, { inputId, outputId, first, before }, { services }) => {
      if (Boolean(inputId) === Boolean(outputId)) throw badUserInput('Give either inputId or outputId.')
      return services.timeline.page({ inputId, outputId, before, first: checkRange('first', first ?? 50, 1, 200) })
    },
  }),
}))
