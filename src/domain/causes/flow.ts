import type { Cause } from '../failure.ts'
import { namesOf } from './rule.ts'
import type { Destination } from './rule.ts'

/** What shows that an output carries less than its input brings. Of what is null nothing is known. */
export interface Slowness {
  /** Carried, and brought, bits per second over the last seconds; null: the bytes tell nothing. */
  carried: { outputBps: number; inputBps: number } | null
  behindMs: number
  /** Wait in the connection to the destination. */
  queuedBytes: number | null
  /** Wait to be read by the sender. */
  unreadBytes: number | null
}

/** An output that carries less than its input brings, or is behind it. */
export function tooSlow({ carried, behindMs, queuedBytes, unreadBytes }: Slowness): Cause {
  const rates = carried && `carries ${megabits(carried)} (${percent(carried)} %)`
  const delay = behindMs >= 1000 ? `is ${(behindMs / 1000).toFixed(1)} s behind its input` : null
  const said = [rates, delay].filter((words) => words !== null)
  const isMachine = queuedBytes !== null && queuedBytes < littleBytes && unreadBytes !== null && unreadBytes > 0
  return {
    code: 'TOO_SLOW',
    message: `This output ${said.length === 0 ? 'does not keep up with its input' : said.join(' and ')}`,
    likelyCause: isMachine
      ? 'This server is too busy: the sender does not get to read its input in time'
      : 'The destination, or the way to it, takes less than the feed brings',
    advice: isMachine
      ? ['Look at the processor load of this server', 'Run fewer outputs on it']
      : [
          'Check the upload bandwidth of this server, and what else uses it',
          'Let the encoder send a lower bit rate',
          'Look at the destination, or choose one of its servers that is nearer',
        ],
    evidence: waiting(queuedBytes, unreadBytes),
  }
}

/** A destination that took nothing for so long that it is taken for hung. */
export function notTaking(standsMs: number, queuedBytes: number, destination: Destination | null): Cause {
  const { subject } = namesOf(destination)
  return {
    code: 'STALLED',
    message: `${subject} stopped taking data ${Math.round(standsMs / 1000)} s ago; ${kilobytes(queuedBytes)} wait in the connection`,
    likelyCause: 'The destination hangs, or the network to it was cut',
    advice: ['Look at the destination', 'The connection was ended and is made again by itself'],
    evidence: null,
  }
}

/** So few bytes are on their way in any connection. */
const littleBytes = 16_384

function waiting(queuedBytes: number | null, unreadBytes: number | null): string | null {
  const said = [
    queuedBytes ? `${kilobytes(queuedBytes)} wait in the connection to the destination` : null,
    unreadBytes ? `${kilobytes(unreadBytes)} of the input wait to be read` : null,
  ].filter((words) => words !== null)
  return said.length === 0 ? null : said.join(', ')
}

function kilobytes(bytes: number): string {
  return `${Math.max(1, Math.round(bytes / 1000))} kB`
}

function megabits({ outputBps, inputBps }: { outputBps: number; inputBps: number }): string {
  const digits = inputBps < 1e6 ? 2 : 1
  return `${(outputBps / 1e6).toFixed(digits)} of ${(inputBps / 1e6).toFixed(digits)} Mb/s`
}

function percent({ outputBps, inputBps }: { outputBps: number; inputBps: number }): number {
  return Math.round((outputBps / inputBps) * 100)
}
