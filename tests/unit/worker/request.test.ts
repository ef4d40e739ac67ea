import { once } from 'node:events'
import { createServer } from 'node:http'
import type { RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Worker } from 'node:worker_threads'
import { expect, it } from 'vitest'
import { request } from '../../../src/worker/mediamtx/request.ts'
import type { Question } from '../../../src/worker/mediamtx/request.ts'

const question: Question = { method: 'GET', headers: {}, body: null, withinMs: 5000 }

async function listening(onRequest: RequestListener): Promise<AsyncDisposable & { url: string; opened: () => number }> {
  let opened = 0
  const server = createServer(onRequest).listen(0, '127.0.0.1')
  server.on('connection', () => (opened += 1))
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    opened: () => opened,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

it('reads a whole answer, whatever its status, over one connection', async () => {
  await using server = await listening((asked, answer) => {
    answer.writeHead(asked.method === 'POST' ? 404 : 200)
    asked.setEncoding('utf8')
    asked.on('data', (text: string) => answer.write(`${asked.headers.authorization} ${text} `))
    asked.on('end', () => answer.end('Grüße'))
  })
  const plain = await request(server.url, question)
  expect([plain.ok, plain.status, await plain.text()]).toEqual([true, 200, 'Grüße'])
  const posted = await request(server.url, { ...question, method: 'POST', headers: { authorization: 'Basic x' }, body: 'ü' })
  expect([posted.ok, posted.status, await posted.text()]).toEqual([false, 404, 'Basic x ü Grüße'])
  expect(server.opened()).toBe(1)
})

it('says that nobody listens, that an answer broke off, and that it does not come in time', async () => {
  await using server = await listening((asked, answer) => {
    answer.writeHead(200, { 'content-length': '100' })
    answer.write('half')
    if (asked.url === '/breaks') setImmediate(() => answer.destroy())
  })
  await expect(request(`${server.url}/breaks`, question)).rejects.toMatchObject({ code: 'ECONNRESET' })
  await expect(request(`${server.url}/hangs`, { ...question, withinMs: 50 })).rejects.toMatchObject({ name: 'TimeoutError' })
  const { url } = server
  await server[Symbol.asyncDispose]()
  await expect(request(url, question)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
})

it('holds it against nobody that this process stood still', async () => {
  await using server = new Worker(
    `const { parentPort } = require('node:worker_threads')
     const server = require('node:http').createServer((_, answer) => answer.end('here'))
     server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port))`,
    { eval: true },
  )
  const [port] = (await once(server, 'message')) as [number]
  const answer = request(`http://127.0.0.1:${port}/`, { ...question, withinMs: 50 })
  // It is under way, and answered while nothing is read here.
  await new Promise(setImmediate)
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 400)
  expect(await (await answer).text()).toBe('here')
})
