import { says } from './rule.ts'
import type { Rule } from './rule.ts'

/** How the message ends where no name server answers, which says nothing of the name. */
export const nameServerSilent = 'its DNS does not answer'

/** Why the other end was not reached at all, whatever the protocol. */
export const reachRules: Rule[] = [
  {
    code: 'NAME_NOT_FOUND',
    pattern: /(?:Failed to resolve hostname |getaddrinfo\()([^\s,:)]+).*Temporary failure in name resolution/i,
    words: ({ caught }) => ({
      message: `This server could not look up the name ${caught}: ${nameServerSilent}`,
      likelyCause: 'The network of this server is down, or its DNS settings are wrong',
      advice: ['Check the network and the DNS settings of this server', 'Until then, use an IP address in the URL'],
    }),
  },
  {
    code: 'NAME_NOT_FOUND',
    pattern: /(?:Failed to resolve hostname |getaddrinfo\()([^\s,:)]+)/i,
    words: ({ caught }) => ({
      message: `No address was found for the name ${caught}`,
      likelyCause: 'The name is misspelt, or the DNS of this server does not know it',
      advice: [
        'Check the spelling of the host in the URL',
        `Look the name up on this server, for example with “getent hosts ${caught}”`,
      ],
    }),
  },
  {
    code: 'REFUSED',
    pattern: /Connection refused/i,
    words: ({ subject, port }) => ({
      message: `${subject} was reached, but nothing listens on ${port}`,
      likelyCause: 'The port is wrong, or the receiving program is not running',
      advice: ['Check the port in the URL', 'Check that the receiving program is running'],
    }),
  },
  {
    code: 'NETWORK_DOWN',
    pattern: /Network is (?:unreachable|down)/i,
    words: ({ host }) => ({
      message: `This server has no way to the network of ${host}`,
      likelyCause: 'A network cable, interface, route or VPN of this server is down',
      advice: [
        'Check the network of this server',
        'It is tried again by itself: nothing is to be done here once the network is back',
      ],
    }),
  },
  {
    code: 'NETWORK_DOWN',
    pattern: /Cannot assign requested address/i,
    words: () => ({
      message: 'The local address to send from is not an address of this server',
      likelyCause: 'It is mistyped, or its network interface is down',
      advice: ['Check the local address of the output', 'Check that its network interface is up, for example with: ip address'],
    }),
  },
  {
    code: 'NO_ANSWER',
    pattern: /No route to host|Host is (?:down|unreachable)/i,
    words: ({ subject }) => ({
      message: `${subject} cannot be reached`,
      likelyCause: 'The machine is switched off, or a firewall turns the packets away',
      advice: ['Check that the machine is on, and that the address is right', 'Check firewalls on the way to it'],
    }),
  },
  {
    code: 'NO_ANSWER',
    pattern: /Connection to (?:tcp|tls):\S+ failed: (?:Connection|Operation) timed out/i,
    words: ({ subject, port }) => ({
      message: `${subject} did not answer on ${port}`,
      likelyCause: 'The address or the port is wrong, or a firewall drops the packets',
      advice: ['Check host and port in the URL', 'Check firewalls between this server and the destination'],
    }),
  },
  {
    code: 'PORT_BUSY',
    pattern: /Address already in use/i,
    words: () => ({
      message: 'A local port that the output needs is in use',
      likelyCause: 'Another program on this server has the port',
      advice: ['End the other program, or choose another port'],
    }),
  },
]

/** TLS, which comes between reaching a server and talking to it. */
export const tlsRules: Rule[] = [
  {
    code: 'TLS',
    pattern: /certificate's owner does not match|hostname mismatch|certificate is not valid for/i,
    words: ({ host }) => ({
      message: `The certificate of the server is not for ${host}`,
      likelyCause: 'The host in the URL is not the name that the service goes by, or another server answers there',
      advice: [
        'Use the host name that the service gives, not an IP address or an alias',
        'Ask the destination to mend its certificate',
      ],
    }),
  },
  {
    code: 'TLS',
    pattern: /certificate verify failed|certificate failed verification|certificate has expired/i,
    words: ({ host }) => ({
      message: `The certificate of ${host} cannot be trusted`,
      likelyCause:
        'It signed itself, is out of date, or comes from an authority that this server does not know; or the clock of this server is wrong',
      advice: [
        'Check the host in the URL, and the clock of this server',
        'Ask the destination to mend its certificate',
        'Only if you know the server and its certificate: allow an invalid certificate for this output',
      ],
    }),
  },
  {
    code: 'TLS',
    pattern: /unexpected TLS packet|wrong version number|packet length too long|record layer failure|http request/i,
    words: ({ subject, port }) => ({
      message: `${subject} does not speak TLS on ${port}`,
      likelyCause: 'It is a plain RTMP server, or a server for something else',
      advice: ['Use rtmp:// in place of rtmps://, if the service offers it', 'Or check the port: RTMPS is mostly on 443'],
    }),
  },
  {
    code: 'NO_ANSWER',
    pattern: /^\[tls\] IO error: (?:Connection|Operation) timed out/i,
    words: ({ subject, port }) => ({
      message: `${subject} took the connection on ${port}, and then said nothing`,
      likelyCause: 'The server hangs, or a firewall lets the connection in and drops what follows',
      advice: ['Look at the destination', 'Check the port: RTMPS is mostly on 443'],
    }),
  },
  {
    code: 'TLS',
    // GnuTLS says before it that something went wrong in its pull function, which tells nobody anything.
    pattern: /^\[tls\] (?!Error in the p)/,
    when: (end) => says(end, /Cannot open connection tls:/),
    words: ({ subject, port }) => ({
      message: `${subject} ended the connection on ${port} before it was encrypted`,
      likelyCause: 'It does not speak TLS there, or it wants another version of TLS',
      advice: ['Check the port: RTMPS is mostly on 443', 'Use rtmp:// in place of rtmps://, if the service offers it'],
    }),
  },
]
