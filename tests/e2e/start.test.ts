import { spawn } from 'node:child_process'
import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { freeUdpPort } from '../support/ports.ts'
import { descendants, runs } from '../support/processes.ts'
import { ffmpegBin, mediamtxBin } from '../support/programs.ts'
import { until } from '../support/until.ts'

it('npm start serves, and Ctrl-C ends all of it', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'npm-start-'))
  const [udp, srt] = [await freeUdpPort(), await freeUdpPort()].map(String)
  const env = {
    ...process.env,
    ...{ DATA_DIR: folder.path, PORT: '0', HOST: '127.0.0.1', PUBLIC_HOST: '127.0.0.1', DATABASE_URL: '' },
    ...{ UDP_PORT_RANGE_START: udp, UDP_PORT_RANGE_END: udp, SRT_PORT_RANGE_START: srt, SRT_PORT_RANGE_END: srt },
    ...{ FFMPEG_BIN: ffmpegBin(), MEDIAMTX_BIN: mediamtxBin() },
  }
  const npm = spawn('npm', ['start'], { cwd: join(import.meta.dirname, '../..'), env, detached: true })
  let printed = ''
  for (const stream of [npm.stdout, npm.stderr]) stream.on('data', (chunk) => (printed += chunk))
  const exited = new Promise((resolve) => npm.once('exit', resolve))
  try {
    const url = await until(
      () => {
        if (npm.exitCode !== null) throw new Error(`It ended:\n${printed}`)
        return /Dashboard +(http\S+)/.exec(printed)?.[1]
      },
      60_000,
      'the address of the dashboard',
    )
    await until(async () => (await fetch(new URL('/readyz', url))).ok, 20_000, 'it to be ready')
    const all = descendants(npm.pid!)
    expect(all.some(({ args }) => args[0]?.endsWith('mediamtx'))).toBe(true)
    // What a terminal does.
    process.kill(-npm.pid!, 'SIGINT')
    await exited
    await until(() => all.every(({ pid }) => !runs(pid)), 10_000, 'every process to be gone')
  } finally {
    if (npm.exitCode === null && npm.signalCode === null) process.kill(-npm.pid!, 'SIGKILL')
  }
})
