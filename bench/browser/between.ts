// Stands between a browser, whose program and arguments it is called with, and the one that drives it by the pipes 3 and 4. Whoever
// follows the network of a page makes its process keep the body of every answer until another page is loaded, 200 MB of them: that
// would be weighed in the place of ours. Here it is told to keep none.
import { spawn } from 'node:child_process'
import { createReadStream, createWriteStream } from 'node:fs'
import type { Readable, Writable } from 'node:stream'

const [program, ...args] = process.argv.slice(2)
const browser = spawn(program!, args, { stdio: ['inherit', 'inherit', 'inherit', 'pipe', 'pipe'] })
const [toBrowser, fromBrowser] = [browser.stdio[3] as Writable, browser.stdio[4] as Readable]

let rest: Buffer = Buffer.alloc(0)
createReadStream('', { fd: 3 })
  .on('data', (chunk) => {
    rest = Buffer.concat([rest, Buffer.from(chunk)])
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
      toBrowser.write(`${forgetful(rest.subarray(0, end).toString())}\0`)
      rest = rest.subarray(end + 1)
    }
  })
  .on('end', () => toBrowser.end())
fromBrowser.pipe(createWriteStream('', { fd: 4 }))
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => browser.kill(signal))
browser.on('exit', (code) => process.exit(code ?? 1))

function forgetful(message: string): string {
  if (!message.includes('"Network.enable"')) return message
  const asked = JSON.parse(message) as { method: string; params: object }
  if (asked.method !== 'Network.enable') return message
  return JSON.stringify({ ...asked, params: { ...asked.params, maxTotalBufferSize: 0, maxResourceBufferSize: 0 } })
}
