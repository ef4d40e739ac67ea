import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { startApi } from '../support/api.ts'
import { seriousFindings } from '../support/axe.ts'
import { browserForAll, fits, patience, readable, signIn } from '../support/browser.ts'
import { startFeed } from '../support/feed.ts'
import { startManager } from '../support/manager.ts'
import { createInput, createOutput } from '../support/operations.ts'
import { freeTcpPort } from '../support/ports.ts'

// The page of one input and the page of one output.

const canary = 'canary-5d21f0c7'

const { openPage } = browserForAll()

const badge = (page: Page) => page.locator('.detail-title .badge')
const tab = (page: Page, name: string) => page.getByRole('navigation', { name: /^Sections of/ }).getByRole('link', { name })

it('shows a real feed as it is: picture, preview, measurements, what happened, and why an output is down', async () => {
  await using manager = await startManager()
  const { api } = manager
  const { id: inputId, udpPort } = await createInput(api, { name: 'Main stage' })
  await createOutput(api, { inputId, name: 'Hall', protocol: 'UDP', url: `udp://127.0.0.1:${udpPort + 100}` })
  const refusing = `rtmp://127.0.0.1:${await freeTcpPort()}/live`
  const { id: refusedId } = await createOutput(api, {
    inputId,
    name: 'Refused',
    protocol: 'RTMP',
    url: refusing,
    streamKey: canary,
  })
  await using view = await openPage(api.url)
  const { page, complaints } = view
  await signIn(page)
  await page.goto(`/inputs/${inputId}`)
  await page.getByRole('heading', { name: new RegExp(`No packets on UDP ${udpPort} since`) }).waitFor()

  await using feed = await startFeed({ port: udpPort })
  await expect.poll(() => badge(page).getAttribute('data-state'), patience).toBe('live')
  await expect.poll(() => page.locator('[data-part="received"]').textContent(), patience).toMatch(/Received(?!0\.00)\d/)
  await page.getByRole('img', { name: 'Picture of Main stage' }).waitFor()
  const row = (name: string) => page.getByRole('row').filter({ hasText: name })
  await expect.poll(() => row('Hall').locator('.badge').textContent(), patience).toBe('Sending')
  await page.locator('.list-below').getByText('Retry now').waitFor()

  // it moves, and nothing is asked for once it is closed
  await page.getByRole('button', { name: 'Preview', exact: true }).click()
  const video = page.locator('video')
  await expect.poll(() => video.evaluate((one: HTMLVideoElement) => one.currentTime), patience).toBeGreaterThan(0.5)
  expect(await video.evaluate((one: HTMLVideoElement) => one.muted)).toBe(true)
  await page.getByRole('button', { name: 'Close preview' }).click()
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.waitForTimeout(1500)
  expect(asked.filter((url) => url.includes('/preview/'))).toEqual([])

  await tab(page, 'Health').click()
  await page
    .locator('.health')
    .getByText(/min \d.*avg (?!0\.00)\d/)
    .waitFor()
  await page.getByRole('button', { name: '1 h', exact: true }).first().click()
  expect(new URL(page.url()).search).toBe('?tab=health&range=1h')
  await page.goBack()
  await tab(page, 'Tracks').click()
  await page.getByRole('row').filter({ hasText: 'H.264' }).getByText('640×360').waitFor()
  await tab(page, 'Events').click()
  await page.getByRole('list', { name: 'Events, newest first' }).getByText('Live').first().waitFor()

  await page.goto(`/outputs/${refusedId}`)
  await page.getByRole('heading', { name: 'Refused', level: 2 }).waitFor()
  await page.locator('[data-part="failure"]').getByText('What to try').waitFor()
  await page.getByText(/^Attempt \d+/).waitFor()
  expect(await readable(page)).not.toContain(canary)

  await feed.kill()
  await expect.poll(() => badge(page).getAttribute('data-state'), patience).toBe('waiting_input')
  await page.getByText('Main stage has no feed now. It starts by itself once there is one.').waitFor()
  expect(complaints).toEqual([])
})

