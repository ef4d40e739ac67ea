import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { explainFileError } from './problem.mjs'

/**
 * Waits until no other set-up works in this folder; the lock is given back when this process ends. One left by a process
 * that was killed is taken over.
 *
 * @param {string} file
 * @param {() => void} onWait called once, when there is another
 */
export async function takeLock(file, onWait) {
  let isTold = false
  while (!tryLink(file)) {
    if (!isHeld(file)) {
      removeStale(file)
      await sleep(5)
      continue
    }
    if (!isTold) onWait()
    isTold = true
    await sleep(300)
  }
  process.on('exit', () => {
    if (holderOf(file) === process.pid) rmSync(file, { force: true })
  })
}

/**
 * Takes a lock away whose process is gone. Two that see it at once must not do so one after the other, or the later one
 * takes away what the faster one holds by then: so only one at a time may, and looks again first.
 *
 * @param {string} file
 */
export function removeStale(file) {
  const guard = `${file}.guard`
  if (!tryLink(guard)) {
    if (!isHeld(guard)) rmSync(guard, { force: true })
    return
  }
  try {
    const holder = holderOf(file)
    if (holder !== undefined && !isHeld(file) && Object.is(holderOf(file), holder)) rmSync(file, { force: true })
  } catch (error) {
    throw explain(error, file)
  } finally {
    rmSync(guard, { force: true })
  }
}

/**
 * Makes the file, with our pid in it, if it is not there: at once or not at all.
 *
 * @param {string} file
 */
function tryLink(file) {
  const aside = `${file}.${process.pid}`
  try {
    writeFileSync(aside, String(process.pid))
    linkSync(aside, file)
    return true
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false
    throw explain(error, file)
  } finally {
    rmSync(aside, { force: true })
  }
}

/** @param {string} file */
function isHeld(file) {
  const pid = holderOf(file)
  // Our own number in a lock that we do not hold was another's: in a container they come again with each start.
  if (pid === undefined || !(pid > 0) || pid === process.pid) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM'
  }
  try {
    // The number of a dead process may belong to another program by now.
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('prepare.mjs')
  } catch {
    return process.platform !== 'linux'
  }
}

/**
 * The pid in a lock; NaN or 0 when what stands there is none, undefined without a lock.
 *
 * @param {string} file
 */
function holderOf(file) {
  try {
    return Number(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/** @param {unknown} error @param {string} file */
function explain(error, file) {
  return explainFileError(error, dirname(file), 'let this user write to it, then try again')
}
