import { freeTcpPort } from '../../support/ports.ts'
import { startRtmpDestination } from '../../support/rtmpDestination.ts'
import { startMediamtx } from '../peers/mediamtx.ts'
import { startTaken } from '../peers/taken.ts'
import { refusing } from '../peers/rtmp.ts'
import type { Refusal } from '../peers/rtmp.ts'
import { greetings, startBlackHole, startTcpPeer } from '../peers/tcp.ts'
import type { BrokenPeer, Meeting } from '../stage.ts'
import { allTracks, password, streamKey, toRtmp } from './outputs.ts'

type Rtmp = Omit<BrokenPeer, 'protocol'>

const local = (port: number) => `rtmp://127.0.0.1:${port}`
const withKey = (output: string[], more: Partial<Meeting> = {}): Meeting => ({ output, secrets: [streamKey], ...more })

const unreachable: Rtmp[] = [
  {
    name: 'RTMP: a port where nothing listens',
    expected: 'REFUSED',
    build: async () => withKey(toRtmp(local(await freeTcpPort()))),
  },
  {
    name: 'RTMP: a host name that does not exist',
    expected: 'NAME_NOT_FOUND',
    build: () => withKey(toRtmp('rtmp://no-such-host.invalid')),
  },
  {
    name: 'RTMP: a port that swallows what is sent to it',
    expected: 'NO_ANSWER',
    build: async (_, stack) => withKey(toRtmp(local(await startBlackHole(stack)))),
  },
  {
    name: 'RTMP: a machine without a network',
    expected: 'NETWORK_DOWN',
    build: ({ feedFile }) =>
      withKey(toRtmp('rtmp://192.0.2.1'), { input: { file: feedFile }, prefix: ['unshare', '--map-root-user', '--net'] }),
  },
]

const strangers: Rtmp[] = (
  [
    ['accepts, and says nothing', 'NO_ANSWER', greetings.silent],
    ['accepts, and closes', 'REJECTED', greetings.closesAtOnce],
    ['accepts, and resets', 'REJECTED', greetings.resetsAtOnce],
    ['closes at the first words', 'REJECTED', greetings.closesOnHello],
    ['speaks HTTP', 'REJECTED', greetings.http],
    ['speaks SSH', 'REJECTED', greetings.ssh],
    ['falls silent behind the handshake', 'NO_ANSWER', refusing(null)],
  ] as const
).map(([does, expected, greet]) => ({
  name: `RTMP: a server that ${does}`,
  expected,
  build: async (_stage, stack) => withKey(toRtmp(local(await startTcpPeer(stack, greet)))),
}))

const inWords: [string, Rtmp['expected'], Refusal, login?: string][] = [
  [
    'a key that another sender uses',
    'KEY_IN_USE',
    { at: 'publish', code: 'NetStream.Publish.BadName', description: 'Already publishing' },
  ],
  [
    'a key that is refused in words',
    'REJECTED',
    { at: 'publish', code: 'NetStream.Publish.Denied', description: 'Stream key is not valid.' },
  ],
  [
    'an application that is refused in words',
    'REJECTED',
    {
      at: 'connect',
      code: 'NetConnection.Connect.Rejected',
      description: 'Connection failed: Application rejected connection.',
    },
  ],
  [
    'a login that is missing',
    'AUTHENTICATION',
    {
      at: 'connect',
      code: 'NetConnection.Connect.Rejected',
      description: '[ AccessManager.Reject ] : [ code=403 need auth; authmod=adobe ] : ',
    },
  ],
  [
    'a login that is wrong',
    'AUTHENTICATION',
    {
      at: 'connect',
      code: 'NetConnection.Connect.Rejected',
      description: '[ AccessManager.Reject ] : [ authmod=adobe ] : ?reason=authfailed&opaque=vgoAAA==',
    },
    `sender:${password}@`,
  ],
  [
    'a user that nobody knows',
    'AUTHENTICATION',
    {
      at: 'connect',
      code: 'NetConnection.Connect.Rejected',
      description: '[ AccessManager.Reject ] : [ authmod=adobe ] : ?reason=nosuchuser&opaque=vgoAAA==',
    },
    `sender:${password}@`,
  ],
]

