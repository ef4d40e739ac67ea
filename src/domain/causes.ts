import type { Cause, FailureCode } from './failure.ts'

/** What is known of a sender that ended without a wish. `lines` are its last lines, newest last, redacted. */
export interface SenderEnd {
  /** Null when a signal ended it. */
  code: number | null
  signal: string | null
  /** Why the program could not be started; null when it was. */
  startError: string | null
  lines: readonly { level: string; text: string }[]
  /** Whether it had been sending. */
  wasLive: boolean
}

interface Rule {
  code: FailureCode
  pattern: RegExp
  message: string
  likelyCause: string
  advice: string[]
}

/** The first rule that a line fits wins; more telling ones stand first. */
const rules: Rule[] = [
  {
    code: 'NAME_NOT_FOUND',
    pattern: /Failed to resolve hostname|getaddrinfo\(|Name or service not known|Temporary failure in name resolution/i,
    message: 'The name of the destination was not found',
    likelyCause: 'The host name is misspelt, or this server cannot reach its DNS',
    advice: ['Check the spelling of the host in the URL', 'Look the name up on this server, for example with: getent hosts NAME'],
  },
  {
    code: 'REFUSED',
    pattern: /Connection refused/i,
    message: 'The host was reached, but nothing listens there',
    likelyCause: 'The port is wrong, or the program at the destination does not run',
    advice: ['Check the port in the URL', 'Check that the receiving program is running'],
  },
  {
    code: 'NO_ANSWER',
    pattern:
      /Connection to \S+ failed: (?:Connection timed out|Operation timed out)|Cannot read RTMP handshake response|No route to host|Network is unreachable/i,
    message: 'The destination did not answer',
    likelyCause: 'The address is wrong, a firewall drops the packets, or the server hangs',
    advice: ['Check host and port in the URL', 'Check firewalls between this server and the destination'],
  },
  {
    code: 'PORT_BUSY',
    pattern: /Address already in use/i,
    message: 'A local port that the output needs is in use',
    likelyCause: 'Another program on this server has the port',
    advice: ['End the other program, or choose another port'],
  },
  {
    code: 'CONNECTION_LOST',
    pattern:
      /(?:av_interleaved_write_frame\(\)|Error submitting a packet to the muxer|Error muxing a packet|Error writing trailer|Conversion failed).*(?:Broken pipe|Connection reset|Input\/output error|timed out|End of file)|(?:Broken pipe|Connection reset by peer)/i,
    message: 'The connection to the destination broke',
    likelyCause: 'The destination closed it, or the network between was cut',
    advice: [
      'Look at the destination: did it restart, or end the stream?',
      'Check the network between this server and the destination',
    ],
  },
]

/** A cause in words for a sender's end. Text that no rule knows is shown as it is, never as a wrong class. */
export function causeOfEnd(end: SenderEnd): Cause {
  if (end.startError !== null) return programMissing(end.startError)
  for (const rule of rules) {
    const line = end.lines.findLast(({ text }) => rule.pattern.test(text))
    if (line) {
      const { code, message, likelyCause, advice } = rule
      return { code, message, likelyCause, advice: [...advice], evidence: line.text }
    }
  }
  if (end.signal !== null) {
    return {
      code: 'PROGRAM_DIED',
      message: `FFmpeg was ended from outside (${end.signal})`,
      likelyCause:
        end.signal === 'SIGKILL' ? 'Someone killed it, or the system ran out of memory' : 'It crashed, or someone ended it',
      advice: ['If it happens again, look at the memory of this server and at its system log'],
      evidence: null,
    }
  }
  const evidence = end.lines.findLast(({ level }) => level === 'ERROR')?.text ?? end.lines.at(-1)?.text ?? null
  return {
    code: 'UNKNOWN',
    message: end.code === 0 ? 'FFmpeg ended although the feed goes on' : `FFmpeg ended with code ${end.code}`,
    likelyCause: null,
    advice: ['Read the last lines of its log'],
    evidence,
  }
}

/** A process that no longer does its work. `evidence` says what was seen. */
export function stalled(evidence: string, wasLive: boolean): Cause {
  return {
    code: 'STALLED',
    message: wasLive ? 'The sender hung: it ran, but nothing moved' : 'The sender hung before it began to send',
    likelyCause: 'The destination no longer takes data, or the process was frozen',
    advice: ['Look at the destination', 'It was ended and is started again by itself'],
    evidence,
  }
}

export function programMissing(evidence: string): Cause {
  return {
    code: 'PROGRAM_MISSING',
    message: 'FFmpeg could not be started',
    likelyCause: 'The program is missing or may not be run',
    advice: [
      'Start the server again with npm start, which fetches it',
      'Or set FFMPEG_BIN to the path of an FFmpeg 5.1 or newer',
    ],
    evidence,
  }
}

export const secretUnreadable: Cause = {
  code: 'SECRET_UNREADABLE',
  message: 'The stored stream key or password cannot be read',
  likelyCause: 'SECRET_KEY is not the one that it was stored with',
  advice: [
    'Set SECRET_KEY to its earlier value and start the server again',
    'Or enter the stream key and password of this output again',
  ],
  evidence: null,
}

/** Whether an end tells of the feed rather than of the destination: such an end is never the output's failure. */
export function isInputsFault(lines: readonly { level: string; text: string }[], readUrl: string): boolean {
  const { host } = new URL(readUrl)
  return lines.some(
    ({ level, text }) =>
      level === 'ERROR' &&
      (text.includes(host) || /^\[in#|Error during demuxing|Packet is missing PTS|timestamps are unset in a packet/i.test(text)),
  )
}
