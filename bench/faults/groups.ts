import { database } from './rows/database.ts'
import { destinations } from './rows/destinations.ts'
import { everything } from './rows/allDown.ts'
import { ffmpeg } from './rows/ffmpeg.ts'
import { inputs } from './rows/inputs.ts'
import { machine } from './rows/machine.ts'
import { manager } from './rows/manager.ts'
import { mediamtx } from './rows/mediamtx.ts'
import type { Group } from './row.ts'

/** All that `npm run faults` does, in this order. */
export const groups: readonly Group[] = [ffmpeg, destinations, inputs, mediamtx, manager, database, machine, everything]
