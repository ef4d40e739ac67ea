import { expect, it } from 'vitest'
import { browserForAll, patience, readable, signIn } from '../support/browser.ts'
import { decodeBytes, decodeUrl } from '../support/decode.ts'
import { startManager } from '../support/manager.ts'
import { startRtmpDestination } from '../support/rtmpDestination.ts'
import { startUdpReceiver } from '../support/udpReceiver.ts'

const canary = 'canary-8f3e60b1'

const { openPage } = browserForAll()

it('takes a person from the key to a delivered picture, and tells no stream key', async () => {
  await using manager = await startManager({ LOG_LEVEL: 'DEBUG' })
  await using receivers = new AsyncDisposableStack()
  const destination = receivers.use(await startRtmpDestination())
  const receiver = receivers.use(await startUdpReceiver())
  await using view = await openPage(manager.api.url)
  const { page, context, complaints } = view
  await signIn(page)

  await page.getByRole('heading', { name: 'Send your first feed' }).waitFor()
  const step = (title: string) => page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: title }) })
  await page.getByRole('button', { name: 'Add input' }).click()
  await expect.poll(() => page.getByLabel('Name').getAttribute('aria-invalid'), patience).toBe('true')
  await page.getByLabel('Name').fill('Main stage')
  await page.keyboard.press('Enter')
  await step('Add an input').getByText('Done').waitFor()
  const command = page.getByRole('region', { name: 'Test command' })
  const port = /:(\d+)\?pkt_size=1316/.exec((await command.textContent()) ?? '')?.[1]
  await step('Point a sender at it').getByText(`Waiting for packets on UDP ${port}…`).waitFor()

  // outputs can be there before the feed: they wait for it
  await page.getByRole('button', { name: 'Add outputs now' }).click()
  for (const address of [`${destination.url}/${canary}`, `udp://127.0.0.1:${receiver.port}`])
    await page.getByLabel('Paste any address').fill(address)
  await page.getByRole('button', { name: 'Add 2 outputs' }).click()
  const first = (state: string) => step('Choose where it goes').locator(`.badge[data-state="${state}"]`)
  await expect.poll(() => first('waiting_input').count(), patience).toBe(2)

  await page.getByRole('button', { name: 'Send a test signal' }).click()
  const picture = step('Point a sender at it').getByRole('img', { name: 'Picture of Main stage' })
  await picture.waitFor()
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth), patience).toBeGreaterThan(100)
  await expect.poll(() => first('live').allTextContents(), patience).toEqual(['Live', 'Sending'])
  await step('Choose where it goes').getByText('Done').waitFor()
  // the page's word is compared with what the receivers can decode
  await receiver.flows(performance.now(), 5000)
  expect((await decodeUrl(destination.readUrl(canary), 2)).videoFrames).toBeGreaterThan(20)
  expect((await decodeBytes(receiver.take())).videoFrames).toBeGreaterThan(20)
  expect(await readable(page)).not.toContain(canary)

  await page.getByRole('button', { name: 'Go to the overview' }).click()
  const tile = page.getByRole('article', { name: 'Main stage' })
  await expect.poll(() => tile.getAttribute('data-state'), patience).toBe('live')
  await page.getByText('No problems').waitFor()
  await expect.poll(async () => Number(await page.locator('[data-part="sent"]').textContent()), patience).toBeGreaterThan(0.1)

  await tile.getByRole('link', { name: 'Main stage' }).click()
  await page.getByText(/test signal, ends in \d+ min/).waitFor()
  const badge = (name: string) => page.getByRole('row').filter({ hasText: name }).locator('.badge')
  await page.getByRole('switch', { name: 'Run UDP' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Stop output' }).click()
  await expect.poll(() => badge('UDP').getAttribute('data-state'), patience).toBe('stopped')
  await page.getByRole('switch', { name: 'Run UDP' }).click()
  await expect.poll(() => badge('UDP').getAttribute('data-state'), patience).toBe('live')

  const { inputs } = await manager.api.query<{ inputs: { id: string }[] }>('{ inputs { id } }')
  await manager.api.query('mutation ($id: ID!) { stopTestSignal(inputId: $id) { __typename } }', { id: inputs[0]?.id })
  for (const name of ['RTMP', 'UDP'])
    await expect.poll(() => badge(name).getAttribute('data-state'), patience).toBe('waiting_input')
  // that it was asked for is no fault of a sender
  const over = 'The test signal is over, and nothing else is sent to this input.'
  await page.getByText(over).first().waitFor()
  await page.goto('/')
  await page.getByText(`${over} Its 2 outputs wait; nothing is retried in vain.`).waitFor()

  await page.goto('/logs?level=DEBUG')
  await page.locator('.log-line').first().waitFor()
  expect(await readable(page)).not.toContain(canary)
  expect(JSON.stringify(await context.storageState())).not.toContain(canary)
  expect(complaints).toEqual([])
})
