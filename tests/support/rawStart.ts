import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { guarded } from './guarded.ts'
import { startUdpReceiver } from './udpReceiver.ts'
import type { TcpGate } from './tcpGate.ts'

/** How often it is measured: the wait for a key frame makes single starts differ. */
const runs = 3

/** Milliseconds that a bare FFmpeg with the arguments of the running process `pid` needs to its first datagram: the slowest of three. */
export async function rawUdpStartMs(pid: number): Promise<number> {
  await using receiver = await startUdpReceiver()
  const args = argsOf(pid).map((argument) => argument.replace(/^udp:\/\/127\.0\.0\.1:\d+/, `udp://127.0.0.1:${receiver.port}`))
  return await slowest(args, async (startedAt) => receiver.flows(startedAt, 20_000))
}

/** The same for RTMP behind a gate, to its first so many bytes, under a stream key of its own. */
export async function rawRtmpStartMs(pid: number, gate: TcpGate, bytes: number, streamKey = 'raw-start'): Promise<number> {
  return slowest(withStreamKey(argsOf(pid), streamKey), async () => gate.flows(gate.accepts, bytes, 20_000))
}

/** The command line of a running process, its program first. */
export function argsOf(pid: number): string[] {
  return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1)
}

/** A command line that sends RTMP, with another stream key; its own is told to FFmpeg by a file that nobody else can read. */
export function withStreamKey(command: readonly string[], streamKey: string): string[] {
  const at = command.indexOf('-fpre')
  if (at < 0) throw new Error(`There is no stream key to replace: ${command.join(' ')}`)
  return command.toSpliced(at, 2, '-rtmp_playpath', streamKey)
}

/** A bare FFmpeg that nobody supervises. */
export interface BareFfmpeg extends AsyncDisposable {
  /** Milliseconds (performance.now). */
  startedAt: number
  /** Resolves when it has ended, by itself or by SIGKILL when it is disposed of. */
  exited: Promise<void>
}

export function startBare(command: readonly string[]): BareFfmpeg {
  const startedAt = performance.now()
  const child = spawn(...guarded(command), { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  // Its progress goes there; nobody wants it here.
  child.stdio[3]?.on('data', () => {})
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return {
    startedAt,
    exited,
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      await exited
    },
  }
}

async function slowest(command: string[], flows: (startedAt: number) => Promise<void>): Promise<number> {
  let longest = 0
  for (let run = 0; run < runs; run++) {
    await using bare = startBare(command)
    await flows(bare.startedAt)
    longest = Math.max(longest, performance.now() - bare.startedAt)
  }
  return longest
}
