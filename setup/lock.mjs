import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { explainFileError } from './problem.mjs'

/**
 * Waits until no other set-up works in this folder; the lock is given back when this process ends. One left by a process
 * that was killed is taken over.
 *
 * @param {string} file
 * @param {string} folder
 * @param {() => void} onWait called once, when there is another
 */
export async function takeLock(file, folder, onWait) {
  for (let waits = 0; ; waits++) {
    const aside = `${file}.${process.pid}`
    try {
      writeFileSync(aside, String(process.pid))
      linkSync(aside, file)
      process.on('exit', () => rmSync(file, { force: true }))
      return
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') {
        throw explainFileError(error, folder, 'let this user write to it, then try again')
      }
    } finally {
      rmSync(aside, { force: true })
    }
    if (!isHeld(file)) rmSync(file, { force: true })
    else {
      if (waits === 0) onWait()
      await sleep(300)
    }
  }
}

/** @param {string} file */
function isHeld(file) {
  let pid
  try {
    pid = Number(readFileSync(file, 'utf8'))
  } catch {
    return false
  }
  if (!(pid > 0)) return false
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
