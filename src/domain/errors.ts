import type { ConfigurationFault } from './configuration/configuration.ts'

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

/** No object has this id. What does not look like one is not repeated: it may be anything, of any length. */
export class NotFoundError extends Error {
  override readonly name = 'NotFound'
  readonly id: string

  constructor(id: string, message: string) {
    const isTellable = /^[\w.-]{0,40}$/.test(id)
    super(isTellable ? message : message.replaceAll(id, '?'))
    this.id = isTellable ? id : '?'
  }
}

/** A configuration file that cannot be used; nothing of it was done. `faults`: each thing that is wrong, at least one. */
export class ConfigurationError extends Error {
  override readonly name = 'InvalidConfiguration'
  readonly faults: readonly ConfigurationFault[]

  constructor(faults: readonly ConfigurationFault[]) {
    const [first] = faults
    const where = [first?.line ? `line ${first.line}` : '', first?.field ?? ''].filter((part) => part !== '').join(', ')
    const more = faults.length === 1 ? '' : ` (and ${faults.length - 1} more)`
    super(`The configuration cannot be used${where === '' ? '' : `: ${where}`}: ${first?.message ?? ''}${more}`)
    this.faults = faults
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
