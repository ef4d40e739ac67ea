import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { freeUdpPort } from '../../support/ports.ts'
import { startMediamtx } from '../peers/mediamtx.ts'
import { startFeed } from '../../support/feed.ts'
import { until } from '../../support/manager.ts'
import type { BrokenPeer } from '../stage.ts'
import { toUdp, withOption } from './outputs.ts'

const noNetwork = ['unshare', '--map-root-user', '--net']

const peers: Omit<BrokenPeer, 'protocol'>[] = [
  {
    name: 'UDP: a host name that does not exist',
    expected: 'NAME_NOT_FOUND',
    build: () => ({ output: toUdp('udp://no-such-host.invalid:5000') }),
  },
  {
    name: 'UDP: a machine without a network',
    expected: 'NETWORK_DOWN',
    build: ({ feedFile }) => ({ output: toUdp('udp://192.0.2.1:5000'), input: { file: feedFile }, prefix: noNetwork }),
  },
  {
    name: 'UDP: multicast from a machine without a network',
    expected: 'NETWORK_DOWN',
    build: ({ feedFile }) => ({ output: toUdp('udp://239.1.2.3:5000'), input: { file: feedFile }, prefix: noNetwork }),
  },
  {
    name: 'UDP: a local port that another program has',
    expected: 'PORT_BUSY',
    build: async (_, stack) => {
      const socket = createSocket('udp4')
      socket.bind(0, '0.0.0.0')
      await once(socket, 'listening')
      stack.defer(() => void socket.close())
      const output = toUdp(`udp://127.0.0.1:${await freeUdpPort()}`)
      return { output: withOption(withOption(output, '-localport', String(socket.address().port)), '-reuse', '0') }
    },
  },
  {
    name: 'UDP: a local address that the machine does not have',
    expected: 'NETWORK_DOWN',
    build: async () => ({ output: toUdp(`udp://127.0.0.1:${await freeUdpPort()}`, { localAddress: '192.0.2.1' }) }),
  },
  {
    name: 'UDP: an option that FFmpeg does not have',
    expected: 'BAD_OPTION',
    build: async () => ({ output: withOption(toUdp(`udp://127.0.0.1:${await freeUdpPort()}`), '-no_such_option', '1') }),
  },
  {
    name: 'UDP: an FFmpeg that does not have the protocol',
    expected: 'BAD_OPTION',
    build: async () => ({
      output: toUdp(`udp://127.0.0.1:${await freeUdpPort()}`).map((one) => one.replace(/^udp:/, 'nosuch:')),
    }),
  },
  ...(['SIGKILL', 'SIGSEGV', 'SIGTERM'] as const).map((signal): Omit<BrokenPeer, 'protocol'> => ({
    name: `UDP: FFmpeg itself, ended by ${signal}`,
    expected: 'PROGRAM_DIED',
    build: async () => ({
      output: toUdp(`udp://127.0.0.1:${await freeUdpPort()}`),
      breakIt: async (sender) => {
        sender.signal(signal)
        // FFmpeg 7.0 may overlook the first.
        await sleep(500)
        sender.signal(signal)
      },
    }),
  })),
]

const inputs: Omit<BrokenPeer, 'protocol'>[] = [
  {
    name: 'The feed: a path that is not there',
    expected: 'INPUT',
    build: async ({ feedUrl }) => ({
      output: toUdp(`udp://127.0.0.1:${await freeUdpPort()}`),
      input: { readUrl: `${feedUrl}-that-is-not-there` },
    }),
  },
  {
    name: 'The feed: MediaMTX does not run',
    expected: 'INPUT',
    build: async () => ({
      output: toUdp(`udp://127.0.0.1:${await freeUdpPort()}`),
      input: { readUrl: `rtsp://127.0.0.1:${await freeUdpPort()}/feed` },
    }),
  },
  ...(['ends the session', 'is killed', 'freezes'] as const).map((does): Omit<BrokenPeer, 'protocol'> => ({
    name: `The feed: MediaMTX ${does} while it is read`,
    expected: 'INPUT',
    build: async (_, stack) => {
      const port = await freeUdpPort()
      const paths = { feed: { source: `udp+mpegts://127.0.0.1:${port}` } }
      const peer = stack.use(await startMediamtx({ rtsp: true, paths }))
      stack.use(await startFeed({ port }))
      await until(async () => (await peer.path('feed'))?.available, 15_000, 'the feed')
      const how = { 'ends the session': 'kick', 'is killed': 'kill', freezes: 'freeze' } as const
      return {
        output: toUdp(`udp://127.0.0.1:${await freeUdpPort()}`),
        input: { readUrl: `${peer.rtsp}/feed` },
        breakIt: () => peer[how[does]]('rtspsessions'),
      }
    },
  })),
]

export const udpPeers: BrokenPeer[] = [...peers, ...inputs].map((peer) => ({ ...peer, protocol: 'UDP' }))
