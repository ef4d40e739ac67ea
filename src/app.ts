import { readFileSync } from 'node:fs'
import { isIPv6 } from 'node:net'
import { join } from 'node:path'
import type { Config } from './config.ts'
import { isJson } from './config/monitoring.ts'
import { openDatabase } from './db/database.ts'
import type { Hold } from './db/owner/claim.ts'
import { openOwned } from './db/owner/openOwned.ts'
import { secretsOf } from './db/postgres/place.ts'
import type { Bus } from './domain/bus.ts'
import type { Clock } from './domain/clock.ts'
import type { Ownership } from './domain/ownership.ts'
import { ForbiddenPlaces } from './domain/destinations/forbiddenPlaces.ts'
import { PathNames } from './domain/pathNames.ts'
import type { SharedPlace } from './domain/protocols/srtListener.ts'
import { Redactor } from './domain/redaction.ts'
import type { Worker } from './domain/worker.ts'
import { createAppLog, printAppLog } from './server/appLog.ts'
import { createPrinter } from './server/printer.ts'
import type { Patience } from './server/patience.ts'
import { createServer } from './server/server.ts'
import { InProcessBus } from './services/bus.ts'
import { createServices } from './services/createServices.ts'
import { findCaFile } from './worker/ffmpeg/caFile.ts'
import { exampleCommand } from './worker/ffmpeg/encoders.ts'
import { createIngest } from './worker/mediamtx/ingest.ts'
import { OwnProcesses } from './worker/processes/ownProcesses.ts'
import { createStartProcess } from './worker/processes/process.ts'
import { systemClock } from './worker/systemClock.ts'
import { createWorker } from './worker/worker.ts'

export interface App {
  /** Where it serves, such as `http://127.0.0.1:8080` or `http://127.0.0.1:8080/streams`. */
  url: string
  /** Resolves, with a sentence, when another manager has the database now: this one must be stopped. */
  lost: Promise<string>
  /** Ends everything in order: no new callers, outputs, MediaMTX, subscriptions, HTTP, database. */
  stop(): Promise<void>
  /** Logs an error that nobody expected, secrets masked. */
  report(error: unknown): void
}

/** What a worker is given. */
export interface WorkerParts {
  bus: Bus
  clock: Clock
  redactor: Redactor
}

/** What a test may put in the place of the real thing. */
export interface AppParts {
  worker?: (parts: WorkerParts) => Worker
  clock?: Clock
  /** Gets the lines of the manager's own log; by default they go to stderr. */
  print?: (line: string) => void
  /** How long a database that does not answer is held for; see `Hold`. */
  hold?: Hold
  /** Gives up a start that waits for something. */
  signal?: AbortSignal
  /** How long the server waits for slow clients; each has a value of its own. */
  patience?: Partial<Patience>
}

const root = join(import.meta.dirname, '..')

/**
 * Builds the whole server and starts it: the only place where parts are made and joined. Rejects, with everything ended
 * again, with a DatabaseError or the error of the listening socket (`syscall` is `listen`).
 */
