import type { Cause } from './failure.ts'

/** Another program has the port that all listeners without a port of their own share. `holder` says in words who. */
export function sharedPortBusy(port: number, holder: string): Cause {
  return {
    code: 'PORT_BUSY',
    message: `UDP port ${port}, where callers connect, is held by ${holder}`,
    likelyCause: null,
    advice: [
      'End that program, and callers can connect within seconds',
      'Or set SRT_PORT_RANGE_START to another port and start the server again',
    ],
    evidence: null,
  }
}

/** MediaMTX would not serve it. `evidence` is its answer, redacted. */
export function cannotOpen(evidence: string): Cause {
  return {
    code: 'UNKNOWN',
    message: 'MediaMTX refused to let callers in',
    likelyCause: null,
    advice: ['See the log of MediaMTX'],
    evidence,
  }
}