const refused: Rtmp[] = [
  ...inWords.map(([what, expected, refusal, login = '']): Rtmp => ({
    name: `RTMP: ${what}`,
    expected,
    build: async (_, stack) => {
      const port = await startTcpPeer(stack, refusing(refusal))
      return { output: toRtmp(`rtmp://${login}127.0.0.1:${port}`), secrets: [streamKey, password] }
    },
  })),
  {
    name: 'RTMP: a key that MediaMTX refuses by closing',
    expected: 'REJECTED',
    build: async (_, stack) => withKey(toRtmp(stack.use(await startMediamtx({ rtmp: true })).rtmp)),
  },
  {
    name: 'RTMP: a login that MediaMTX refuses',
    expected: 'AUTHENTICATION',
    build: async (_, stack) => {
      const settings = { rtmp: true, paths: { all_others: {} }, login: { user: 'sender', pass: 'another' } }
      const { rtmp } = stack.use(await startMediamtx(settings))
      return withKey(toRtmp(rtmp, { key: `${streamKey}?user=sender&pass=${password}` }), { secrets: [streamKey, password] })
    },
  },
  {
    name: 'RTMP: a key that another sender uses at MediaMTX',
    // It says so in its own log only: it takes the sender, and closes a moment later.
    expected: 'REJECTED',
    expectedOnceLive: 'CONNECTION_LOST',
    build: async (stage, stack) => withKey(toRtmp((await startTaken(stage, stack, `live/${streamKey}`, { rtmp: true })).rtmp)),
  },
]

const codecs: Rtmp[] = (
  [
    ['HEVC', ['libx265', 'aac'], 6.1],
    ['AC-3', ['libx264', 'ac3'], Infinity],
    ['Opus', ['libx264', 'libopus'], Infinity],
    ['MP2', ['libx264', 'mp2'], Infinity],
  ] as const
).map(([codec, feed, takenSince]) => ({
  name: `RTMP: ${codec}, which FLV has no place for`,
  expected: 'CODEC_NOT_CARRIED',
  isBrokenFor: ({ version }) => version < takenSince,
  build: async ({ feedOf }, stack) => {
    const destination = stack.use(await startRtmpDestination())
    return withKey(toRtmp(local(destination.gate.port)), { input: { readUrl: await feedOf(feed) } })
  },
}))

const lost: Rtmp[] = [
  {
    name: 'RTMP: two sounds, of which FLV takes one',
    expected: 'CODEC_NOT_CARRIED',
    build: async ({ feedOf }, stack) => {
      const destination = stack.use(await startRtmpDestination())
      return withKey(allTracks(toRtmp(local(destination.gate.port))), {
        input: { readUrl: await feedOf(['libx264', 'aac', 'aac']) },
      })
    },
  },
  {
    name: 'RTMP: a server that goes away while it takes the feed',
    expected: 'CONNECTION_LOST',
    build: async (_, stack) => {
      const { gate } = stack.use(await startRtmpDestination())
      return withKey(toRtmp(local(gate.port)), { breakIt: () => gate.shut() })
    },
  },
  {
    name: 'RTMP: a server that ends the session while it takes the feed',
    expected: 'CONNECTION_LOST',
    build: async (_, stack) => {
      const peer = stack.use(await startMediamtx({ rtmp: true, paths: { all_others: {} } }))
      return withKey(toRtmp(peer.rtmp), { breakIt: () => peer.kick('rtmpconns') })
    },
  },
  {
    name: 'RTMP: a server that is killed while it takes the feed',
    expected: 'CONNECTION_LOST',
    build: async (_, stack) => {
      const peer = stack.use(await startMediamtx({ rtmp: true, paths: { all_others: {} } }))
      return withKey(toRtmp(peer.rtmp), { breakIt: () => peer.kill() })
    },
  },
  {
    name: 'RTMP: a server that freezes while it takes the feed',
    expected: 'CONNECTION_LOST',
    build: async ({ feedFile }, stack) => {
      const { gate } = stack.use(await startRtmpDestination())
      return withKey(toRtmp(local(gate.port)), { input: { file: feedFile }, breakIt: () => gate.freeze() })
    },
  },
]

export const rtmpPeers: BrokenPeer[] = [...unreachable, ...strangers, ...refused, ...codecs, ...lost].map((peer) => ({
  ...peer,
  protocol: 'RTMP',
}))
