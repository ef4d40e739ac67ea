import { InvalidValueError } from '../domain/errors.ts'

/** The id of a line, an incident or an event, as a caller gave it; `what` begins the sentence. Throws InvalidValueError. */
export function readId(text: string | null | undefined, field: string, what: string): number | null {
  if (text === null || text === undefined) return null
  if (!/^\d{1,15}$/.test(text)) throw new InvalidValueError(field, `The id of ${what} is a whole number`)
  return Number(text)
}
