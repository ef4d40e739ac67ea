import { readFileSync } from 'node:fs'
import { createSocket } from 'node:dgram'
import { randomBytes } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { sendDatagrams } from '../../../tests/support/datagrams.ts'
import { feedFile, startFeed } from '../../../tests/support/feed.ts'
import { until } from '../../../tests/support/manager.ts'
import { input } from '../../../tests/support/operations.ts'
import type { Group, Row } from '../row.ts'
import { feedBitrate } from '../stage.ts'
import type { Trial } from '../trial.ts'

const lostWithinMs = 3200
const backAfterRawMs = 1000
/** Of a second sender: a look may happen to show one of the two alone. */
const sendsMs = 30_000

/** That an input has a fault is not its outputs' fault. */
function expectNoBlame(trial: Trial): void {
  const told = trial.stage.watcher.changes.filter(({ id }) => trial.concerned.has(id) && !trial.patients.has(id))
  trial.holds(
    told.every(({ attempt }) => attempt === 0),
    'attempts of outputs were counted',
  )
  trial.holds(!told.some(({ state }) => state === 'FAILED'), 'an output was called FAILED')
}

function gone(seconds: number): Row {
  return {
    name: `input-gone-${seconds}s`,
    fault: `A feed stops, and returns after ${seconds} s`,
    must: 'outputs wait, flow within a raw start + 1 s of its return; one incident; no attempt counted',
    // One so short may be overlooked.
    ...(seconds > 2 ? { incidents: 1 } : {}),
    async run(trial) {
      const { relay, input: camera, udp: place } = await trial.camera()
      const raw = await trial.rawStartMs(place)
      const at = performance.now()
      relay.shut()
      if (seconds > 2) {
        const isLost = async () => (await input(trial.api, camera.id)).state === 'LOST'
        await until(isLost, 20_000, 'the loss to be told')
        trial.takes('told as lost after', performance.now() - at, lostWithinMs)
      }
      await sleep(seconds * 1000 - (performance.now() - at))
      relay.open()
      const firstAt = await until(() => relay.firstAt, 5000, 'the first datagram')
      const old = place.arrival.lastAt
      await until(() => place.arrival.lastAt > Math.max(firstAt, old), 30_000, 'the first datagram of an output')
      const bar = seconds > 2 ? raw + backAfterRawMs : null
      trial.takes('UDP flows after', place.arrival.lastAt - firstAt, bar)
      await trial.stage.whole(30_000)
      trial.takes('all LIVE after', performance.now() - firstAt, null)
      expectNoBlame(trial)
    },
  }
}

const changed: Row = {
  name: 'input-changes',
  fault: 'A feed changes from H.264 640x360 to H.265 1280x720, and back',
  must: 'outputs follow that can carry it; no attempt counted for those',
  async run(trial) {
    const camera = await trial.camera()
    const place = camera.udp
    for (const [name, file] of [
      ['H.265', await feedFile({ video: 'libx265', size: '1280x720', bitrate: feedBitrate })],
      ['H.264', await feedFile({ bitrate: feedBitrate, seconds: 180 })],
    ] as const) {
      await camera.own.feed.kill()
      const at = performance.now()
      camera.own.feed = await startFeed({ port: camera.relay.port, file })
      trial.takes(`${name} flows after`, (await place.arrival.begins(at, 40_000)) - at, null)
      const codec = name.replace('.', '')
      const isTold = async () =>
        (await input(trial.api, camera.input.id)).tracks.some((track) => track.codec.replace('.', '') === codec)
      await until(isTold, 10_000, `${name} to be told`)
      await sleep(3000)
    }
  },
}

