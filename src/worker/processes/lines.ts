import { StringDecoder } from 'node:string_decoder'
import type { Readable } from 'node:stream'

/** A longer line is cut here: a program that prints no line break must not fill our memory. */
const longest = 4096

/** Calls `onLine` with each line of `stream`, without its end. Both \n and a lone \r end a line; empty ones are left out. */
export function readLines(stream: Readable, onLine: (line: string) => void): void {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  const take = (text: string) => {
    const whole = rest + text
    // Most programs print no \r: an expression costs several times as much, once a second for each output.
    const lines = whole.includes('\r') ? whole.split(/[\r\n]+/) : whole.split('\n')
    rest = (lines.pop() ?? '').slice(0, longest)
    for (const line of lines) if (line !== '') onLine(line.slice(0, longest))
  }
  stream.on('data', (chunk: Buffer) => take(decoder.write(chunk)))
  stream.on('end', () => take(`${decoder.end()}\n`))
  // A pipe that breaks with its process is told by the process's end.
  stream.on('error', () => {})
}

/** Calls `onBytes` with what comes of `stream`, as it comes. */
export function readBytes(stream: Readable, onBytes: (chunk: Buffer) => void): void {
  stream.on('data', onBytes)
  stream.on('error', () => {})
}
