import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { ApiClient } from '../support/api.ts'
import { startFeed } from '../support/feed.ts'
import { descendants, startManager, until } from '../support/manager.ts'
import { change, createInput, createOutput, outputs } from '../support/operations.ts'
import { freeTcpPort } from '../support/ports.ts'
import { statOf } from '../support/processes.ts'
import { ffmpegBin } from '../support/programs.ts'
import { startRtmpDestination } from '../support/rtmpDestination.ts'

const ofOneServer = 20
const measureMs = 4000
/** The cap of the delay between attempts, by default. */
const capMs = 5000

it('dead destinations cost next to nothing; when they are back all are live within a staircase, what was live for longest first', async () => {
  await using manager = await startManager()
  const { api } = manager
  await using destination = await startRtmpDestination()
  await destination.gate.shut()
  const camera = await createInput(api)
  await using _feed = await startFeed({ port: camera.udpPort })
  const toServer: string[] = []
  for (let key = 0; key < ofOneServer; key++) {
    const url = `${destination.url}/key-${key}`
    toServer.push((await createOutput(api, { inputId: camera.id, protocol: 'RTMP', url })).id)
  }
  const playerPort = await freeTcpPort()
  const playerUrl = `rtmp://127.0.0.1:${playerPort}/live/key`
  const toPlayer = await createOutput(api, { inputId: camera.id, protocol: 'RTMP', url: playerUrl })

  // The first start of each is FFmpeg's; after the third failure the delays are near their cap.
  await until(async () => (await outputs(api)).every(({ attempt }) => attempt >= 3), 30_000, 'three attempts of each')
  const before = { ms: cpuMs(manager.pid), attempts: await sum(api, 'attempt') }
  await sleep(measureMs)
  const percent = ((cpuMs(manager.pid) - before.ms) / measureMs) * 100
  const attempts = (await sum(api, 'attempt')) - before.attempts
  console.log(`${ofOneServer + 1} dead destinations: ${percent.toFixed(1)} % of a core, ${attempts} attempts in ${measureMs} ms`)
  expect(attempts).toBeGreaterThan(ofOneServer / 2)
  // A manager so young has not warmed up; with an FFmpeg for each attempt it would be more than a whole core.
  expect(percent).toBeLessThan(15)
  expect(await sum(api, 'restarts')).toBe(0)
  expect(descendants(manager.pid).filter(({ args }) => args.includes('-progress'))).toEqual([])

  // One that takes a single connection, and ends when that says nothing, as a player that listens does.
  const player = spawn(ffmpegBin(), ['-v', 'quiet', '-listen', '1', '-i', playerUrl, '-c', 'copy', '-f', 'null', '-'])
  const ended = once(player, 'exit')
  await using fixtures = new AsyncDisposableStack()
  fixtures.defer(async () => {
    player.kill('SIGKILL')
    await ended
  })
  const openedAt = performance.now()
  await destination.gate.open()
  await allLive(api, capMs + ofOneServer * 100 + 8000)
  console.log(`all live again after ${(performance.now() - openedAt) | 0} ms`)
  expect(player.exitCode).toBeNull()
  expect((await outputs(api)).every(({ restarts, drops }) => restarts === 1 && drops === 0)).toBe(true)

  // The first half of them is live for a shorter time now.
  const younger = toServer.slice(0, ofOneServer / 2)
  for (const id of [...younger, toPlayer.id]) await change(api, 'stopOutput', id)
  for (const id of younger) await change(api, 'startOutput', id)
  await allLive(api, 10_000)
  const killedAt = new Date()
  await manager.mediamtx.kill()
  const again = await until(
    async () => {
      const seen = (await startedAt(api)).filter(({ id }) => id !== toPlayer.id)
      return seen.every(({ at }) => at !== null && at > killedAt) ? seen : null
    },
    15_000,
    'every output to be started again',
  )
  const order = again.sort((a, b) => a.at!.getTime() - b.at!.getTime()).map(({ id }) => id)
  expect(order.slice(0, ofOneServer / 2).sort()).toEqual(toServer.slice(ofOneServer / 2).sort())
  expect(order.slice(ofOneServer / 2).sort()).toEqual([...younger].sort())
  await allLive(api, 10_000)
})

async function allLive(api: ApiClient, withinMs: number): Promise<void> {
  const late = async () =>
    (await outputs(api)).filter(({ state, desired }) => state !== (desired === 'RUNNING' ? 'LIVE' : 'STOPPED'))
  await until(async () => (await late()).length === 0, withinMs, 'every output to be LIVE').catch(async (error: unknown) => {
    throw new Error(`Not LIVE: ${JSON.stringify(await late())}`, { cause: error })
  })
}

async function sum(api: ApiClient, name: 'attempt' | 'restarts'): Promise<number> {
  return (await outputs(api)).reduce((total, output) => total + output[name], 0)
}

async function startedAt(api: ApiClient): Promise<{ id: string; at: Date | null }[]> {
  type Seen = { inputs: { outputs: { id: string; process: { startedAt: string } | null }[] }[] }
  const { inputs } = await api.query<Seen>('{ inputs { outputs { id process { startedAt } } } }')
  return inputs.flatMap((input) => input.outputs).map(({ id, process }) => ({ id, at: process && new Date(process.startedAt) }))
}

/** Of a process and of the children that it had and that have ended. */
function cpuMs(pid: number): number {
  const { cpuSeconds, endedChildrenSeconds } = statOf(pid)
  return (cpuSeconds + endedChildrenSeconds) * 1000
}
