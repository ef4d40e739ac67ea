import type { Rule } from './rule.ts'

/** So long SRT waits by itself for an answer: what ended sooner has had one. */
const waitsMs = 3000

const optionNames: Record<string, { name: string; limit: string }> = {
  PASSPHRASE: { name: 'passphrase', limit: 'It must have 10 to 79 characters' },
  STREAMID: { name: 'stream id', limit: 'It may have at most 512 characters' },
  PAYLOADSIZE: { name: 'packet size', limit: 'It may be at most 1456 bytes; 1316 is usual' },
  PBKEYLEN: { name: 'key length', limit: 'It must be 16, 24 or 32 bytes' },
  LATENCY: { name: 'latency', limit: 'It must be a whole number of milliseconds, not below 0' },
}

const refusedAnyway = {
  likelyCause: 'The stream id, the login in it or the passphrase is wrong; or somebody else already sends there',
  advice: [
    'Check stream id and passphrase against what the destination gave you',
    'Look for another sender with the same stream id, and stop it',
    'Look at the log of the destination: SRT hands on no more than this',
  ],
}

/** What SRT tells of a listener: FFmpeg's own words are the same for nearly all. */
export const srtRules: Rule[] = [
  {
    code: 'BAD_OPTION',
    pattern: /failed to set option SRTO_(\w+) on socket/i,
    words: ({ caught }) => {
      const option = optionNames[caught.toUpperCase()]
      return {
        message: option ? `SRT does not take this ${option.name}` : `SRT does not take the value of its option ${caught}`,
        likelyCause: option?.limit ?? null,
        advice: [`Change the ${option?.name ?? 'settings'} of this output; it is tried again at once`],
      }
    },
  },
  {
    code: 'WRONG_PASSPHRASE',
    pattern: /REJECT reported .*Incorrect passphrase|rejection HS response: ERROR:BADSECRET/i,
    words: ({ host }) => ({
      message: `The passphrase is not the one that ${host} expects`,
      likelyCause: 'It is mistyped on one of the two sides, or one side uses another',
      advice: ['Enter the passphrase again on both sides', 'If the destination uses none, clear it here'],
    }),
  },
  {
    code: 'ENCRYPTION_MISMATCH',
    pattern: /Password required or unexpected|rejection HS response: ERROR:UNSECURE/i,
    words: ({ host }) => ({
      message: `Only one side encrypts: this output or ${host} has a passphrase, the other has none`,
      likelyCause: null,
      advice: ['Set the same passphrase on both sides, or on neither'],
    }),
  },
  {
    code: 'NO_ANSWER',
    pattern: /REJECT reported from HS processing: .*timeout/i,
    words: ({ subject, port }) => noAnswer(subject, port),
  },
  {
    code: 'REJECTED',
    pattern: /REJECT reported from HS processing: (.+?)(?: - not processing further|$)/i,
    words: ({ subject, caught }) => ({
      message:
        caught === 'Peer rejected connection'
          ? `${subject} rejected the connection and gave no reason`
          : `${subject} rejected the connection: “${caught}”`,
      ...refusedAnyway,
    }),
  },
  {
    code: 'REJECTED',
    pattern: /Connection to srt:\S+ failed: Input\/output error/i,
    when: (_, silenceMs) => silenceMs < waitsMs * 0.9,
    words: ({ subject }) => ({ message: `${subject} rejected the connection and gave no reason`, ...refusedAnyway }),
  },
  {
    code: 'NO_ANSWER',
    pattern: /Connection to srt:\S+ failed: (?:Input\/output error|(?:Connection|Operation) timed out)/i,
    words: ({ subject, port }) => noAnswer(subject, port),
  },
]

function noAnswer(subject: string, port: string) {
  return {
    message: `${subject} did not answer on UDP ${port}`,
    likelyCause: 'Nothing listens there, a firewall drops UDP, or the listener serves another caller already',
    advice: [
      'Check host and port in the URL',
      'Check that the destination listens (SRT listener), and is not taken by another caller',
      'Check that firewalls let UDP through to this port',
    ],
  }
}
