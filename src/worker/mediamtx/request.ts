import { request as httpRequest } from 'node:http'
import type { RequestOptions } from 'node:http'

export interface Question {
  method: string
  headers: Record<string, string>
  body: string | null
  /** Milliseconds until the whole answer must be there. */
  withinMs: number
}

/** A deadline that is heard so much later means that we ourselves, or the whole machine, stood still. */
const ownDelayMs = 250
/** After that, to read what waits, and for a machine that wakes. */
const graceMs = 500

/** Asks and reads the whole answer; rejects when there is none, with an error named TimeoutError when there is none in time. */
export type Request = (url: string, question: Question) => Promise<Pick<Response, 'ok' | 'status' | 'text'>>

/** By node:http, which keeps connections: asked several times a second, `fetch` costs twice as much, and megabytes besides. */
export const request: Request = async (url, question) => {
  // Few have it elsewhere behind TLS.
  const send = url.startsWith('https:') ? (await import('node:https')).request : httpRequest
  return new Promise((resolve, reject) => {
    const { method, headers, body, withinMs } = question
    const length = body === null ? {} : { 'content-length': String(Buffer.byteLength(body)) }
    const options: RequestOptions = { method, headers: { ...headers, ...length } }
    const asked = send(url, options, (answer) => {
      const { statusCode: status = 0 } = answer
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (chunk: string) => (text += chunk))
      answer.on('error', reject)
      answer.on('end', () => resolve({ ok: status >= 200 && status < 300, status, text: () => Promise.resolve(text) }))
    })
    const giveUp = () => asked.destroy(new DOMException('No answer in time', 'TimeoutError'))
    const dueAt = performance.now() + withinMs
    let deadline = setTimeout(() => {
      // Timers come before what arrived meanwhile: the answer may be there, and only not have been read.
      if (performance.now() - dueAt > ownDelayMs) deadline = setTimeout(giveUp, graceMs)
      else giveUp()
    }, withinMs)
    asked.on('error', reject)
    asked.on('close', () => clearTimeout(deadline))
    asked.end(body ?? undefined)
  })
}
