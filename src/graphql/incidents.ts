import type { IncidentEvent } from '../domain/events.ts'
import type { Incident, IncidentEnding, IncidentEntry } from '../domain/incidents/incident.ts'
import { builder, enumOf } from './builder.ts'
import { checkRange } from './errors.ts'
import { FailureCodeType, FailureType } from './failures.ts'
import { EventKindType } from './states.ts'

const IncidentEntryType = builder.objectRef<IncidentEntry>('IncidentEntry').implement({
  description: 'Something that happened in an incident.',
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime', description: 'When it happened; of what is counted: the last time.' }),
    text: t.exposeString('text', { description: 'One sentence for people, secrets masked.' }),
  }),
})

const IncidentEndingType = enumOf<IncidentEnding>('IncidentEnding', 'How an incident ended.', {
  RECOVERED: 'What it was about is as wished again.',
  STOPPED: 'What it was about, or the input of that, was stopped by a person. Nothing was mended.',
  DELETED: 'What it was about was deleted.',
})

const IncidentType = builder.objectRef<Incident>('Incident').implement({
  description:
    'A period in which one cause kept something from being as wished. One of SERVER_DOWN is told when it is over: this server did not run, from its last sign of life (within 10 s) until its start.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Grows with every incident, over restarts too.' }),
    title: t.exposeString('title', {
      description: 'One sentence for people, such as `Camera 1 has no feed; its 4 outputs wait`.',
    }),
    cause: t.expose('cause', { type: FailureCodeType, description: 'The cause; of several in a row the last.' }),
    failure: t.expose('failure', {
      type: FailureType,
      nullable: true,
      description:
        'That cause in full, with its evidence, as it was last seen; null for an incident of a version that did not keep it.',
    }),
    entries: t.expose('entries', {
      type: [IncidentEntryType],
      description:
        'What happened in it, oldest first: how it began, causes, outputs that joined or recovered, attempts as counts, how it ended. 50 at most: the first and the newest.',
    }),
    inputId: t.exposeID('inputId', {
      nullable: true,
      description:
        'The input that it is about, or whose output it is about; null when it is about no single input. It may be deleted.',
    }),
    inputName: t.exposeString('inputName', {
      nullable: true,
      description: 'Name of that input when the incident began; null when there is none.',
    }),
    outputIds: t.exposeIDList('outputIds', { description: 'Outputs that it kept from sending. They may be deleted.' }),
    outputNames: t.exposeStringList('outputNames', { description: 'Names of these outputs, in the same order.' }),
    openedAt: t.expose('openedAt', { type: 'DateTime', description: 'When it began.' }),
    closedAt: t.expose('closedAt', {
      type: 'DateTime',
      nullable: true,
      description:
        'When it was over; null while it lasts. When it ended while the server was down: when it was last seen to last.',
    }),
    ending: t.expose('ending', {
      type: IncidentEndingType,
      nullable: true,
      description:
        'How it ended; null while it lasts, when it ended unseen while the server was down, when it went on as part of another, and for an incident of a version that did not keep it.',
    }),
  }),
})

const IncidentPageType = builder.objectRef<{ incidents: Incident[]; hasOlder: boolean }>('IncidentPage').implement({
  description: 'A part of the incidents.',
  fields: (t) => ({
    incidents: t.expose('incidents', { type: [IncidentType], description: 'Newest first.' }),
    hasOlder: t.exposeBoolean('hasOlder', { description: 'Whether there are older ones: ask again with `before` the last id.' }),
  }),
})

const IncidentEventType = builder.objectRef<IncidentEvent>('IncidentEvent').implement({
  description: 'What happened to incidents.',
  fields: (t) => ({
    kind: t.expose('kind', {
      type: EventKindType,
      description:
        'SNAPSHOT: the open ones. ADDED: a new one. CHANGED: another title, cause or output, or it is over: `closedAt` tells.',
    }),
    incidents: t.field({
      type: [IncidentType],
      nullable: true,
      description: 'With SNAPSHOT: the open ones, oldest first; else null.',
      resolve: (event) => (event.kind === 'SNAPSHOT' ? event.objects : null),
    }),
    incident: t.field({
      type: IncidentType,
      nullable: true,
      description: 'With ADDED and CHANGED: the incident as it is now; else null.',
      resolve: (event) => (event.kind === 'SNAPSHOT' ? null : event.object),
    }),
  }),
})

builder.queryFields((t) => ({
  incident: t.field({
    type: IncidentType,
    nullable: true,
    description: 'The incident with this id; null when there is none, or it is kept no more.',
    args: { id: t.arg.id({ required: true, description: 'Of the incident.' }) },
    resolve: (_root, { id }, { services }) => services.incidents.get(id),
  }),
  incidents: t.field({
    type: IncidentPageType,
    description: 'What kept inputs and outputs from being as wished, newest first. The newest 10,000 are kept.',
    args: {
      open: t.arg.boolean({ description: 'True: only those that last; false: only those that are over; absent or null: all.' }),
      first: t.arg.int({ defaultValue: 50, description: 'How many, 1 to 200; null: 50.' }),
      before: t.arg.id({ description: 'Only incidents older than this id; absent or null: the newest.' }),
    },
    resolve: (_root, { open, first, before }, { services }) =>
      services.incidents.page({ open, before, first: checkRange('first', first ?? 50, 1, 200) }),
  }),
}))

builder.subscriptionFields((t) => ({
  incidentEvents: t.field({
    type: IncidentEventType,
    description: 'First a SNAPSHOT of the incidents that are open, then every change.',
    subscribe: (_root, _args, { services }) => services.incidents.follow(),
    resolve: (event) => event,
  }),
}))
