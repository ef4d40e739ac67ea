import { randomUUID } from 'node:crypto'
import type { PathNames } from '../../domain/pathNames.ts'
import { MediamtxChild } from './child.ts'
import type { ChildDeps } from './child.ts'
import { ExternalMediamtx } from './external.ts'
import type { MediamtxAddress } from './external.ts'
import type { MediamtxServer, ServerEvents } from './life.ts'

export interface ServerDeps extends Omit<ChildDeps, 'sharedSrtPort'> {
  /** UDP port where callers connect; absent: there is none. A MediaMTX elsewhere has its own. */
  sharedSrtPort?: number
  /** A MediaMTX that runs elsewhere; absent or null: one is started here. */
  external?: MediamtxAddress | null
  /** Of this manager, the same at each start; of use where MediaMTX runs elsewhere. */
  instanceId?: string
}

export function createServer(deps: ServerDeps, names: PathNames, events: ServerEvents): MediamtxServer {
  const { external = null, sharedSrtPort = null, instanceId = randomUUID() } = deps
  if (external !== null) return new ExternalMediamtx({ ...deps, external, names, instanceId }, events)
  return new MediamtxChild({ ...deps, sharedSrtPort }, events)
}
