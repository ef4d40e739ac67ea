/** @typedef {readonly [major: number, minor: number]} Version */

/**
 * @param {Version} version
 * @param {Version} oldest
 */
export function isAtLeast([major, minor], [oldestMajor, oldestMinor]) {
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)
}

/**
 * What `ffmpeg -version` tells. Builds between releases have no number (`N-110000-g...`): there the version of libavformat
 * stands in, which was 59.27 in FFmpeg 5.1.
 *
 * @param {string} text
 * @returns {{ name: string, recentEnough: boolean } | undefined}
 */
export function readFfmpegVersion(text) {
  const name = /^ffmpeg version (\S+)/m.exec(text)?.[1]
  if (name === undefined) return undefined
  const release = /^n?(\d+)\.(\d+)/.exec(name)
  if (release)
    return { name: `${release[1]}.${release[2]}`, recentEnough: isAtLeast([Number(release[1]), Number(release[2])], [5, 1]) }
  const library = /^libavformat\s+(\d+)\.\s*(\d+)/m.exec(text)
  return { name, recentEnough: library !== null && isAtLeast([Number(library[1]), Number(library[2])], [59, 27]) }
}

/**
 * What `mediamtx --version` tells.
 *
 * @param {string} text
 * @returns {{ name: string, recentEnough: boolean } | undefined} recent enough: 1.20 or a newer 1.x
 */
export function readMediamtxVersion(text) {
  const [, name, major, minor] = /^v?((\d+)\.(\d+)\S*)/m.exec(text) ?? []
  if (name === undefined) return undefined
  return { name, recentEnough: Number(major) === 1 && Number(minor) >= 20 }
}

/**
 * What `go version` tells.
 *
 * @param {string} text
 * @returns {Version | undefined}
 */
export function readGoVersion(text) {
  const match = /\bgo(\d+)\.(\d+)/.exec(text)
  return match ? [Number(match[1]), Number(match[2])] : undefined
}
