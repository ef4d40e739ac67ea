import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { guarded } from './guarded.ts'
import { freeTcpPort } from './ports.ts'
import { mediamtxBin } from './programs.ts'
import { startTcpGate } from './tcpGate.ts'
import type { TcpGate } from './tcpGate.ts'

/** Another MediaMTX that takes RTMP as a streaming service would, behind a gate. */
export interface RtmpDestination {
  /** Where an output sends to; append a key. */
  url: string
  gate: TcpGate
  /** Where what was sent with a key can be read back. */
  readUrl(key: string): string
  [Symbol.asyncDispose](): Promise<void>
}

export async function startRtmpDestination(): Promise<RtmpDestination> {
  const folder = await mkdtemp(join(tmpdir(), 'rtmp-destination-'))
  const port = await freeTcpPort()
  const off = ['rtsp', 'hls', 'webrtc', 'srt', 'moq'].map((server) => `${server}: no`)
  const config = ['logLevel: error', `rtmpAddress: 127.0.0.1:${port}`, ...off, 'paths:', '  all_others:'].join('\n')
  await writeFile(join(folder, 'mediamtx.yml'), config)
  // Whatever becomes of the test, it does not outlive that.
  const child = spawn(...guarded([mediamtxBin(), join(folder, 'mediamtx.yml')]), { stdio: 'ignore' })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const gate = await startTcpGate(port)
  await answers(port)
  return {
    url: `rtmp://127.0.0.1:${gate.port}/live`,
    gate,
    readUrl: (key) => `rtmp://127.0.0.1:${port}/live/${key}`,
    async [Symbol.asyncDispose]() {
      await gate.shut()
      child.kill('SIGKILL')
      await exited
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function answers(port: number): Promise<void> {
  const { createConnection } = await import('node:net')
  for (let attempt = 0; attempt < 200; attempt++) {
    const isUp = await new Promise<boolean>((resolve) => {
      const socket = createConnection(port, '127.0.0.1')
      socket.once('connect', () => resolve(true))
      socket.once('error', () => resolve(false))
      socket.once('close', () => resolve(false))
      socket.once('connect', () => socket.destroy())
    })
    if (isUp) return
    await sleep(50)
  }
  throw new Error('The RTMP destination of the test did not come up')
}
