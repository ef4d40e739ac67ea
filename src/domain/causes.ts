import { lossRules, settingRules } from './causes/sending.ts'
import { reachRules, tlsRules } from './causes/reach.ts'
import { rtmpRules } from './causes/rtmp.ts'
import { rtspRules } from './causes/rtsp.ts'
import { causeByRules, namesOf, says } from './causes/rule.ts'
import type { Rule, SenderEnd } from './causes/rule.ts'
import { srtRules } from './causes/srt.ts'
import type { Cause } from './failure.ts'

export type { Destination, SenderEnd } from './causes/rule.ts'

/** More telling ones stand first. */
const rules: Rule[] = [...settingRules, ...reachRules, ...tlsRules, ...srtRules, ...rtspRules, ...rtmpRules, ...lossRules]

/** A cause in words for a sender's end. Text that no rule knows is shown as it is, never as a wrong class. */
export function causeOfEnd(end: SenderEnd): Cause {
  if (end.startError !== null) return notStarted(end.startError)
  return diedBySignal(end) ?? causeByRules(rules, end) ?? unknown(end)
}

function diedBySignal({ signal, lines }: SenderEnd): Cause | null {
  // FFmpeg answers a milder signal by an orderly end.
  const asked = lines.find(({ text }) => text.includes('Exiting normally, received signal'))
  if (signal === null && !asked) return null
  return {
    code: 'PROGRAM_DIED',
    message: `FFmpeg was ended from outside${signal === null ? '' : ` (${signal})`}`,
    likelyCause:
      signal === 'SIGKILL'
        ? 'Someone killed it, or the system ran out of memory'
        : signal === null
          ? 'Someone, or a program on this server, asked it to end'
          : 'It crashed, or someone ended it',
    advice: ['If it happens again, look at the memory of this server and at its system log'],
    evidence: asked?.text ?? null,
  }
}

/** What follows from another line, and what a decoder says of a picture that it joined in the middle. */
const untelling =
  /^(?:video|frame|size)[:=]|^\[(?:h264|hevc|aac|mp2|ac3)\b|Error opening output|Error (?:initializing output stream|closing file|writing trailer)|Task finished with|Terminating thread|Conversion failed|^$/

function unknown({ lines, code }: SenderEnd): Cause {
  const errors = lines.filter(({ level }) => level === 'ERROR')
  const telling =
    errors.find(({ text }) => !untelling.test(text)) ?? errors.at(-1) ?? lines.findLast(({ text }) => !untelling.test(text))
  return {
    code: 'UNKNOWN',
    message: code === 0 ? 'FFmpeg ended although the feed goes on' : `FFmpeg ended with code ${code}`,
    likelyCause: null,
    advice: ['Read the last lines of its log'],
    evidence: telling?.text ?? null,
  }
}

/** A process that no longer does its work, and was ended for that. `evidence` says what was seen. */
export function causeOfHang(evidence: string, end: SenderEnd): Cause {
  // It had opened the feed, and was waiting for the other end: some protocols wait for ever.
  if (end.liveMs == null && says(end, /^Input #0/) && !says(end, /^Output #0/)) {
    const { subject, port } = namesOf(end.destination)
    return {
      code: 'NO_ANSWER',
      message: `${subject} did not answer on ${port}`,
      likelyCause: 'The address or the port is wrong, a firewall drops the packets, or the server hangs',
      advice: [
        'Check host and port in the URL',
        'Check firewalls between this server and the destination',
        'Look at the destination',
      ],
      evidence,
    }
  }
  return {
    code: 'STALLED',
    message: end.liveMs == null ? 'The sender hung before it began to send' : 'The sender hung: it ran, but nothing moved',
    likelyCause: 'The destination no longer takes data, or the process was frozen',
    advice: ['Look at the destination', 'It was ended and is started again by itself'],
    evidence,
  }
}

/** `error` is the system's word, such as ENOENT. */
export function notStarted(error: string): Cause {
  if (!['ENOENT', 'EACCES', 'ENOEXEC', 'ENOTDIR'].includes(error)) {
    return {
      code: 'PROGRAM_DIED',
      message: 'FFmpeg could not be started: this server is out of processes, memory or open files',
      likelyCause: 'Too much runs on this server, or its limits are low',
      advice: ['Look at the memory of this server and at its limits (ulimit -a)', 'It is tried again by itself'],
      evidence: error,
    }
  }
  return {
    code: 'PROGRAM_MISSING',
    message: 'FFmpeg could not be started',
    likelyCause: 'The program is missing or may not be run',
    advice: [
      'Start the server again with npm start, which fetches it',
      'Or set FFMPEG_BIN to the path of an FFmpeg 5.1 or newer',
    ],
    evidence: error,
  }
}

/** Whether an end tells of the feed rather than of the destination: such an end is never the output's failure. */
export function isInputsFault(lines: readonly { level: string; text: string }[], readUrl: string): boolean {
  const { host } = new URL(readUrl)
  return lines.some(
    ({ level, text }) =>
      level === 'ERROR' &&
      // So FFmpeg speaks of the feed too when it is told to end.
      !text.includes('Immediate exit requested') &&
      (text.includes(host) || /^\[in#|Error during demuxing|Packet is missing PTS|timestamps are unset in a packet/i.test(text)),
  )
}
