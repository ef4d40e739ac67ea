import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import type { ApiClient } from '../support/api.ts'
import { browserForAll, patience, readable, signIn } from '../support/browser.ts'
import { startFeed } from '../support/feed.ts'
import { listen } from '../support/heard.ts'
import { startManager } from '../support/manager.ts'
import { publisher, startMediaServer } from '../support/mediaServer.ts'
import { change, createInput, createOutput } from '../support/operations.ts'
import { freeTcpPort, freeUdpPort } from '../support/ports.ts'
import { ffmpegBin } from '../support/programs.ts'
import { startBare } from '../support/rawStart.ts'

// One evening of an operator: the real server, programs and browser, on one page that is never loaded anew.

const canary = 'canary-3a9c51d7'
const secretKey = 'secret-of-the-tests-90be'
const many = 12
/** What takes many programs to start, on a busy machine. */
const slow = { timeout: 40_000 }

const { openPage } = browserForAll()

const problems = (page: Page) => page.getByRole('region', { name: 'Problems' })
const tile = (page: Page, name: string) => page.getByRole('article', { name, exact: true })
const banner = (page: Page) => page.locator('[data-banner="lost"]')
const counts = (page: Page) => page.locator('.strip-counts dd').allTextContents()
/** What the page says of rates and times, which change each second. */
const figures = (page: Page) => page.locator('.strip-flow .figure, .tile-rate').allTextContents()

type Incident = { title: string; cause: string; outputIds: string[]; closedAt: string | null }
async function incidents(api: ApiClient): Promise<Incident[]> {
  const query = '{ incidents { incidents { title cause outputIds closedAt } } }'
  return (await api.query<{ incidents: { incidents: Incident[] } }>(query)).incidents.incidents
}

