import type { Cause, FailureCode } from './failure.ts'

/** Causes in words for what a look at a destination finds: the errors of sockets and TLS, and answers that do not fit. */

interface Words {
  code: FailureCode
  message: string
  likelyCause: string
  advice: string[]
}

const words = {
  nameNotFound: {
    code: 'NAME_NOT_FOUND',
    message: 'The name of the destination was not found',
    likelyCause: 'The host name is misspelt, or this server cannot reach its DNS',
    advice: ['Check the spelling of the host in the URL', 'Look the name up on this server, for example with: getent hosts NAME'],
  },
  refused: {
    code: 'REFUSED',
    message: 'The host was reached, but nothing listens there',
    likelyCause: 'The port is wrong, or the program at the destination does not run',
    advice: ['Check the port in the URL', 'Check that the receiving program is running'],
  },
  noAnswer: {
    code: 'NO_ANSWER',
    message: 'The destination did not answer',
    likelyCause: 'The address is wrong, a firewall drops the packets, or the server hangs',
    advice: ['Check host and port in the URL', 'Check firewalls between this server and the destination'],
  },
  networkDown: {
    code: 'NETWORK_DOWN',
    message: 'This server has no way to the network of the destination',
    likelyCause: 'The network of this server is down, or has no route to that address',
    advice: ['Check the network connection of this server', 'Check the address in the URL'],
  },
  connectionLost: {
    code: 'CONNECTION_LOST',
    message: 'The destination closed the connection before it had answered',
    likelyCause: 'Something else than the expected server listens there, or it does not let this server in',
    advice: ['Check scheme and port in the URL: rtmp:// and rtmps:// have different ports', 'Look at the log of the destination'],
  },
  otherProtocol: {
    code: 'UNKNOWN',
    message: 'The destination answers, but in another protocol than the URL says',
    likelyCause: 'The port belongs to another service of that host',
    advice: ['Check scheme and port in the URL'],
  },
  noTls: {
    code: 'TLS',
    message: 'The destination does not speak TLS on this port',
    likelyCause: 'The port is the one for rtmp:// without encryption',
    advice: ['Check the port in the URL; 443 is usual for rtmps://', 'Or use rtmp:// if the destination has no encryption'],
  },
  badCertificate: {
    code: 'TLS',
    message: 'The certificate of the destination cannot be trusted',
    likelyCause: 'It was made by the destination itself, or by an authority that this server does not know',
    advice: [
      'Check that the host in the URL is the right one',
      'If you know this destination, set allowInvalidCertificate on the output',
    ],
  },
  expiredCertificate: {
    code: 'TLS',
    message: 'The certificate of the destination has expired, or is not valid yet',
    likelyCause: 'It was not renewed in time, or the clock of this server is wrong',
    advice: ['Check the clock of this server', 'Ask who runs the destination to renew the certificate'],
  },
  certificateOfOther: {
    code: 'TLS',
    message: 'The certificate of the destination is for another host name',
    likelyCause: 'The URL names the host by an address or a name that its certificate does not hold',
    advice: ['Write the host in the URL as the destination shows it'],
  },
  authentication: {
    code: 'AUTHENTICATION',
    message: 'The destination asks for a user name and a password',
    likelyCause: 'None are set for this output',
    advice: ['Set the user name and the password that the destination gave you'],
  },
  rejected: {
    code: 'REJECTED',
    message: 'The destination answered and turned us away',
    likelyCause: 'It does not let this server send there',
    advice: ['Check the path in the URL', 'Ask who runs the destination whether this server may send'],
  },
  pathNotFound: {
    code: 'PATH_NOT_FOUND',
    message: 'The destination does not know the path',
    likelyCause: 'The path in the URL is misspelt, or was not set up there',
    advice: ['Check the path in the URL', 'Check that the destination has this path'],
  },
  localAddress: {
    code: 'BAD_OPTION',
    message: 'This machine does not have the local address that the output sends from',
    likelyCause: 'The address is misspelt, or the network interface is down',
    advice: ['Choose an address of this machine as localAddress, or leave it out'],
  },
  portBusy: {
    code: 'PORT_BUSY',
    message: 'A local port that the output needs is in use',
    likelyCause: 'Another program on this server has the port',
    advice: ['End the other program, or choose another port'],
  },
  tooManyTests: {
    code: 'UNKNOWN',
    message: 'Other destinations are being tested: this one did not get its turn',
    likelyCause: 'Four tests run at a time',
    advice: ['Try again in a few seconds'],
  },
} satisfies Record<string, Words>

export type LookFault = keyof typeof words

/** `evidence` is what showed it: text of a system or a server, without secrets. */
export function lookCause(fault: LookFault, evidence: string | null = null): Cause {
  const { code, message, likelyCause, advice } = words[fault]
  return { code, message, likelyCause, advice: [...advice], evidence }
}

/** Settings that the rules refuse; the rule's own words say what to do. */
export function badSettings(message: string): Cause {
  return { code: 'BAD_OPTION', message, likelyCause: null, advice: ['Correct the settings of the output'], evidence: null }
}

const bySystemError: Record<string, LookFault> = {
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'noAnswer',
  EHOSTUNREACH: 'noAnswer',
  ENETUNREACH: 'networkDown',
  ENETDOWN: 'networkDown',
  ECONNRESET: 'connectionLost',
  EPIPE: 'connectionLost',
  EADDRINUSE: 'portBusy',
  EADDRNOTAVAIL: 'localAddress',
  ENOTFOUND: 'nameNotFound',
  EAI_AGAIN: 'nameNotFound',
  CERT_HAS_EXPIRED: 'expiredCertificate',
  CERT_NOT_YET_VALID: 'expiredCertificate',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificateOfOther',
  ERR_SSL_WRONG_VERSION_NUMBER: 'noTls',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'noTls',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'badCertificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'badCertificate',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'badCertificate',
  UNABLE_TO_GET_ISSUER_CERT: 'badCertificate',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'badCertificate',
}

/** The cause of an error of a socket, of a look-up or of TLS, by its code. An unknown one is shown as it is. */
export function causeOfSocketError({ code = '', message }: { code?: string; message: string }): Cause {
  const fault = bySystemError[code]
  if (fault) return lookCause(fault, message)
  const likelyCause = null
  if (/SSL|TLS|CERT/.test(code))
    return { ...lookCause('noTls', message), message: 'No encrypted connection came about', likelyCause }
  const advice = ['Check host and port in the URL']
  return { code: 'UNKNOWN', message: 'The destination could not be reached', likelyCause, advice, evidence: message }
}
