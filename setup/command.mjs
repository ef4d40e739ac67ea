import { spawn, spawnSync } from 'node:child_process'
import { accessSync, constants, statSync } from 'node:fs'
import { constants as osConstants } from 'node:os'
import { delimiter, isAbsolute, join } from 'node:path'
import { createInterface } from 'node:readline'

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set()

const endsWithUs = ['--pdeathsig', 'KILL', '--']

/** @type {string | null | undefined} */
let guard

/** What ends our programs with us; null where there is none that can, as BusyBox's cannot. */
function findGuard() {
  const file = process.platform === 'linux' ? findOnPath('setpriv') : undefined
  return file && spawnSync(file, [...endsWithUs, file, '--version']).status === 0 ? file : null
}

/**
 * Runs a program to its end, in a process group of its own, with no input.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, onLine?: (line: string) => void, show?: boolean, patienceMs?: number }} [options]
 *   `onLine` hears stderr; `show` hands both outputs to ours; after `patienceMs` it is killed
 * @returns {Promise<{ code: number | null, stdout: string, stderr: string }>} `code` is null when it could not be run
 */
export function run(program, args, { cwd, env = process.env, onLine, show = false, patienceMs } = {}) {
  // A set-up that is killed must not leave, say, an npm behind that goes on changing what the next one sets up. All that runs
  // here can be killed anywhere, and npm does not heed SIGTERM.
  if (guard === undefined) guard = findGuard()
  const [file, ...all] = guard === null ? [program, ...args] : [guard, ...endsWithUs, program, ...args]
  return new Promise((done) => {
    const stdio = show ? 'inherit' : 'pipe'
    const child = spawn(/** @type {string} */ (file), all, { cwd, env, stdio: ['ignore', stdio, stdio], detached: !show })
    running.add(child)
    const patience = patienceMs === undefined ? undefined : setTimeout(() => kill(child), patienceMs)
    let [stdout, stderr] = ['', '']
    child.stdout?.setEncoding('utf8').on('data', (text) => (stdout += text))
    if (child.stderr) {
      createInterface(child.stderr).on('line', (line) => {
        stderr = `${stderr}${line}\n`.slice(-100_000)
        onLine?.(line)
      })
    }
    const end = (/** @type {number | null} */ code) => {
      running.delete(child)
      clearTimeout(patience)
      done({ code, stdout, stderr })
    }
    child.on('error', (error) => {
      stderr += error.message
      end(null)
    })
    child.on('close', (code, signal) => end(code ?? 128 + (signal ? osConstants.signals[signal] : 0)))
  })
}

/**
 * Ends what runs now when this process is told to end, then this process too.
 *
 * @param {string} lastWords
 */
export function endTogether(lastWords) {
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.once(signal, () => {
      for (const child of running) kill(child)
      process.stderr.write(lastWords)
      process.exit(128 + osConstants.signals[signal])
    })
  }
}

/** @param {import('node:child_process').ChildProcess} child */
function kill({ pid }) {
  for (const target of pid === undefined ? [] : [-pid, pid]) {
    try {
      process.kill(target, 'SIGKILL')
      return
    } catch {
      // Not the leader of a group, or gone already.
    }
  }
}

/**
 * Every program of this name on the PATH, in its order.
 *
 * @param {string} name
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string[]}
 */
export function allOnPath(name, env = process.env) {
  return (env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => isAbsolute(folder))
    .map((folder) => join(folder, name))
    .filter(isProgram)
}

/**
 * @param {string} name
 * @param {NodeJS.ProcessEnv} [env]
 */
export function findOnPath(name, env) {
  return allOnPath(name, env)[0]
}

/** @param {string} file */
export function isProgram(file) {
  try {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile()
  } catch {
    return false
  }
}
