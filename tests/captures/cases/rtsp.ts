import { freeTcpPort } from '../../support/ports.ts'
import { startMediamtx } from '../peers/mediamtx.ts'
import { startTaken } from '../peers/taken.ts'
import { greetings, startBlackHole, startTcpPeer } from '../peers/tcp.ts'
import type { BrokenPeer } from '../stage.ts'
import { password, toRtsp } from './outputs.ts'

type Rtsp = Omit<BrokenPeer, 'protocol'>

const open = { rtsp: true, paths: { all_others: {} } }

const strangers: Rtsp[] = (
  [
    ['accepts, and says nothing', 'NO_ANSWER', greetings.silent],
    ['accepts, and closes', 'REJECTED', greetings.closesAtOnce],
    ['accepts, and resets', 'REJECTED', greetings.resetsAtOnce],
    ['closes at the first words', 'REJECTED', greetings.closesOnHello],
    ['speaks HTTP', 'REJECTED', greetings.http],
  ] as const
).map(([does, expected, greet]) => ({
  name: `RTSP: a server that ${does}`,
  expected,
  build: async (_stage, stack) => ({ output: toRtsp(`rtsp://127.0.0.1:${await startTcpPeer(stack, greet)}/feed`) }),
}))

const answers: Rtsp[] = [
  {
    name: 'RTSP: a port where nothing listens',
    expected: 'REFUSED',
    build: async () => ({ output: toRtsp(`rtsp://127.0.0.1:${await freeTcpPort()}/feed`) }),
  },
  {
    name: 'RTSP: a host name that does not exist',
    expected: 'NAME_NOT_FOUND',
    build: () => ({ output: toRtsp('rtsp://no-such-host.invalid/feed') }),
  },
  {
    name: 'RTSP: a port that swallows what is sent to it',
    expected: 'NO_ANSWER',
    build: async (_, stack) => ({ output: toRtsp(`rtsp://127.0.0.1:${await startBlackHole(stack)}/feed`) }),
  },
  {
    name: 'RTSP: a login that is missing',
    expected: 'AUTHENTICATION',
    build: async (_, stack) => {
      const peer = stack.use(await startMediamtx({ ...open, login: { user: 'sender', pass: 'another' } }))
      return { output: toRtsp(`${peer.rtsp}/feed`) }
    },
  },
  {
    name: 'RTSP: a login that is wrong',
    expected: 'AUTHENTICATION',
    build: async (_, stack) => {
      const peer = stack.use(await startMediamtx({ ...open, login: { user: 'sender', pass: 'another' } }))
      const url = peer.rtsp.replace('://', `://sender:${password}@`)
      return { output: toRtsp(`${url}/feed`), secrets: [password] }
    },
  },
  {
    name: 'RTSP: a path that MediaMTX does not know',
    // It answers 400, as for anything that it does not like.
    expected: 'REJECTED',
    build: async (_, stack) => ({ output: toRtsp(`${stack.use(await startMediamtx({ rtsp: true })).rtsp}/nowhere`) }),
  },
  {
    name: 'RTSP: a path that another sender uses',
    // FFmpeg does not show the answer.
    expected: 'REJECTED',
    build: async (stage, stack) => ({ output: toRtsp(`${(await startTaken(stage, stack, 'feed', {})).rtsp}/feed`) }),
  },
  ...(['401 Unauthorized', '403 Forbidden', '404 Not Found', '454 Session Not Found', '503 Service Unavailable'] as const).map(
    (status): Rtsp => ({
      name: `RTSP: a server that answers ${status}`,
      expected: status.startsWith('404') ? 'PATH_NOT_FOUND' : /^40[13]/.test(status) ? 'AUTHENTICATION' : 'REJECTED',
      build: async (_, stack) => {
        const port = await startTcpPeer(stack, (socket) => {
          socket.on('data', (chunk) => {
            const number = /CSeq: (\d+)/.exec(chunk.toString('latin1'))?.[1] ?? '1'
            const isFirst = chunk.includes('OPTIONS ')
            socket.write(`RTSP/1.0 ${isFirst ? '200 OK' : status}\r\nCSeq: ${number}\r\nPublic: ANNOUNCE, SETUP, RECORD\r\n\r\n`)
          })
        })
        return { output: toRtsp(`rtsp://127.0.0.1:${port}/feed`) }
      },
    }),
  ),
  {
    name: 'RTSP: AC-3, which FFmpeg cannot send by RTP',
    // It sends it all the same, in a way that no receiver understands, and gets 400 for it.
    expected: 'REJECTED',
    build: async ({ feedOf }, stack) => ({
      output: toRtsp(`${stack.use(await startMediamtx(open)).rtsp}/feed`),
      input: { readUrl: await feedOf(['libx264', 'ac3']) },
    }),
  },
]

const lost: Rtsp[] = (
  [
    ['ends the session', 'CONNECTION_LOST', 'kick'],
    ['is killed', 'CONNECTION_LOST', 'kill'],
    ['freezes', 'STALLED', 'freeze'],
  ] as const
).map(([does, expected, how]) => ({
  name: `RTSP: a server that ${does} while it takes the feed`,
  expected,
  build: async (_, stack) => {
    const peer = stack.use(await startMediamtx(open))
    return { output: toRtsp(`${peer.rtsp}/feed`), breakIt: () => peer[how]('rtspsessions') }
  },
}))

export const rtspPeers: BrokenPeer[] = [...strangers, ...answers, ...lost].map((peer) => ({ ...peer, protocol: 'RTSP' }))
