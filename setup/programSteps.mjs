import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnvFile } from '../src/config/envFile.ts'
import { buildClient } from './client.mjs'
import { findFfmpeg } from './ffmpeg.mjs'
import { findMediamtx } from './mediamtx.mjs'
import { Problem } from './problem.mjs'
import { writePrograms } from './programFile.mjs'

/**
 * The part that Node 24 runs, for it reads the server's own TypeScript.
 *
 * @param {string} root
 * @param {import('./report.mjs').Report} report
 */
export async function preparePrograms(root, report) {
  const given = { ...readEnvFile(root), ...process.env }
  const FFMPEG_BIN = await findFfmpeg(root, given.FFMPEG_BIN, report)
  // The server then starts none; tests always do.
  const isElsewhere = Boolean(given.MEDIAMTX_API_URL) && process.env.npm_lifecycle_event === 'prestart'
  const from = { named: given.MEDIAMTX_BIN, releases: given.MEDIAMTX_RELEASES_URL || undefined }
  const programs = { FFMPEG_BIN, ...(isElsewhere ? {} : { MEDIAMTX_BIN: await findMediamtx(root, from, report) }) }
  await buildClient(root, process.execPath, report)
  writePrograms(root, { NODE_BIN: process.execPath, ...programs })
}

/**
 * @param {string} root
 * @returns {Record<string, string>}
 */
function readEnvFile(root) {
  let text
  try {
    text = readFileSync(join(root, '.env'), 'utf8')
  } catch {
    return {}
  }
  try {
    return parseEnvFile(text)
  } catch (error) {
    throw new Problem(/** @type {Error} */ (error).message)
  }
}
