import { networkInterfaces } from 'node:os'
import { dirname, join, resolve, sep } from 'node:path'
import type { ConfiguredDatabase } from './config/databaseUrl.ts'
import { readVariables } from './config/environment.ts'
import { externalMediamtx } from './config/externalMediamtx.ts'
import type { ExternalMediamtx } from './config/externalMediamtx.ts'
import { ConfigError, Faults } from './config/faults.ts'
import { checkReadable, makeWritable } from './config/folders.ts'
import { readOrCreateKey } from './config/keyFile.ts'
import type { LogFormat } from './config/monitoring.ts'
import type { AddressRange } from './domain/destinations/addressRange.ts'
import type { PortRange } from './domain/inputRules.ts'
import type { LogLevel } from './domain/log.ts'

/** Everything that the environment says, checked. Paths are absolute. */
export interface Config {
  /** `file` is a path, or `:memory:`. `url` holds user and password. */
  readonly database: ConfiguredDatabase
  readonly dataDir: string
  readonly secretKey: string
  /** The file that holds it; null when it came from the variable `SECRET_KEY`. */
  readonly secretKeyFile: string | null
  /** What it was before. */
  readonly previousSecretKeys: readonly string[]
  readonly apiKey: string
  /** The file that holds the API key; null when it came from the variable `API_KEY`. */
  readonly apiKeyFile: string | null
  readonly mediamtxConfigPath: string
  /** A path, or a name to be looked up on the PATH. */
  readonly mediamtxBin: string
  /** One that runs elsewhere; null: it is started here, and the two above are of use. */
  readonly externalMediamtx: ExternalMediamtx | null
  readonly ffmpegBin: string
  readonly logLevel: LogLevel
  readonly logFormat: LogFormat
  /** Lets read metrics, and nothing else; null: the API key alone does. */
  readonly metricsToken: string | null
  /** The address that HTTP listens on. */
  readonly host: string
  /** 0: any free port. */
  readonly port: number
  /** What every address of the server begins with, such as `/streams`; empty: nothing. */
  readonly basePath: string
  /** The name or address that other machines reach this one by. */
  readonly publicHost: string
  /** The name or address that feeds are sent to where an input listens on every interface. */
  readonly feedHost: string
  /** Whose pages may use the API beside our own, such as `https://tool.example`. */
  readonly allowedOrigins: readonly string[]
  /** Who may say for whom it asks. */
  readonly trustedProxies: readonly AddressRange[]
  /** Where outputs may not send to. */
  readonly forbiddenDestinations: readonly AddressRange[]
  readonly defaultReconnectDelaySeconds: number
  /** 0: for ever. */
  readonly maxReconnectAttempts: number
  readonly udpPortRange: PortRange
  readonly srtPortRange: PortRange
}

/**
 * The configuration from `env`, with what it leaves out taken from the `.env` file in `cwd`. An empty variable counts as
 * not set. Keys that are not given are made once and kept in the data folder.
 *
 * @throws ConfigError with every fault.
 */
export function loadConfig(env: Readonly<Record<string, string | undefined>>, cwd: string): Config {
  const faults = new Faults()
  const values = readVariables(env, cwd)

  const dataDir = resolve(cwd, values.DATA_DIR)
  const given: ConfiguredDatabase = values.DATABASE_URL ?? { kind: 'sqlite', file: join(dataDir, 'manager.db') }
  const databaseFile = given.kind === 'postgres' || given.file === ':memory:' ? null : resolve(cwd, given.file)
  const mediamtxConfigPath = resolve(cwd, values.MEDIAMTX_CONFIG_PATH)

  if (values.MEDIAMTX_API_URL === undefined) faults.collect(() => checkReadable('MEDIAMTX_CONFIG_PATH', mediamtxConfigPath))
  if (values.API_KEY === undefined || values.SECRET_KEY === undefined || databaseFile?.startsWith(dataDir + sep)) {
    faults.collect(() => makeWritable('DATA_DIR', dataDir))
  }
  if (databaseFile !== null && dirname(databaseFile) !== dataDir) {
    faults.collect(() => makeWritable('DATABASE_URL', dirname(databaseFile)))
  }
  if (faults.list.length > 0) throw new ConfigError(faults.list)
  const apiKeyFile = values.API_KEY === undefined ? join(dataDir, 'api-key') : null
  const apiKey = values.API_KEY ?? faults.collect(() => readOrCreateKey(join(dataDir, 'api-key')))
  const secretKeyFile = values.SECRET_KEY === undefined ? join(dataDir, 'secret-key') : null
  const secretKey = values.SECRET_KEY ?? faults.collect(() => readOrCreateKey(join(dataDir, 'secret-key')))
  if (apiKey === undefined || secretKey === undefined) throw new ConfigError(faults.list)
  const publicHost = values.PUBLIC_HOST ?? reachableAddress(values.HOST)
  const external = externalMediamtx(values, values.PUBLIC_HOST, publicHost, (path) => resolve(cwd, path))

  return Object.freeze({
    database: Object.freeze(databaseFile === null ? given : { kind: 'sqlite', file: databaseFile }),
    dataDir,
    secretKey,
    secretKeyFile,
    previousSecretKeys: Object.freeze(severalKeys(values.SECRET_KEY_PREVIOUS ?? '')),
    apiKey,
    apiKeyFile,
    mediamtxConfigPath,
    mediamtxBin: program(cwd, values.MEDIAMTX_BIN),
    externalMediamtx: external,
    ffmpegBin: program(cwd, values.FFMPEG_BIN),
    logLevel: values.LOG_LEVEL,
    logFormat: values.LOG_FORMAT,
    metricsToken: values.METRICS_TOKEN ?? null,
    host: values.HOST,
    port: values.PORT,
    basePath: values.BASE_PATH,
    publicHost,
    feedHost: values.PUBLIC_HOST ?? external?.feedHost ?? publicHost,
    allowedOrigins: Object.freeze(values.ALLOWED_ORIGINS),
    trustedProxies: Object.freeze(values.TRUST_PROXY),
    forbiddenDestinations: Object.freeze(values.FORBIDDEN_DESTINATIONS),
    defaultReconnectDelaySeconds: values.DEFAULT_RECONNECT_DELAY,
    maxReconnectAttempts: values.MAX_RECONNECT_ATTEMPTS,
    udpPortRange: Object.freeze({ start: values.UDP_PORT_RANGE_START, end: values.UDP_PORT_RANGE_END }),
    srtPortRange: Object.freeze({ start: values.SRT_PORT_RANGE_START, end: values.SRT_PORT_RANGE_END }),
  })
}

/** A key may itself hold a comma, so the whole counts as one too. */
function severalKeys(text: string): string[] {
  return [...new Set([text, ...text.split(',')])].filter((key) => key !== '')
}

/** A bare name is looked up on the PATH later; what has a slash is a path. */
function program(cwd: string, given: string): string {
  return given.includes('/') ? resolve(cwd, given) : given
}

function reachableAddress(host: string): string {
  if (host !== '0.0.0.0' && host !== '::') return host
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? [])
  return addresses.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1'
}
