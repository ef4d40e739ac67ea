import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createConnection, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../../src/worker/systemClock.ts'
import { ProcessSockets, standing } from '../../../src/worker/outputs/tcpQueue.ts'
import { TcpRows, type TcpRow } from '../../../src/worker/outputs/tcpRows.ts'
import { TcpTable } from '../../../src/worker/outputs/tcpTable.ts'

/** More than the buffers of both ends together. */
const much = Buffer.alloc(32 * 1024 * 1024)
const elsewhere = 'rtsp://127.0.0.1:1/in-1'

it.runIf(process.platform === 'linux')('sockets that cannot be looked at for want of open files are looked at again', () => {
  const script = `
    import { openSync } from 'node:fs'
    import { connect } from 'node:net'
    import { socketsOf } from './src/worker/processes/sockets.ts'
    connect({ port: 9, host: '127.0.0.1' }).on('error', () => {})
    const before = socketsOf(process.pid)
    const opened = []
    try { for (;;) opened.push(openSync('/dev/null')) } catch {}
    console.log(JSON.stringify([before.length > 0, socketsOf(process.pid)]))`
  const limited = `ulimit -n 100; exec "$0" --input-type=module-typescript -e "$1"`
  const said = execFileSync('/bin/sh', ['-c', limited, process.execPath, script], { encoding: 'utf8' })
  expect(JSON.parse(said)).toEqual([true, []])
})

describe.runIf(process.platform === 'linux')('connections of a process', () => {
  let fixtures: AsyncDisposableStack
  let sender: Socket
  let taker: Socket
  let url: string
  let table: TcpTable

  beforeEach(async () => {
    fixtures = new AsyncDisposableStack()
    table = new TcpTable(systemClock)
    const server = fixtures.adopt(createServer({ pauseOnConnect: true }), (it) => void it.close())
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    url = `rtsp://127.0.0.1:${port}/in-1`
    const accepted = once(server, 'connection')
    sender = fixtures.adopt(createConnection(port, '127.0.0.1'), (it) => void it.destroy())
    taker = fixtures.adopt(((await accepted) as [Socket])[0], (it) => void it.destroy())
  })
  afterEach(() => fixtures.disposeAsync())

  async function look(sockets: ProcessSockets) {
    await table.refresh(0)
    return sockets.look()
  }

  it('tell what the other side has not taken, since when, and see it taken', async () => {
    // The taker's own end, in the same process, stands for the connection that is read.
    const back = `rtsp://127.0.0.1:${sender.localPort}/in-1`
    const sockets = new ProcessSockets(process.pid, back, true, table)
    sender.write(much)
    await expect.poll(async () => (await look(sockets))?.sending?.queuedBytes ?? 0, { timeout: 15_000 }).toBeGreaterThan(100_000)
    const fullAt = systemClock.now()
    await expect
      .poll(async () => fullAt - ((await look(sockets))?.sending?.standsSince ?? Infinity), { timeout: 15_000 })
      .toBeGreaterThan(-300)
    expect((await look(sockets))?.unreadBytes).toBeGreaterThan(50_000)
    taker.resume()
    await expect
      .poll(() => look(sockets), { timeout: 15_000 })
      .toMatchObject({ unreadBytes: 0, sending: { queuedBytes: 0, standsSince: null } })
  })

  it('are seen on IPv6 too', async () => {
    const server = fixtures.adopt(createServer({ pauseOnConnect: true }), (it) => void it.close())
    server.listen(0, '::1')
    await once(server, 'listening')
    const accepted = once(server, 'connection')
    const { port } = server.address() as AddressInfo
    const toServer = fixtures.adopt(createConnection(port, '::1'), (it) => void it.destroy())
    const taking = fixtures.adopt(((await accepted) as [Socket])[0], (it) => void it.destroy())
    toServer.write(much)
    const sockets = new ProcessSockets(process.pid, `rtsp://[::1]:${toServer.localPort}/in-1`, true, table)
    await expect.poll(async () => (await look(sockets))?.sending?.queuedBytes ?? 0, { timeout: 15_000 }).toBeGreaterThan(100_000)
    await expect.poll(async () => (await look(sockets))?.sending?.standsSince, { timeout: 15_000 }).not.toBeNull()
    taking.resume()
    await expect
      .poll(async () => (await look(sockets))?.sending, { timeout: 15_000 })
      .toEqual({ queuedBytes: 0, standsSince: null })
  })

  it('are not known without the one that is read', async () => {
    const sockets = new ProcessSockets(process.pid, elsewhere, true, table)
    expect(await look(sockets)).toBeNull()
    expect(sockets.areShown).toBe(true)
  })

  it('are told apart from what cannot be seen', async () => {
    const idle = fixtures.adopt(spawn('sleep', ['30']), (it) => void it.kill())
    expect(new ProcessSockets(idle.pid!, url, true, table).areShown).toBe(true)
    expect(new ProcessSockets(2 ** 30, url, true, table).areShown).toBe(false)
  })
})

it('the table is read once for all who ask at the same time, and again when it is old', async () => {
  const reads: string[] = []
  const table = new TcpTable(systemClock, async (name) => {
    reads.push(name)
    return ''
  })
  await Promise.all([table.refresh(1000), table.refresh(1000), table.refresh(0)])
  expect(reads).toEqual(['tcp', 'tcp6'])
  expect(table.refresh(60_000)).toBeNull()
  await table.refresh(0)
  expect(reads).toEqual(['tcp', 'tcp6', 'tcp'])
})

