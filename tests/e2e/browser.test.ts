import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser, openPage, readable, signIn } from '../support/browser.ts'
import { decodeBytes, decodeUrl } from '../support/decode.ts'
import { startManager } from '../support/manager.ts'
import { startRtmpDestination } from '../support/rtmpDestination.ts'
import { startUdpReceiver } from '../support/udpReceiver.ts'

const canary = 'canary-8f3e60b1'

/** How long a page may take to show what is true. */
const patience = { timeout: 15_000 }

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
})

it('takes a person from the key to a delivered picture, and tells no stream key', async () => {
  await using manager = await startManager({ LOG_LEVEL: 'DEBUG' })
  await using receivers = new AsyncDisposableStack()
  const destination = receivers.use(await startRtmpDestination())
  const receiver = receivers.use(await startUdpReceiver())
  await using view = await openPage(browser, manager.api.url)
  const { page, context, complaints } = view
  await signIn(page)

  await page.getByRole('heading', { name: 'Send your first feed' }).waitFor()
  await page.getByRole('button', { name: 'Add your first input' }).click()
  await page.getByLabel('Name').fill('Main stage')
  await expect.poll(() => page.getByLabel('UDP port').inputValue(), patience).toMatch(/^\d+$/)
  await page.getByRole('dialog').getByRole('button', { name: 'Add input' }).click()
  const input = page.getByRole('region', { name: 'Main stage', exact: true })
  await input.getByText('Waiting', { exact: true }).waitFor()

  const add = async (name: string, url: string, key?: string) => {
    await page.getByRole('button', { name: 'Add output to Main stage' }).click()
    await page.getByLabel('Paste the address').fill(url)
    if (key !== undefined) await page.getByLabel('Stream key').fill(key)
    await page.getByLabel('Name').fill(name)
    await page.getByRole('dialog').getByRole('button', { name: 'Add output' }).click()
    await page.getByRole('row').filter({ hasText: name }).waitFor()
  }
  await add('Platform', destination.url, canary)
  await add('Hall', `udp://127.0.0.1:${receiver.port}`)
  await input.getByText('Waiting for input').first().waitFor()

  await page.getByRole('button', { name: 'Send test picture' }).click()
  const badge = (name: string) => page.getByRole('row').filter({ hasText: name }).locator('.badge')
  await expect.poll(() => input.locator('.badge').first().getAttribute('data-state'), patience).toBe('live')
  for (const [name, word] of [
    ['Platform', 'Live'],
    ['Hall', 'Sending'],
  ] as const) {
    await expect.poll(() => badge(name).getAttribute('data-state'), patience).toBe('live')
    expect(await badge(name).textContent()).toBe(word)
  }
  // the page's word is compared with what the receivers can decode
  await receiver.flows(performance.now(), 5000)
  expect((await decodeUrl(destination.readUrl(canary), 2)).videoFrames).toBeGreaterThan(20)
  expect((await decodeBytes(receiver.take())).videoFrames).toBeGreaterThan(20)
  const sent = page.getByRole('row').filter({ hasText: 'Hall' }).locator('[data-part="sent"]')
  await expect.poll(async () => Number.parseFloat((await sent.textContent()) ?? ''), patience).toBeGreaterThan(0.1)

  await page.getByRole('button', { name: 'Log of Platform' }).click()
  await page.locator('.log-line').first().waitFor()
  expect(await readable(page)).not.toContain(canary)
  await page.keyboard.press('Escape')

  await page.getByRole('switch', { name: 'Run Hall' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Stop output' }).click()
  await expect.poll(() => badge('Hall').getAttribute('data-state'), patience).toBe('stopped')
  await page.getByRole('switch', { name: 'Run Hall' }).click()
  await expect.poll(() => badge('Hall').getAttribute('data-state'), patience).toBe('live')

  await page.getByRole('button', { name: 'Stop test picture' }).click()
  for (const name of ['Platform', 'Hall'])
    await expect.poll(() => badge(name).getAttribute('data-state'), patience).toBe('waiting_input')

  await page.getByRole('button', { name: 'Remove Hall' }).click()
  await page.getByRole('button', { name: 'Delete now' }).click()
  await expect.poll(() => page.getByRole('row').filter({ hasText: 'Hall' }).count(), patience).toBe(0)
  await page.goto('/logs?level=DEBUG')
  await page.locator('.log-line').first().waitFor()
  expect(await readable(page)).not.toContain(canary)
  expect(JSON.stringify(await context.storageState())).not.toContain(canary)
  await page.goto('/')
  await page.getByRole('button', { name: 'Remove Main stage' }).click()
  await page.getByRole('button', { name: 'Delete now' }).click()
  await page.getByRole('heading', { name: 'Send your first feed' }).waitFor()

  expect(complaints).toEqual([])
})
