import { statfs } from 'node:fs/promises'
import { hostname, networkInterfaces } from 'node:os'
import type { Bus } from '../domain/bus.ts'
import type { Clock } from '../domain/clock.ts'
import type { AddressRange } from '../domain/destinations/addressRange.ts'
import { ForbiddenPlaces } from '../domain/destinations/forbiddenPlaces.ts'
import type { LogLevel } from '../domain/log.ts'
import type { Ownership } from '../domain/ownership.ts'
import type { PortRange } from '../domain/inputRules.ts'
import type { OwnPlace } from '../domain/loops.ts'
import { PathNames } from '../domain/pathNames.ts'
import type { SharedPlace } from '../domain/protocols/srtListener.ts'
import type { Redactor } from '../domain/redaction.ts'
import type { Worker } from '../domain/worker.ts'
import type { Database } from '../db/database.ts'
import { Catalogue } from './memory/catalogue.ts'
import { Configuration } from './configuration.ts'
import { Destinations } from './destinations.ts'
import { EndedSessions } from './endedSessions.ts'
import { Incidents } from './incidents.ts'
import { Inputs } from './inputs.ts'
import { Logs } from './logs.ts'
import { MetricsHistory } from './metrics.ts'
import { Monitoring } from './monitoring.ts'
import { Outputs } from './outputs.ts'
import { Previews } from './previews.ts'
import type { Services } from './services.ts'
import { SrtPorts } from './srtPorts.ts'
import { StateHistory } from './stateHistory.ts'
import { Stills } from './stills.ts'
import { Statistics } from './statistics.ts'
import { Storage } from './storage.ts'
import { tellOfKeys } from './storedKeys.ts'
import { SystemReport } from './system.ts'
import type { DiskSpace } from './system.ts'
import { Timeline } from './timeline.ts'
import { UdpPorts } from './udpPorts.ts'
import { tellOfUnknown } from './unknownValues.ts'
import { Writes } from './writes.ts'

export interface ServicesOptions {
  db: Database
  /** The right to run the processes of the database. */
  ownership: Pick<Ownership, 'epoch' | 'trouble'>
  bus: Bus
  worker: Worker
  clock: Clock
  redactor: Redactor
  udpPortRange: PortRange
  /** The first is the shared port of SRT listeners, the others are for those with a port of their own. */
  srtPortRange: PortRange
  /** What addresses of this machine name. */
  publicHost: string
  /** What `listenUrl` names where an input listens on every interface; by default `publicHost`. */
  feedHost?: string
  /** Where callers of the shared port connect; by default to `publicHost`, at the first port of the range. */
  sharedSrt?: SharedPlace
  /** Of the page and the API; absent or 0: not known. */
  port?: number
  /** What every address of this server begins with; by default nothing. */
  basePath?: string
  /** What an output has that names no other. */
  defaultReconnectDelaySeconds: number
  /** What an output has that names no other; 0: for ever. */
  maxReconnectAttempts: number
  /** Where outputs may not send to; by default nowhere. */
  forbiddenDestinations?: readonly AddressRange[]
  /** Whose disk's free space is told. */
  dataDir: string
  /** The file that holds SECRET_KEY; absent or null: it came from the variable. */
  secretKeyFile?: string | null
  /** Of this program. */
  version: string
  /** Whether MediaMTX gives a moving preview of feeds; by default it does. */
  hasPreview?: boolean
  /** Addresses of this machine; by default those of its interfaces. */
  localAddresses?: () => string[]
  /** Of `dataDir`; by default asked of the system. */
  disk?: () => Promise<DiskSpace>
}

export interface RunningServices extends Services {
  /** Loads what was stored and tells the worker, which must have been started. */
  start(): Promise<void>
  /** The worker is about to be stopped because the server is. */
  ending(): void
  /** Resolves after changes under way are stored and every follower has ended. The worker and the database stay. */
  close(): Promise<void>
}

