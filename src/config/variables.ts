import { isIP } from 'node:net'
import { z } from 'zod'
import { logLevels } from '../domain/log.ts'
import { basePathVariable } from './basePath.ts'
import { callerVariables } from './callers.ts'
import { databaseUrl } from './databaseUrl.ts'
import { externalFaults, externalVariables } from './externalMediamtx.ts'
import { forbiddenVariables } from './forbidden.ts'
import { monitoringFaults, monitoringVariables } from './monitoring.ts'

/** Stand in older READMEs for everybody to read: whoever has them has the key. */
const publishedKeys = ['your-secret-api-key-change-in-production', 'your-secret-key-change-this']

/** How many ports the SRT range has when only its start is given. */
const srtPorts = 100

const key = (name: string) =>
  z
    .string()
    .superRefine((value, context) => {
      if (publishedKeys.includes(value)) {
        const remedy = 'leave it out to have a strong one made, or set one of your own'
        context.addIssue(`${name} is an example that everybody can read in the documentation: ${remedy}.`)
      } else if (!isAscii(value)) {
        context.addIssue(notAscii(name))
      }
    })
    .optional()

/** May be one that everybody knows: this is the way to leave it behind. */
const formerKeys = z.string().refine(isAscii, notAscii('SECRET_KEY_PREVIOUS')).optional()

function isAscii(value: string): boolean {
  return /^[\x21-\x7e]+$/.test(value)
}

function notAscii(name: string): string {
  return `${name} must be letters, digits and signs of ASCII, without spaces.`
}

const number = (name: string, { min, max, whole }: { min: number; max: number; whole: boolean }) => {
  const message = `${name} must be a ${whole ? 'whole ' : ''}number from ${min} to ${max}.`
  return z
    .string()
    .regex(whole ? /^\d+$/ : /^\d+(\.\d+)?$/, message)
    .transform(Number)
    .refine((value) => value >= min && value <= max, message)
}

const wholeNumber = (name: string, min: number, max: number) => number(name, { min, max, whole: true })
const portOfRange = (name: string) => wholeNumber(name, 1, 65535)

const host = (name: string) =>
  z
    .string()
    .refine(
      (value) =>
        isIP(value) > 0 || /^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]*[a-z0-9])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9])?)*\.?$/i.test(value),
      `${name} must be an IP address or a host name, without a scheme or a port.`,
    )

/** Every variable by itself. No message holds the value that was given. */
const single = z.object({
  DATABASE_URL: databaseUrl.optional(),
  DATA_DIR: z.string().default('./data'),
  SECRET_KEY: key('SECRET_KEY'),
  SECRET_KEY_PREVIOUS: formerKeys,
  API_KEY: key('API_KEY'),
  MEDIAMTX_CONFIG_PATH: z.string().default('./mediamtx.yml'),
  ...externalVariables,
  MEDIAMTX_BIN: z.string().default('mediamtx'),
  FFMPEG_BIN: z.string().default('ffmpeg'),
  LOG_LEVEL: z
    .string()
    .transform((level) => level.toUpperCase())
    .pipe(z.enum(logLevels, `LOG_LEVEL must be one of ${logLevels.join(', ')}.`))
    .default('INFO'),
  HOST: host('HOST').default('127.0.0.1'),
  PORT: wholeNumber('PORT', 0, 65535).default(8080),
  PUBLIC_HOST: host('PUBLIC_HOST').optional(),
  ...basePathVariable,
  ...callerVariables,
  ...forbiddenVariables,
  ...monitoringVariables,
  DEFAULT_RECONNECT_DELAY: number('DEFAULT_RECONNECT_DELAY', { min: 0.5, max: 3600, whole: false }).default(5),
  MAX_RECONNECT_ATTEMPTS: wholeNumber('MAX_RECONNECT_ATTEMPTS', 0, 1_000_000).default(0),
  UDP_PORT_RANGE_START: portOfRange('UDP_PORT_RANGE_START').default(5000),
  UDP_PORT_RANGE_END: portOfRange('UDP_PORT_RANGE_END').default(5100),
  SRT_PORT_RANGE_START: portOfRange('SRT_PORT_RANGE_START').default(8890),
  SRT_PORT_RANGE_END: portOfRange('SRT_PORT_RANGE_END').optional(),
})

type Ranges = Pick<
  z.output<typeof single>,
  'UDP_PORT_RANGE_START' | 'UDP_PORT_RANGE_END' | 'SRT_PORT_RANGE_START' | 'SRT_PORT_RANGE_END'
>

function srtEnd(values: Ranges): number {
  return values.SRT_PORT_RANGE_END ?? Math.min(values.SRT_PORT_RANGE_START + srtPorts, 65535)
}

function* rangeFaults(values: Ranges): Generator<string> {
  const udp = [values.UDP_PORT_RANGE_START, values.UDP_PORT_RANGE_END] as const
  const srt = [values.SRT_PORT_RANGE_START, srtEnd(values)] as const
  if (udp[0] > udp[1]) yield 'UDP_PORT_RANGE_START must not be greater than UDP_PORT_RANGE_END.'
  if (srt[0] > srt[1]) yield 'SRT_PORT_RANGE_START must not be greater than SRT_PORT_RANGE_END.'
  if (udp[0] <= srt[1] && srt[0] <= udp[1]) {
    yield 'The ranges of UDP_PORT_RANGE_... and SRT_PORT_RANGE_... must not overlap: SRT uses UDP ports too.'
  }
}

/** Of everything that the server is set up by. */
export const variableNames: readonly string[] = Object.keys(single.shape)

export const variables = single
  .superRefine(
    (values, context) => {
      for (const fault of rangeFaults(values)) context.addIssue(fault)
    },
    // Also when another variable is wrong, so that all faults are told at once. A wrong one of these four is still text here.
    {
      when: ({ value }) =>
        Object.entries(value as object).every(([name, port]) => !name.includes('_RANGE_') || typeof port !== 'string'),
    },
  )
  .superRefine(
    (values, context) => {
      for (const fault of [...externalFaults(values), ...monitoringFaults(values)]) context.addIssue(fault)
    },
    // They are about what is set at all, and hold for wrong values too.
    { when: () => true },
  )
  .transform((values) => ({ ...values, SRT_PORT_RANGE_END: srtEnd(values) }))
