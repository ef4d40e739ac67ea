import { InvalidValueError, NotFoundError, PortTakenError } from '../domain/errors.ts'
import { builder } from './builder.ts'

export const Problem = builder.interfaceRef<Error>('Problem').implement({
  description: 'Why a mutation did nothing.',
  fields: (t) => ({ message: t.exposeString('message', { description: 'One sentence for people, in plain words.' }) }),
})

builder.objectType(InvalidValueError, {
  name: 'InvalidValue',
  description: 'A value that cannot be used.',
  interfaces: [Problem],
  isTypeOf: (value) => value instanceof InvalidValueError,
  fields: (t) => ({
    field: t.exposeString('field', { description: 'The path of the argument that it stands in, such as `output.url`.' }),
  }),
})

builder.objectType(NotFoundError, {
  name: 'NotFound',
  description: 'No object has this id.',
  interfaces: [Problem],
  isTypeOf: (value) => value instanceof NotFoundError,
  fields: (t) => ({ id: t.exposeID('id', { description: 'The id that was asked for.' }) }),
})

builder.objectType(PortTakenError, {
  name: 'PortTaken',
  description: 'A network port that cannot be had.',
  interfaces: [Problem],
  isTypeOf: (value) => value instanceof PortTakenError,
  fields: (t) => ({
    port: t.exposeInt('port', { description: 'The port number.' }),
    holder: t.exposeString('holder', { description: 'Who has it, in words, such as `input "Camera 1"`.' }),
  }),
})

/** An object that is gone now. */
export class Deleted {
  readonly id: string

  constructor(id: string) {
    this.id = id
  }
}

builder.objectType(Deleted, {
  name: 'Deleted',
  description: 'The object is gone, and its processes have been told to end.',
  isTypeOf: (value) => value instanceof Deleted,
  fields: (t) => ({ id: t.exposeID('id', { description: 'The id that it had.' }) }),
})

export const DeleteResult = builder.errorUnion('DeleteResult', {
  description: 'What came of a deletion.',
  types: [Deleted, NotFoundError],
})