it('acts on one output and on many, renews an address after a question, and everybody can use it, on a phone too', async () => {
  await using api = await startApi()
  const { id: inputId } = await createInput(api, { name: 'Größe 東京, with a name that is longer than a phone is wide' })
  const make = (name: string, rest: Record<string, unknown>) => createOutput(api, { inputId, name, ...rest })
  const server = await make('Platform', { protocol: 'SRT_CALLER', url: 'srt://192.0.2.1:9000', passphrase: canary })
  const hall = await make('Hall', { protocol: 'UDP', url: 'udp://239.12.0.12:1234' })
  const venue = await make('Venue', { protocol: 'SRT_LISTENER' })
  const at = new Date().toISOString()
  const failure = {
    ...{ code: 'WRONG_PASSPHRASE' as const, message: 'The passphrase is refused.', likelyCause: 'It differs from theirs.' },
    ...{ advice: ['Ask for it.'], evidence: 'rejected', firstSeenAt: at, lastSeenAt: at, count: 7 },
  }
  api.worker.observeInput({ id: inputId })
  const nextAttemptAt = new Date(Date.now() + 600_000).toISOString()
  api.worker.observeOutput({ id: server.id, state: 'FAILED', attempt: 7, nextAttemptAt, failure })
  api.worker.observeOutput({ id: hall.id })
  api.worker.observeOutput({ id: venue.id, state: 'LISTENING' })
  await using view = await openPage(api.url)
  const { page, complaints } = view
  await signIn(page)
  await page.goto(`/inputs/${inputId}`)
  await expect
    .poll(() => page.locator('[data-part="sums"]').textContent(), patience)
    .toBe('3 outputs, 1 failed, 1 live, 1 listening')

  // what breaks moves nothing, and what lies over the page gives the focus back
  const top = () => page.getByRole('table').evaluate((list) => list.getBoundingClientRect().top)
  const stood = await top()
  const lost = { ...failure, code: 'INPUT_LOST' as const, message: 'The feed stopped arriving.' }
  api.worker.observeInput({ id: inputId, state: 'LOST', failure: lost })
  await page.locator('.input-news').getByText('The feed stopped arriving.').waitFor()
  await expect.poll(top, patience).toBe(stood)
  const focused = () =>
    page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent)
  await page.getByRole('link', { name: 'What to do', exact: true }).click()
  await expect.poll(focused, patience).toBe('What to do')
  api.worker.observeInput({ id: inputId })
  await page.getByRole('link', { name: 'Add output' }).click()
  await page.getByRole('dialog').waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(focused, patience).toBe('Add output')

  await page.getByRole('checkbox', { name: 'Select all' }).click()
  const bulk = page.getByRole('group', { name: 'Selected' })
  await bulk.getByText('1 output is live.').waitFor()
  await bulk.getByRole('button', { name: 'Retry' }).click()
  await expect.poll(() => api.worker.calls, patience).toContain(`retryOutput ${server.id}`)
  await bulk.getByRole('button', { name: 'Stop' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Stop outputs' }).click()
  const running = () => api.worker.assignments.outputs.filter(({ desired }) => desired === 'RUNNING').length
  await expect.poll(running, patience).toBe(0)
  await bulk.getByRole('button', { name: 'Start' }).click()
  await expect.poll(running, patience).toBe(3)
  api.worker.observeOutput({ id: server.id, state: 'FAILED', attempt: 7, nextAttemptAt, failure })
  api.worker.observeOutput({ id: venue.id, state: 'LISTENING' })

  await page.goto(`/outputs/${venue.id}`)
  const address = () => page.getByRole('region', { name: 'Address for receivers' }).locator('code').textContent()
  const former = await address()
  await page.getByRole('button', { name: 'Renew access token' }).click()
  await page.getByRole('alertdialog').getByText('The former address lets nobody in any more').waitFor()
  await page.getByRole('button', { name: 'Renew address' }).click()
  await expect.poll(address, patience).not.toBe(former)

  await page.goto(`/outputs/${server.id}`)
  await page.getByRole('heading', { name: 'Wrong passphrase' }).waitFor()
  await page.getByText('Attempt 8 in').waitFor()
  const calls = api.worker.calls.length
  await page.getByRole('button', { name: 'Retry now: Platform' }).click()
  await expect.poll(() => api.worker.calls.length, patience).toBeGreaterThan(calls)
  await page.getByRole('link', { name: 'Replace passphrase' }).click()
  await page.waitForURL(/tab=settings/)
  // the field that was asked for is open already
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('type')), patience).toBe('password')
  await page.goBack()
  await page.getByRole('button', { name: 'Pause retries' }).click()
  await expect.poll(running, patience).toBe(2)
  // As it is drawn once the wish was heard of.
  await page.getByRole('switch', { name: 'Run Platform', checked: false }).click()
  await expect.poll(running, patience).toBe(3)
  api.worker.observeOutput({ id: server.id, state: 'FAILED', attempt: 7, nextAttemptAt, failure })
  expect(await readable(page)).not.toContain(canary)

  for (const [path, ready] of [
    [`/inputs/${inputId}`, 'The passphrase is refused.'],
    [`/inputs/${inputId}?tab=health`, 'Last 24 hours'],
    [`/outputs/${server.id}`, 'Attempt 8 in'],
  ] as const) {
    await page.goto(path)
    await page.getByText(ready).first().waitFor()
    for (const theme of ['light', 'dark']) {
      await page.evaluate((name) => void (document.documentElement.dataset.theme = name), theme)
      for (const width of [320, 390, 1440]) {
        await fits(page, width, path)
        if (width > 320) expect(await seriousFindings(page), `${path} ${theme} ${width}`).toEqual([])
      }
    }
  }
  expect(complaints).toEqual([])
})
