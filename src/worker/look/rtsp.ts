import type { Socket } from 'node:net'
import type { LookFault } from '../../domain/causes/look.ts'
import { LookError } from './step.ts'
import { ask, beginningOf } from './tcp.ts'

const faults: Record<number, LookFault> = { 403: 'forbidden', 404: 'pathNotFound', 454: 'pathNotFound' }

/**
 * Asks what the server can do. Nothing is announced: many servers take an announcement for a new stream and end the one
 * that runs.
 */
export async function askRtspOptions(
  socket: Socket,
  { url, username }: { url: string; username: string | null },
  signal: AbortSignal,
): Promise<{ result: true; detail: string }> {
  const question = `OPTIONS ${url} RTSP/1.0\r\nCSeq: 1\r\nUser-Agent: stream-distribution-manager\r\n\r\n`
  const isEnough = (answer: Buffer) => answer.includes('\r\n\r\n') || (answer.length >= 5 && !isRtsp(answer))
  const late = () => new LookError('silentRtsp', 'the connection stands, but no answer came back')
  const answer = await ask(socket, question, isEnough, late, signal)
  if (answer.length === 0) throw new LookError('closedRtsp', 'it closed the connection without an answer')
  if (!isRtsp(answer)) throw new LookError('otherProtocol', beginningOf(answer))
  const status = Number(/^RTSP\/\d\.\d (\d{3})/.exec(answer.toString('latin1'))?.[1])
  if (status === 401) {
    if (username === null) throw new LookError('authentication', beginningOf(answer))
    return { result: true, detail: 'The server asks for user name and password, which are set; they were not tried' }
  }
  const fault = faults[status]
  if (fault) throw new LookError(fault, beginningOf(answer))
  return { result: true, detail: 'The server speaks RTSP; path, user name and password were not tried' }
}

function isRtsp(answer: Buffer): boolean {
  return answer.subarray(0, 5).toString('latin1') === 'RTSP/'
}
