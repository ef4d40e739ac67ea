import { setTimeout as sleep } from 'node:timers/promises'
import { freeUdpPort } from '../../support/ports.ts'
import type { TargetGiven } from '../../../src/domain/protocols/index.ts'
import { startMediamtx } from '../peers/mediamtx.ts'
import type { MediamtxSettings } from '../peers/mediamtx.ts'
import { startTaken } from '../peers/taken.ts'
import { publishBySrt, startSrtListener } from '../peers/srt.ts'
import type { BrokenPeer, Meeting } from '../stage.ts'
import { passphrase, toSrt, withOption } from './outputs.ts'

type Srt = Omit<BrokenPeer, 'protocol'>

const streamId = (path: string) => `publish:${path}`
const open = { srt: true, paths: { all_others: {} } }

async function meet(
  stack: AsyncDisposableStack,
  settings: MediamtxSettings,
  given: TargetGiven,
  secrets: string[] = [],
): Promise<Meeting> {
  return { output: toSrt(stack.use(await startMediamtx(settings)).srt, given), secrets }
}

const refused: Srt[] = [
  {
    name: 'SRT: a port where nothing listens',
    expected: 'NO_ANSWER',
    build: async () => ({ output: toSrt(`srt://127.0.0.1:${await freeUdpPort()}`) }),
  },
  {
    name: 'SRT: a host name that does not exist',
    expected: 'NAME_NOT_FOUND',
    build: () => ({ output: toSrt('srt://no-such-host.invalid:9000') }),
  },
  {
    name: 'SRT: a machine without a network',
    // libsrt sends into the void and says no more than that nobody answered.
    expected: 'NO_ANSWER',
    build: ({ feedFile }) => ({
      output: toSrt('srt://192.0.2.1:9000'),
      input: { file: feedFile },
      prefix: ['unshare', '--map-root-user', '--net'],
    }),
  },
  {
    name: 'SRT: a passphrase that is wrong',
    expected: 'WRONG_PASSPHRASE',
    build: async (_, stack) => ({
      output: toSrt(await startSrtListener(stack, { passphrase: 'quite-another-one' }), { passphrase }),
      secrets: [passphrase],
    }),
  },
  {
    name: 'SRT: a passphrase that is missing',
    expected: 'ENCRYPTION_MISMATCH',
    build: async (_, stack) => ({ output: toSrt(await startSrtListener(stack, { passphrase: 'quite-another-one' })) }),
  },
  {
    name: 'SRT: a passphrase that the other end does not want',
    expected: 'ENCRYPTION_MISMATCH',
    build: async (_, stack) => ({ output: toSrt(await startSrtListener(stack, {}), { passphrase }), secrets: [passphrase] }),
  },
  {
    name: 'SRT: a passphrase that is wrong for MediaMTX, which names no reason',
    expected: 'REJECTED',
    build: async (_, stack) => {
      const settings = { srt: true, paths: { feed: { srtPublishPassphrase: 'quite-another-one' } } }
      return meet(stack, settings, { streamId: streamId('feed'), passphrase }, [passphrase])
    },
  },
  {
    name: 'SRT: a passphrase that is missing for MediaMTX, which names no reason',
    expected: 'REJECTED',
    build: async (_, stack) => {
      const settings = { srt: true, paths: { feed: { srtPublishPassphrase: 'quite-another-one' } } }
      return meet(stack, settings, { streamId: streamId('feed') })
    },
  },
  {
    name: 'SRT: a passphrase that MediaMTX does not want, and calls wrong',
    expected: 'WRONG_PASSPHRASE',
    build: async (_, stack) => meet(stack, open, { streamId: streamId('feed'), passphrase }, [passphrase]),
  },
  {
    name: 'SRT: a stream id that is refused',
    expected: 'REJECTED',
    build: async (_, stack) => meet(stack, { srt: true }, { streamId: streamId('nowhere') }),
  },
  {
    name: 'SRT: a stream id that cannot be read',
    expected: 'REJECTED',
    build: async (_, stack) => meet(stack, open, { streamId: 'no-such-form' }),
  },
  {
    name: 'SRT: a stream id that is missing',
    expected: 'REJECTED',
    build: async (_, stack) => meet(stack, open, {}),
  },
  {
    name: 'SRT: a stream id that another sender uses',
    // The other end names no reason.
    expected: 'REJECTED',
    build: async (stage, stack) => ({
      output: toSrt((await startTaken(stage, stack, 'feed', { srt: true })).srt, { streamId: streamId('feed') }),
    }),
  },
  {
    name: 'SRT: a listener that has a caller already',
    // It no longer listens.
    expected: 'NO_ANSWER',
    build: async ({ feedUrl }, stack) => {
      const listener = await startSrtListener(stack, {})
      publishBySrt(stack, feedUrl, listener)
      await sleep(3000)
      return { output: toSrt(listener) }
    },
  },
  ...(
    [
      ['a passphrase that is too short', '-passphrase', 'canary-9'],
      ['a stream id that is too long', '-srt_streamid', 'x'.repeat(600)],
      ['packets that are too large', '-pkt_size', '1504'],
    ] as const
  ).map(([what, option, value]): Srt => ({
    name: `SRT: ${what}`,
    expected: 'BAD_OPTION',
    build: async () => ({
      output: withOption(toSrt(`srt://127.0.0.1:${await freeUdpPort()}`), option, value),
      secrets: ['canary-9'],
    }),
  })),
]

const lost: Srt[] = (
  [
    ['ends the session', 'kick'],
    ['is killed', 'kill'],
    ['freezes', 'freeze'],
  ] as const
).map(([does, how]) => ({
  name: `SRT: a server that ${does} while it takes the feed`,
  expected: 'CONNECTION_LOST',
  build: async (_, stack) => {
    const peer = stack.use(await startMediamtx(open))
    return { output: toSrt(peer.srt, { streamId: streamId('feed') }), breakIt: () => peer[how]('srtconns') }
  },
}))

export const srtPeers: BrokenPeer[] = [...refused, ...lost].map((peer) => ({ ...peer, protocol: 'SRT_CALLER' }))
