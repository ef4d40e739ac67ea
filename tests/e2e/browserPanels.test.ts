import type { Locator, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { startApi, type TestApi } from '../support/api.ts'
import { seriousFindings } from '../support/axe.ts'
import { browserForAll, fits, patience, readable, signIn } from '../support/browser.ts'
import { createInput, createOutput } from '../support/operations.ts'

// The panels that add and the forms of settings, against a server whose worker only remembers what it shall do.

const canary = 'canary-4d1e-77aa'
const at = '2026-01-01T00:00:00.000Z'

const { openPage } = browserForAll()

const paste = (page: Page, text: string) => page.getByLabel('Paste any address').fill(text)
const part = (page: Page, name: string) => page.getByRole('dialog').getByRole('region', { name, exact: true })
const field = (place: Page | Locator, name: string) => place.getByRole('textbox', { name: new RegExp(`^${name}( optional)?$`) })
const told = (api: TestApi, name: string) => api.worker.assignments.outputs.find((output) => output.name === name)

it('adds every kind of output by pasting, several at once, and shows no secret', async () => {
  await using api = await startApi()
  const camera = await createInput(api, { name: 'Main stage' })
  await using view = await openPage(api.url)
  const { page, complaints } = view
  await signIn(page)
  await page.goto(`/inputs/${camera.id}/outputs/new`)

  await paste(page, 'the wifi password')
  await page.getByText('This is no address of a destination').waitFor()
  expect(await readable(page)).not.toContain('wifi')
  for (const [title, text] of [
    ['YouTube', 'rtmps://a.rtmps.youtube.com/live2/abcd-efgh-1234-5678'],
    ['RTMP', `rtmp://live.example/app/${canary}`],
    ['SRT caller', `srt://live.example:9000?streamid=publish:hall:crew:${canary}&passphrase=${canary}&latency=200`],
    ['SRT listener', `srt://:8901?mode=listener&passphrase=${canary}`],
    ['UDP', 'udp://239.12.0.12:1234?ttl=4'],
    ['RTSP', `rtsp://crew:${canary}@live.example:8554/lobby`],
  ] as const) {
    await paste(page, text)
    await part(page, title).waitFor()
  }
  // a key alone is that of a service; the one more of a kind is chosen by its card, and its address written
  await paste(page, 'live_1234_abcdefgh')
  await expect.poll(() => field(part(page, 'Twitch'), 'Server').inputValue(), patience).toMatch(/^rtmps:/)
  await page.getByRole('checkbox', { name: 'Facebook RTMPS' }).check()
  await expect.poll(() => field(part(page, 'Facebook'), 'Server').inputValue(), patience).toMatch(/facebook/)
  await field(part(page, 'Facebook'), 'Stream key').fill('FB-1')
  await part(page, 'UDP').getByText('delivery cannot be confirmed').waitFor()
  expect(await readable(page)).not.toContain(canary)

  await page.getByRole('button', { name: 'Test connection' }).first().click()
  await page.getByText('Connection tested').waitFor()
  expect(api.worker.tested[0]?.secrets.streamKey).toBe('abcd-efgh-1234-5678')

  await page.getByRole('button', { name: 'Add 8 outputs' }).click()
  const address = page.getByRole('region', { name: 'Address of SRT listener' })
  expect(await address.textContent()).toBe('srt://127.0.0.1:8901?passphrase=****')
  await page.getByRole('button', { name: 'Done' }).click()
  await expect.poll(() => page.getByRole('dialog').count(), patience).toBe(0)
  expect(api.worker.assignments.outputs).toHaveLength(8)
  expect(told(api, 'RTMP')).toMatchObject({ url: 'rtmp://live.example/app', secrets: { streamKey: canary } })
  expect(told(api, 'SRT caller')).toMatchObject({ latencyMs: 200, secrets: { passphrase: canary, password: canary } })
  expect(told(api, 'Facebook')).toMatchObject({ secrets: { streamKey: 'FB-1' }, desired: 'RUNNING' })
  expect(told(api, 'UDP')).toMatchObject({ url: 'udp://239.12.0.12:1234', ttl: 4 })
  expect(await readable(page)).not.toContain(canary)
  expect(complaints).toEqual([])
})

it('says what is wrong where it stands, adds the rest, and lets nothing be lost by a click beside it', async () => {
  await using api = await startApi()
  const camera = await createInput(api, { name: 'Main stage' })
  await using view = await openPage(api.url)
  const { page, complaints } = view
  await signIn(page)
  await page.goto(`/inputs/${camera.id}`)
  await page.getByRole('heading', { name: 'Main stage' }).waitFor()
  await page.keyboard.press('n')
  await page.getByRole('checkbox', { name: /^SRT caller/ }).check()
  const partner = part(page, 'SRT caller')
  await field(partner, 'Host').fill('live.example')
  await field(partner, 'Port').fill('9000')
  await field(partner, 'Passphrase').fill('short')
  await paste(page, 'udp://127.0.0.1:6001')
  await page.getByRole('button', { name: 'Add 2 outputs' }).click()
  await partner.getByRole('alert').getByText('10 to 79 characters').waitFor()
  await page.getByText('1 output added. The one that is left has a problem.').waitFor()
  await expect.poll(() => field(partner, 'Passphrase').evaluate((box) => box === document.activeElement), patience).toBe(true)
  expect(api.worker.assignments.outputs.map(({ name }) => name)).toEqual(['UDP'])

  const failure = {
    ...{ code: 'NO_ANSWER' as const, message: 'Nothing answered.', likelyCause: 'A firewall drops the packets.' },
    ...{ advice: ['Ask whether their listener runs.'], evidence: null, firstSeenAt: at, lastSeenAt: at, count: 1 },
  }
  await field(partner, 'Passphrase').fill('long enough'.replace(' ', '-'))
  api.worker.testResult = { ok: false, steps: [{ name: 'handshake', ok: false, detail: 'No answer', millis: 3000 }], failure }
  await partner.getByRole('button', { name: 'Test connection' }).click()
  for (const text of ['Connection failed', 'No answer', 'Ask whether their listener runs.'])
    await partner.getByText(text).waitFor()

  for (const leave of [() => page.keyboard.press('Escape'), () => page.goBack()]) {
    await leave()
    await page.getByRole('alertdialog').getByText('It was not saved yet.').waitFor()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await expect.poll(() => field(partner, 'Host').inputValue(), patience).toBe('live.example')
  }

  for (const theme of ['dark', 'light']) {
    await page.evaluate((name) => (document.documentElement.dataset.theme = name), theme)
    for (const width of [1440, 390, 320]) {
      await fits(page, width, 'panel')
      const beyond = () => page.getByRole('dialog').evaluate((panel) => panel.scrollWidth - panel.clientWidth)
      await expect.poll(beyond, patience).toBe(0)
      if (width !== 320) expect(await seriousFindings(page), `${theme} at ${width}`).toEqual([])
    }
  }
  await page.getByRole('button', { name: 'Close' }).click()
  await page.getByRole('button', { name: 'Drop it' }).click()
  await expect.poll(() => page.getByRole('dialog').count(), patience).toBe(0)
  expect(complaints).toEqual([])
})

it('says a fault of what was pasted once, whether it is added, tested or mended', async () => {
  await using api = await startApi()
  const camera = await createInput(api, { name: 'Main stage' })
  await using view = await openPage(api.url)
  const { page } = view
  await signIn(page)
  await page.goto(`/inputs/${camera.id}/outputs/new`)
  await paste(page, 'srt://live.example:9000?passphrase=short')
  const partner = part(page, 'SRT caller')
  const fault = partner.getByText(/must have 10 to 79 characters/)
  const isOnce = () => expect.poll(() => fault.count(), patience).toBe(1)
  await fault.waitFor()
  await isOnce()
  await partner.getByRole('button', { name: 'Test connection' }).click()
  await partner.getByText('Connection failed').waitFor()
  await isOnce()
  await page.getByRole('button', { name: 'Add 1 output' }).click()
  await partner
    .getByRole('alert')
    .getByText(/must have 10 to 79 characters/)
    .waitFor()
  await isOnce()
  await partner.getByRole('button', { name: 'Replace passphrase' }).click()
  await field(partner, 'Passphrase').fill('long-enough')
  await expect.poll(() => fault.count(), patience).toBe(0)
  await partner.getByRole('button', { name: 'Test again' }).click()
  await partner.getByText('Connection tested').waitFor()
})

it('adds an input without a signal, names who has a port, and shows what arrives', async () => {
  await using api = await startApi()
  api.worker.holders.set(5007, 'another program on this machine (process 4711)')
  await createInput(api, { name: 'Main stage', udpPort: 5000 })
  await using view = await openPage(api.url)
  const { page, complaints } = view
  await signIn(page)
  await page.goto('/inputs/new')
  const panel = page.getByRole('dialog')
  const port = field(panel, 'UDP port')
  await expect.poll(() => port.inputValue(), patience).toBe('5001')
  await panel.getByRole('button', { name: 'Add input' }).click()
  await expect.poll(() => field(panel, 'Name').getAttribute('aria-invalid'), patience).toBe('true')
  await field(panel, 'Name').fill('Second camera')
  for (const [taken, holder] of [
    ['5000', /Main stage/],
    ['5007', /process 4711/],
    ['x', /whole number/],
  ] as const) {
    await port.fill(taken)
    await panel.getByRole('button', { name: 'Add input' }).click()
    await panel.getByRole('alert').getByText(holder).waitFor()
    await expect.poll(() => port.getAttribute('aria-invalid'), patience).toBe('true')
  }
  await port.fill('5001')
  await panel.getByRole('button', { name: 'Add input' }).click()

  await panel.getByText('Second camera is added').waitFor()
  await panel.getByText('Waiting for packets on UDP 5001.').waitFor()
  await panel.getByRole('button', { name: 'Send a test signal' }).click()
  const id = api.worker.assignments.inputs.at(-1)!.id
  await expect.poll(() => api.worker.calls, patience).toContain(`startTestSignal ${id} 600`)
  const track = { kind: 'video', codec: 'H264', profile: null, width: 1280, height: 720, sampleRate: null, channels: null }
  api.worker.observeInput({ id, tracks: [track], testSignalEndsAt: new Date(Date.now() + 470_000).toISOString() })
  await panel.getByText('They arrive.').waitFor()
  await panel.getByText(/H.?264/).waitFor()
  await panel.getByText(/This server sends itself a test signal; it ends in [78] min\./).waitFor()
  await panel.getByRole('link', { name: 'Add outputs' }).click()
  await page.getByRole('heading', { name: 'Add outputs to Second camera' }).waitFor()
  expect(complaints).toEqual([])
})

it('changes every setting without losing a secret, and says before what it interrupts', async () => {
  await using api = await startApi()
  const camera = await createInput(api, { name: 'Main stage' })
  const { id } = await createOutput(api, {
    ...{ inputId: camera.id, name: 'Partner', protocol: 'SRT_CALLER' },
    url: `srt://live.example:9000?streamid=publish:hall:crew:${canary}&passphrase=${canary}`,
  })
  api.worker.observeInput({ id: camera.id })
  api.worker.observeOutput({ id })
  await using view = await openPage(api.url)
  const { page, complaints } = view
  await signIn(page)
  await page.goto(`/outputs/${id}?tab=settings`)
  const form = page.getByRole('form', { name: 'Settings of Partner' })
  await field(form, 'Name').fill('Partner north')
  await form.getByText('Nothing that runs is interrupted.').waitFor()
  await form.getByRole('button', { name: 'Save', exact: true }).click()
  await expect.poll(() => told(api, 'Partner north')?.secrets, patience).toMatchObject({ passphrase: canary, password: canary })

  const renamed = page.getByRole('form', { name: 'Settings of Partner north' })
  await field(renamed, 'Latency, ms').fill('10')
  await renamed.getByText('It is live. It starts anew').waitFor()
  for (const latency of ['10', '400']) {
    await field(renamed, 'Latency, ms').fill(latency)
    await renamed.getByRole('button', { name: 'Save and restart' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Save and restart' }).click()
    if (latency === '10') await renamed.getByRole('alert').getByText('20 to 30000').waitFor()
  }
  await expect.poll(() => told(api, 'Partner north')?.latencyMs, patience).toBe(400)
  expect(told(api, 'Partner north')?.secrets).toMatchObject({ passphrase: canary, password: canary })

  api.worker.observeOutput({ id, state: 'RECONNECTING' })
  await page.locator('.badge[data-state="reconnecting"]').first().waitFor()
  await field(renamed, 'Address').fill('srt://other.example:9001?streamid=publish%3Ahall%3Acrew%3A****&passphrase=****')
  await renamed.getByRole('button', { name: 'Replace passphrase' }).click()
  await field(renamed, 'Passphrase').fill('another-passphrase')
  await renamed.getByRole('button', { name: /^Save/ }).click()
  await expect.poll(() => told(api, 'Partner north')?.url, patience).toBe('srt://other.example:9001')
  expect(told(api, 'Partner north')?.secrets).toMatchObject({ passphrase: 'another-passphrase', password: canary })
  await renamed.getByRole('button', { name: 'Remove the passphrase' }).click()
  await renamed.getByRole('button', { name: /^Save/ }).click()
  await expect.poll(() => told(api, 'Partner north')?.secrets, patience).toMatchObject({ passphrase: null, password: canary })
  expect(await readable(page)).not.toContain(canary)

  // another like it, without its secrets
  await page.goto(`/inputs/${camera.id}/outputs/new?from=${id}`)
  const copy = part(page, 'Like Partner north')
  await expect.poll(() => field(copy, 'Name').inputValue(), patience).toBe('Partner north 2')
  await expect.poll(() => field(copy, 'Address').inputValue(), patience).toBe('srt://other.example:9001')
  await copy.getByText('Not copied: password.').waitFor()
  await page.getByRole('button', { name: 'Leave out Partner north 2' }).click()

  api.worker.observeOutput({ id })
  await page.goto(`/inputs/${camera.id}?tab=settings`)
  const settings = page.getByRole('form', { name: 'Settings of Main stage' })
  await field(settings, 'UDP port').fill('5009')
  await settings.getByText('1 output is live.').waitFor()
  await page.getByRole('link', { name: 'Inputs' }).first().click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click()
  await settings.getByRole('button', { name: 'Save and interrupt' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Save and interrupt' }).click()
  await expect.poll(() => api.worker.assignments.inputs[0]?.udpPort, patience).toBe(5009)
  for (const theme of ['dark', 'light']) {
    await page.evaluate((name) => (document.documentElement.dataset.theme = name), theme)
    expect(await seriousFindings(page), theme).toEqual([])
  }
  await fits(page, 320, 'settings')
  expect(complaints).toEqual([])
})
