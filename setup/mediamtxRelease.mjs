import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { download } from './download.mjs'
import { DownloadError, fetchText, usualPatience } from './http.mjs'
import { makeFolder } from './folder.mjs'
import { findInTar } from './npmPackage.mjs'

/** Where the project publishes its releases. */
const official = 'https://github.com/bluenviron/mediamtx/releases/download'

/** What releases call the platforms that they are made for. */
const platforms = new Map([
  ['linux-x64', 'linux_amd64'],
  ['linux-arm64', 'linux_arm64'],
  ['linux-armv7', 'linux_armv7'],
  ['linux-armv6', 'linux_armv6'],
  ['darwin-x64', 'darwin_amd64'],
  ['darwin-arm64', 'darwin_arm64'],
])

/**
 * The platform in the words of releases; undefined when there is none for it.
 *
 * @param {{ platform: string, arch: string, config: unknown }} machine
 */
export function releasePlatform({ platform, arch, config } = process) {
  const { arm_version: version } = /** @type {{ variables: { arm_version?: string } }} */ (config).variables
  return platforms.get(`${platform}-${arch === 'arm' ? `armv${version ?? 7}` : arch}`)
}

/**
 * Writes the program of an official release to `target`. The archive must be the one that the release's own checksums name.
 * Throws DownloadError.
 *
 * @param {object} wanted
 * @param {string} wanted.version such as `v1.20.1`
 * @param {string} wanted.platform such as `linux_amd64`
 * @param {string | undefined} wanted.base a mirror of the place where releases are published
 * @param {string} wanted.cache folder for an archive that is not whole yet
 * @param {string} target
 * @param {(text: string) => void} progress
 * @param {import('./http.mjs').Patience} [patience]
 */
export async function fetchRelease({ version, platform, base = official, cache }, target, progress, patience = usualPatience) {
  const name = `mediamtx_${version}_${platform}.tar.gz`
  const place = `${checkedPlace(base)}/${version}`
  progress('asking for the official release')
  const sha256 = checksumOf(await fetchText(`${place}/checksums.sha256`, patience), name)
  makeFolder(cache)
  const archive = join(cache, name)
  progress('fetching the official release')
  const onProgress = (/** @type {number} */ received, /** @type {number | undefined} */ total) =>
    progress(`fetching the official release, ${megabytes(received)}${total === undefined ? '' : ` of ${megabytes(total)}`} MB`)
  await download(`${place}/${name}`, archive, { sha256, patience, onProgress })
  try {
    const unpacked = await promisify(gunzip)(readFileSync(archive)).catch(() => undefined)
    const program = unpacked && findInTar(unpacked, 'mediamtx')
    if (!program) throw new DownloadError('the archive holds no program')
    writeFileSync(target, program, { mode: 0o755 })
  } finally {
    rmSync(archive, { force: true })
  }
}

/**
 * Removes what was had so far of archives that are not needed any more.
 *
 * @param {string} cache
 */
export function forgetRelease(cache) {
  for (const name of readdirSync(cache)) if (/^mediamtx_.*\.part$/.test(name)) rmSync(join(cache, name), { force: true })
}

/** @param {string} base */
function checkedPlace(base) {
  if (!URL.canParse(base) || !/^https?:$/.test(new URL(base).protocol)) {
    throw new DownloadError('MEDIAMTX_RELEASES_URL is not an address that begins with https://')
  }
  return base.replace(/\/+$/, '')
}

/** @param {string} checksums as `sha256sum` writes them @param {string} name */
function checksumOf(checksums, name) {
  for (const line of checksums.split(/\r?\n/)) {
    const [, sum, file] = /^([0-9a-f]{64}) [ *](.+)$/i.exec(line) ?? []
    if (sum !== undefined && file === name) return sum.toLowerCase()
  }
  throw new DownloadError(`its checksums do not name ${name}`)
}

/** @param {number} bytes */
function megabytes(bytes) {
  return (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)
}
