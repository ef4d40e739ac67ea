import { randomBytes } from 'node:crypto'
import { accessSync, closeSync, constants, existsSync, openSync, unlinkSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where a process reads what it was told apart from its arguments: its file descriptor 4. */
export const hiddenFile = '/dev/fd/4'

/** Whether this system shows a process its own open files as paths. */
export function canHide(): boolean {
  return existsSync('/dev/fd/0')
}

/**
 * An open file with this text, for this user alone and without a name: it is gone when the last process closes it, and never
 * lay on a disk under a name. Not a pipe, since Node's are sockets, which cannot be opened by path. Throws what Node throws.
 */
export function namelessFile(text: string): number {
  const path = join(memoryFolder(), `.${randomBytes(12).toString('hex')}`)
  const file = openSync(path, 'wx+', 0o600)
  try {
    unlinkSync(path)
    // At a position, so that a reader who shares ours begins at the first byte.
    writeSync(file, Buffer.from(text), 0, undefined, 0)
    return file
  } catch (error) {
    closeSync(file)
    throw error
  }
}

/** What is written there stays in memory, where the system has such a place. */
function memoryFolder(): string {
  try {
    accessSync('/dev/shm', constants.W_OK | constants.X_OK)
    return '/dev/shm'
  } catch {
    return tmpdir()
  }
}
