import { connect, createServer } from 'node:net'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { OwnLooks } from '../../../src/worker/mediamtx/ownLooks.ts'
import { haveConnectionFrom } from '../../../src/worker/stills/connections.ts'

/** As MediaMTX 1.20.1 tells of a reader. */
const linesOf = (address: string, session: string) => [
  `[RTSP] [conn ${address}] opened`,
  `[RTSP] [session ${session}] created by ${address}`,
  `[RTSP] [session ${session}] is reading from path 'in-1', with TCP, 1 track (H264)`,
  `[RTSP] [conn ${address}] closed: EOF`,
  `[RTSP] [session ${session}] destroyed: not in use`,
]

describe('lines of MediaMTX', () => {
  it('are left out when they are about looks of ours, and about nobody else', () => {
    const looks = new OwnLooks()
    looks.hide((port) => port === 41_000)
    const heard = (address: string, session: string) => linesOf(address, session).filter((line) => !looks.isAboutOne(line))
    expect(heard('127.0.0.2:5000', 'aa')).toEqual([])
    expect(heard('127.0.0.1:41000', 'bb')).toEqual([])
    expect(heard('127.0.0.1:41001', 'cc')).toHaveLength(5)
    expect(heard('192.0.2.7:41000', 'dd')).toHaveLength(5)
    expect(looks.isAboutOne("[HLS] [session bb] is reading from muxer 'in-1'")).toBe(false)
  })

  it('are forgotten with the connection: the port may be that of another one then', () => {
    const looks = new OwnLooks()
    let isOurs = true
    looks.hide(() => isOurs)
    const [opened = '', , , closed = ''] = linesOf('127.0.0.1:41000', 'aa')
    expect([opened, closed].map((line) => looks.isAboutOne(line))).toEqual([true, true])
    isOurs = false
    expect([opened, closed].map((line) => looks.isAboutOne(line))).toEqual([false, false])
  })
})

describe.runIf(process.platform === 'linux')('a connection', () => {
  it('is known to be that of a process', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
    await once(socket, 'connect')
    const port = socket.localPort!
    // A table that changes while it is read may lack a row.
    await expect.poll(() => haveConnectionFrom([process.pid], port)).toBe(true)
    expect(haveConnectionFrom([1, process.ppid], port)).toBe(false)
    expect(haveConnectionFrom([], port)).toBe(false)
    await expect.poll(() => haveConnectionFrom([5_000_000, process.pid], port)).toBe(true)
    socket.destroy()
    server.close()
  })
})
