import { causeOfEnd } from '../causes.ts'
import type { Destination } from '../causes.ts'
import { namesOf } from './rule.ts'
import type { Cause } from '../failure.ts'

/**
 * What a look at a destination can find wrong, in the words that FFmpeg has for the same thing: so that it is judged by
 * the same rules, and the same cause is told in the same words before an output is made and while it runs.
 */
const asFfmpegSays = {
  nameNotFound: ({ host }) => [`Failed to resolve hostname ${host}: Name or service not known`],
  dnsDown: ({ host }) => [`Failed to resolve hostname ${host}: Temporary failure in name resolution`],
  refused: () => ['Connection refused'],
  networkDown: () => ['Network is unreachable'],
  hostDown: () => ['No route to host'],
  noLocalAddress: () => ['Cannot assign requested address'],
  portBusy: () => ['Address already in use'],
  noConnection: () => ['Connection to tcp://x failed: Connection timed out'],
  noSrtAnswer: () => ['Connection to srt://x failed: Connection timed out'],
  silentInTls: () => ['[tls] IO error: Connection timed out'],
  closedInTls: () => ['[tls] closed', 'Cannot open connection tls://x'],
  noTls: () => ['[tls] wrong version number'],
  badCertificate: () => ['[tls] certificate verify failed'],
  certificateOfOther: () => ['[tls] hostname mismatch'],
  silentRtmp: () => ['Cannot read RTMP handshake response', 'Connection timed out'],
  closedRtmp: () => ['Cannot read RTMP handshake response'],
  closedRtsp: () => ['Could not write header (incorrect codec parameters ?): Connection reset by peer'],
  authentication: () => ['method OPTIONS failed: 401 Unauthorized'],
  forbidden: () => ['method OPTIONS failed: 403 Forbidden'],
  pathNotFound: () => ['method OPTIONS failed: 404 Not Found'],
} satisfies Record<string, (names: Names) => string[]>

/** What no sender meets in this form. */
const ownWords = {
  silentRtsp: ({ subject, port }) => ({
    code: 'NO_ANSWER',
    message: `${subject} took the connection on ${port}, and then said nothing`,
    likelyCause: 'It is not an RTSP server, it hangs, or a firewall drops what follows',
    advice: ['Check host and port in the URL: RTSP is mostly on 554 or 8554', 'Look at the destination'],
  }),
  otherProtocol: ({ subject, port }) => ({
    code: 'REJECTED',
    message: `${subject} answers on ${port}, but in another protocol than the URL says`,
    likelyCause: 'The port belongs to another service of that host',
    advice: ['Check scheme and port in the URL'],
  }),
  sharedPortDown: () => ({
    code: 'MEDIAMTX_DOWN',
    message: 'The shared SRT port of this server does not answer',
    likelyCause: 'MediaMTX, which serves it, is down, or another program has the port',
    advice: ['Look at the state of MediaMTX and at its log'],
  }),
  forbiddenPlace: ({ subject }) => ({
    code: 'FORBIDDEN_DESTINATION',
    message: `${subject} leads to an address that outputs of this server may not send to`,
    likelyCause: 'FORBIDDEN_DESTINATIONS keeps them out of its network',
    advice: ['Send to another host', 'Or ask whoever runs this server to allow that address'],
  }),
  uncheckedPlace: ({ subject }) => ({
    code: 'FORBIDDEN_DESTINATION',
    message: `Nobody can say whether ${subject} leads to an address that outputs may not send to`,
    likelyCause: 'FORBIDDEN_DESTINATIONS is set, and to watch where RTMPS connects to needs Linux and the program mkfifo',
    advice: ['Ask whoever runs this server to install mkfifo', 'Or send by RTMP or SRT'],
  }),
  unreachable: ({ subject }) => ({
    code: 'UNKNOWN',
    message: `${subject} could not be reached`,
    likelyCause: null,
    advice: ['Check host and port in the URL'],
  }),
  tooManyTests: () => ({
    code: 'UNKNOWN',
    message: 'Other destinations are being tested, and this one did not get its turn',
    likelyCause: 'Four tests run at a time',
    advice: ['Try again in a few seconds'],
  }),
} satisfies Record<string, (names: Names) => Omit<Cause, 'evidence'>>

type Names = ReturnType<typeof namesOf>

export type LookFault = keyof typeof asFfmpegSays | keyof typeof ownWords

/** `evidence` is what showed it: text of the system or of a server. */
export function causeOfLook(fault: LookFault, evidence: string | null, destination: Destination): Cause {
  const names = namesOf(destination)
  if (fault in ownWords) return { ...ownWords[fault as keyof typeof ownWords](names), evidence }
  const texts: string[] = asFfmpegSays[fault as keyof typeof asFfmpegSays](names)
  const lines = texts.map((text) => ({ level: 'ERROR', text }))
  const ended = { code: 1, signal: null, startError: null, lines, destination }
  return { ...causeOfEnd(ended), evidence }
}

/** Settings that the rules refuse; the rule's own words say what to do. */
export function badSettings(message: string): Cause {
  return { code: 'BAD_OPTION', message, likelyCause: null, advice: ['Correct the settings of the output'], evidence: null }
}

const byCode: Record<string, LookFault> = {
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'noConnection',
  EHOSTUNREACH: 'hostDown',
  EHOSTDOWN: 'hostDown',
  ENETUNREACH: 'networkDown',
  ENETDOWN: 'networkDown',
  EADDRINUSE: 'portBusy',
  EADDRNOTAVAIL: 'noLocalAddress',
  ERR_SSL_WRONG_VERSION_NUMBER: 'noTls',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'noTls',
  ERR_SSL_HTTP_REQUEST: 'noTls',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificateOfOther',
}

/** What the code of an error of a socket or of TLS means. */
export function faultOfError(code = ''): LookFault {
  return byCode[code] ?? 'unreachable'
}
