import { says } from './rule.ts'
import type { Rule, SenderEnd } from './rule.ts'

const refusedLogin = /Incorrect username|Server error: .*(?:authenticat|authoriz|unauthori|credential|password|need auth)/i
const isTimedOut = /(?:Connection|Operation) timed out/i

/** Nearly as long as the limit that every RTMP output has for an answer: behind the handshake FFmpeg does not say that it was reached. */
const longSilenceMs = 4500

/** What an RTMP server says, or does not say. */
export const rtmpRules: Rule[] = [
  {
    code: 'AUTHENTICATION',
    pattern: /No credentials set/,
    words: ({ subject }) => ({
      message: `${subject} asks for a user name and a password`,
      likelyCause: 'None is set for this output',
      advice: ['Enter user name and password in the settings of this output'],
    }),
  },
  {
    code: 'REJECTED',
    pattern: refusedLogin,
    // Nothing but the key can be what it does not accept.
    when: ({ destination }) => destination?.username === null,
    words: ({ subject }) => ({
      message: `${subject} does not accept the stream key`,
      likelyCause: 'It is mistyped, has expired, or belongs to another event',
      advice: [
        'Copy the stream key again from the destination, and enter it in the settings of this output',
        'If the destination gave you a user name and a password too, enter them there',
      ],
    }),
  },
  {
    code: 'AUTHENTICATION',
    pattern: refusedLogin,
    words: ({ subject }) => ({
      message: `${subject} does not accept the user name or the password`,
      likelyCause: 'One of them is mistyped, or is no longer valid',
      advice: ['Enter user name and password again', 'Ask the destination whether the account may send'],
    }),
  },
  {
    code: 'KEY_IN_USE',
    pattern: /Server error: .*(?:already (?:publish|exist|in use|connected|active)|(?:in use|BadName|StreamBusy|is busy))/i,
    words: ({ host }) => ({
      message: `Somebody else already sends to ${host} with this stream key`,
      likelyCause: 'Another encoder uses the key, or the destination has not yet noticed that an earlier connection ended',
      advice: [
        'Wait a minute: a connection that broke is often kept for so long',
        'Look for another encoder or output with the same key, and stop it',
        'Or take another stream key',
      ],
    }),
  },
  {
    code: 'REJECTED',
    pattern: /Server error: (.*)/,
    words: ({ subject, caught }) => ({
      message: `${subject} refused the stream: ${caught.trim() === '' ? 'it gave no reason' : `“${caught.trim()}”`}`,
      likelyCause: 'The application or the stream key is wrong, or the service does not expect a stream now',
      advice: ['Copy server address and stream key again from the service', 'Check there that the event is open'],
    }),
  },
  {
    code: 'NO_ANSWER',
    pattern: /Cannot read RTMP handshake response/,
    when: (end) => says(end, isTimedOut),
    words: ({ subject, port }) => ({
      message: `${subject} took the connection on ${port}, and then said nothing`,
      likelyCause: 'It is not an RTMP server, it hangs, or a firewall drops what follows',
      advice: ['Check host and port in the URL: RTMP is mostly on 1935', 'Look at the destination'],
    }),
  },
  {
    code: 'REJECTED',
    pattern: /Cannot read RTMP handshake response/,
    words: ({ subject, port, end }) => ({
      message: `${subject} took the connection on ${port}, and dropped it at once`,
      likelyCause: isSecure(end)
        ? 'It is not an RTMP server, or it blocks this server'
        : 'It is not an RTMP server, it wants RTMPS, or it blocks this server',
      advice: [
        'Check the port: RTMP is mostly on 1935, RTMPS on 443',
        ...(isSecure(end) ? [] : ['Use rtmps:// if the service asks for it']),
        'Ask the destination whether it blocks the address of this server',
      ],
    }),
  },
  {
    code: 'NO_ANSWER',
    pattern: /(?:^|Error opening output )rtmp\S* (?:(?:Connection|Operation) timed out|Input\/output error)/i,
    when: ({ liveMs }, silenceMs) => liveMs == null && silenceMs >= longSilenceMs,
    words: ({ subject }) => ({
      message: `${subject} began to talk, and then said nothing more`,
      likelyCause: 'The server hangs',
      advice: ['Look at the destination'],
    }),
  },
  {
    code: 'REJECTED',
    pattern:
      /(?:^|Error opening output )rtmp\S* (?:Input\/output error|End of file|Connection reset|Broken pipe|Operation not permitted)/i,
    when: ({ liveMs }) => liveMs == null,
    words: ({ subject }) => ({
      message: `${subject} spoke RTMP, and then closed the connection without a word`,
      likelyCause: 'The stream key or the application is wrong, or the key is in use',
      advice: [
        'Copy server address and stream key again from the service',
        'Look for another encoder with the same key, and stop it',
        'Check there that the event is open',
      ],
    }),
  },
]

function isSecure({ destination }: SenderEnd): boolean {
  return destination?.url.startsWith('rtmps:') ?? false
}
