import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createStartProcess } from '../../../src/worker/processes/process.ts'
import { until } from '../../support/manager.ts'
import { freeUdpPort } from '../../support/ports.ts'
import { ffmpegBin } from '../../support/programs.ts'

/** A listener of libsrt, which names the reason when it refuses. Resolves with its URL. */
export async function startSrtListener(stack: AsyncDisposableStack, options: Record<string, string>): Promise<string> {
  const port = await freeUdpPort()
  const url = `srt://127.0.0.1:${port}`
  const query = new URLSearchParams({ mode: 'listener', ...options })
  run(stack, ['-i', `${url}?${query}`, '-c', 'copy', '-f', 'null', '-'])
  await until(async () => !(await isFree(port)), 10_000, 'the SRT listener')
  return url
}

/** Sends a feed to a listener until `stack` ends. */
export function publishBySrt(stack: AsyncDisposableStack, feedUrl: string, url: string): void {
  run(stack, ['-rtsp_transport', 'tcp', '-i', feedUrl, '-c', 'copy', '-f', 'mpegts', `${url}?mode=caller`])
}

function run(stack: AsyncDisposableStack, args: string[]): void {
  const running = createStartProcess()({ file: ffmpegBin(), args: ['-nostdin', '-loglevel', 'fatal', ...args] })
  stack.defer(async () => {
    running.signal('SIGKILL')
    await running.ended
  })
}

async function isFree(port: number): Promise<boolean> {
  const socket = createSocket('udp4')
  const bound = once(socket, 'listening').then(
    () => true,
    () => false,
  )
  socket.bind(port, '127.0.0.1')
  const isFreeNow = await bound
  if (isFreeNow) socket.close()
  return isFreeNow
}
