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
 * An open file with this text: see `openNameless`. Not a pipe, since Node's are sockets, which cannot be opened by path. Throws
 * what Node throws.
 */
export function namelessFile(text: string): number {
  const file = openNameless('wx+')
  try {
    // At a position, so that a reader who shares ours begins at the first byte.
    writeSync(file, Buffer.from(text), 0, undefined, 0)
    return file
  } catch (error) {
    closeSync(file)
    throw error
  }
}

/**
 * An empty file for this user alone and without a name, in memory where the system has such a place: it is gone when the last
 * process closes it, and never lay on a disk under a name. Throws what Node throws.
 */
export function openNameless(flags: 'wx+' | 'ax+'): number {
  const path = join(hasMemoryFolder() ? memoryFolder : tmpdir(), `.${randomBytes(12).toString('hex')}`)
  const file = openSync(path, flags, 0o600)
  try {
    unlinkSync(path)
    return file
  } catch (error) {
    closeSync(file)
    throw error
  }
}

export const memoryFolder = '/dev/shm'

/** Whether files can be kept in memory, where no full disk concerns them. */
export function hasMemoryFolder(): boolean {
  try {
    accessSync(memoryFolder, constants.W_OK | constants.X_OK)
    return true
  } catch {
    return false
  }
}
