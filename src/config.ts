import { accessSync, constants, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { isIPv6 } from 'node:net'
import { networkInterfaces } from 'node:os'
import { dirname, join, resolve, sep } from 'node:path'
import type { ConfiguredDatabase } from './config/databaseUrl.ts'
import { parseEnvFile } from './config/envFile.ts'
import { externalMediamtx } from './config/externalMediamtx.ts'
import type { ExternalMediamtx } from './config/externalMediamtx.ts'
import { readKey, readOrCreateKey } from './config/keyFile.ts'
import type { LogFormat } from './config/monitoring.ts'
import { variableNames, variables } from './config/variables.ts'
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

/** The environment or the `.env` file cannot be used. `faults` are sentences; none holds a value that was given. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly faults: readonly string[]

  constructor(faults: readonly string[]) {
    super(
      faults.length === 1
        ? faults[0]
        : `The configuration has ${faults.length} faults:\n${faults.map((fault) => `- ${fault}`).join('\n')}`,
    )
    this.faults = faults
  }
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

/**
 * The API key that a server with this environment takes; makes none.
 *
 * @throws ConfigError when a variable or the file is wrong, or no server made one yet.
 */
export function existingApiKey(env: Readonly<Record<string, string | undefined>>, cwd: string): string {
  const faults = new Faults()
  const { API_KEY, DATA_DIR } = readVariables(env, cwd)
  if (API_KEY !== undefined) return API_KEY
  const folder = resolve(cwd, DATA_DIR)
  const key = faults.collect(() => readKey(join(folder, 'api-key')))
  if (key !== undefined) return key
  const none = `Nothing is set up yet in ${folder}: start the server once, or say DATA_DIR=... as it was started with.`
  throw new ConfigError(faults.list.length > 0 ? faults.list : [none])
}

/**
 * Where a server with this environment is reached from this machine, and the API key that it takes; makes none.
 *
 * @throws ConfigError as `existingApiKey`.
 */
export function existingServer(env: Readonly<Record<string, string | undefined>>, cwd: string): { url: string; apiKey: string } {
  const apiKey = existingApiKey(env, cwd)
  const { HOST, PORT, BASE_PATH } = readVariables(env, cwd)
  const host = HOST === '0.0.0.0' ? '127.0.0.1' : HOST === '::' ? '::1' : HOST
  return { url: `http://${isIPv6(host) ? `[${host}]` : host}:${PORT}${BASE_PATH}`, apiKey }
}

/**
 * The environment, with what it leaves out taken from the `.env` file in `cwd`; an empty variable counts as not set.
 *
 * @throws Error with a sentence when that file cannot be read.
 */
export function wholeEnvironment(env: Readonly<Record<string, string | undefined>>, cwd: string): Record<string, string> {
  return { ...readEnvFile(cwd), ...withoutEmpty(env) }
}

/** Whether the server itself is set up by a variable of this name. */
export function isOwnVariable(name: string): boolean {
  return variableNames.includes(name)
}

function readVariables(env: Readonly<Record<string, string | undefined>>, cwd: string) {
  const faults = new Faults()
  const parsed = variables.safeParse(faults.collect(() => wholeEnvironment(env, cwd)) ?? withoutEmpty(env))
  if (!parsed.success) for (const issue of parsed.error.issues) faults.list.push(issue.message)
  if (!parsed.success || faults.list.length > 0) throw new ConfigError(faults.list)
  return parsed.data
}

/** A key may itself hold a comma, so the whole counts as one too. */
function severalKeys(text: string): string[] {
  return [...new Set([text, ...text.split(',')])].filter((key) => key !== '')
}

class Faults {
  readonly list: string[] = []

  collect<T>(work: () => T): T | undefined {
    try {
      return work()
    } catch (error) {
      this.list.push((error as Error).message)
      return undefined
    }
  }
}

function readEnvFile(cwd: string): Record<string, string> {
  let text
  try {
    text = readFileSync(join(cwd, '.env'), 'utf8')
  } catch (error) {
    const code = errorCode(error)
    if (code === 'ENOENT') return {}
    throw new Error(`The .env file cannot be read (${code}): it must be a file that this user may read.`, { cause: error })
  }
  return withoutEmpty(parseEnvFile(text))
}

function withoutEmpty(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ''),
  )
}

function makeWritable(variable: string, folder: string): void {
  try {
    makeFolder(folder)
    accessSync(folder, constants.W_OK | constants.X_OK)
  } catch (error) {
    const remedy = `let this user write there, or name another folder with ${variable}`
    throw new Error(`${variable}: the folder ${folder} cannot be written (${errorCode(error)}): ${remedy}.`, { cause: error })
  }
}

/** Node's own recursive one never ends where a folder is there but takes no other, as in /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  if (dirname(folder) !== folder) makeFolder(dirname(folder))
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
  }
}

function checkReadable(variable: string, file: string): void {
  try {
    if (!statSync(file).isFile()) throw Object.assign(new Error(), { code: 'not a file' })
    accessSync(file, constants.R_OK)
  } catch (error) {
    const remedy = 'name one that exists, or leave the variable out'
    throw new Error(`${variable}: the file ${file} cannot be read (${errorCode(error)}): ${remedy}.`, { cause: error })
  }
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

function errorCode(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'unknown error'
}
