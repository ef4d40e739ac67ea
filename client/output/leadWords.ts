import type { FailureCode, OutputState, Protocol } from '../generated/graphql.ts'

/** A failure in two or three words, for a headline. The sentence comes from the server. */
const failures: Partial<Record<FailureCode, string>> = {
  AUTHENTICATION: 'Not let in',
  BAD_FEED: 'Feed cannot be read',
  BAD_OPTION: 'A setting is wrong',
  CODEC_NOT_CARRIED: 'Codec not carried',
  CONNECTION_LOST: 'Connection lost',
  ENCRYPTION_MISMATCH: 'Only one end encrypts',
  FLAPPING: 'Comes and goes',
  FORBIDDEN_DESTINATION: 'Not allowed there',
  INPUT_LOST: 'Input lost',
  KEY_IN_USE: 'Key in use',
  MEDIAMTX_DOWN: 'MediaMTX does not answer',
  NAME_NOT_FOUND: 'Name not found',
  NETWORK_DOWN: 'Network down',
  NO_ANSWER: 'No answer',
  PATH_NOT_FOUND: 'Path not found',
  PORT_BUSY: 'Port in use',
  PROGRAM_DIED: 'FFmpeg ended',
  PROGRAM_MISSING: 'FFmpeg cannot be started',
  REFUSED: 'Refused',
  REJECTED: 'Rejected',
  SECRET_UNREADABLE: 'Secret unreadable',
  STALLED: 'Stalled',
  STORAGE: 'Storage full',
  TLS: 'No encrypted connection',
  TOO_SLOW: 'Too slow',
  WRONG_PASSPHRASE: 'Wrong passphrase',
}

interface Seen {
  state: OutputState
  protocol: Protocol
  failure?: { code: FailureCode; message: string } | null
}

/** What stands largest on the page of an output: what is wrong with it, else what it does. A cause that is not known here is told in the server's words. */
export function leadWords({ state, protocol, failure }: Seen): string {
  if (failure) return failures[failure.code] ?? failure.message
  const words: Record<OutputState, string> = {
    LIVE: protocol === 'UDP' ? 'Sending' : 'Live',
    DEGRADED: 'Degraded',
    STARTING: 'Starting',
    LISTENING: 'Waiting for a receiver to connect',
    WAITING_INPUT: 'Waiting for its input',
    RECONNECTING: 'Reconnecting',
    FAILED: 'Failed',
    STOPPED: 'Stopped',
    STOPPING: 'Stopping',
    UNKNOWN: 'Not known now',
  }
  return words[state]
}

/** What that means, and what happens next; empty: the headline says it all. */
export function meaningWords(state: OutputState, protocol: Protocol, inputName: string): string {
  switch (state) {
    case 'LIVE':
      return protocol === 'UDP' ? 'UDP has no answer: whether it arrives cannot be confirmed.' : ''
    case 'WAITING_INPUT':
      return `${inputName} has no feed now. It starts by itself once there is one.`
    case 'LISTENING':
      return 'Hand out its address. It is live as soon as somebody connects.'
    case 'STOPPED':
      return 'Nothing is sent, as somebody wished. Nothing else is touched by it.'
    case 'UNKNOWN':
      return 'MediaMTX, which serves it, does not answer.'
    default:
      return ''
  }
}
