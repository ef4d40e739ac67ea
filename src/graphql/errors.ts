import { GraphQLError } from 'graphql'
import { visible } from '../domain/visible.ts'
import { InvalidValueError, NotFoundError, StorageError } from '../domain/errors.ts'

/** A fault of the caller in a query or a subscription; `extensions.code` is BAD_USER_INPUT. */
export function badUserInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } })
}

/** Throws BAD_USER_INPUT, naming the range, unless `value` is a number of it. */
export function checkRange(argument: string, value: number, least: number, most: number): number {
  if (value < least || value > most) throw badUserInput(`${argument} must be ${least} to ${most}.`)
  return value
}

/**
 * What a caller is told of an error outside the unions: faults of the caller by a code, anything else only by a reference
 * under which `report` logged it, once.
 */
export function createErrorMask(report: (error: unknown) => string): (error: unknown) => GraphQLError {
  const told = new WeakMap<object, string>()
  return (error) => {
    const cause = rootOf(error)
    if (cause instanceof GraphQLError) return withCode(withoutGivenValues(error as GraphQLError), 'BAD_USER_INPUT')
    const path = error instanceof GraphQLError ? error.path : undefined
    if (cause instanceof NotFoundError) {
      return new GraphQLError(cause.message, { path, extensions: { code: 'NOT_FOUND', id: cause.id } })
    }
    if (cause instanceof InvalidValueError) {
      return new GraphQLError(cause.message, { path, extensions: { code: 'BAD_USER_INPUT', field: cause.field } })
    }
    if (cause instanceof StorageError) return new GraphQLError(cause.message, { path, extensions: { code: 'STORAGE' } })
    const key = typeof cause === 'object' && cause !== null ? cause : {}
    const reference = told.get(key) ?? report(cause)
    told.set(key, reference)
    const message = `Something went wrong in the server. Its log has more under ${reference}.`
    return new GraphQLError(message, { path, extensions: { code: 'INTERNAL_SERVER_ERROR', unexpected: true, reference } })
  }
}

/** The same error, with `code` where GraphQL itself gives none: to variables that do not fit, for one. */
export function withCode(error: GraphQLError, code: string): GraphQLError {
  error.extensions.code ??= code
  return error
}

function rootOf(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? rootOf(error.originalError) : error
}

/**
 * GraphQL repeats a value that does not fit, with all that stands beside it: the address of an output with its key, when
 * another field of it is missing. Answers are logged by whoever gets them, so only the place and the reason are kept, and of
 * names that somebody made up no more than shows which is meant.
 */
function withoutGivenValues(error: GraphQLError): GraphQLError {
  const message = withShortNames(withoutValue(error))
  // Of a body that is no JSON, the words of the parser: they repeat what stands there.
  if ('originalError' in error.extensions) {
    return new GraphQLError(message, { extensions: { code: error.extensions.code, http: { status: 400 } } })
  }
  if (message === error.message) return error
  const { nodes, source, positions, path, extensions } = error
  return new GraphQLError(message, { nodes, source, positions, path, extensions })
}

const longestName = 40
const longestMessage = 1000

function withShortNames(message: string): string {
  return cut(visible(message.replace(/"([^"]*)"/g, (_, name: string) => `"${cut(name, longestName)}"`)), longestMessage)
}

function cut(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest).toWellFormed()}…`
}

function withoutValue({ message, originalError }: GraphQLError): string {
  const variable = /^Variable "\$\w+" got invalid value /.exec(message)
  if (variable === null) return reasonOnly(message)
  const reason = originalError?.message ?? ''
  const at = / at "[\w.[\]]+"$/.exec(message.slice(0, message.length - reason.length - '; '.length))?.[0] ?? ''
  return `${variable[0].trimEnd()}${at}. ${reasonOnly(reason)}`
}

function reasonOnly(reason: string): string {
  const [, beginning, rest = ''] = /^(Expected value of type "\w+" not to include )unknown field "(.*)$/s.exec(reason) ?? []
  if (beginning !== undefined) {
    // Other than names in a question, those in variables may be anything.
    const [, name, suggestion = '.'] = /^(\w{1,40})"(\. Did you mean [\w", ]*\?)?/.exec(rest) ?? []
    return name === undefined ? `${beginning}an unknown field.` : `${beginning}unknown field "${name}"${suggestion}`
  }
  return reason
    .replace(/, found: .*$/s, '.')
    .replace(/( cannot represent [^:]*): .*$/s, '$1.')
    .replace(/^Value ".*" does not exist/s, 'This value does not exist')
    .replace(/^(Syntax Error: .*found \w*String) .*$/s, '$1.')
}