it(
  'a lost feed is one incident and no failure; after a crash of the server the page is true again; failures are told in words',
  { timeout: 180_000 },
  async () => {
    await using fixtures = new AsyncDisposableStack()
    const server = fixtures.use(await startMediaServer())
    const port = String(await freeTcpPort())
    const first = await startManager({ PORT: port, LOG_LEVEL: 'DEBUG' })
    fixtures.defer(() => first[Symbol.asyncDispose]())
    const { api, dataDir } = first
    const { id: inputId, udpPort } = await createInput(api, { name: 'Main stage' })
    const make = async (name: string, protocol: string, url: string, more = {}) =>
      (await createOutput(api, { inputId, name, protocol, url, ...more })).id
    const login = `user=${publisher.user}&pass=${publisher.password}`
    const ids: string[] = []
    for (let place = 0; place < many; place++) {
      ids.push(
        place % 3 === 0
          ? await make(`Platform ${place}`, 'RTMP', `rtmp://127.0.0.1:${server.rtmpPort}/live`, {
              streamKey: `${place}?${login}`,
            })
          : await make(`Wall ${place}`, 'UDP', `udp://127.0.0.1:${await freeUdpPort()}`),
      )
    }
    let feed = await startFeed({ port: udpPort })
    fixtures.defer(() => feed.kill())
    const view = fixtures.use(await openPage(api.url))
    const { page, context, complaints } = view
    const heard = listen(page)
    await signIn(page)
    await expect.poll(() => counts(page), slow).toEqual([String(many), '0', '0', '0'])
    await page.getByText('No problems').waitFor()

    await feed.kill()
    await problems(page).getByText(`Its ${many} outputs wait; nothing is retried in vain.`).waitFor()
    await expect.poll(() => counts(page), patience).toEqual(['0', String(many), '0', '0'])
    await expect.poll(() => problems(page).getByRole('listitem').count(), patience).toBe(1)
    await tile(page, 'Main stage').getByText(`${many} waiting`).waitFor()
    const told = await incidents(api)
    expect(told.map(({ cause, closedAt }) => [cause, closedAt])).toEqual([['INPUT_LOST', null]])
    expect(told[0]?.outputIds.toSorted()).toEqual(ids.toSorted())
    feed = await startFeed({ port: udpPort })
    await expect.poll(() => counts(page), slow).toEqual([String(many), '0', '0', '0'])
    await page.getByText('No problems').waitFor()
    await problems(page).getByRole('heading', { name: 'Over today' }).waitFor()
    expect((await incidents(api)).map(({ cause, closedAt }) => [cause, closedAt !== null])).toEqual([['INPUT_LOST', true]])
    // of all that the page was ever told of these outputs
    expect(await heard()).not.toContain('"state":"FAILED"')

    const killedAt = performance.now()
    await first.kill()
    await banner(page).getByText('Live updates lost').waitFor()
    expect(performance.now() - killedAt).toBeLessThan(5000)
    await expect.poll(() => page.locator('main').getAttribute('class'), patience).toContain('frozen')
    // what was said just before is drawn within half a second
    await page.waitForTimeout(700)
    const frozen = await figures(page)
    expect(frozen).toHaveLength(2)
    await page.waitForTimeout(1200)
    expect(await figures(page)).toEqual(frozen)
    const second = await startManager({
      ...{ PORT: port, LOG_LEVEL: 'DEBUG', DATA_DIR: dataDir, SECRET_KEY: secretKey },
      ...{ UDP_PORT_RANGE_START: String(first.udpPorts.start), SRT_PORT_RANGE_START: String(first.srtPorts.start) },
    })
    fixtures.defer(() => second[Symbol.asyncDispose]())
    // what changed since is seen too, and nobody has to sign in again
    await change(second.api, 'deleteOutput', ids[1]!)
    await using silent = await startSilentServer()
    const refusing = await freeTcpPort()
    const locked = await freeUdpPort()
    const listening = `srt://127.0.0.1:${locked}?mode=listener&passphrase=another-passphrase`
    await using _listener = startBare([ffmpegBin(), '-nostdin', '-loglevel', 'quiet', '-i', listening, '-f', 'null', '-'])
    await make('Refused', 'RTMP', `rtmp://127.0.0.1:${refusing}/live`, { streamKey: `${canary}-1` })
    await make('Silent', 'RTMP', `rtmp://127.0.0.1:${silent.port}/live`, { streamKey: `${canary}-2` })
    await make('Unknown', 'RTMP', 'rtmp://no-such-host.invalid/live', { streamKey: `${canary}-3` })
    await make('Locked', 'SRT_CALLER', `srt://127.0.0.1:${locked}`, { passphrase: `${canary}-4` })
    await banner(page).waitFor({ state: 'detached', timeout: slow.timeout })
    for (const words of [
      `127.0.0.1 was reached, but nothing listens on port ${refusing}`,
      `on port ${silent.port}, and then said nothing`,
      'no-such-host.invalid',
      'The passphrase is not the one that 127.0.0.1 expects',
    ])
      await problems(page).getByText(words).first().waitFor({ timeout: slow.timeout })
    await expect.poll(() => counts(page), slow).toEqual([String(many - 1), '0', '0', '0'])
    await expect.poll(() => figures(page), patience).not.toEqual(frozen)
    await problems(page).getByRole('link', { name: 'Locked' }).click()
    for (const title of ['What happened', 'Likely cause', 'What to try', 'Evidence'])
      await page.locator('[data-part="failure"]').getByText(title, { exact: true }).waitFor()
    await page
      .getByText(/^Attempt \d+/)
      .first()
      .waitFor()
    await page
      .getByRole('navigation', { name: /^Sections of/ })
      .getByRole('link', { name: 'Logs' })
      .click()
    await page.locator('.log-line').first().waitFor()

    expect(await heard()).toContain('no-such-host.invalid')
    for (const text of [await heard(), await readable(page), JSON.stringify(await context.storageState())]) {
      for (const secret of [canary, publisher.password]) expect(text).not.toContain(secret)
    }
    // what the browser itself says of a server that is away is no fault of the page
    expect(complaints.filter((text) => !/ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_SOCKET/.test(text))).toEqual([])
  },
)

/** Takes connections and says nothing. */
async function startSilentServer() {
  const server = createServer((socket) => void socket.resume().on('error', () => {}))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { port, [Symbol.asyncDispose]: async () => void server.close() }
}
