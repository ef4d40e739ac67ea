import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { makeFolder } from './folder.mjs'

/**
 * A digest of what stands in these files and folders; one that is missing counts too.
 *
 * @param {string} root
 * @param {readonly string[]} names
 * @param {(name: string) => boolean} [leaveOut] is asked for everything inside a folder, by its path from `root`
 */
export function digest(root, names, leaveOut = () => false) {
  const hash = createHash('sha256')
  /** @param {string} name */
  const add = (name) => {
    if (leaveOut(name)) return
    const path = join(root, name)
    try {
      const children = readdirSync(path).sort()
      for (const child of children) add(join(name, child))
    } catch (error) {
      const { code } = /** @type {NodeJS.ErrnoException} */ (error)
      if (code !== 'ENOTDIR' && code !== 'ENOENT') throw error
      hash.update(`${name}\0${code === 'ENOENT' ? 'missing' : createHash('sha256').update(readFileSync(path)).digest('hex')}\0`)
    }
  }
  for (const name of names) add(name)
  return hash.digest('hex')
}

/**
 * Whether `file` is the stamp of `content`.
 *
 * @param {string} file
 * @param {string} content
 */
export function isStamped(file, content) {
  try {
    return readFileSync(file, 'utf8') === content
  } catch {
    return false
  }
}

/**
 * Written at once or not at all.
 *
 * @param {string} file
 * @param {string} content
 */
export function writeWhole(file, content) {
  makeFolder(dirname(file))
  const aside = `${file}.${process.pid}`
  writeFileSync(aside, content)
  renameSync(aside, file)
}
