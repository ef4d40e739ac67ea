import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { refusing } from '../../../tests/captures/peers/rtmp.ts'
import { startSrtListener } from '../../../tests/captures/peers/srt.ts'
import { greetings, startTcpPeer } from '../../../tests/captures/peers/tcp.ts'
import { until } from '../../../tests/support/manager.ts'
import { publisher } from '../../../tests/support/mediaServer.ts'
import { output } from '../../../tests/support/operations.ts'
import { freeTcpPort, freeUdpPort } from '../../../tests/support/ports.ts'
import { canary } from '../places.ts'
import type { Group, Row } from '../row.ts'
import type { Trial } from '../trial.ts'

const toldWithinMs = 8000
const toldByRtspWithinMs = 12_000
const attemptedWithinMs = 15_000
const backWithinMs = 6000
const backAfterLongMs = 35_000
const streamKey = `${canary}key-of-a-row`

/** A destination that is wrong from the start, with the code that is right. */
interface Wrong {
  settings: Record<string, unknown>
  code: string
}

/** One output for each wrong destination: its cause is told in time, and attempts can be seen. */
function wrong(name: string, fault: string, build: (trial: Trial) => Promise<Wrong[]>): Row {
  return {
    name: `destination-${name}`,
    fault: `A destination ${fault}`,
    must: 'the right code within 8 s (12 s for a silent RTSP server); attempts visible',
    async run(trial) {
      const list = await build(trial)
      await Promise.all(list.map((one) => wait(trial, one)))
    },
  }
}

async function wait(trial: Trial, { settings, code }: Wrong): Promise<void> {
  const protocol = String(settings.protocol)
  const bar = protocol === 'RTSP' ? toldByRtspWithinMs : toldWithinMs
  const at = performance.now()
  const { id } = await trial.towards(settings)
  const seen = async () => (await output(trial.api, id)).failure?.code
  await until(async () => (await seen()) === code, bar + 10_000, `${protocol} to be called ${code}`).catch(async () => {
    throw new Error(`${protocol} is called ${(await seen()) ?? 'nothing'}, not ${code}`)
  })
  trial.takes(`${protocol} ${code} told after`, performance.now() - at, bar)
  await until(async () => (await output(trial.api, id)).attempt > 0, attemptedWithinMs, `attempts of ${protocol} to be told`)
}

const local = (scheme: string, port: number, rest: string) => `${scheme}://127.0.0.1:${port}/${rest}`
const rtmp = (port: number, key = streamKey) => ({ protocol: 'RTMP', url: local('rtmp', port, 'live'), streamKey: key })
const rtsp = (port: number, more = {}) => ({ protocol: 'RTSP', url: local('rtsp', port, 'row'), ...more })

const strangers: Row[] = [
  wrong('refuses', 'refuses: nothing listens on its port', async () => {
    const [tcp, udp] = [await freeTcpPort(), await freeUdpPort()]
    return [
      { settings: rtmp(tcp), code: 'REFUSED' },
      { settings: rtsp(tcp), code: 'REFUSED' },
      { settings: { protocol: 'SRT_CALLER', url: `srt://127.0.0.1:${udp}` }, code: 'REFUSED' },
    ]
  }),
  wrong('unknown', 'has a name that nobody knows', async () => [
    { settings: { protocol: 'RTMP', url: 'rtmp://no-such-host.invalid/live', streamKey }, code: 'NAME_NOT_FOUND' },
  ]),
  wrong('silent', 'takes connections and says nothing', async ({ fixtures }) => [
    { settings: rtmp(await startTcpPeer(fixtures, greetings.silent)), code: 'NO_ANSWER' },
    { settings: rtsp(await startTcpPeer(fixtures, greetings.silent)), code: 'NO_ANSWER' },
  ]),
  wrong('closes', 'closes each connection at once', async ({ fixtures }) => [
    { settings: rtmp(await startTcpPeer(fixtures, greetings.closesAtOnce)), code: 'REJECTED' },
    { settings: rtsp(await startTcpPeer(fixtures, greetings.closesAtOnce)), code: 'REJECTED' },
  ]),
  wrong('key', 'does not take the key or the password', async ({ stage }) => [
    { settings: rtmp(stage.server.rtmpPort, `${streamKey}?user=${publisher.user}&pass=wrong`), code: 'REJECTED' },
    { settings: rtsp(stage.server.rtspPort, { username: publisher.user, password: 'wrong' }), code: 'AUTHENTICATION' },
  ]),
  wrong('passphrase', 'has another passphrase', async ({ fixtures }) => {
    const url = await startSrtListener(fixtures, { passphrase: publisher.passphrase })
    return [{ settings: { protocol: 'SRT_CALLER', url, passphrase: `${canary}another-one` }, code: 'WRONG_PASSPHRASE' }]
  }),
  wrong('taken', 'says that the key is in use', async ({ fixtures }) => {
    const refusal = { at: 'publish', code: 'NetStream.Publish.BadName', description: 'Already publishing' } as const
    return [{ settings: rtmp(await startTcpPeer(fixtures, refusing(refusal))), code: 'KEY_IN_USE' }]
  }),
  wrong('certificate', 'has a certificate that nobody trusts', async ({ stage }) => [
    { settings: { protocol: 'RTMP', url: `rtmps://localhost:${stage.server.rtmpsPort}/live`, streamKey }, code: 'TLS' },
  ]),
]

const frozen: Row = {
  name: 'destination-frozen',
  fault: 'A destination of RTMP takes nothing any more while it is sent to; its connections stay',
  must: 'told within 8 s; back within 6 s + a raw start',
  uses: ['RTMP'],
  async run(trial) {
    const place = trial.patient('RTMP')
    const raw = await trial.rawStartMs(place)
    const at = performance.now()
    place.gate?.freeze({ newToo: true })
    trial.note('until it was noticed the system of the destination went on taking what fits its buffers')
    const isTold = async () => (await output(trial.api, place.id)).failure
    const { code } = await until(isTold, 60_000, 'the cause to be told')
    trial.takes(`${code} told after`, performance.now() - at, toldWithinMs)
    await sleep(3000)
    await place.shut()
    const openedAt = performance.now()
    await place.open()
    trial.takes('flows after', (await place.arrival.begins(openedAt, 30_000)) - openedAt, backWithinMs + raw)
  },
}

function away(name: string, goneMs: number, barMs: number, told: string): Row {
  return {
    name: `destination-back-${name}`,
    fault: `A destination of RTMP is gone, and back after ${told}`,
    must: `REFUSED within 8 s; back within ${barMs / 1000} s + a raw start`,
    uses: ['RTMP'],
    async run(trial) {
      const place = trial.patient('RTMP')
      const raw = await trial.rawStartMs(place)
      const at = performance.now()
      await place.shut()
      const isTold = async () => (await output(trial.api, place.id)).failure?.code === 'REFUSED'
      await until(isTold, 20_000, 'REFUSED to be told')
      trial.takes('REFUSED told after', performance.now() - at, toldWithinMs)
      await sleep(goneMs - (performance.now() - at))
      const openedAt = performance.now()
      await place.open()
      trial.takes('flows after', (await place.arrival.begins(openedAt, 90_000)) - openedAt, barMs + raw)
    },
  }
}

export const destinations: Group = {
  name: 'destinations',
  title: 'Destinations',
  rows: [...strangers, frozen, away('10s', 10_000, backWithinMs, '10 s'), away('10min', 600_000, backAfterLongMs, '10 min')],
}
