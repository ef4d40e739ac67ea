import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { Refusal } from './doors.ts'

/** A larger body of an operation is refused with 413. */
export const mostBodyBytes = 100_000

/** So much of a body that is too large is read for the sake of its answer; who sends more is cut off. */
const mostUnreadBytes = 2_000_000

/** Answers with a sentence. */
export function answerText(response: ServerResponse, status: number, text: string, headers: OutgoingHttpHeaders = {}): void {
  answer(response, status, 'text/plain; charset=utf-8', `${text}\n`, headers)
}

export function answerJson(response: ServerResponse, status: number, body: unknown, headers: OutgoingHttpHeaders = {}): void {
  answer(response, status, 'application/json; charset=utf-8', JSON.stringify(body), headers)
}

/** Answers as GraphQL does: a list of errors. */
export function answerError(
  response: ServerResponse,
  status: number,
  code: string,
  message: string,
  headers: OutgoingHttpHeaders = {},
): void {
  answerJson(response, status, { errors: [{ message, extensions: { code } }] }, headers)
}

export function answerRefusal(response: ServerResponse, refusal: Refusal): void {
  answerError(response, refusal.status, refusal.code, refusal.message, refusalHeaders(refusal))
}

/** What tells a program how to come in, or when. */
export function refusalHeaders({ status, retryAfterSeconds }: Refusal): OutgoingHttpHeaders {
  const headers: OutgoingHttpHeaders = {}
  if (status === 401) headers['www-authenticate'] = 'Bearer'
  if (retryAfterSeconds !== null) headers['retry-after'] = String(retryAfterSeconds)
  return headers
}

/** The body; not whole when it is larger than `mostBytes`. */
export async function readBody(request: IncomingMessage, mostBytes: number): Promise<{ bytes: Buffer; isWhole: boolean }> {
  const chunks: Buffer[] = []
  let size = 0
  // Read on even when it is too large: the connection must live to carry the answer. But not whatever else may come.
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size <= mostBytes) chunks.push(chunk)
    else if (size > mostBytes + mostUnreadBytes) break
  }
  return { bytes: Buffer.concat(chunks), isWhole: size <= mostBytes }
}

/** The body as JSON; undefined when it is none, or larger than `mostBytes`. */
export async function readJson(request: IncomingMessage, mostBytes: number): Promise<unknown> {
  const { bytes, isWhole } = await readBody(request, mostBytes)
  return isWhole ? parseJson(bytes.toString('utf8')) : undefined
}

/** Undefined: it is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Whether a request says that its body is JSON. */
export function saysJson({ headers }: IncomingMessage): boolean {
  return /^application\/(?:[\w.-]+\+)?json\b/i.test(headers['content-type'] ?? '')
}

function answer(response: ServerResponse, status: number, type: string, body: string, headers: OutgoingHttpHeaders): void {
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    ...headers,
  })
  response.end(body)
}
