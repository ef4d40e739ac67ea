import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeWhole } from './stamp.mjs'

/** Where the paths that were found wait for the command that npm runs next; it reads them as a shell does. */
const place = (/** @type {string} */ root) => join(root, 'node_modules', '.setup', 'programs')

/**
 * @param {string} root
 * @param {Record<string, string>} variables
 */
export function writePrograms(root, variables) {
  const lines = Object.entries(variables).map(([name, value]) => `export ${name}='${value.replaceAll("'", "'\\''")}'\n`)
  writeWhole(place(root), lines.join(''))
}

/**
 * @param {string} root
 * @returns {Record<string, string>} empty when nothing was set up yet
 */
export function readPrograms(root) {
  let text
  try {
    text = readFileSync(place(root), 'utf8')
  } catch {
    return {}
  }
  const lines = text.matchAll(/^export (\w+)='(.*)'$/gm)
  return Object.fromEntries([...lines].map(([, name, value]) => [name, value?.replaceAll("'\\''", "'")]))
}
