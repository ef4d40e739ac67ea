import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { testKey } from '../support/api.ts'
import { launchBrowser, openPage } from '../support/browser.ts'
import { startManager } from '../support/manager.ts'
import { startNginx } from '../support/nginx.ts'
import { createInput, createOutput } from '../support/operations.ts'

const slow = { timeout: 60_000 }

it.each(['', '/streams'])('the whole product is there through nginx, with BASE_PATH %o', async (basePath) => {
  await using manager = await startManager({ TRUST_PROXY: '127.0.0.1', BASE_PATH: basePath })
  const { api } = manager
  await using nginx = await startNginx(api.url, `${basePath}/`)
  const { id, udpPort } = await createInput(api, { name: 'Main stage' })
  await createOutput(api, { inputId: id, name: 'Wall', protocol: 'UDP', url: `udp://127.0.0.1:${udpPort + 100}` })
  await api.query('mutation ($id: ID!) { startTestSignal(inputId: $id) { __typename } }', { id })
  const browser = await launchBrowser(undefined, nginx.keyDigest)
  await using _end = { [Symbol.asyncDispose]: () => browser.close() }
  await using view = await openPage(browser, `${nginx.url}${basePath}/`, { keepsShell: true })
  const { page, context, complaints } = view
  context.setDefaultTimeout(slow.timeout)
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))

  await page.goto('inputs')
  await page.getByLabel('API key').fill(testKey)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('row').filter({ hasText: 'Main stage' }).getByRole('link', { name: 'Main stage' }).click()
  await page.getByRole('img', { name: 'Picture of Main stage' }).waitFor()
  const [cookie] = await context.cookies()
  expect(cookie).toMatchObject({ path: `${basePath}/`, secure: true, httpOnly: true, sameSite: 'Strict' })

  await page.getByRole('button', { name: 'Preview', exact: true }).click()
  const video = page.locator('video')
  await expect.poll(() => video.evaluate((one: HTMLVideoElement) => one.currentTime), slow).toBeGreaterThan(0.5)
  await page.getByRole('button', { name: 'Close preview' }).click()

  // The browser keeps the shell, and could install it.
  await expect
    .poll(() => page.evaluate(() => navigator.serviceWorker.controller?.scriptURL), slow)
    .toBe(`${nginx.url}${basePath}/sw.js`)
  const manifest = await page.evaluate(() => document.querySelector<HTMLLinkElement>('link[rel="manifest"]')!.href)
  expect(manifest).toBe(`${nginx.url}${basePath}/manifest.webmanifest`)

  // Pages go on while nginx takes a new configuration, and its former processes end.
  const main = page.getByRole('navigation', { name: 'Main', exact: true })
  await main.getByRole('link', { name: 'Overview' }).click()
  await expect.poll(() => pictureWidth(page), slow).toBeGreaterThan(0)
  const banner = page.locator('[data-banner="lost"]')
  await nginx.reload()
  await banner.waitFor()
  await banner.waitFor({ state: 'detached' })
  await createInput(api, { name: 'Side stage' })
  await page.getByRole('link', { name: 'Side stage' }).first().waitFor()

  await page.goto('graphql')
  const result = page.locator('.result-window')
  const run = page.getByRole('button', { name: /^Execute query/ })
  await page.getByRole('tab', { name: 'FollowRates' }).click()
  const answer = async () => {
    const text = await result.textContent()
    if (!text?.includes('bitrateBps') && (await run.isVisible())) await run.click()
    return text
  }
  await expect.poll(answer, { ...slow, interval: 1000 }).toMatch(/"bitrateBps": [1-9]\d{4}/)

  expect(complaints).toEqual([])
  const inside = `${nginx.url}${basePath}/`
  expect(asked.filter((url) => !/^(?:blob|data):/.test(url) && !url.startsWith(inside))).toEqual([])
  expect(nginx.log()).not.toMatch(new RegExp(`${testKey}|\\?`))
  expect(nginx.log()).toContain('HTTP/2.0" 200')

  // nginx answers in the place of a server that is away: that is no sign-in that has ended.
  await manager.stop()
  await page.goto('inputs')
  await page.getByText('The server does not answer.').waitFor()
})

function pictureWidth(page: Page): Promise<number> {
  return page
    .locator('.tile-picture img')
    .first()
    .evaluate((image: HTMLImageElement) => image.naturalWidth, undefined, { timeout: 1000 })
    .catch(() => 0)
}
