import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { decodeBytes } from '../support/decode.ts'
import { startFeed } from '../support/feed.ts'
import { Floor } from '../support/floor.ts'
import { descendants, isMediamtxExternal, runs, startManager, until } from '../support/manager.ts'
import type { Manager } from '../support/manager.ts'
import { createInput, createOutput, input, output, outputs } from '../support/operations.ts'
import { rawRtmpStartMs, rawUdpStartMs } from '../support/rawStart.ts'
import { startRtmpDestination } from '../support/rtmpDestination.ts'
import { startUdpReceiver } from '../support/udpReceiver.ts'
import { startUdpRelay } from '../support/udpRelay.ts'

/** So many bytes behind the handshake are media. */
const mediaBytes = 30_000
/** A feed that came back tells another time, and is taken up anew until then. */
const tookUpAnewMs = 4000
/** Datagrams that were under way when a sender died are read by then. */
const underWayMs = 50

const floor = new Floor()
/** What a bare start takes is the same in every test: whoever comes first measures it. */
const raw: { udp?: number; rtmp?: number } = {}

/** A manager with one input that has a feed, and an output of each kind that is LIVE, with their receivers. */
async function prepare() {
  await using fixtures = new AsyncDisposableStack()
  const destination = fixtures.use(await startRtmpDestination())
  const receiver = fixtures.use(await startUdpReceiver())
  const manager = fixtures.use(await startManager())
  const { api } = manager
  const camera = await createInput(api)
  const relay = fixtures.use(await startUdpRelay(camera.udpPort))
  let feed = await startFeed({ port: relay.port })
  fixtures.defer(() => feed.kill())
  const rtmp = await createOutput(api, { inputId: camera.id, protocol: 'RTMP', url: `${destination.url}/key` })
  const udp = await createOutput(api, { inputId: camera.id, protocol: 'UDP', url: `udp://127.0.0.1:${receiver.port}` })
  await allLive(manager, 40_000)
  const pid = async (id: string) => (await output(api, id)).process!.pid
  const all = fixtures.move()
  return {
    ...{ manager, api, destination, receiver, relay, camera, rtmp, udp, pid },
    rawUdpMs: async () => (raw.udp ??= await rawUdpStartMs(await pid(udp.id))),
    rawRtmpMs: async () => (raw.rtmp ??= await rawRtmpStartMs(await pid(rtmp.id), destination.gate, mediaBytes)),
    loseFeed: () => feed.kill(),
    bringFeed: async () => {
      relay.open()
      feed = await startFeed({ port: relay.port })
    },
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  }
}

/** The stages are built side by side, before anything is measured. */
const stage = () => floor.together(prepare)

function allLive({ api }: Manager, withinMs: number) {
  return until(async () => (await outputs(api)).every(({ state }) => state === 'LIVE'), withinMs, 'every output to be LIVE')
}

