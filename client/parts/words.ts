import type { InputState, OutputState, Protocol } from '../generated/graphql.ts'

export const inputWords: Record<InputState, string> = {
  STOPPED: 'Stopped',
  WAITING: 'Waiting',
  LIVE: 'Live',
  DEGRADED: 'Degraded',
  LOST: 'No signal',
  FAILED: 'Failed',
  UNKNOWN: 'Unknown',
}

const outputWords: Record<OutputState, string> = {
  STOPPED: 'Stopped',
  WAITING_INPUT: 'Waiting for input',
  STARTING: 'Starting',
  LISTENING: 'Listening',
  LIVE: 'Live',
  DEGRADED: 'Degraded',
  RECONNECTING: 'Reconnecting',
  FAILED: 'Failed',
  STOPPING: 'Stopping',
  UNKNOWN: 'Unknown',
}

/** Of an input or an output whose protocol does not matter. */
export function stateWord(state: InputState | OutputState): string {
  return state in inputWords ? inputWords[state as InputState] : outputWords[state as OutputState]
}

/** What UDP sends cannot be seen to arrive: "Live" would promise too much. */
export function outputWord(state: OutputState, protocol: Protocol): string {
  return state === 'LIVE' && protocol === 'UDP' ? 'Sending' : outputWords[state]
}

/** Whether an output carries the feed, so that ending it interrupts somebody. */
export function isCarrying(output: { state: OutputState }): boolean {
  return output.state === 'LIVE' || output.state === 'DEGRADED'
}

/** `3 outputs are live.`, `1 output is live.` */
export function liveOutputsWords(many: number): string {
  return `${many} ${many === 1 ? 'output is' : 'outputs are'} live.`
}

const protocolWords: Record<Protocol, string> = {
  SRT_CALLER: 'SRT',
  SRT_LISTENER: 'SRT in',
  RTMP: 'RTMP',
  UDP: 'UDP',
  RTSP: 'RTSP',
}

/** Short, for a narrow column. A listener is called by its receivers. */
export function protocolWord(protocol: Protocol): string {
  return protocolWords[protocol]
}
