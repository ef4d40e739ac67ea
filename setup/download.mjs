import {
  closeSync,
  createReadStream,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs'
import { createHash } from 'node:crypto'
import { basename, dirname, join } from 'node:path'
import { isAlive } from './cache.mjs'
import { ask, DownloadError, hostOf, pieces, refused } from './http.mjs'

/** What nobody has written to for so long is no one's any more. */
const leftAfterMs = 60_000
/** Each goes on where the one before was cut. */
const connections = 3

/**
 * Fetches `url` into `file`, going on where an earlier attempt was cut. What was had so far waits beside it for the next.
 *
 * @param {string} url
 * @param {string} file
 * @param {{ sha256: string, patience: import('./http.mjs').Patience, onProgress: (received: number, total: number | undefined) => void }} options
 *   `total` is undefined when the server does not tell
 */
export async function download(url, file, { sha256, patience, onProgress }) {
  const rest = `${file}.part`
  const part = `${rest}.${process.pid}`
  claim(rest, part)
  try {
    await fetchWhole(url, part, patience, onProgress)
  } catch (error) {
    // For the next attempt, unless there is nothing to go on with.
    if (sizeOf(part) > 0) renameSync(part, rest)
    else rmSync(part, { force: true })
    throw error
  }
  if ((await digestOf(part)) !== sha256) {
    rmSync(part, { force: true })
    throw new DownloadError(`what ${hostOf(url)} sent is not what its checksum says`)
  }
  renameSync(part, file)
}

/**
 * @param {string} url
 * @param {string} part
 * @param {import('./http.mjs').Patience} patience
 * @param {(received: number, total: number | undefined) => void} onProgress
 */
async function fetchWhole(url, part, patience, onProgress) {
  for (let connection = 1; ; connection++) {
    const before = sizeOf(part)
    try {
      return await fetchRest(url, part, patience, onProgress)
    } catch (error) {
      if (connection === connections || sizeOf(part) === before) throw error
    }
  }
}

/**
 * @param {string} url
 * @param {string} part
 * @param {import('./http.mjs').Patience} patience
 * @param {(received: number, total: number | undefined) => void} onProgress
 */
async function fetchRest(url, part, patience, onProgress) {
  const had = sizeOf(part)
  const response = await ask(url, had > 0 ? { range: `bytes=${had}-` } : {}, patience)
  // Nothing follows what we have: the checksum tells whether that is all.
  if (response.status === 416 && had > 0) return void (await response.body?.cancel())
  if (response.status !== 200 && response.status !== 206) throw refused(url, response)
  const goesOn = response.status === 206 && response.headers.get('content-range')?.startsWith(`bytes ${had}-`)
  if (response.status === 206 && !goesOn) {
    truncateSync(part)
    await response.body?.cancel()
    throw new DownloadError(`${hostOf(url)} sends another part than it was asked for`)
  }
  if (!goesOn && had > 0) truncateSync(part)
  let received = goesOn ? had : 0
  const announced = response.headers.get('content-length')
  const total = announced === null ? undefined : received + Number(announced)
  const output = openSync(part, 'a')
  try {
    for await (const chunk of pieces(url, response, patience)) {
      writeSync(output, chunk)
      received += chunk.length
      onProgress(received, total)
    }
  } finally {
    closeSync(output)
  }
  if (total !== undefined && received < total) throw new DownloadError(`${hostOf(url)} broke off`)
}

/**
 * Takes over what an earlier attempt left, also one that was killed, unless another is at work on it.
 *
 * @param {string} rest
 * @param {string} part
 */
function claim(rest, part) {
  const own = basename(rest)
  const left = readdirSync(dirname(rest))
    .filter((name) => name === own || (name.startsWith(`${own}.`) && isLeft(join(dirname(rest), name))))
    .map((name) => join(dirname(rest), name))
    .toSorted((one, other) => sizeOf(other) - sizeOf(one))
  for (const [index, path] of left.entries()) {
    try {
      if (index === 0) renameSync(path, part)
      else rmSync(path, { force: true })
    } catch {
      // Another one was faster.
    }
  }
}

/** @param {string} path */
function isLeft(path) {
  const pid = Number(/\.(\d+)$/.exec(path)?.[1])
  const { mtimeMs = 0 } = statSync(path, { throwIfNoEntry: false }) ?? {}
  // In containers numbers come again, ours too.
  return pid === process.pid || !isAlive(pid) || Date.now() - mtimeMs > leftAfterMs
}

/** @param {string} file */
function sizeOf(file) {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}

/** @param {string} file */
async function digestOf(file) {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk)
  return hash.digest('hex')
}
