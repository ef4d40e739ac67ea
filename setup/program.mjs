import { join, resolve } from 'node:path'
import { allOnPath, isProgram, run } from './command.mjs'
import { Problem } from './problem.mjs'

/**
 * A program that the server runs, and how to tell whether one that is found will do.
 *
 * @typedef {object} Program
 * @property {string} label its name for people
 * @property {string} command its name on the PATH
 * @property {string} variable the environment variable that names it
 * @property {string} wanted the versions that will do, in words
 * @property {readonly string[]} versionArgs
 * @property {(text: string) => { name: string, recentEnough: boolean } | undefined} readVersion
 */

/** @typedef {{ path: string, version: string }} Found */

/** No program that says its version takes so long. */
const patienceMs = 10_000

/**
 * The version of the program at `path`; undefined when it cannot be run, does not answer or is something else.
 *
 * @param {Program} program
 * @param {string} path
 */
async function versionOf({ versionArgs, readVersion }, path) {
  const { code, stdout } = await run(path, versionArgs, { patienceMs })
  return code === 0 ? readVersion(stdout) : undefined
}

/**
 * The program that a person named by its variable. A wrong one is a Problem, for it was asked for.
 *
 * @param {Program} program
 * @param {string | undefined} named what the variable says
 * @param {string} root what a relative path starts from
 * @returns {Promise<Found | undefined>} undefined when the variable is not set
 */
export async function findNamed(program, named, root) {
  if (!named) return undefined
  const { label, variable, wanted } = program
  const path = named.includes('/') ? resolve(root, named) : allOnPath(named)[0]
  const remedy = `name ${label} ${wanted} there, or leave the variable out`
  if (!path || !isProgram(path)) throw new Problem(`${variable} names no program that can be run: ${remedy}.`)
  const version = await versionOf(program, path)
  if (!version) throw new Problem(`${variable} names a program that is not a working ${label}: ${remedy}.`)
  if (!version.recentEnough) throw new Problem(`${variable} names ${label} ${version.name}: ${remedy}.`)
  return { path, version: version.name }
}

/**
 * The first one on the PATH that will do; those passed over are told.
 *
 * @param {Program} program
 * @param {(text: string) => void} note
 * @returns {Promise<Found | undefined>}
 */
export async function findInstalled(program, note) {
  for (const path of new Set(allOnPath(program.command))) {
    const version = await versionOf(program, path)
    if (version?.recentEnough) return { path, version: version.name }
    note(`${program.label} ${version?.name ?? '(which does not run)'} at ${path} is passed over: it must be ${program.wanted}.`)
  }
  return undefined
}

/**
 * The one in a folder of the cache, if it is there and runs.
 *
 * @param {Program} program
 * @param {string} folder
 * @returns {Promise<Found | undefined>}
 */
export async function findInFolder(program, folder) {
  const path = join(folder, program.command)
  if (!isProgram(path)) return undefined
  const version = await versionOf(program, path)
  return version?.recentEnough ? { path, version: version.name } : undefined
}
