import { join } from 'node:path'
import { cacheFolder, discard, provide } from './cache.mjs'
import { DownloadError } from './http.mjs'
import { buildMediamtx, elsewhere, pinnedVersion } from './mediamtxBuild.mjs'
import { fetchRelease, forgetRelease, releasePlatform } from './mediamtxRelease.mjs'
import { Problem } from './problem.mjs'
import { findInFolder, findInstalled, findNamed } from './program.mjs'
import { readMediamtxVersion } from './versions.mjs'

/** @type {import('./program.mjs').Program} */
const mediamtx = {
  label: 'MediaMTX',
  command: 'mediamtx',
  variable: 'MEDIAMTX_BIN',
  wanted: '1.20 or a newer 1.x',
  versionArgs: ['--version'],
  readVersion: readMediamtxVersion,
}

/**
 * @param {string} root
 * @param {{ named: string | undefined, releases: string | undefined }} given what MEDIAMTX_BIN and MEDIAMTX_RELEASES_URL say
 * @param {import('./report.mjs').Report} report
 * @returns {Promise<string>} the path of a MediaMTX that runs
 */
export async function findMediamtx(root, { named, releases }, report) {
  return report.step('MediaMTX', async (progress) => {
    const own = (await findNamed(mediamtx, named, root)) ?? (await findInstalled(mediamtx, (text) => report.note(text)))
    if (own) return { result: `${own.version} (${own.path})`, value: own.path }
    const cache = cacheFolder()
    const version = pinnedVersion.slice(1)
    const name = `mediamtx-${version}-${process.platform}-${process.arch}`
    const kept = await findInFolder(mediamtx, join(cache, name))
    if (kept) return { result: `${kept.version} (cache)`, value: kept.path }

    discard(join(cache, name))
    try {
      const folder = await provide(cache, name, (aside) => fetchOfficial(cache, aside, releases, progress))
      return { result: `${version} (official release)`, value: join(folder, 'mediamtx') }
    } catch (error) {
      if (!(error instanceof DownloadError)) throw error
      report.note(`The official release of MediaMTX is not used (${error.message}): it is built from its source instead.`)
    }
    const folder = await provide(cache, name, async (aside) => {
      await buildMediamtx(aside, progress)
      if (!(await findInFolder(mediamtx, aside))) throw new Problem(`The MediaMTX that was built does not run: ${elsewhere}.`)
    })
    forgetRelease(cache)
    return { result: `${version} (built)`, value: join(folder, 'mediamtx') }
  })
}

/**
 * @param {string} cache
 * @param {string} aside
 * @param {string | undefined} base
 * @param {(text: string) => void} progress
 */
async function fetchOfficial(cache, aside, base, progress) {
  const platform = releasePlatform()
  if (!platform) throw new DownloadError(`there is none for ${process.platform}-${process.arch}`)
  await fetchRelease({ version: pinnedVersion, platform, base, cache }, join(aside, 'mediamtx'), progress)
  if (!(await findInFolder(mediamtx, aside))) throw new DownloadError('it does not run on this machine')
}
