import { z } from 'zod'
import { isLoopback } from '../domain/loopback.ts'

/** A MediaMTX that runs elsewhere, as the environment tells of it. */
export interface ExternalMediamtx {
  /** Of its control API, without credentials, such as `http://media.example:9997`. */
  readonly apiUrl: string
  readonly user: string
  readonly password: string
  /** Where FFmpeg reads, with credentials and without a path, such as `rtsp://reader:PASSWORD@media.example:8554`. */
  readonly rtspUrl: string
  /** Where it gives previews, without credentials, such as `http://media.example:8888`; null: nowhere. */
  readonly hlsUrl: string | null
  /** Where SRT callers connect that name their output by stream id. */
  readonly srt: { readonly host: string; readonly port: number }
  /** A file that its log can be read from, or null. */
  readonly logFile: string | null
  /** It is emptied once it is longer; null: others see to it. */
  readonly logFileLimitBytes: number | null
  /** With this begin the names of our paths there. */
  readonly pathPrefix: string
  /** The name or address that feeds are sent to; null: that of this machine. */
  readonly feedHost: string | null
}

const defaultSrtPort = 8890

const apiUrl = z.string().transform((given, context) => {
  const url = parsed(given, ['http:', 'https:'])
  const isBare = url?.search === '' && url.hash === '' && url.username === '' && url.password === ''
  if (url && isBare) return `${url.origin}${url.pathname.replace(/\/+$/, '')}`
  context.addIssue(
    'MEDIAMTX_API_URL must be http://host:9997, without credentials: those are MEDIAMTX_API_USER and MEDIAMTX_API_PASSWORD.',
  )
  return z.NEVER
})

const rtspUrl = z.string().transform((given, context) => {
  const url = parsed(given, ['rtsp:'])
  if (url?.username && url.password && url.search === '' && isRoot(url)) return given.replace(/\/+$/, '')
  context.addIssue(
    'MEDIAMTX_RTSP_URL must be rtsp://user:password@host:8554, with the user that may read and without a path; signs such as @ in its password are written %40.',
  )
  return z.NEVER
})

const srtUrl = z.string().transform((given, context) => {
  const url = parsed(given, ['srt:'])
  if (url && url.username === '' && url.search === '' && isRoot(url))
    return { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || defaultSrtPort) }
  context.addIssue('MEDIAMTX_SRT_URL must be srt://host:8890: where callers connect, without anything behind the port.')
  return z.NEVER
})

const hlsUrl = z.string().transform((given, context) => {
  const url = parsed(given, ['http:', 'https:'])
  if (url?.search === '' && url.hash === '' && url.username === '' && url.password === '')
    return `${url.origin}${url.pathname.replace(/\/+$/, '')}`
  context.addIssue('MEDIAMTX_HLS_URL must be http://host:8888, without credentials: it is read by the user of MEDIAMTX_RTSP_URL.')
  return z.NEVER
})

export const externalVariables = {
  MEDIAMTX_API_URL: apiUrl.optional(),
  MEDIAMTX_API_USER: z.string().optional(),
  MEDIAMTX_API_PASSWORD: z.string().optional(),
  MEDIAMTX_RTSP_URL: rtspUrl.optional(),
  MEDIAMTX_HLS_URL: hlsUrl.optional(),
  MEDIAMTX_SRT_URL: srtUrl.optional(),
  MEDIAMTX_LOG_FILE: z.string().optional(),
  MEDIAMTX_LOG_FILE_LIMIT: z
    .string()
    .regex(/^[1-9]\d{0,4}$/, 'MEDIAMTX_LOG_FILE_LIMIT must be a whole number of megabytes from 1 to 99999.')
    .transform((megabytes) => Number(megabytes) * 1_000_000)
    .optional(),
  MEDIAMTX_PATH_PREFIX: z
    .string()
    .regex(/^[a-z0-9][a-z0-9_-]{0,31}$/i, 'MEDIAMTX_PATH_PREFIX must be 1 to 32 letters, digits, - or _, and begin with no sign.')
    .optional(),
}

type Given = z.output<z.ZodObject<typeof externalVariables>>

/** What is wrong with the variables together. No sentence holds a value. */
export function* externalFaults(values: Partial<Record<keyof Given, unknown>>): Generator<string> {
  if (values.MEDIAMTX_API_URL === undefined) {
    for (const name of Object.keys(externalVariables) as (keyof Given)[])
      if (values[name] !== undefined)
        yield `${name} is of a MediaMTX that runs elsewhere: set MEDIAMTX_API_URL too, or leave it out.`
    return
  }
  if (values.MEDIAMTX_API_PASSWORD === undefined)
    yield 'MEDIAMTX_API_PASSWORD must be set when MEDIAMTX_API_URL is: the password of MEDIAMTX_API_USER (manager).'
  if (values.MEDIAMTX_RTSP_URL === undefined)
    yield 'MEDIAMTX_RTSP_URL must be set when MEDIAMTX_API_URL is: where outputs read, such as rtsp://reader:password@host:8554.'
}

/** `publicHost`: as given, the name that shown addresses carry; `fallbackHost` without one. `resolve` makes paths absolute. */
export function externalMediamtx(
  values: Given,
  publicHost: string | undefined,
  fallbackHost: string,
  resolve: (path: string) => string,
): ExternalMediamtx | null {
  const { MEDIAMTX_API_URL: url, MEDIAMTX_API_PASSWORD: password, MEDIAMTX_RTSP_URL: rtsp } = values
  if (url === undefined || password === undefined || rtsp === undefined) return null
  const machine = new URL(url).hostname.replace(/^\[|\]$/g, '')
  const feedHost = isLoopback(machine) ? null : machine
  return Object.freeze({
    ...{ apiUrl: url, user: values.MEDIAMTX_API_USER ?? 'manager', password, rtspUrl: rtsp, feedHost },
    hlsUrl: values.MEDIAMTX_HLS_URL ?? null,
    srt: Object.freeze(values.MEDIAMTX_SRT_URL ?? { host: publicHost ?? feedHost ?? fallbackHost, port: defaultSrtPort }),
    logFile: values.MEDIAMTX_LOG_FILE === undefined ? null : resolve(values.MEDIAMTX_LOG_FILE),
    logFileLimitBytes: values.MEDIAMTX_LOG_FILE_LIMIT ?? null,
    pathPrefix: values.MEDIAMTX_PATH_PREFIX ?? 'sdm-',
  })
}

function parsed(given: string, schemes: readonly string[]): URL | null {
  const url = URL.canParse(given) ? new URL(given) : null
  return url && schemes.includes(url.protocol) && url.hostname !== '' ? url : null
}

function isRoot({ pathname, hash }: URL): boolean {
  return /^\/*$/.test(pathname) && hash === ''
}
