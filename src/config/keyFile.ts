import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'

/**
 * The key kept in `file`; a new one of 256 random bits (43 characters, base64url) is made when there is none. The
 * file can be read by its owner only.
 *
 * @throws Error with a sentence when the file holds no key, or cannot be read or written.
 */
export function readOrCreateKey(file: string): string {
  return orSentence(file, () => keyIn(file) ?? createKey(file))
}

/** The key kept in `file`; undefined: there is no such file. Throws like the one above. */
export function readKey(file: string): string | undefined {
  return orSentence(file, () => keyIn(file))
}

function orSentence<T>(file: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    throw new Error(`The key file ${file} cannot be used (${code}): let this user read and write it.`, { cause: error })
  }
}

function keyIn(file: string): string | undefined {
  let text
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  const { uid, mode } = statSync(file)
  if (!isTrusted(file, uid)) {
    throw new Error(`The key file ${file} belongs to another user, who then knows the key: delete it, or make it yours (chown).`)
  }
  if ((mode & 0o077) !== 0) chmodSync(file, 0o600)
  const key = text.trim()
  if (!/^[\x21-\x7e]+$/.test(key)) {
    throw new Error(`The file ${file} holds no key: put it back from a backup, or delete it to have a new key made.`)
  }
  return key
}

/** Root may use what others gave it, but not from where everybody could have put it. */
function isTrusted(file: string, owner: number): boolean {
  const us = process.getuid?.() ?? owner
  if (owner === us || owner === 0) return true
  return us === 0 && (statSync(dirname(file)).mode & 0o002) === 0
}

function createKey(file: string): string {
  const key = randomBytes(32).toString('base64url')
  const aside = `${file}.${process.pid}-${randomBytes(4).toString('hex')}`
  const handle = openSync(aside, 'wx', 0o600)
  try {
    writeSync(handle, `${key}\n`)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  try {
    // A link, unlike a rename, never replaces the key that another start made in the meantime.
    linkSync(aside, file)
    return key
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') {
      const present = keyIn(file)
      // It would be another one at each start.
      const message = `The key file ${file} is a link that leads nowhere: mend it, or delete it.`
      if (present === undefined) throw new Error(message, { cause: error })
      return present
    }
    // Some file systems know no links: there the first start must be alone.
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP') throw error
    renameSync(aside, file)
    return key
  } finally {
    rmSync(aside, { force: true })
  }
}