// Much of their time is waiting.
describe.concurrent('a fault', () => {
  it('of a sender that is killed: bytes again within a raw start and half a second, its neighbour undisturbed', async () => {
    await using it = await stage()
    await floor.alone(async () => {
      const [rtmpPid, udpPid] = [await it.pid(it.rtmp.id), await it.pid(it.udp.id)]
      const [rawUdp, rawRtmp] = [await it.rawUdpMs(), await it.rawRtmpMs()]

      let killedAt = performance.now()
      process.kill(udpPid, 'SIGKILL')
      await it.receiver.flows(killedAt + underWayMs, 10_000)
      const backUdp = performance.now() - killedAt
      expect(await it.pid(it.rtmp.id)).toBe(rtmpPid)
      await allLive(it.manager, 5000)

      const { accepts } = it.destination.gate
      const newUdpPid = await it.pid(it.udp.id)
      killedAt = performance.now()
      process.kill(rtmpPid, 'SIGKILL')
      await it.destination.gate.flows(accepts, mediaBytes, 10_000)
      const backRtmp = performance.now() - killedAt
      expect(await it.pid(it.udp.id)).toBe(newUdpPid)

      console.log(
        `killed: UDP back after ${backUdp | 0} ms (raw ${rawUdp | 0}), RTMP after ${backRtmp | 0} ms (raw ${rawRtmp | 0})`,
      )
      expect(backUdp).toBeLessThan(rawUdp + 500)
      expect(backRtmp).toBeLessThan(rawRtmp + 500)
      await allLive(it.manager, 5000)
    })
    expect(await output(it.api, it.udp.id)).toMatchObject({ restarts: 1, drops: 1, failure: null })
    it.receiver.take()
    // A second may pass until the next key frame.
    await sleep(2500)
    expect((await decodeBytes(it.receiver.take())).videoFrames).toBeGreaterThan(10)
  })

  it('of a sender that is frozen: noticed, and the sender replaced', async () => {
    await using it = await stage()
    const udpPid = await it.pid(it.udp.id)
    await floor.alone(async () => {
      const rawUdp = await it.rawUdpMs()
      const frozenAt = performance.now()
      process.kill(udpPid, 'SIGSTOP')
      await it.receiver.flows(frozenAt + underWayMs, 15_000)
      const back = performance.now() - frozenAt
      console.log(`frozen: back after ${back | 0} ms (raw ${rawUdp | 0})`)
      expect(back).toBeLessThan(6000 + rawUdp)
      expect(runs(udpPid)).toBe(false)
      await allLive(it.manager, 5000)
    })
    expect(await output(it.api, it.udp.id)).toMatchObject({ restarts: 1 })
  })

  it('of a destination that is gone for 10 s: reached again within 6 s and a raw start of its return, its neighbour undisturbed', async () => {
    await using it = await stage()
    const udpPid = await it.pid(it.udp.id)
    const { gate } = it.destination
    const rawRtmp = await floor.alone(async () => {
      const rawMs = await it.rawRtmpMs()
      it.receiver.longestGapMs()
      await gate.shut()
      await until(async () => (await output(it.api, it.rtmp.id)).failure?.code === 'REFUSED', 8000, 'the cause to be told')
      expect(it.receiver.longestGapMs()).toBeLessThan(500)
      return rawMs
    })
    expect(['RECONNECTING', 'FAILED']).toContain((await output(it.api, it.rtmp.id)).state)
    await sleep(10_000)
    // Others were measured meanwhile.
    expect(it.receiver.longestGapMs()).toBeLessThan(1500)
    await floor.alone(async () => {
      it.receiver.longestGapMs()
      const { accepts } = gate
      const openedAt = performance.now()
      await gate.open()
      await gate.flows(accepts, mediaBytes, 20_000)
      const back = performance.now() - openedAt
      console.log(`destination gone 10 s: back after ${back | 0} ms (raw ${rawRtmp | 0})`)
      expect(back).toBeLessThan(6000 + rawRtmp)
      await until(async () => (await output(it.api, it.rtmp.id)).state === 'LIVE', 5000, 'the output to be LIVE')
      expect(it.receiver.longestGapMs()).toBeLessThan(500)
    })
    expect(await output(it.api, it.rtmp.id)).toMatchObject({ failure: null })
    expect(await it.pid(it.udp.id)).toBe(udpPid)
  })

  it('of a feed: outputs wait, none fails, and they are back within a raw start and a second of its first datagram', async () => {
    await using it = await stage()
    const seen: { state: string; attempt: number }[] = []
    void (async () => {
      for await (const { outputEvents } of it.api.subscribe<{
        outputEvents: { output: { state: string; attempt: number } | null }
      }>('subscription { outputEvents { output { state attempt } } }'))
        if (outputEvents.output) seen.push(outputEvents.output)
    })().catch(() => {})

    const lose = async (): Promise<number> => {
      await until(async () => (await input(it.api, it.camera.id)).state === 'LIVE', 5000, 'the input to be LIVE')
      await allLive(it.manager, 5000)
      it.relay.shut()
      await it.loseFeed()
      return performance.now()
    }
    const expectLost = async () => {
      await until(async () => (await input(it.api, it.camera.id)).state === 'LOST', 3200, 'the loss to be seen')
      const wait = async () => (await outputs(it.api)).every(({ state }) => state === 'WAITING_INPUT')
      await until(wait, 3000, 'both outputs to wait')
    }
    const bring = async (lostAt: number, withinMs?: number) => {
      const { accepts } = it.destination.gate
      const goneMs = performance.now() - lostAt
      await it.bringFeed()
      const returnedAt = await until(() => it.relay.firstAt, 5000, 'the first datagram')
      await it.receiver.flows(Math.max(returnedAt, lostAt + 1000) + underWayMs, 20_000)
      const back = performance.now() - returnedAt
      console.log(`feed gone ${goneMs | 0} ms: UDP back after ${back | 0} ms`)
      if (withinMs !== undefined) {
        expect(back).toBeLessThan(withinMs)
        await it.destination.gate.flows(accepts, mediaBytes, 10_000)
      }
      await allLive(it.manager, 10_000)
    }

    const rawUdp = await floor.alone(() => it.rawUdpMs())
    await floor.alone(async () => {
      const lostAt = await lose()
      await sleep(500)
      await bring(lostAt)
    })
    await sleep(tookUpAnewMs)
    await floor.alone(async () => {
      const lostAt = await lose()
      await expectLost()
      await sleep(Math.max(0, 4000 - (performance.now() - lostAt)))
      await bring(lostAt, rawUdp + 1000)
    })
    await sleep(tookUpAnewMs)
    const lostAt = await floor.alone(async () => {
      const at = await lose()
      await expectLost()
      return at
    })
    await sleep(Math.max(0, 9000 - (performance.now() - lostAt)))
    await floor.alone(() => bring(lostAt, rawUdp + 1000))

    expect(seen.map(({ state }) => state)).not.toContain('FAILED')
    expect(seen.map(({ state }) => state)).not.toContain('RECONNECTING')
    expect(seen.every(({ attempt }) => attempt === 0)).toBe(true)
    it.receiver.take()
    // A second may pass until the next key frame.
    await sleep(2500)
    expect((await decodeBytes(it.receiver.take())).videoFrames).toBeGreaterThan(10)
  })

  it('of MediaMTX, killed: everything flows again within a raw start and two seconds', async () => {
    await using it = await stage()
    await floor.alone(async () => {
      const rawUdp = await it.rawUdpMs()
      const { accepts } = it.destination.gate
      const before = it.receiver.sendersSince(0)
      const killedAt = performance.now()
      await it.manager.mediamtx.kill()
      // What the old sender had read already still comes.
      const isBack = () => it.receiver.sendersSince(killedAt).some((port) => !before.includes(port))
      await until(isBack, 20_000, 'datagrams of a new sender')
      const back = performance.now() - killedAt
      await it.destination.gate.flows(accepts, mediaBytes, 10_000)
      console.log(`MediaMTX killed: back after ${back | 0} ms (raw ${rawUdp | 0})`)
      expect(back).toBeLessThan(rawUdp + 2000)
      await allLive(it.manager, 5000)
    })
    expect((await outputs(it.api)).map(({ attempt, failure }) => ({ attempt, failure }))).toEqual([
      { attempt: 0, failure: null },
      { attempt: 0, failure: null },
    ])
  })

  it('of the manager, killed: no process is left after two seconds', async () => {
    await using it = await stage()
    const children = descendants(it.manager.pid)
    expect(children.length).toBeGreaterThanOrEqual(isMediamtxExternal ? 2 : 3)
    await floor.alone(async () => {
      await it.manager.kill()
      await until(() => children.every(({ pid }) => !runs(pid)), 2000, 'every child to be gone')
    })
  })
})
