import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { describe, expect, it } from 'vitest'
import { StillRun } from '../../../src/worker/stills/stillRun.ts'
import { findLimiter, mostBytes } from '../../../src/worker/processes/limiter.ts'
import { createStartProcess } from '../../../src/worker/processes/process.ts'
import { fakeStarter } from '../../support/fakeProcess.ts'
import { VirtualClock } from '../../support/virtualClock.ts'

const GB = 2 ** 30

describe('the memory of a program that reads what strangers send', () => {
  it.runIf(findLimiter().length > 0)('is bounded by the kernel, and that of others is not', async () => {
    const start = createStartProcess(null, false, findLimiter(undefined, 64 * 2 ** 20))
    const limitOf = async (isLimited: boolean) => {
      const lines: string[] = []
      await start({ file: '/bin/sh', args: ['-c', 'ulimit -d'], isLimited, onStdout: (line) => lines.push(line) }).ended
      return lines
    }
    expect(await limitOf(true)).toEqual(['65536'])
    expect(await limitOf(false)).not.toEqual(['65536'])
  })

  it('is a quarter of what there is, 512 MB at least and 1 GB at most', () => {
    expect([1, 3, 64].map((present) => mostBytes(present * GB))).toEqual([GB / 2, 0.75 * GB, GB])
  })

  it('is bounded of FFmpegs that take stills', () => {
    const { startProcess, started } = fakeStarter()
    new StillRun({ clock: new VirtualClock(), startProcess, ffmpegBin: 'ffmpeg' }, 'rtsp://127.0.0.1/in-1', () => {}).end()
    expect(started[0]!.options.isLimited).toBe(true)
  })

  it('is not bounded where nothing can do that', () => {
    const folder = mkdtempSync(`${tmpdir()}/limiter-`)
    expect(findLimiter(folder)).toEqual([])
    rmSync(folder, { recursive: true })
  })
})
