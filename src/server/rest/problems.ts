import type { z } from 'zod'
import { snakeCase } from './names.ts'
import { inWords } from './shapes.ts'

/** Why a request was not answered as wished: what stands in `error`, and the status. */
export class RestProblem extends Error {
  readonly status: number
  readonly code: string
  /** Name of the field or parameter that is wrong, such as `udp_port`; null when none is. */
  readonly field: string | null

  constructor(status: number, code: string, message: string, field: string | null = null) {
    super(message)
    this.status = status
    this.code = code
    this.field = field
  }
}

export function invalid(field: string | null, message: string): RestProblem {
  return new RestProblem(400, 'INVALID_VALUE', message, field)
}

/** A member of a result union that is not the object: null when `result` is none. */
export function problemIn(result: { __typename?: string; [field: string]: unknown }, takesPort: string): RestProblem | null {
  const message = inWords(String(result.message))
  switch (result.__typename) {
    case 'InvalidValue':
      return invalid(nameOf(String(result.field)), message)
    case 'NotFound':
      return new RestProblem(404, 'NOT_FOUND', message)
    case 'PortTaken':
      return new RestProblem(409, 'PORT_TAKEN', message, takesPort)
    default:
      return null
  }
}

/** An error beside the data, as it was masked: of the caller by its code, else of ours. */
export function problemOf(error: { message: string; extensions: Record<string, unknown> }): RestProblem {
  const { code, field } = error.extensions
  const message = inWords(error.message)
  if (code === 'NOT_FOUND') return new RestProblem(404, code, message)
  if (code === 'BAD_USER_INPUT') return invalid(typeof field === 'string' ? nameOf(field) : null, message)
  if (code === 'TIMEOUT') return new RestProblem(504, code, message)
  if (code === 'STORAGE') return new RestProblem(503, code, message)
  return new RestProblem(500, 'INTERNAL_SERVER_ERROR', message)
}

const kinds: Record<string, string> = {
  string: 'a text',
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
}

/** The first fault of what was given. Tells names, never values: there may be a key in one. */
export function faultOf(error: z.ZodError, value: unknown, known: readonly string[], what: 'field' | 'parameter'): RestProblem {
  const [issue] = error.issues
  if (!issue) return invalid(null, 'This cannot be read.')
  if (issue.code === 'unrecognized_keys') return unknownName(issue.keys[0] ?? '', known, what)
  const name = issue.path.join('.')
  if (name === '') return invalid(null, 'The body must be a JSON object, such as {"name": "Camera 1"}.')
  const [first = ''] = issue.path
  const isMissing = (value as Record<PropertyKey, unknown>)[first] === undefined
  if (isMissing) return invalid(name, `The ${what} ${name} is needed.`)
  if (issue.code === 'invalid_value') return invalid(name, `${name} must be one of ${issue.values.join(', ')}.`)
  const kind = issue.code === 'invalid_type' ? kinds[issue.expected] : undefined
  return invalid(name, kind === undefined ? `${name} is out of range.` : `${name} must be ${kind}.`)
}

function unknownName(given: string, known: readonly string[], what: 'field' | 'parameter'): RestProblem {
  const name = given.slice(0, 60)
  const meant = known.find((one) => one === snakeCase(name))
  const hint = meant === undefined ? `Known are ${known.join(', ') || 'none'}.` : `Write ${meant}.`
  return invalid(name, `There is no ${what} ${JSON.stringify(name)} here. ${hint}`)
}

/** `url` for `output.url`. */
function nameOf(path: string): string {
  return path
    .split('.')
    .slice(path.includes('.') ? 1 : 0)
    .map(snakeCase)
    .join('.')
}
