import type { LookupAddress } from 'node:dns'
import { once } from 'node:events'
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import type { Clock } from '../../domain/clock.ts'
import { firstOf } from './firstOf.ts'
import { LookError, unlessAborted } from './step.ts'

/** A connection to the first of these addresses that takes one. Rejects with the error of the last. */
export async function connectTcp(
  { addresses, port }: { addresses: readonly LookupAddress[]; port: number },
  clock: Clock,
  signal: AbortSignal,
): Promise<{ result: Socket; detail: string }> {
  const attempt = ({ address }: LookupAddress, ended: AbortSignal) => connectTo(address, port, ended)
  const socket = await firstOf(addresses, clock, signal, attempt, (late) => late.destroy())
  return { result: socket, detail: `${socket.remoteAddress} took a connection to port ${port}` }
}

async function connectTo(host: string, port: number, signal: AbortSignal): Promise<Socket> {
  const socket = connect({ host, port })
  try {
    await unlessAborted(
      once(socket, 'connect'),
      signal,
      () => new LookError('noConnection', `no answer from ${host}, port ${port}`),
    )
    return socket
  } catch (error) {
    socket.destroy()
    throw error
  } finally {
    // What goes wrong later is told to whoever waits then; nobody listening must not end the process.
    socket.on('error', () => {})
  }
}

/**
 * Sends `question` and collects what comes until `isEnough`, or until the other end closes or breaks the connection.
 * Rejects with what `late` makes when the time is over.
 */
export async function ask(
  socket: Socket,
  question: string | Buffer,
  isEnough: (answer: Buffer) => boolean,
  late: () => LookError,
  signal: AbortSignal,
): Promise<Buffer> {
  let answer: Buffer = Buffer.alloc(0)
  let finish = () => {}
  const answered = new Promise<void>((resolve) => {
    finish = resolve
  })
  const collect = (chunk: Buffer) => {
    answer = Buffer.concat([answer, chunk])
    // More than any answer that is waited for: the rest tells nothing.
    if (isEnough(answer) || answer.length > 16_384) finish()
  }
  socket.on('data', collect).once('end', finish).once('close', finish)
  try {
    if (socket.destroyed) finish()
    else socket.write(question)
    await unlessAborted(answered, signal, late)
    return answer
  } finally {
    socket.off('data', collect).off('end', finish).off('close', finish)
  }
}

/** The beginning of an answer, for people: its first line, without what cannot be printed. */
export function beginningOf(answer: Buffer): string {
  const [line = ''] = answer.subarray(0, 200).toString('latin1').split(/\r?\n/, 1)
  return line.replace(/[^\x20-\x7e]/g, '.').slice(0, 80)
}
