import { randomBytes } from 'node:crypto'
import type { Socket } from 'node:net'
import { LookError } from './step.ts'
import { ask, beginningOf } from './tcp.ts'

/** The only version of RTMP there is. */
const version = 3
/** Bytes of each of the two greetings behind the version. */
const greeting = 1536

/**
 * Greets as an RTMP client does and waits for the server's greeting. Nothing is published: a look must neither use a
 * stream key up nor disturb a stream that runs with it.
 */
export async function greetRtmp(socket: Socket, signal: AbortSignal): Promise<{ result: true; detail: string }> {
  const hello = Buffer.concat([Buffer.from([version]), Buffer.alloc(8), randomBytes(greeting - 8)])
  const isEnough = (answer: Buffer) => answer.length >= 1 + greeting || (answer.length > 0 && answer[0] !== version)
  const late = () => new LookError('silentRtmp', 'the connection stands, but no greeting came back')
  const answer = await ask(socket, hello, isEnough, late, signal)
  if (answer.length === 0) throw new LookError('closedRtmp', 'it closed the connection without a greeting')
  if (answer[0] !== version) throw new LookError('otherProtocol', beginningOf(answer))
  if (answer.length < 1 + greeting) throw new LookError('closedRtmp', 'it broke its greeting off')
  return { result: true, detail: 'The server speaks RTMP; application and stream key were not tried' }
}
