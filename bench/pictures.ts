// `npm run pictures`: takes the pictures of the documents from a dashboard that runs: real feeds, real outputs, real failures.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { launchBrowser, openPage, signIn } from '../tests/support/browser.ts'
import { feedFile, startFeed } from '../tests/support/feed.ts'
import { startManager, until } from '../tests/support/manager.ts'
import { publisher, startMediaServer } from '../tests/support/mediaServer.ts'
import { createInput, createOutput, outputs as outputsOf } from '../tests/support/operations.ts'
import { freeTcpPort } from '../tests/support/ports.ts'
import { freeInputPorts } from './inputPorts.ts'

const folder = join(import.meta.dirname, '../docs/pictures')
/** For sparklines and a history that say something. */
const runsForMs = 90_000

await using fixtures = new AsyncDisposableStack()
const server = fixtures.use(await startMediaServer())
const manager = fixtures.use(await startManager({ UDP_PORT_RANGE_START: String(await freeInputPorts()) }))
const { api } = manager
const deadPort = await freeTcpPort()
const { user, password, passphrase } = publisher
const rtmp = (path: string) => ({
  protocol: 'RTMP',
  url: `rtmp://127.0.0.1:${server.rtmpPort}/live/${path}?user=${user}&pass=${password}`,
})

const scene = [
  {
    name: 'Main stage',
    tags: ['concert'],
    feed: { size: '1280x720', bitrate: '4M' },
    outputs: [
      { name: 'Platform, main', ...rtmp('main') },
      { name: 'Platform, backup', protocol: 'RTMP', url: `rtmp://127.0.0.1:${deadPort}/live/backup-key` },
      { name: 'Hall screens', protocol: 'UDP', url: 'udp://127.0.0.1:6101' },
      { name: 'Partner north', protocol: 'SRT_CALLER', url: 'srt://partner.invalid:9000?passphrase=a-long-passphrase' },
      { name: 'Remote studio', protocol: 'SRT_LISTENER' },
    ],
  },
  {
    name: 'Backstage',
    tags: ['concert'],
    feed: { size: '960x540', bitrate: '2M' },
    outputs: [
      { name: 'Web page', ...rtmp('backstage') },
      { name: 'Green room', protocol: 'UDP', url: 'udp://127.0.0.1:6102' },
    ],
  },
  {
    name: 'Interview desk',
    tags: ['talk'],
    feed: { size: '640x360', bitrate: '1M' },
    outputs: [
      {
        name: 'Studio',
        protocol: 'SRT_CALLER',
        url: `srt://127.0.0.1:${server.srtPort}?streamid=publish:desk:${user}:${password}&passphrase=${passphrase}`,
      },
      { name: 'Archive', protocol: 'RTSP', url: `rtsp://${user}:${password}@127.0.0.1:${server.rtspPort}/archive` },
    ],
  },
  {
    name: 'Roof camera',
    tags: ['talk'],
    feed: { size: '640x360', bitrate: '1M' },
    outputs: [
      { name: 'Weather page', ...rtmp('roof') },
      { name: 'Lobby', protocol: 'UDP', url: 'udp://127.0.0.1:6103' },
      { name: 'Foyer', protocol: 'UDP', url: 'udp://127.0.0.1:6104' },
    ],
  },
]

const ids: string[] = []
let roof: { kill(): Promise<void> } | undefined
for (const { name, tags, feed, outputs } of scene) {
  const input = await createInput(api, { name, tags })
  ids.push(input.id)
  roof = fixtures.use(await startFeed({ port: input.udpPort, file: await feedFile(feed) }))
  for (const output of outputs) await createOutput(api, { inputId: input.id, ...output })
}
await createInput(api, { name: 'Presenter' })
await until(
  async () => (await outputsOf(api)).filter(({ state }) => state === 'LIVE').length >= 9,
  60_000,
  'the outputs to be live',
)
await sleep(runsForMs)
await roof?.kill()
await sleep(20_000)

mkdirSync(folder, { recursive: true })
const browser = await launchBrowser()
fixtures.defer(() => browser.close())
await using view = await openPage(browser, api.url)
const { page } = view
// a machine that is busy takes its time
view.context.setDefaultTimeout(60_000)
await signIn(page)
const failing = (await outputsOf(api)).find(({ name }) => name === 'Platform, backup')!

await take(page, 'overview', '/', 'dark', { width: 1440, height: 810 })
await take(page, 'input', `/inputs/${ids[0]}`, 'light', { width: 1440, height: 810 })
await take(page, 'output', `/outputs/${failing.id}`, 'dark', { width: 1440, height: 810 })
await take(page, 'incidents', '/incidents', 'light', { width: 1440, height: 810 })
await take(page, 'phone', '/', 'dark', { width: 390, height: 780 })
await take(page, 'phone-output', `/outputs/${failing.id}`, 'light', { width: 390, height: 780 })
process.exit()

async function take(on: Page, name: string, path: string, theme: 'dark' | 'light', size: { width: number; height: number }) {
  await on.setViewportSize(size)
  await on.evaluate((wanted) => localStorage.setItem('theme', wanted), theme)
  await on.goto(path)
  // A still is taken once somebody looks, and the sparklines are drawn from what comes.
  await sleep(12_000)
  await on.waitForFunction(() => {
    const isInSight = (place: Element) => place.getBoundingClientRect().top < innerHeight
    return ![...document.querySelectorAll('[data-picture="awaited"]')].some(isInSight)
  })
  await on.screenshot({ path: join(folder, `${name}.png`) })
  console.log(`docs/pictures/${name}.png`)
}
