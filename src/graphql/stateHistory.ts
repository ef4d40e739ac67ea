import type { StateSpan } from '../domain/stateHistory.ts'
import type { InputState, OutputState } from '../domain/states.ts'
import { builder } from './builder.ts'
import { checkRange } from './errors.ts'
import { FailureCodeType } from './failures.ts'
import { InputStateType, OutputStateType } from './states.ts'
import { InputType, OutputType } from './types.ts'

const description = {
  from: 'When it began, or when the hours that were asked for began.',
  to: 'When it ended; null: it lasts.',
  failureCode: 'Why it was not as wished; null when there was no reason.',
}

const InputStateSpanType = builder.objectRef<StateSpan<InputState>>('InputStateSpan').implement({
  description: 'A time in which an input was in one state, for one reason.',
  fields: (t) => ({
    state: t.expose('state', { type: InputStateType, description: 'The state.' }),
    from: t.field({ type: 'DateTime', description: description.from, resolve: ({ from }) => new Date(from) }),
    to: t.field({ type: 'DateTime', nullable: true, description: description.to, resolve: ({ to }) => dateOrNull(to) }),
    failureCode: t.expose('failureCode', { type: FailureCodeType, nullable: true, description: description.failureCode }),
  }),
})

const OutputStateSpanType = builder.objectRef<StateSpan<OutputState>>('OutputStateSpan').implement({
  description: 'A time in which an output was in one state, for one reason.',
  fields: (t) => ({
    state: t.expose('state', { type: OutputStateType, description: 'The state.' }),
    from: t.field({ type: 'DateTime', description: description.from, resolve: ({ from }) => new Date(from) }),
    to: t.field({ type: 'DateTime', nullable: true, description: description.to, resolve: ({ to }) => dateOrNull(to) }),
    failureCode: t.expose('failureCode', { type: FailureCodeType, nullable: true, description: description.failureCode }),
  }),
})

const ofHistory =
  'Which states it had, oldest first, at most 200. Time that nobody observed, as while the manager was off, is in no span. Where more changes came than are kept (96 a day) neighbours are put together, the shortest first, and told as the worse of the two. Up to 24 hours are in memory; kept are 30 days.'
const ofHours = 'How far back, hours, 1 to 720; null: 24.'

builder.objectFields(InputType, (t) => ({
  stateHistory: t.field({
    type: [InputStateSpanType],
    description: ofHistory,
    args: { hours: t.arg.int({ defaultValue: 24, description: ofHours }) },
    resolve: ({ id }, { hours }, { services }) => services.stateHistory.ofInput(id, checkRange('hours', hours ?? 24, 1, 720)),
  }),
}))

builder.objectFields(OutputType, (t) => ({
  stateHistory: t.field({
    type: [OutputStateSpanType],
    description: ofHistory,
    args: { hours: t.arg.int({ defaultValue: 24, description: ofHours }) },
    resolve: ({ id }, { hours }, { services }) => services.stateHistory.ofOutput(id, checkRange('hours', hours ?? 24, 1, 720)),
  }),
}))

function dateOrNull(at: number | null): Date | null {
  return at === null ? null : new Date(at)
}
