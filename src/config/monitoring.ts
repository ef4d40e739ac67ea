import { z } from 'zod'

/** How the lines of the manager itself are written. */
const logFormats = ['auto', 'text', 'json'] as const

/** `auto`: words on a terminal, else JSON. */
export type LogFormat = (typeof logFormats)[number]

const shortestToken = 16

/** For those who watch the server. No message holds the value that was given. */
export const monitoringVariables = {
  METRICS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'METRICS_TOKEN must be letters, digits and signs of ASCII, without spaces.')
    .min(shortestToken, `METRICS_TOKEN must have at least ${shortestToken} characters.`)
    .optional(),
  LOG_FORMAT: z
    .string()
    .transform((format) => format.toLowerCase())
    .pipe(z.enum(logFormats, `LOG_FORMAT must be one of ${logFormats.join(', ')}.`))
    .default('auto'),
}

/** What is wrong with the variables together. */
export function* monitoringFaults({ METRICS_TOKEN, API_KEY }: { METRICS_TOKEN?: unknown; API_KEY?: unknown }): Generator<string> {
  if (METRICS_TOKEN !== undefined && METRICS_TOKEN === API_KEY)
    yield 'METRICS_TOKEN must not be the API_KEY: it lets read metrics, and nothing else.'
}

export function isJson(format: LogFormat, { isTTY = false }: { isTTY?: boolean }): boolean {
  return format === 'json' || (format === 'auto' && !isTTY)
}
