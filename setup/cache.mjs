import { chmodSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { makeFolder } from './folder.mjs'
import { explainFileError } from './problem.mjs'

const abandonedAfterMs = 60 * 60 * 1000

/** The folder for this user's programs, shared by all checkouts. */
export function cacheFolder(env = process.env) {
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'stream-distribution-manager')
}

/**
 * The folder `name` in the cache, made by `make` when it is not there. It is made aside and then renamed: one that
 * is there is whole, however many make it at once and wherever one was interrupted.
 *
 * @param {string} cache
 * @param {string} name
 * @param {(aside: string) => Promise<void>} make
 * @returns {Promise<string>} its path
 */
export async function provide(cache, name, make) {
  const target = join(cache, name)
  if (existsSync(target)) return target
  let aside
  try {
    makeFolder(cache)
    sweep(cache)
    aside = mkdtempSync(join(cache, `.aside-${process.pid}-`))
    await make(aside)
    // Who sets up need not be who runs: a service has a user of its own. The umask of who sets up still counts.
    chmodSync(aside, 0o777 & ~process.umask())
    renameSync(aside, target)
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error)
    // Another one was faster, and as good.
    if ((code !== 'ENOTEMPTY' && code !== 'EEXIST') || !existsSync(target)) {
      throw explainFileError(error, cache, 'let this user write to it, or name another with XDG_CACHE_HOME')
    }
  } finally {
    if (aside) rmSync(aside, { recursive: true, force: true })
  }
  return target
}

/**
 * Takes a folder that turned out to be of no use out of the cache.
 *
 * @param {string} folder
 */
export function discard(folder) {
  rmSync(folder, { recursive: true, force: true })
}

/**
 * Removes what interrupted ones left.
 *
 * @param {string} cache
 */
function sweep(cache) {
  for (const name of readdirSync(cache)) {
    const pid = Number(/^\.aside-(\d+)-/.exec(name)?.[1] ?? NaN)
    if (Number.isNaN(pid) || isAlive(pid)) continue
    const path = join(cache, name)
    // The process may be alive where its number is not seen: in another container with the same cache.
    if (Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) > abandonedAfterMs) discard(path)
  }
}

/** @param {number} pid */
export function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM'
  }
}
