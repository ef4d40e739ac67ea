import { InvalidValueError } from '../domain/errors.ts'
import { visible } from '../domain/visible.ts'
import type { LogLevel } from '../domain/log.ts'
import type { UnknownValue } from '../db/unknown.ts'

const longestTold = 40

/** What a person should know of rows that this version cannot read in full. */
export function* tellOfUnknown(unknown: readonly UnknownValue[], version: string): Generator<{ level: LogLevel; text: string }> {
  for (const { noun, id, name, column, value } of unknown) {
    const who = `The ${noun} "${name}" (row ${id} of the table ${noun})`
    const told = `"${visible(value.slice(0, longestTold)).toWellFormed()}"`
    const why = 'a newer version wrote that, or somebody by hand'
    const text =
      column === 'protocol'
        ? `${who} is of the kind ${told}, which version ${version} does not know: ${why}. It is not run and not shown; all others are. Its row and its history are kept: start the version that knows it, or delete the row with this server stopped`
        : `${who} has the wish ${told}, which version ${version} does not know: ${why}. It stays stopped until somebody starts it`
    yield { level: 'ERROR', text }
  }
}

/**
 * Nobody sees an output of an unknown kind, so none shall go unseen with its input.
 *
 * @throws InvalidValueError that names them.
 */
export function checkNoneIsLost(leftOut: readonly UnknownValue[], removedInputs: readonly string[]): void {
  const lost = leftOut.filter(({ inputId }) => removedInputs.includes(inputId))
  if (lost.length === 0) return
  const names = lost.map(({ id, name }) => `"${name}" (row ${id} of the table output)`).join(', ')
  throw new InvalidValueError(
    'id',
    `The input cannot be deleted: with it would go what this version does not know and cannot show, ${names}. Delete that with the version that knows it, or in the database with this server stopped.`,
  )
}