export async function createApp(config: Config, parts: AppParts = {}): Promise<App> {
  const { clock = systemClock, print = (line) => process.stderr.write(`${line}\n`) } = parts
  const redactor = new Redactor()
  const databaseSecrets = config.database.kind === 'postgres' ? secretsOf(config.database.url) : []
  const { apiKey, secretKey, previousSecretKeys, metricsToken } = config
  for (const secret of [apiKey, secretKey, metricsToken, ...previousSecretKeys, ...databaseSecrets]) redactor.learn(secret)
  const printer = await createPrinter(isJson(config.logFormat, process.stderr), print)
  // Not by way of the bus: the listener that fails may be the one that hears of log lines.
  const bus = new InProcessBus((error) => printer('ERROR', redactor.redact(`A listener failed: ${String(error)}`)))
  const appLog = createAppLog({ bus, clock, redactor })
  printAppLog(bus, config.logLevel, printer)

  const { db, ownership } = await openOwned(config.database, () => openDatabase({ ...config, ...config.database }), {
    clock,
    say: appLog.say,
    signal: parts.signal,
    hold: parts.hold,
  })
  const lost = new Promise<string>((resolve) => ownership.listen({ onLost: resolve }))
  ownership.listen({ onPause: (why) => appLog.say('ERROR', why), onResume: (why) => appLog.say('INFO', why) })
  const processes = parts.worker ? null : new OwnProcesses({ ownership, clock, say: appLog.say })
  const worker = (parts.worker ?? realWorker(config, ownership, processes))({ bus, clock, redactor })
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  const services = createServices({
    ...config,
    sharedSrt: sharedPlace(config),
    hasPreview: config.externalMediamtx === null || config.externalMediamtx.hlsUrl !== null,
    db,
    ownership,
    bus,
    worker,
    clock,
    redactor,
    version,
  })
  const server = createServer({
    ...{ services, appLog, clock, apiKey, secretKey, metricsToken },
    ...{ clientFolder: join(root, 'client/dist'), patience: parts.patience },
    ...{ basePath: config.basePath, allowedOrigins: config.allowedOrigins, trustedProxies: config.trustedProxies },
  })

  const endAll = async () => {
    server.stopAccepting()
    services.ending()
    // The server before the services: a subscriber that sees its connection end comes back, one that is told that its
    // subscription is complete does not. What fails to end must not keep the rest from ending.
    const endWork = async () => {
      await worker.stop()
      await processes?.end()
    }
    const steps = [endWork, () => server.close(), () => services.close(), () => ownership.release(), () => db.close()]
    for (const step of steps) await step().catch(appLog.report)
  }
  try {
    // First of all, because it is what fails when we run already.
    const port = await server.listen(config.host, config.port)
    await processes?.begin()
    await worker.start()
    await services.start()
    server.open()
    const url = `http://${hostOf(config)}:${port}${config.basePath}`
    // Only those that are refused read it.
    await ownership.servesAt(url).catch(appLog.report)
    appLog.say('INFO', `Version ${version} serves at ${url}`)
    return {
      url,
      lost,
      stop: () => {
        appLog.say('INFO', 'Stopping')
        return endAll()
      },
      report: (error) => void appLog.report(error),
    }
  } catch (error) {
    await endAll()
    throw error
  }
}

function realWorker(config: Config, ownership: Ownership, processes: OwnProcesses | null): (parts: WorkerParts) => Worker {
  const { ffmpegBin, mediamtxBin, mediamtxConfigPath: configPath, dataDir, externalMediamtx: external } = config
  const { port: sharedSrtPort, names } = sharedPlace(config)
  const forbidden = new ForbiddenPlaces(config.forbiddenDestinations)
  return (parts) => {
    const startProcess = processes?.start ?? createStartProcess()
    const deps = { ...parts, ownership, random: Math.random, startProcess, ffmpegBin, caFile: findCaFile(dataDir) }
    return createWorker({
      ...deps,
      sharedSrtPort,
      isForbidden: forbidden.isEmpty ? undefined : (address) => forbidden.holds(address),
      sharedSrtHost: external?.feedHost ?? '127.0.0.1',
      ingest: createIngest({
        ...deps,
        ...{ sharedSrtPort, mediamtxBin, configPath, external, names, instanceId: ownership.instanceId },
      }),
    })
  }
}

/** Where callers of the shared port connect: to our own MediaMTX, or to the one elsewhere. */
function sharedPlace({ externalMediamtx, publicHost, srtPortRange }: Config): SharedPlace {
  const names = new PathNames(externalMediamtx?.pathPrefix)
  return externalMediamtx ? { ...externalMediamtx.srt, names } : { host: publicHost, port: srtPortRange.start, names }
}

/** A command that sends a test picture to the first port for inputs, with an encoder that this FFmpeg has. */
export function exampleFeed({ ffmpegBin, udpPortRange }: Config): Promise<string> {
  return exampleCommand({ ffmpegBin, clock: systemClock, startProcess: createStartProcess() }, udpPortRange.start)
}

function hostOf({ host, publicHost }: Config): string {
  const name = host === '0.0.0.0' || host === '::' ? publicHost : host
  return isIPv6(name) ? `[${name}]` : name
}
