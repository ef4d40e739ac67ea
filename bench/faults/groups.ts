import { everything } from './rows/allDown.ts'
import { clients } from './rows/clients.ts'
import { everyCycle } from './rows/cycles.ts'
import { database } from './rows/database.ts'
import { destinations } from './rows/destinations.ts'
import { ffmpeg } from './rows/ffmpeg.ts'
import { inputs } from './rows/inputs.ts'
import { machine } from './rows/machine.ts'
import { manager } from './rows/manager.ts'
import { mediamtx } from './rows/mediamtx.ts'
import { pairs } from './rows/pairs.ts'
import type { Group } from './row.ts'

const alone: readonly Group[] = [
  ffmpeg,
  destinations,
  everything,
  inputs,
  mediamtx,
  manager,
  database,
  machine,
  clients,
  everyCycle,
]

/** All that `npm run faults` does, in this order. */
export const groups: readonly Group[] = [...alone, pairs(alone)]
