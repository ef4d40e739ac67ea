import type { Failure, FailureCode } from '../domain/failure.ts'
import { builder, enumOf } from './builder.ts'

export const FailureCodeType = enumOf<FailureCode>(
  'FailureCode',
  'The cause of a failure. This list may grow: clients must accept a value that they do not know.',
  {
    NAME_NOT_FOUND: 'The name of the destination has no address.',
    REFUSED: 'The host was reached, but nothing listens on the port.',
    NO_ANSWER: 'Nothing answered in time.',
    TLS: 'No encrypted connection came about: a certificate that cannot be trusted, or a server that speaks no TLS.',
    REJECTED: 'The destination answered and turned the stream away: its application, stream key, stream id or place there.',
    KEY_IN_USE: 'Somebody else already sends with this stream key or to this path.',
    AUTHENTICATION: 'User name or password are missing or wrong.',
    PATH_NOT_FOUND: 'The destination does not know the path or application.',
    WRONG_PASSPHRASE: 'The passphrases of the two ends differ.',
    FORBIDDEN_DESTINATION: 'FORBIDDEN_DESTINATIONS keeps outputs of this server out of that network.',
    ENCRYPTION_MISMATCH: 'One end encrypts and the other does not.',
    BAD_OPTION: 'A setting that the protocol or FFmpeg does not take.',
    PORT_BUSY: 'The port that is needed is held by something else.',
    CODEC_NOT_CARRIED: 'The protocol cannot carry a codec of the feed.',
    CONNECTION_LOST: 'It was connected, and the connection ended.',
    STALLED: 'Nothing moved any more, or the destination took nothing for 3 s, so it was ended to start anew.',
    TOO_SLOW:
      'The way to the destination, or this machine, carries less than the feed needs: of an output under 80 % of its input for 5 s, or 2 s behind it.',
    PROGRAM_MISSING: 'FFmpeg or another program that is needed cannot be started.',
    PROGRAM_DIED: 'The program that served it ended without saying why.',
    INPUT_LOST: 'The feed stopped arriving.',
    BAD_FEED: 'What arrives at an input cannot be read, or is damaged.',
    MEDIAMTX_DOWN: 'MediaMTX, which receives the feeds, does not answer.',
    SERVER_DOWN: 'This server itself did not run. Of incidents alone.',
    NETWORK_DOWN: 'This server has no way to the network of the destination.',
    FLAPPING: 'It changes between live and not live again and again.',
    SECRET_UNREADABLE: 'Its stored secret cannot be decrypted with the present SECRET_KEY.',
    STORAGE: 'The database or the disk takes no more.',
    UNKNOWN: 'A cause that is not known; `evidence` has the line of the program.',
  },
)

export const FailureType = builder.objectRef<Failure>('Failure').implement({
  description: 'Why something is not as wished now.',
  fields: (t) => ({
    code: t.expose('code', { type: FailureCodeType, description: 'The cause, for programs.' }),
    message: t.exposeString('message', { description: 'What happened, one sentence for people.' }),
    likelyCause: t.exposeString('likelyCause', {
      nullable: true,
      description: 'The likely cause; null when nothing better than the message is known.',
    }),
    advice: t.exposeStringList('advice', { description: 'What to try, most promising first.' }),
    evidence: t.exposeString('evidence', {
      nullable: true,
      description: 'The line of the program that tells it, with secrets masked; null when there is none.',
    }),
    firstSeenAt: t.expose('firstSeenAt', { type: 'DateTime', description: 'When this cause was first seen in this row.' }),
    lastSeenAt: t.expose('lastSeenAt', { type: 'DateTime', description: 'When it was last seen.' }),
    count: t.exposeInt('count', {
      description:
        'How often this same cause was seen in a row, from 1: each attempt that failed so counts once. Attempts that failed for other reasons before are not in it, so it may be less than `attempt` of the output.',
    }),
  }),
})
