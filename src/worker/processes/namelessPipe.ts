import { randomBytes } from 'node:crypto'
import { constants, openSync, unlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Clock } from '../../domain/clock.ts'
import { ask } from './ask.ts'
import { hasMemoryFolder, memoryFolder } from './hiddenText.ts'
import type { StartProcess } from './process.ts'

/** Where a process finds the pipe that it was given: its file descriptor 5. */
export const gateFile = '/dev/fd/5'

/** Of Linux, on the processors that Node runs on; Node does not name it. */
const O_PATH = 0o10000000

/**
 * A pipe for this user alone and without a name, as a descriptor that stands for it and neither reads nor writes: whoever has
 * it opens it as a file. Rejects with the error of the system.
 */
export async function namelessPipe(deps: { clock: Clock; startProcess: StartProcess }): Promise<number> {
  if (process.platform !== 'linux') throw new Error('Only Linux has pipes that can be passed on so')
  const path = join(hasMemoryFolder() ? memoryFolder : tmpdir(), `.${randomBytes(12).toString('hex')}`)
  const { code, startError } = await ask(deps, { file: 'mkfifo', args: ['-m', '600', path] })
  if (code !== 0) throw new Error(`mkfifo: ${startError ?? `ended with code ${code}`}`)
  try {
    return openSync(path, O_PATH)
  } finally {
    unlinkSync(path)
  }
}

/** A descriptor to write by, at once; null as long as nobody has opened the pipe to read, and where no file can be opened. */
export function openWriter(pipe: number): number | null {
  try {
    return openSync(`/proc/self/fd/${pipe}`, constants.O_WRONLY | constants.O_NONBLOCK)
  } catch {
    return null
  }
}
