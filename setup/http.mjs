/**
 * Milliseconds.
 *
 * @typedef {object} Patience
 * @property {number} answer until a server answers
 * @property {number} silence between two pieces of what it sends
 */

/** @type {Patience} */
export const usualPatience = { answer: 4000, silence: 10_000 }

/** A download that could not be had: its message says why, and fits in brackets. */
export class DownloadError extends Error {
  /** @override */
  name = 'DownloadError'
}

const largestText = 1_000_000

/**
 * A small text.
 *
 * @param {string} url
 * @param {Patience} patience
 * @returns {Promise<string>}
 */
export async function fetchText(url, patience) {
  const response = await ask(url, {}, patience)
  if (response.status !== 200) throw refused(url, response)
  const chunks = []
  let size = 0
  for await (const chunk of pieces(url, response, patience)) {
    size += chunk.length
    if (size > largestText) throw new DownloadError(`${hostOf(url)} sends something else`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/**
 * @param {string} url
 * @param {Record<string, string>} headers
 * @param {Patience} patience
 * @returns {Promise<Response>}
 */
export async function ask(url, headers, { answer }) {
  const waiting = new AbortController()
  const timer = setTimeout(() => waiting.abort(), answer)
  try {
    const { address, login } = withoutLogin(url)
    const all = { 'accept-encoding': 'identity', ...login, ...headers }
    return await fetch(address, { headers: all, signal: waiting.signal })
  } catch (error) {
    if (waiting.signal.aborted) throw new DownloadError(`${hostOf(url)} does not answer within ${answer / 1000} s`)
    throw new DownloadError(`${hostOf(url)} cannot be reached${reasonOf(error)}`)
  } finally {
    clearTimeout(timer)
  }
}

/**
 * @param {string} url
 * @param {Response} response
 * @param {Patience} patience
 * @returns {AsyncGenerator<Uint8Array>}
 */
export async function* pieces(url, response, { silence }) {
  const reader = /** @type {ReadableStream<Uint8Array>} */ (response.body).getReader()
  try {
    for (;;) {
      /** @type {NodeJS.Timeout | undefined} */
      let timer
      const silent = new Promise((resolve) => (timer = setTimeout(resolve, silence)))
      const next = reader.read().catch((error) => {
        throw new DownloadError(`${hostOf(url)} broke off${reasonOf(error)}`)
      })
      const piece = await Promise.race([next, silent]).finally(() => clearTimeout(timer))
      if (!piece) {
        next.catch(() => {})
        throw new DownloadError(`${hostOf(url)} sent nothing for ${silence / 1000} s`)
      }
      if (piece.done) return
      yield piece.value
    }
  } finally {
    await reader.cancel().catch(() => {})
  }
}

/** @param {string} url @param {Response} response */
export function refused(url, response) {
  // Nobody waits for the rest, however it ends.
  response.body?.cancel().catch(() => {})
  return new DownloadError(`${hostOf(url)} answers ${response.status}`)
}

/**
 * A name and a password in an address are sent as a browser would; fetch() refuses them there.
 *
 * @param {string} url
 */
function withoutLogin(url) {
  const address = new URL(url)
  /** @type {Record<string, string>} */
  const login = {}
  if (address.username === '') return { address, login }
  const both = Buffer.from(`${decodeURIComponent(address.username)}:${decodeURIComponent(address.password)}`)
  address.username = ''
  address.password = ''
  login.authorization = `Basic ${both.toString('base64')}`
  return { address, login }
}

/** Never with a name and a password that stand in it. @param {string} url */
export function hostOf(url) {
  return new URL(url).host
}

/** @param {unknown} error */
function reasonOf(error) {
  const { code } = /** @type {{ code?: unknown }} */ (/** @type {Error} */ (error).cause ?? {})
  return typeof code === 'string' ? ` (${code})` : ''
}
