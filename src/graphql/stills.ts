import type { Still, StillEvent } from '../domain/still.ts'
import { builder } from './builder.ts'
import { badUserInput } from './errors.ts'
import { InputType } from './types.ts'

const mostAtOnce = 500

const StillType = builder.objectRef<Still>('Still').implement({
  description: 'A picture of a feed, made small, as JPEG.',
  fields: (t) => ({
    url: t.exposeString('url', {
      description: 'Its path on this server, signed in like the rest. Another one with each picture.',
    }),
    takenAt: t.expose('takenAt', { type: 'DateTime', description: 'When the picture arrived with the feed.' }),
    width: t.exposeInt('width', { description: 'Pixels.' }),
    height: t.exposeInt('height', { description: 'Pixels.' }),
  }),
})

builder.objectFields(InputType, (t) => ({
  still: t.field({
    type: StillType,
    nullable: true,
    description:
      'The newest picture, which may be old: pictures are taken only while somebody follows `stills`. Null when none was taken since the input was started.',
    resolve: ({ id }, _args, { services }) => services.stills.of(id),
  }),
  previewUrl: t.string({
    nullable: true,
    description:
      'Path of an HLS index on this server, signed in like the rest: the moving picture with sound. Null unless the input is LIVE or DEGRADED and browsers can play what it carries.',
    resolve: (input, _args, { services }) => services.previews.urlOf(input),
  }),
}))

const StillEventType = builder.objectRef<StillEvent>('StillEvent').implement({
  description: 'What those hear who look at inputs.',
  fields: (t) => ({
    inputId: t.exposeID('inputId', { description: 'Of the input.' }),
    still: t.expose('still', { type: StillType, nullable: true, description: 'Its newest picture; null: there is none.' }),
    everyMs: t.exposeInt('everyMs', {
      description: 'How often one is taken of each input now, milliseconds: 5000 with up to four in sight, more with more.',
    }),
  }),
})

builder.subscriptionFields((t) => ({
  stills: t.field({
    type: StillEventType,
    description:
      'Being subscribed is looking: pictures are taken only of inputs that somebody looks at, and for 15 s after. First what is known of each, then each new one. An id that does not exist: error NOT_FOUND.',
    args: { inputIds: t.arg.idList({ required: true, description: 'The inputs in sight, at most 500.' }) },
    subscribe: (_root, { inputIds }, { services }) => {
      if (inputIds.length > mostAtOnce) throw badUserInput(`inputIds must be at most ${mostAtOnce}.`)
      return services.stills.follow(inputIds)
    },
    resolve: (event) => event,
  }),
}))
