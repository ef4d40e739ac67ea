import type { Cause } from '../failure.ts'
import type { Listening } from '../input.ts'
import type { ListenFault } from '../programs/mediamtxLog.ts'

/** The feed stopped. */
export function feedLost(): Cause {
  return {
    code: 'INPUT_LOST',
    message: 'The feed stopped arriving.',
    likelyCause: 'Its sender stopped, or the network between the sender and this server is interrupted.',
    advice: [
      'Check that the sender runs, and that it sends to the address of this input.',
      'Nothing is to be done here: the feed is picked up as soon as it returns.',
    ],
    evidence: null,
  }
}

/** The feed was our own test picture, and that is over. */
export function testSignalOver(): Cause {
  return {
    code: 'INPUT_LOST',
    message: 'The test signal is over, and nothing else is sent to this input.',
    likelyCause: 'It was stopped here, or its time had passed: it ends by itself.',
    advice: [
      'Send your own feed to the address of this input: it is picked up as soon as it arrives.',
      'Or send a test signal once more, or stop the input until it is needed.',
    ],
    evidence: null,
  }
}

/**
 * The input's socket could not be opened. `holder` says in words who has the port, null when that is not known;
 * `evidence` is MediaMTX's line, redacted, null where there is none; `isHere`: MediaMTX is known to run on this machine.
 */
export function cannotListen(
  fault: ListenFault,
  { udpPort: port, listenAddress, multicastGroup }: Listening,
  holder: string | null,
  evidence: string | null,
  isHere: boolean,
): Cause {
  const machine = isHere ? 'this machine' : 'the machine that MediaMTX runs on'
  if (fault === 'BUSY')
    return {
      code: 'PORT_BUSY',
      message: `UDP port ${port} is held by ${holder ?? (isHere ? 'another program' : `another program on ${machine}`)}.`,
      likelyCause: null,
      advice: ['End that program, and the input listens again within seconds.', 'Or give the input another port.'],
      evidence,
    }
  if (fault === 'NO_SUCH_ADDRESS')
    return {
      code: 'UNKNOWN',
      message: `${listenAddress} is not an address of ${machine}.`,
      likelyCause: 'The listen address is mistyped, or its network interface is down.',
      advice: [`Give the input an address of ${machine}, or 0.0.0.0 for every interface.`],
      evidence,
    }
  if (fault === 'NO_ROUTE')
    return {
      code: 'UNKNOWN',
      message: `The system does not say on which network to receive the group ${multicastGroup}.`,
      likelyCause: 'It has no route for the group, and no default route.',
      advice: ['Give the input the listen address of the network interface that the group arrives on.'],
      evidence,
    }
  if (fault === 'FORBIDDEN')
    return {
      code: 'UNKNOWN',
      message: `This server may not listen on UDP port ${port}.`,
      likelyCause: 'Ports below 1024 are kept for the system.',
      advice: ['Give the input a port above 1023.'],
      evidence,
    }
  return {
    code: 'UNKNOWN',
    message: `UDP port ${port} cannot be listened on.`,
    likelyCause: null,
    advice: ['See the log of the input.'],
    evidence,
  }
}

/** What receives the feeds cannot be asked now. */
export function receiverDown(): Cause {
  return {
    code: 'MEDIAMTX_DOWN',
    message: 'MediaMTX, which receives the feeds, does not answer; it is being started again.',
    likelyCause: null,
    advice: ['Wait a few seconds. When it stays so, see the log of MediaMTX.'],
    evidence: null,
  }
}

/** As `receiverDown`, of one that others run. */
export function receiverAway(): Cause {
  return {
    code: 'MEDIAMTX_DOWN',
    message: 'MediaMTX, which receives the feeds and runs elsewhere, cannot be asked.',
    likelyCause: 'It is down, or the network to it is interrupted.',
    advice: [
      'Look after it where it runs; what it answered, if anything, stands with the state of MediaMTX.',
      'It is taken up as soon as it answers.',
    ],
    evidence: null,
  }
}

/** There is no usable program to receive feeds with. `detail` is a sentence that says which is missing. */
export function receiverMissing(detail: string): Cause {
  return {
    code: 'PROGRAM_MISSING',
    message: detail,
    likelyCause: null,
    advice: ['Start the server by npm start, which fetches MediaMTX, or name the program in MEDIAMTX_BIN.'],
    evidence: null,
  }
}
