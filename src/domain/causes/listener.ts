import type { Cause } from '../failure.ts'

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

/** A MediaMTX that runs elsewhere was started without an SRT server. */
export const srtServerOff: Cause = {
  code: 'UNKNOWN',
  message: 'The SRT server of MediaMTX, where callers connect, is off',
  likelyCause: 'That MediaMTX runs elsewhere, and was started without it',
  advice: [
    'Start it with MTX_SRT=yes and MTX_SRTADDRESS=:8890, or with "srt: true" in its file; callers can connect within seconds',
    'Or give the output a port of its own',
  ],
  evidence: null,
}

/** A MediaMTX that runs elsewhere lets others in by means that we cannot write back. `users`: their names; empty: no list is used. */
export function foreignUsers(users: readonly string[]): Cause {
  return {
    code: 'UNKNOWN',
    message: 'Callers cannot be let in: MediaMTX runs elsewhere, and lets in others whose passwords this server cannot keep',
    likelyCause:
      users.length === 0
        ? 'Its "authMethod" is not "internal".'
        : `Its list of users can only be replaced as a whole, and has users of others: ${users.join(', ')}.`,
    advice: [
      'Give the output a port of its own',
      'Or give this server a MediaMTX of its own, with the mediamtx.yml that it comes with',
    ],
    evidence: null,
  }
}
