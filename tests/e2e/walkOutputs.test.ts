import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
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
  page.getByRole('table').getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) })
const state = (page: Page, name: string) => row(page, name).locator('.badge').getAttribute('data-state')
const states = async (page: Page, names: readonly string[]) =>
  Object.fromEntries(await Promise.all(names.map(async (name) => [name, await state(page, name)])))
const all = (names: readonly string[], is: string) => Object.fromEntries(names.map((name) => [name, is]))

it(
  'each kind of output is pasted, sends, is stopped and started with others, and keeps its secrets when it is changed',
  { timeout: 180_000 },
  async () => {
    await using server = await startMediaServer()
    await using receiver = await startUdpReceiver()
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
    await page.getByRole('button', { name: 'Add 6 outputs' }).click()
    const handedOut = page.getByRole('region', { name: 'Address of SRT listener' })
    await expect
      .poll(() => handedOut.textContent(), patience)
      .toBe(`srt://127.0.0.1:${listenerPort}?passphrase=****`)
    await page.getByRole('button', { name: 'Done' }).click()

    const calling = `srt://127.0.0.1:${listenerPort}?passphrase=${canary}`
    const called = startBare([ffmpegBin(), '-nostdin', '-loglevel', 'quiet', '-i', calling, '-c', 'copy', '-f', 'null', '-'])
    await using _called = called
    const names = kinds.map(([name]) => name)
    await expect.poll(() => states(page, names), slow).toEqual(all(names, 'live'))
    const paths = ['archive', 'live/main', 'live/safe', 'partner']
    const sending = await server.senders()
    expect(Object.keys(sending).toSorted()).toEqual(paths)
    const pictures = await Promise.all([
      ...paths.map((path) => decodeUrl(server.readUrl(path), 1)),
      decodeBytes(receiver.take()),
    ])
    for (const { videoFrames } of pictures) expect(videoFrames).toBeGreaterThan(5)

    // several at once, and no other
    for (const name of ['RTMP 2', 'SRT caller', 'UDP']) await page.getByRole('checkbox', { name: `Select ${name}`, exact: true }).check()
    const chosen = page.getByRole('group', { name: 'Selected' })
    await chosen.getByText('3 outputs are live').waitFor()
    await chosen.getByRole('button', { name: 'Stop' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Stop outputs' }).click()
    const [stopped, others] = [['RTMP 2', 'SRT caller', 'UDP'], ['RTMP', 'SRT listener', 'RTSP']]
    await expect.poll(() => states(page, names), slow).toEqual({ ...all(stopped, 'stopped'), ...all(others, 'live') })
    await expect.poll(() => server.senders(), slow).toEqual({ archive: sending.archive, 'live/main': sending['live/main'] })
    const silentAt = performance.now()
    await chosen.getByRole('button', { name: 'Start' }).click()
    await expect.poll(() => states(page, names), slow).toEqual(all(names, 'live'))
    await expect.poll(async () => Object.keys(await server.senders()).toSorted(), slow).toEqual(paths)
    await receiver.flows(silentAt, 10_000)

    // another name interrupts nothing; another host does, and what lets it in is what was stored
    const before = await server.senders()
    const settings = (name: string) => page.getByRole('form', { name: `Settings of ${name}`, exact: true })
    for (const [name, address] of [
      ['RTMP', `rtmp://localhost:${server.rtmpPort}/live`],
      ['SRT caller', null],
    ] as const) {
      await row(page, name).getByRole('button', { name: `More for ${name}` }).click()
      await page.getByRole('menuitem', { name: 'Settings' }).click()
      await settings(name).getByLabel('Name').fill(`${name}, north`)
      await settings(name).getByText('Nothing that runs is interrupted.').waitFor()
      await settings(name).getByRole('button', { name: 'Save', exact: true }).click()
      const renamed = settings(`${name}, north`)
      await renamed.getByText('Nothing is changed.').waitFor()
      expect(await server.senders()).toEqual(before)
      const place = renamed.getByLabel(address === null ? 'Address' : 'Server')
      await place.fill(address ?? (await place.inputValue()).replace('127.0.0.1', 'localhost'))
      await renamed.getByRole('button', { name: 'Save and restart' }).click()
      await page.getByRole('alertdialog').getByRole('button', { name: 'Save and restart' }).click()
      await page.getByText(`Settings of ${name}, north saved.`).first().waitFor()
      await page.getByRole('link', { name: 'Main stage' }).first().click()
    }
    const now = names.map((name) => (name === 'RTMP' || name === 'SRT caller' ? `${name}, north` : name))
    await expect.poll(() => states(page, now), slow).toEqual(all(now, 'live'))
    const after = await server.senders()
    expect(Object.keys(after).toSorted()).toEqual(paths)
    expect(paths.filter((path) => after[path] !== before[path])).toEqual(['live/main', 'partner'])
    expect((await decodeUrl(server.readUrl('partner'), 1)).videoFrames).toBeGreaterThan(5)
    expect(complaints).toEqual([])
  },
)
