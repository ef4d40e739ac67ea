import type { LogLevel, LogLine, LogSource } from '../domain/log.ts'
import { builder, enumOf } from './builder.ts'
import { checkRange } from './errors.ts'

const LogLevelType = enumOf<LogLevel>('LogLevel', 'How bad a line is. As an argument: this level and worse.', {
  ERROR: 'Something failed.',
  WARNING: 'Something is not as it should be.',
  INFO: 'Something happened.',
  DEBUG: 'What only the search for a fault needs.',
})

const LogSourceType = enumOf<LogSource>('LogSource', 'Who said a line.', {
  OUTPUT: 'The sender of an output.',
  INPUT: 'The receiving side of an input.',
  MEDIAMTX: 'MediaMTX.',
  APP: 'The manager itself.',
})

const LogLineType = builder.objectRef<LogLine>('LogLine').implement({
  description: 'One line of a log, with secrets masked.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Grows with every line, over restarts too.' }),
    at: t.expose('at', { type: 'DateTime', description: 'When it was said.' }),
    level: t.expose('level', { type: LogLevelType, description: 'How bad it is.' }),
    source: t.expose('source', { type: LogSourceType, description: 'Who said it.' }),
    outputId: t.exposeID('outputId', { nullable: true, description: 'The output that it concerns; null when none.' }),
    inputId: t.exposeID('inputId', { nullable: true, description: 'The input that it concerns; null when none.' }),
    text: t.exposeString('text', { description: 'What was said.' }),
    repeated: t.exposeInt('repeated', { description: 'How many more times the same text came right after; 0: it came once.' }),
    dropped: t.exposeInt('dropped', { description: 'Lines lost just before this one, because too many came.' }),
  }),
})

const LogPageType = builder.objectRef<{ lines: LogLine[]; hasOlder: boolean }>('LogPage').implement({
  description: 'A part of a log.',
  fields: (t) => ({
    lines: t.expose('lines', { type: [LogLineType], description: 'Oldest first.' }),
    hasOlder: t.exposeBoolean('hasOlder', { description: 'Whether older lines are kept: ask again with `before` the first id.' }),
  }),
})

const filterArguments = builder.args((t) => ({
  outputId: t.id({ description: 'Only lines of this output; absent or null: any.' }),
  inputId: t.id({ description: 'Only lines of this input; absent or null: any.' }),
  source: t.field({ type: LogSourceType, description: 'Only lines of this source; absent or null: any.' }),
  level: t.field({ type: LogLevelType, description: 'This level and worse; absent or null: any.' }),
  search: t.string({
    description: 'Text to find in the line, whatever the case of the letters A to Z; absent or null: any.',
  }),
}))

builder.queryFields((t) => ({
  logs: t.field({
    type: LogPageType,
    description:
      'The newest lines that match, oldest of the page first. The newest 5,000 of each output, each input and each component are kept, over restarts too; those of an object go with it.',
    args: {
      ...filterArguments,
      first: t.arg.int({ defaultValue: 200, description: 'How many lines, 1 to 1000; null: 200.' }),
      before: t.arg.id({ description: 'Only lines older than this id; absent or null: the newest.' }),
      until: t.arg({ type: 'DateTime', description: 'Only lines said at this moment or before; absent or null: any.' }),
    },
    resolve: (_root, { first, ...filter }, { services }) =>
      services.logs.page({ ...filter, first: checkRange('first', first ?? 200, 1, 1000) }),
  }),
}))

builder.subscriptionFields((t) => ({
  logLines: t.field({
    type: LogLineType,
    description:
      'Lines after an id, or the last ones; then live, with no gap and no double. A reader that is too slow hears in `dropped` how many it lost.',
    args: {
      ...filterArguments,
      after: t.arg.id({ description: 'Replay what came after this id; absent or null: the last lines.' }),
      last: t.arg.int({ defaultValue: 100, description: 'How many lines to replay without `after`, 0 to 1000; null: 100.' }),
    },
    subscribe: (_root, { last, ...filter }, { services }) => {
      const checked = checkRange('last', last ?? 100, 0, 1000)
      return services.logs.follow({ ...filter, last: checked })
    },
    resolve: (line) => line,
  }),
}))
