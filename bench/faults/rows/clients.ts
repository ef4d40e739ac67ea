import { execFile } from 'node:child_process'
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { WebSocket } from 'ws'
import { guarded } from '../../../tests/support/guarded.ts'
import { Clients } from '../../clients.ts'
import { subscriptions } from '../../dashboard.ts'
import { percentile } from '../../figures.ts'
import { sightOf } from '../../processTree.ts'
import type { Group, Row } from '../row.ts'
import type { Trial } from '../trial.ts'

const p99BarMs = 200
const addresses = 10
const clientsInAll = 500
const slowReaders = 20
const answersEach = 4

/** What others wait for an answer while something lasts; and how much the manager's memory rises. */
async function others<T>(trial: Trial, what: Promise<T>): Promise<T> {
  const { api, stage } = trial
  const waits: number[] = []
  const memory = () => (sightOf(stage.manager.pid)?.rssBytes ?? 0) / 1e6
  const before = memory()
  let most = before
  let refused = 0
  const over = new AbortController()
  const asking = (async () => {
    while (!over.signal.aborted) {
      const at = performance.now()
      await api.query('{ inputs { state outputs { state } } }').then(
        () => waits.push(performance.now() - at),
        () => (refused += 1),
      )
      most = Math.max(most, memory())
      await sleep(50)
    }
  })()
  try {
    return await what
  } finally {
    over.abort()
    await asking
    trial.holds(refused === 0, `${refused} of ${refused + waits.length} questions of others were not answered`)
    trial.takes('p99 of others', waits.length > 0 ? percentile(waits, 0.99) : Number.POSITIVE_INFINITY, p99BarMs)
    trial.times.push(`memory +${(most - before).toFixed(0)} MB at most`)
  }
}

const many: Row = {
  name: 'clients-500',
  fault: '500 clients subscribe from ten addresses, and 150 more from one of them, for 20 s',
  must: 'the excess refused before GraphQL; others under 200 ms (p99); memory returns',
  async run(trial) {
    const url = `${trial.api.url.replace('http', 'ws').replace(/\/$/, '')}/graphql`
    const sockets: WebSocket[] = []
    const refusals: Record<string, number> = {}
    let acknowledged = 0
    const open = (localAddress: string) => {
      const socket = new WebSocket(url, 'graphql-transport-ws', { localAddress })
      sockets.push(socket)
      const refused = (why: string) => (refusals[why] = (refusals[why] ?? 0) + 1)
      socket.on('unexpected-response', (request, response) => {
        refused(String(response.statusCode))
        request.destroy()
      })
      socket.on('error', () => {})
      socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload: { apiKey: trial.api.key } })))
      socket.on('message', (data, _isBinary) => {
        if (!String(data).startsWith('{"type":"connection_ack"')) return
        acknowledged += 1
        for (const [id, payload] of subscriptions.slice(0, 3).entries())
          socket.send(JSON.stringify({ id: String(id), type: 'subscribe', payload }))
      })
    }
    const act = async () => {
      for (let number = 0; number < clientsInAll; number++) {
        open(`127.0.2.${1 + (number % addresses)}`)
        if (number % 10 === 9) await sleep(50)
      }
      await sleep(3000)
      trial.note(`${acknowledged} of ${clientsInAll} were let in, refused: ${told(refusals)}`)
      for (let number = 0; number < 150; number++) open('127.0.2.1')
      await sleep(20_000)
      trial.note(`with 150 more from one address ${acknowledged}, refused: ${told(refusals)}`)
      trial.holds(acknowledged < clientsInAll + 150, 'nobody was refused')
    }
    try {
      await others(trial, act())
    } finally {
      for (const socket of sockets) socket.terminate()
    }
  },
}

function told(counts: Record<string, number>): string {
  return (
    Object.entries(counts)
      .map(([what, count]) => `${count} by ${what}`)
      .join(', ') || 'none'
  )
}

const stalled: Row = {
  name: 'clients-stalled',
  fault: '50 dashboards read nothing any more for 30 s',
  must: 'others under 200 ms (p99); memory returns; no stream notices',
  async run(trial) {
    const clients = trial.fixtures.use(new Clients(trial.api))
    await clients.open(50, { stalled: true })
    await others(trial, sleep(30_000))
    trial.note(`${(await clients.counts()).open} of 50 were still connected after`)
  },
}

const slow: Row = {
  name: 'clients-slow',
  fault: '20 readers from one address ask for 1,000 lines of the log 4 times and take a byte a second, for 20 s',
  must: 'others under 200 ms (p99); memory returns; no stream notices',
  async run(trial) {
    const { hostname, port } = new URL(trial.api.url)
    const sockets: Socket[] = []
    const body = JSON.stringify({ query: '{ logs(first: 1000) { lines { id text at source level } } }' })
    const head = ['POST /graphql HTTP/1.1', `Host: ${hostname}:${port}`, 'Content-Type: application/json']
    const request = `${[...head, `X-Api-Key: ${trial.api.key}`, `Content-Length: ${body.length}`].join('\r\n')}\r\n\r\n${body}`
    for (let number = 0; number < slowReaders; number++) {
      const socket = connect({ port: Number(port), host: hostname, localAddress: '127.0.0.98' }).on('error', () => {})
      sockets.push(socket.pause())
      // The system takes several megabytes for a reader before it lets the sender wait.
      socket.write(request.repeat(answersEach))
    }
    const reading = setInterval(() => {
      for (const socket of sockets) socket.read(1)
    }, 1000)
    try {
      await others(trial, sleep(20_000))
    } finally {
      clearInterval(reading)
      for (const socket of sockets) socket.destroy()
    }
  },
}

const requests: Row = {
  name: 'clients-requests',
  fault: '10,000 queries a second are offered for 10 s, with the right key',
  must: 'the excess refused before GraphQL; others under 200 ms (p99); memory returns; no stream notices',
  async run(trial) {
    const script = join(import.meta.dirname, '../requests.ts')
    const command = guarded([process.execPath, script, trial.api.url, trial.api.key, '10', '10000'])
    const { stdout } = await others(trial, promisify(execFile)(...command))
    const { sent, statuses } = JSON.parse(stdout) as { sent: number; statuses: Record<string, number> }
    trial.note(`${sent} were offered, answered: ${told(statuses)}`)
  },
}

export const clients: Group = { name: 'clients', title: 'Clients', rows: [many, stalled, slow, requests] }