const garbage: Row = {
  name: 'input-garbage',
  fault: 'Noise comes in the place of a feed for 10 s',
  must: 'outputs wait; one incident; no attempt counted',
  incidents: 1,
  async run(trial) {
    const camera = await trial.camera()
    camera.relay.shut()
    const at = performance.now()
    const change = (datagram: Buffer) => randomBytes(datagram.length)
    {
      await using _noise = await sendDatagrams({
        port: camera.input.udpPort,
        file: await feedFile({ bitrate: feedBitrate }),
        change,
      })
      const isTold = async () => (await input(trial.api, camera.input.id)).state !== 'LIVE'
      await until(isTold, 20_000, 'the loss to be told')
      trial.takes('told after', performance.now() - at, lostWithinMs)
      await sleep(10_000 - (performance.now() - at))
      const { state, failure } = await input(trial.api, camera.input.id)
      trial.note(`the input is ${state}, ${failure?.code ?? 'no cause'}`)
    }
    camera.relay.open()
    const openedAt = performance.now()
    await trial.stage.whole(40_000)
    trial.takes('all LIVE after', performance.now() - openedAt, null)
    expectNoBlame(trial)
  },
}

const twoSenders: Row = {
  name: 'input-two-senders',
  fault: 'A second sender sends to the port of a feed for 30 s',
  must: 'told as such; one incident; no attempt counted; well again after',
  incidents: 1,
  async run(trial) {
    const camera = await trial.camera()
    const at = performance.now()
    {
      await using _second = await startFeed({ port: camera.input.udpPort, file: await feedFile({ bitrate: feedBitrate }) })
      const isTold = async () => (await input(trial.api, camera.input.id)).failure?.code === 'BAD_FEED'
      await until(isTold, sendsMs, 'BAD_FEED to be told')
      trial.takes('BAD_FEED told after', performance.now() - at, null)
      await sleep(Math.max(0, sendsMs - (performance.now() - at)))
    }
    const overAt = performance.now()
    await trial.stage.whole(60_000)
    trial.takes('all LIVE after', performance.now() - overAt, null)
    const isWell = async () => (await input(trial.api, camera.input.id)).state === 'LIVE'
    await until(isWell, 60_000, 'the input to be LIVE')
    expectNoBlame(trial)
  },
}

const bursts: Row = {
  name: 'input-bursts',
  fault: 'A feed of about 4 Mb/s comes in bursts of 200 datagrams for 15 s',
  must: 'nothing lost, or the loss told',
  async run(trial) {
    const camera = await trial.camera()
    const { api } = trial
    await camera.own.feed.kill()
    const held: Buffer[] = []
    const front = createSocket('udp4')
    const back = createSocket('udp4')
    front.on('message', (datagram) => {
      held.push(datagram)
      if (held.length < 200) return
      for (const one of held.splice(0)) back.send(one, camera.input.udpPort, '127.0.0.1', () => {})
    })
    await new Promise<void>((resolve) => front.bind(0, '127.0.0.1', resolve))
    try {
      await using _feed = await startFeed({ port: front.address().port, file: await feedFile({ bitrate: '4M' }) })
      await sleep(15_000)
      const { state, failure, bitrateBps } = await input(api, camera.input.id)
      const dropped = dropsOf(camera.input.udpPort)
      trial.note(
        `the input is ${state}, ${failure?.code ?? 'no cause'}, ${(bitrateBps / 1e6).toFixed(1)} Mb/s, ${dropped} datagrams lost in its socket`,
      )
      trial.holds(dropped === 0 || failure !== null, `${dropped} datagrams were lost, and it was not told`)
    } finally {
      front.close()
      back.close()
    }
    const file = await feedFile({ bitrate: feedBitrate, seconds: 180 })
    camera.own.feed = await startFeed({ port: camera.relay.port, file })
    await trial.stage.whole(40_000)
    expectNoBlame(trial)
  },
}

/** Datagrams that the kernel threw away at a port, since its socket was opened. */
function dropsOf(port: number): number {
  const hex = port.toString(16).toUpperCase().padStart(4, '0')
  const rows = readFileSync('/proc/net/udp', 'latin1')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
  return Math.max(0, ...rows.filter((row) => row[1]?.endsWith(`:${hex}`)).map((row) => Number(row.at(-1))))
}

export const inputs: Group = {
  name: 'inputs',
  title: 'Inputs',
  rows: [gone(2), gone(8), gone(12), gone(14), changed, garbage, twoSenders, bursts],
}
