import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { extname, join, sep } from 'node:path'
import { gunzip, gzipSync } from 'node:zlib'
import { answerText } from './answers.ts'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}
const compressed = new Set(['.html', '.js', '.css', '.json', '.webmanifest', '.txt', '.svg'])

interface StaticFile {
  headers: OutgoingHttpHeaders
  etag: string
  /** In bytes, as it is. */
  size: number
  /** Zipped if it can be: that takes a third of the memory, and every browser asks for it so. */
  kept: Buffer
  isZipped: boolean
}

/**
 * Serves the files of `folder`, and its index.html for the addresses of pages. All of them are held in memory: a new
 * build while we run can neither mix two builds nor take a file away in the middle of an answer. Pages are told `basePath`, which every
 * address of the server begins with.
 */
export function createStaticFiles(
  folder: string,
  basePath = '',
): (request: IncomingMessage, response: ServerResponse, path: string) => void {
  const files = readFolder(folder, basePath)
  const index = files.get('/index.html')
  return (request, response, path) => {
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return answerText(response, 405, 'Use GET.', { allow: 'GET, HEAD' })
    if (index === undefined) return answerText(response, 503, 'The dashboard has not been built. Run: npm start')
    // What has an extension is a file, not a page: a missing one must not be answered with HTML.
    const file = files.get(path) ?? (extname(path) === '' ? index : undefined)
    if (file === undefined) return answerText(response, 404, 'There is nothing here.')
    if (request.headers['if-none-match'] === file.etag) return void response.writeHead(304, file.headers).end()
    const { kept, isZipped, size } = file
    const asKept = !isZipped || /\bgzip\b/.test(String(request.headers['accept-encoding']))
    response.writeHead(200, {
      ...file.headers,
      'content-length': asKept ? kept.length : size,
      ...(asKept && isZipped && { 'content-encoding': 'gzip' }),
    })
    if (request.method === 'HEAD') response.end()
    else if (asKept) response.end(kept)
    else gunzip(kept, (_, body) => response.end(body))
  }
}

function readFolder(folder: string, basePath: string): Map<string, StaticFile> {
  const files = new Map<string, StaticFile>()
  for (const entry of listing(folder)) {
    if (!entry.isFile()) continue
    const file = join(entry.parentPath, entry.name)
    const path = `/${file.slice(folder.length + 1).replaceAll(sep, '/')}`
    files.set(path, readStatic(file, path, basePath))
  }
  return files
}

/**
 * The same build serves every path: its pages name their files by relative addresses, which hold for one address of a page only,
 * and its scripts find out by a meta element where they are.
 */
function withBase(page: Buffer, basePath: string): Buffer {
  const text = page
    .toString('utf8')
    .replaceAll(/(?<= (?:href|src)=")(?:\.\.?\/)+/g, `${basePath}/`)
    .replace(/(?<=<meta name="base-path" content=")(?=")/, basePath)
  return Buffer.from(text)
}

function listing(folder: string) {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

function readStatic(file: string, path: string, basePath: string): StaticFile {
  const extension = extname(file)
  const read = readFileSync(file)
  const body = extension === '.html' ? withBase(read, basePath) : read
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  const isZipped = compressed.has(extension)
  // The names in /assets carry a hash of their content.
  const cacheControl = path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'
  return {
    headers: {
      'content-type': types[extension] ?? 'application/octet-stream',
      'cache-control': cacheControl,
      vary: 'accept-encoding',
      etag,
    },
    etag,
    size: body.length,
    kept: alone(isZipped ? gzipSync(body) : body),
    isZipped,
  }
}

/** A copy in memory of its own: what zips leaves a larger buffer around its result, and a small one holds a whole pool of Node. */
function alone(bytes: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(bytes.length)
  bytes.copy(copy)
  return copy
}