it('connections of IPv6 are read when one is missed, and as long as anyone has one', async () => {
  const reads: string[] = []
  const line = (inode: number) =>
    `   1: 0100007F:909F 0100007F:B685 01 00000001:00000000 01:00000001 00000000     0        0 ${inode} 2 0 24 4 0 10 -1`
  const table = new TcpTable(systemClock, async (name) => {
    reads.push(name)
    return name === 'tcp' ? line(4) : line(6)
  })
  for (let round = 0; round < 3; round++) {
    await table.refresh(0)
    expect([table.row('4')?.queuedBytes, table.row('6')?.queuedBytes]).toEqual([1, 1])
  }
  expect(reads).toEqual(['tcp', 'tcp6', 'tcp', 'tcp6', 'tcp', 'tcp6'])
  await table.refresh(0)
  table.row('4')
  table.row('7')
  await table.refresh(0)
  expect(reads.slice(6)).toEqual(['tcp', 'tcp6', 'tcp'])
  table.missed()
  await table.refresh(0)
  expect(reads.slice(9)).toEqual(['tcp', 'tcp6'])
})

it("the kernel's columns are read, of IPv4 and IPv6, and what nobody holds is left out", () => {
  const rows = new TcpRows(
    [
      '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
      '   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 7 1 0000000000000000 100 0 0 10 0',
      '   1: 0100007F:909F 0100007F:B685 01 0005E2F4:00004000 04:000000A4 00000000     0        0 42 2 0000000000000000 24 4 0 10 -1',
      '   2: 00000000000000000000000001000000:9 00000000000000000000000001000000:8 01 00000010:00000000 01:00000012 00000003     0        0 43 2 0000000000000000 160 4 0 10 -1',
      '   3: 0100007F:909F 0100007F:B685 06 00000000:00000000 03:00000EEC 00000000     0        0 0 3 0000000095324f66',
    ].join('\n'),
  )
  expect(rows.row('42')).toEqual({
    ...{ local: '0100007F:909F', remote: '0100007F:B685', queuedBytes: 385_780, unreadBytes: 16_384 },
    ...{ timer: 'PROBE', dueInMs: 1640, retransmits: 0, timeoutMs: 240 },
  })
  expect(rows.row('43')).toMatchObject({ timer: 'RETRANSMIT', dueInMs: 180, retransmits: 3, timeoutMs: 1600 })
  expect(['0', '7', '8'].map((inode) => rows.row(inode))).toEqual([undefined, undefined, undefined])
  expect([rows.inodeFrom('0100007F:909F'), rows.inodeFrom('0100007F:1F90')]).toEqual(['42', undefined])
})

describe('a destination that takes nothing', () => {
  const row: TcpRow = {
    ...{ local: '', remote: '', unreadBytes: 0, queuedBytes: 9000 },
    ...{ timer: 'PROBE', dueInMs: 0, retransmits: 0, timeoutMs: 200 },
  }

  /** Looks every half second at a timer that runs as the kernel's does; how long it then says that nothing was taken. */
  function told(forMs: number, dueInMs: (at: number) => Partial<TcpRow>): number[] {
    let seen: ReturnType<typeof standing> = null
    const lengths: number[] = []
    for (let at = 130; at <= forMs; at += 500) {
      seen = standing({ ...row, ...dueInMs(at) }, at, seen)
      lengths.push(seen === null ? 0 : at - seen.since)
    }
    return lengths
  }

  it('is told by a probe that comes less and less often', () => {
    // Probes after 200, 600, 1400, 3000 and 6200 ms.
    const lengths = told(6000, (at) => ({ dueInMs: 200 * 2 ** Math.ceil(Math.log2(at / 200 + 1)) - 200 - at }))
    for (const [index, length] of lengths.entries()) {
      expect(length).toBeLessThanOrEqual(130 + index * 500 + 1)
      if (index >= 3) expect(length).toBeGreaterThan(130 + index * 500 - 500)
    }
  })

  it('is no one that takes a little now and then', () => {
    const lengths = told(20_000, (at) => ({ dueInMs: 200 - (at % 200) }))
    expect(Math.max(...lengths)).toBeLessThan(1000)
  })

  it('is told by what is sent again and again, until some of it is acknowledged', () => {
    const tries = [300, 900, 2100, 4500, 9300]
    const blackHole = (at: number): Partial<TcpRow> => {
      const retransmits = tries.filter((tried) => tried <= at).length
      return {
        ...{ timer: 'RETRANSMIT', retransmits, queuedBytes: 9000 + at },
        ...{ timeoutMs: 300 * 2 ** retransmits, dueInMs: tries[retransmits]! - at },
      }
    }
    const lengths = told(6000, blackHole)
    expect(lengths[0]).toBe(0)
    expect(lengths.at(-1)).toBeGreaterThan(5000)
    expect(lengths.at(-1)).toBeLessThanOrEqual(6000)
    expect(Math.max(...told(20_000, (at) => blackHole(at % 2000)))).toBeLessThan(2100)
  })

  it('is none while nothing waits, or an answer is not yet late', () => {
    expect(standing({ ...row, queuedBytes: 0 }, 1000, null)).toBeNull()
    expect(standing({ ...row, timer: null }, 1000, null)).toBeNull()
    expect(standing({ ...row, timer: 'RETRANSMIT', dueInMs: 200 }, 1000, null)).toBeNull()
  })
})
