import { readFile } from 'node:fs/promises'
import type { Locator, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { browserForAll, patience, readable, signIn } from '../support/browser.ts'
import { decodeBytes, decodeUrl } from '../support/decode.ts'
import { startFeed } from '../support/feed.ts'
import { listen } from '../support/heard.ts'
import { startManager } from '../support/manager.ts'
import { publisher, startMediaServer } from '../support/mediaServer.ts'
import { change, createInput, outputs } from '../support/operations.ts'
import { ffmpegBin } from '../support/programs.ts'
import { startBare } from '../support/rawStart.ts'
import { startUdpReceiver } from '../support/udpReceiver.ts'

// One output of every kind, from its pasted address to its log: the real server, programs and browser, and receivers that judge.

const canary = 'canary-61f0e2aa'
/** What starts programs, on a busy machine. */
const slow = { timeout: 40_000 }

const { openPage } = browserForAll()

const row = (page: Page, name: string) =>
  page
    .getByRole('table')
    .getByRole('row')
    .filter({ has: page.getByRole('link', { name, exact: true }) })
const state = (page: Page, name: string) => row(page, name).locator('.badge').getAttribute('data-state')
const states = async (page: Page, names: readonly string[]) =>
  Object.fromEntries(await Promise.all(names.map(async (name) => [name, await state(page, name)])))
const all = (names: readonly string[], is: string) => Object.fromEntries(names.map((name) => [name, is]))
const firstInSight = (log: Locator) =>
  log.evaluate((box) => {
    const { top } = box.getBoundingClientRect()
    return [...box.querySelectorAll('.log-line')].find((line) => line.getBoundingClientRect().top >= top)?.textContent
  })

it(
  'each kind of output is pasted, sends, is stopped and started with others, and keeps its secrets when it is changed',
  { timeout: 180_000 },
  async () => {
    await using server = await startMediaServer()
    await using receiver = await startUdpReceiver()
    await using relayed = await startUdpReceiver()
    await using manager = await startManager({ SSL_CERT_FILE: server.certificateFile })
    const { api } = manager
    const { id: inputId, udpPort } = await createInput(api, { name: 'Main stage' })
    await using _feed = await startFeed({ port: udpPort })
    await using view = await openPage(api.url)
    const { page, context, complaints } = view
    const heard = listen(page)
    await signIn(page)
    await page.goto(`/inputs/${inputId}/outputs/new`)

    const { user, password, passphrase } = publisher
    const login = `user=${user}&pass=${password}`
    const listenerPort = manager.srtPorts.start + 1
    const caller = `streamid=publish:partner:${user}:${password}&passphrase=${passphrase}&latency=200`
    const kinds = [
      ['RTMP', `rtmp://127.0.0.1:${server.rtmpPort}/live/main?${login}`],
      ['RTMP 2', `rtmps://localhost:${server.rtmpsPort}/live/safe?${login}`],
      ['SRT caller', `srt://127.0.0.1:${server.srtPort}?mode=caller&${caller}`],
      ['SRT listener', `srt://:${listenerPort}?mode=listener&passphrase=${canary}`],
      ['UDP', `udp://127.0.0.1:${receiver.port}`],
      ['RTSP', `rtsp://${user}:${password}@127.0.0.1:${server.rtspPort}/archive`],
    ] as const
    for (const [name, address] of kinds) {
      await page.getByLabel('Paste any address').fill(address)
      await page.getByRole('button', { name: `Leave out ${name}`, exact: true }).waitFor()
    }
    // what is typed, letter by letter, goes where it began
    await page.getByRole('checkbox', { name: /^YouTube/ }).check()
    const key = page.getByRole('region', { name: 'YouTube' }).getByRole('textbox', { name: 'Stream key' })
    await key.pressSequentially('abcd-efgh')
    await expect.poll(() => key.inputValue(), patience).toBe('abcd-efgh')
    await page.getByRole('button', { name: 'Leave out YouTube' }).click()
    await page.getByRole('button', { name: 'Add 6 outputs' }).click()
    const handedOut = page.getByRole('region', { name: 'Address of SRT listener' })
    await expect.poll(() => handedOut.textContent(), patience).toBe(`srt://127.0.0.1:${listenerPort}?passphrase=****`)
    await page.getByRole('button', { name: 'Done' }).click()

    const taken = `udp://127.0.0.1:${relayed.port}?pkt_size=1316`
    const calling = `srt://127.0.0.1:${listenerPort}?passphrase=${canary}`
    await using _called = startBare([ffmpegBin(), '-nostdin', '-i', calling, ...['-c', 'copy', '-f', 'mpegts', taken]])
    const names = kinds.map(([name]) => name)
    await expect.poll(() => states(page, names), slow).toEqual(all(names, 'live'))
    const paths = ['archive', 'live/main', 'live/safe', 'partner']
    await expect.poll(async () => Object.keys(await server.senders()).toSorted(), slow).toEqual(paths)
    const sending = await server.senders()
    const pictures = await Promise.all(paths.map((path) => decodeUrl(server.readUrl(path), 2)))
    for (const { videoFrames } of [...pictures, await decodeBytes(receiver.take())]) expect(videoFrames).toBeGreaterThan(10)

    // several at once, and no other
    const [stopped, others] = [
      ['RTMP 2', 'UDP', 'RTSP'],
      ['RTMP', 'SRT caller', 'SRT listener'],
    ]
    for (const name of stopped) await page.getByRole('checkbox', { name: `Select ${name}`, exact: true }).check()
    const chosen = page.getByRole('group', { name: 'Selected' })
    await chosen.getByText('3 outputs are live').waitFor()
    await chosen.getByRole('button', { name: 'Stop' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Stop outputs' }).click()
    await expect.poll(() => states(page, names), slow).toEqual({ ...all(stopped, 'stopped'), ...all(others, 'live') })
    await expect.poll(() => server.senders(), slow).toEqual({ 'live/main': sending['live/main'], partner: sending.partner })
    const silentAt = performance.now()
    await chosen.getByRole('button', { name: 'Start' }).click()
    await expect.poll(() => states(page, names), slow).toEqual(all(names, 'live'))
    await expect.poll(async () => Object.keys(await server.senders()).toSorted(), slow).toEqual(paths)
    await receiver.flows(silentAt, 10_000)

    // another name interrupts nothing; another host does, and what lets it in is what was stored
    const before = await server.senders()
    const settings = (name: string) => page.getByRole('form', { name: `Settings of ${name}`, exact: true })
    for (const [name, path, field] of [
      ['RTMP', 'live/main', 'Server'],
      ['SRT caller', 'partner', 'Address'],
    ] as const) {
      await page.getByRole('button', { name: `More for ${name}`, exact: true }).click()
      await page.getByRole('menuitem', { name: 'Settings' }).click()
      await settings(name).getByLabel('Name', { exact: true }).fill(`${name}, north`)
      await settings(name).getByText('Nothing that runs is interrupted.').waitFor()
      await settings(name).getByRole('button', { name: 'Save', exact: true }).click()
      const renamed = settings(`${name}, north`)
      await renamed.getByText('Nothing is changed.').waitFor()
      expect(await server.senders()).toMatchObject({ [path]: before[path] })
      const place = renamed.getByLabel(field)
      await place.fill((await place.inputValue()).replace('127.0.0.1', 'localhost'))
      await renamed.getByRole('button', { name: 'Save and restart' }).click()
      await page.getByRole('alertdialog').getByRole('button', { name: 'Save and restart' }).click()
      await renamed.getByText('Nothing is changed.').waitFor()
      await page.getByRole('link', { name: 'Main stage' }).first().click()
    }
    const now = names.map((name) => (name === 'RTMP' || name === 'SRT caller' ? `${name}, north` : name))
    await expect.poll(() => states(page, now), slow).toEqual(all(now, 'live'))
    const changed = async () => {
      const after = await server.senders()
      return [Object.keys(after).toSorted(), paths.filter((path) => after[path] !== before[path])]
    }
    await expect.poll(changed, slow).toEqual([paths, ['live/main', 'partner']])
    expect((await decodeBytes(relayed.take())).videoFrames).toBeGreaterThan(10)

    // the log of what the programs say goes on, waits for who reads, and is saved as it is shown
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Logs' }).click()
    const log = page.getByRole('log')
    const fromEnd = () => log.evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight)
    const archive = (await outputs(api)).find(({ name }) => name === 'RTSP')!.id
    const begins = /Output #0, rtsp/
    const written = () => page.locator('.log-line').filter({ hasText: begins }).count()
    // there is nothing to scroll before its lines are laid out
    await expect.poll(() => log.evaluate((box) => box.scrollTop), patience).toBeGreaterThan(0)
    await expect.poll(fromEnd, patience).toBeLessThan(24)
    await log.hover()
    await page.mouse.wheel(0, -1500)
    const paused = page.getByRole('button', { name: /^Paused/ })
    await paused.waitFor()
    let read: string | undefined
    const isStill = async () => read === (read = await firstInSight(log))
    await expect.poll(isStill, { ...patience, interval: 200 }).toBe(true)
    await change(api, 'stopOutput', archive)
    await expect.poll(() => paused.textContent(), patience).toMatch(/Paused, [1-9]\d* new line/)
    await expect.poll(() => firstInSight(log), patience).toBe(read)
    await paused.click()
    await expect.poll(fromEnd, patience).toBeLessThan(24)
    await change(api, 'startOutput', archive)
    await expect.poll(written, slow).toBeGreaterThan(0)
    await expect.poll(fromEnd, patience).toBeLessThan(24)
    await page.getByLabel('Find in the log').fill('Output #0')
    await page.getByLabel('Source').selectOption({ label: 'RTSP' })
    await page.getByText('3 matches').first().waitFor()
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Download' }).click()
    const saved = await readFile(await (await download).path(), 'utf8')
    expect(saved.trimEnd().split('\n')).toEqual(Array.from({ length: 3 }, () => expect.stringMatching(begins)))

    expect(await heard()).toContain(`rtsp://${user}:****@127.0.0.1`)
    for (const text of [await heard(), await readable(page), JSON.stringify(await context.storageState()), saved]) {
      for (const secret of [canary, password, passphrase]) expect(text).not.toContain(secret)
    }
    expect(complaints).toEqual([])
  },
)