/** The use cases on their parts. They listen to the bus from this call on. */
export function createServices(options: ServicesOptions): RunningServices {
  const { db, bus, worker, clock, redactor, publicHost, udpPortRange, dataDir, version } = options
  const { defaultReconnectDelaySeconds, maxReconnectAttempts, localAddresses = addressesOfThisMachine } = options
  const { disk = () => spaceOf(dataDir) } = options
  const store = db.settings
  const { feedHost = publicHost, basePath = '' } = options
  const { sharedSrt = { host: publicHost, port: options.srtPortRange.start, names: new PathNames() } } = options
  const catalogue = new Catalogue({ bus, clock, redactor, publicHost, feedHost, sharedSrt })
  const here = (): OwnPlace => ({
    ...{ addresses: localAddresses(), names: [hostname(), publicHost, feedHost] },
    ...{ httpPort: options.port ?? 0, sharedSrtPort: sharedSrt.port },
  })
  const ports = new UdpPorts(udpPortRange, catalogue, worker, here)
  const srtPorts = new SrtPorts(options.srtPortRange, catalogue, worker)
  const storage = new Storage({ db, clock, say: (level, text) => say(level, text) })
  const system = new SystemReport({
    ...{ bus, catalogue, clock, storage, ownership: options.ownership, ports, disk, version },
    ...{ udpPortRange, srtPortRange: options.srtPortRange },
    onMistake: (error) => say('ERROR', `The system cannot be told: ${String(error)}`),
  })
  const say = (level: LogLevel, text: string) =>
    bus.publish('log', {
      ...{ at: clock.date().toISOString(), level, source: 'APP', outputId: null, inputId: null },
      ...{ text: redactor.redact(text), repeated: 0, dropped: 0 },
    })
  const told = new Set<string>()
  /** Once, whatever comes after it: the log itself may be what cannot be stored. */
  const onRefused = (what: string) => (error: unknown) => {
    if (told.has(what)) return
    told.add(what)
    say('ERROR', `The database cannot hold ${what}, which is left out for ever: ${String(error).slice(0, 200)}`)
  }
  const writes = new Writes({
    ...{ worker, catalogue, clock, store },
    onStored: (error, waits) => storage.observe('settings', error, { waits }),
  })
  const timeline = new Timeline({
    ...{ bus, clock, catalogue, store: db.timelines },
    onTrouble: (error) => storage.observe('timeline', error),
    onRefused: onRefused('an event of an input or an output'),
  })
  const forbidden = new ForbiddenPlaces(options.forbiddenDestinations ?? [])
  const common = { timeline, catalogue, store, writes, worker, clock, localAddresses, here }
  const logs = new Logs({
    ...{ bus, clock, catalogue, store: db.logs },
    onTrouble: (error) => storage.observe('log', error),
    onRefused: onRefused('a line of the log'),
  })
  const incidents = new Incidents({
    ...{ bus, clock, catalogue, store: db.incidents },
    onTold: (incident) => timeline.incident(incident),
    onTrouble: (error) => storage.observe('incidents', error),
    onRefused: onRefused('an incident'),
    onMistake: (error) => say('ERROR', `Incidents cannot be judged: ${String(error)}`),
  })
  const statistics = new Statistics({ catalogue, clock })
  const metrics = new MetricsHistory({
    ...{ bus, clock, catalogue, store: db.metrics },
    onTrouble: (error) => storage.observe('metrics', error),
  })
  const stateHistory = new StateHistory({
    ...{ bus, clock, catalogue, store: db.stateHistory },
    onTrouble: (error) => storage.observe('stateHistory', error),
  })

  const endedSessions = new EndedSessions({
    ...{ clock, store: db.endedSessions },
    onTrouble: (error) => storage.observe('sessions', error),
  })
  const stills = new Stills({ bus, catalogue, clock, worker, basePath })
  const previews = new Previews({ catalogue, worker, isOffered: options.hasPreview ?? true, basePath })
  const monitoring = new Monitoring({
    ...{ bus, catalogue, redactor, system, incidents, database: db.times },
    audiences: {
      inputs: () => catalogue.inputEvents,
      outputs: () => catalogue.outputEvents,
      logs: () => logs.audience,
      incidents: () => incidents.audience,
      statistics: () => statistics.audience,
      stills: () => stills.audience,
      system: () => system.audience,
    },
  })

  return {
    inputs: new Inputs({ ...common, ports }),
    configuration: new Configuration({
      ...{ ...common, forbidden, udpPortRange, srtPortRange: options.srtPortRange },
      usual: { defaultReconnectDelaySeconds, maxReconnectAttempts },
    }),
    destinations: new Destinations({ catalogue, worker, clock, here }),
    outputs: new Outputs({ ...common, forbidden, ports: srtPorts, defaultReconnectDelaySeconds, maxReconnectAttempts }),
    ...{ logs, incidents, timeline, statistics, metrics, stateHistory, stills, previews, endedSessions, system, monitoring },

    async start() {
      const { inputs, outputs, unknown } = await store.load()
      const leftOut = unknown.filter(({ column }) => column === 'protocol')
      catalogue.load(inputs, outputs, leftOut)
      for (const { level, text } of tellOfUnknown(unknown, version)) say(level, text)
      for (const { level, text } of tellOfKeys(outputs, options.secretKeyFile ?? null)) say(level, text)
      logs.start()
      await endedSessions.start()
      timeline.start(await incidents.load())
      incidents.start(await stateHistory.start())
      await metrics.start()
      worker.reconcile(catalogue.assignments())
      storage.start()
      await system.start()
    },

    ending: () => timeline.ending(),

    async close() {
      await writes.settled()
      for (const part of [catalogue, statistics, stills, system, storage]) part.close()
      // The log last: the others may say something still.
      await endedSessions.close()
      await metrics.close()
      await stateHistory.close()
      await incidents.close()
      await timeline.close()
      await logs.close()
    },
  }
}

function addressesOfThisMachine(): string[] {
  return Object.values(networkInterfaces()).flatMap((addresses) => (addresses ?? []).map(({ address }) => address))
}

async function spaceOf(folder: string): Promise<DiskSpace> {
  const { bavail, blocks, bsize } = await statfs(folder)
  return { freeBytes: bavail * bsize, bytes: blocks * bsize }
}
