/**
 * What a person may do wrong. One class per cause, with fields; services throw them, resolvers and the REST
 * facade translate them. Their messages are for people and never hold a secret.
 */

/** A value that cannot be used. `field` is the path of the argument, such as `output.url`. */
export class InvalidValueError extends Error {
  override readonly name = 'InvalidValue'
  readonly field: string

  constructor(field: string, message: string) {
    super(message)
    this.field = field
  }
}

/** No object has this id. */
export class NotFoundError extends Error {
  override readonly name = 'NotFound'
  readonly id: string

  constructor(id: string, message: string) {
    super(message)
    this.id = id
  }
}

/** A network port that cannot be had. `holder` says in words who has it. */
export class PortTakenError extends Error {
  override readonly name = 'PortTaken'
  readonly port: number
  readonly holder: string

  constructor(port: number, holder: string, message: string) {
    super(message)
    this.port = port
    this.holder = holder
  }
}

/** The database could not store what a person set, or not be read. The message says why, and what became of the wish. */
export class StorageError extends Error {
  override readonly name = 'Storage'
}

/** A transition that the state table does not allow: always a mistake in our own code. */
export class ForbiddenTransitionError extends Error {
  override readonly name = 'ForbiddenTransition'
}
