import { readFile } from 'node:fs/promises'
import type { Download, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import type { Failure } from '../../src/domain/failure.ts'
import { startApi, testKey } from '../support/api.ts'
import { seriousFindings } from '../support/axe.ts'
import { browserForAll, fits, patience, signIn } from '../support/browser.ts'
import { createInput, createOutput } from '../support/operations.ts'

// Incidents, the log and the installed web app, against a server whose worker only says what it is told to.

const { openPage } = browserForAll()

const rows = (page: Page) => page.locator('.incident')
const failure = (code: Failure['code'], message: string): Failure => {
  const at = new Date().toISOString()
  return {
    ...{ code, message, likelyCause: 'The passphrases of the two ends differ.', advice: ['Ask the other side.'] },
    ...{ evidence: 'passphrase=••••: Input/output error', firstSeenAt: at, lastSeenAt: at, count: 3 },
  }
}
async function saved(download: Promise<Download>): Promise<string> {
  return readFile(await (await download).path(), 'utf8')
}

it('tells of one cause once, why, and what came of it; the log is found from there and saved', async () => {
  await using api = await startApi()
  const [roof, stage] = [await createInput(api, { name: 'Roof' }), await createInput(api, { name: 'Stage' })]
  const made = async (inputId: string, name: string) => {
    const { id } = await createOutput(api, { inputId, name, protocol: 'RTMP', url: 'rtmp://192.0.2.1:1935/a/b' })
    api.worker.observeOutput({ id, state: 'LIVE' })
    return id
  }
  const waiting = [await made(roof.id, 'Hall'), await made(roof.id, 'Lobby')]
  const partner = await made(stage.id, 'A partner whose name goes on for longer than any column is wide')
  api.worker.observeInput({ id: stage.id })
  api.worker.observeInput({ id: roof.id, state: 'LOST', failure: failure('INPUT_LOST', 'No packets on UDP 5000') })
  for (const id of waiting) api.worker.observeOutput({ id, state: 'WAITING_INPUT' })
  const refused = failure('WRONG_PASSPHRASE', 'The passphrase was rejected')
  api.worker.observeOutput({ id: partner, state: 'FAILED', failure: refused })
  const say = (text: string, source: 'APP' | 'OUTPUT' = 'OUTPUT') =>
    api.bus.publish('log', {
      ...{ at: new Date().toISOString(), level: 'INFO', source, outputId: source === 'APP' ? null : partner },
      ...{ inputId: source === 'APP' ? null : stage.id, text, repeated: text === 'frame 7' ? 13 : 0, dropped: 0 },
    })
  for (let line = 0; line < 300; line++) say(`frame ${line}`)
  say('av_interleaved_write_frame(): Connection reset by peer')

  await using view = await openPage(api.url)
  const { page, complaints } = view
  await signIn(page)
  await page.goto('/incidents')
  await expect.poll(() => rows(page).count(), patience).toBe(2)
  await rows(page)
    .filter({ hasText: /No signal.*Roof has no feed.*2 outputs wait/s })
    .waitFor()
  await rows(page)
    .filter({ hasText: /Failed.*A partner.*The passphrase was rejected.*1 output/s })
    .waitFor()

  api.worker.observeInput({ id: roof.id })
  for (const id of waiting) api.worker.observeOutput({ id, state: 'LIVE' })
  await page.getByRole('heading', { name: 'Over, today 1' }).waitFor()
  await rows(page)
    .filter({ hasText: /Over.*Roof has no feed.*2 outputs waited/s })
    .waitFor()
  const table = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download' }).click()
  expect((await saved(table)).split('\r\n').map((row) => row.split(',')[4])).toEqual([
    'cause',
    'WRONG_PASSPHRASE',
    'INPUT_LOST',
    undefined,
  ])
  await page.getByLabel('Filter incidents').fill('lobby')
  await expect.poll(() => rows(page).count(), patience).toBe(1)
  await page.getByRole('button', { name: '7 days' }).click()
  expect(new URL(page.url()).search).toBe('?q=lobby&range=week')
  await page.keyboard.press('Escape')
  await page.locator('h1').click()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: /^Roof has no feed/ }).waitFor()
  for (const text of ['2 outputs wait: Hall, Lobby', /The feed is back after/]) await page.getByText(text).waitFor()

  await page.goto(`/incidents/2`)
  for (const text of ['The passphrases of the two ends differ.', 'Ask the other side.', 'passphrase=••••: Input/output error'])
    await page.getByText(text).waitFor()
  await page.getByRole('complementary', { name: 'Affected' }).getByRole('link', { name: 'A partner' }).waitFor()
  await page.getByRole('link', { name: /^The log from/ }).click()
  await page.getByText(/^Paused/).waitFor()
  expect(new URL(page.url()).searchParams.get('output')).toBe(partner)
  // all its lines are those of one output: its name stands above them
  await page.locator('.log-line').first().waitFor()
  expect(await page.locator('.log-who').count()).toBe(0)

  await page.getByLabel('Find in the log').fill('CONNECTION')
  await expect.poll(() => page.locator('mark').allTextContents(), patience).toEqual(['Connection'])
  await page.locator('.log-time').click()
  const address = new URL(page.url())
  address.searchParams.delete('q')
  await page.goto(address.href)
  await expect.poll(() => page.locator('.log-line[aria-current]').textContent(), patience).toContain('Connection reset by peer')
  // what was said before it is fetched while a person reads upwards
  await page.locator('.log-line[aria-current]').hover()
  await expect
    .poll(async () => {
      await page.mouse.wheel(0, -3000)
      return page.locator('.log-text').allTextContents()
    }, patience)
    .toContain('frame 0')
  const log = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download' }).click()
  const lines = (await saved(log)).trimEnd().split('\n')
  expect(lines).toHaveLength(301)
  expect(lines[7]).toMatch(/^\d{4}-\S+ INFO {4}A partner whose .* wide: frame 7 \(x14\)$/)

  for (const theme of ['dark', 'light']) {
    await page.evaluate((name) => localStorage.setItem('theme', name), theme)
    for (const path of ['/incidents', '/incidents/2', '/logs?q=frame']) {
      await page.goto(path)
      await page.locator('.incident, .incident-facts, .log-line').first().waitFor()
      for (const width of [320, 390, 1440]) {
        await fits(page, width, path)
        // lines that are taller on a phone are no reason to think that somebody scrolled
        await expect.poll(() => page.locator('.log-resume').count(), patience).toBe(0)
        if (width > 320) expect(await seriousFindings(page), `${path} ${theme} ${width}`).toEqual([])
      }
    }
  }
  expect(complaints).toEqual([])
})

it('says what cannot be read while the database is in trouble, keeps the rest usable, and goes on by itself', async () => {
  await using api = await startApi()
  const [roof, stage] = [await createInput(api, { name: 'Roof' }), await createInput(api, { name: 'Stage' })]
  const lose = (id: string) =>
    api.worker.observeInput({ id, state: 'LOST', failure: failure('INPUT_LOST', 'No packets on UDP 5000') })
  for (const { id } of [roof, stage]) lose(id)
  const isOpen = 'query ($open: Boolean) { incidents(open: $open) { incidents { id } } }'
  const many = async (open: boolean) =>
    (await api.query<{ incidents: { incidents: object[] } }>(isOpen, { open })).incidents.incidents.length
  await expect.poll(() => many(true), patience).toBe(2)
  api.worker.observeInput({ id: stage.id })
  await expect.poll(() => many(false), patience).toBe(1)

  await using view = await openPage(api.url)
  const { page } = view
  let isBroken = true
  const errors = [{ message: 'It cannot be read now. The disk is gone.', extensions: { code: 'STORAGE' } }]
  await page.route('**/graphql', (route) => (isBroken ? route.fulfill({ json: { data: null, errors } }) : route.continue()))
  await page.routeWebSocket('**/graphql', (socket) => {
    const server = socket.connectToServer()
    server.onMessage((text) => {
      const message = JSON.parse(String(text)) as { payload?: { data?: object } }
      const isHit = isBroken && message.payload?.data !== undefined && 'systemEvents' in message.payload.data
      socket.send(isHit ? JSON.stringify({ ...message, payload: { data: null, errors } }) : text)
    })
  })
  await signIn(page)
  const open = (name: string) => page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).click()
  const notice = (text: RegExp) => page.locator('[data-notice="problem"]').filter({ hasText: text })
  await page.locator('[data-banner="trouble"]').getByText('The disk is gone.').waitFor()
  await open('Inputs')
  await page.getByRole('paragraph').filter({ hasText: 'The disk is gone.' }).waitFor()
  await page.getByRole('button', { name: 'More for Roof' }).click()
  await page.getByRole('menuitem', { name: 'Duplicate' }).click()
  await notice(/^It cannot be read now/).waitFor()
  await open('Logs')
  await page.getByRole('button', { name: 'Download' }).click()
  await notice(/^Nothing was saved. It cannot be read now/).waitFor()
  await expect.poll(() => page.getByRole('button', { name: 'Download' }).isEnabled(), patience).toBe(true)
  await open('Incidents')
  await page.getByRole('paragraph').filter({ hasText: 'The disk is gone.' }).waitFor()
  await expect.poll(() => rows(page).allTextContents(), patience).toEqual([expect.stringContaining('Roof')])

  isBroken = false
  await page.getByRole('heading', { name: 'Over, today 1' }).waitFor()
  await page.locator('[data-banner="trouble"]').waitFor({ state: 'detached' })
  // what a person has the focus on stays the same element as the time goes on
  const past = rows(page).getByRole('link', { name: /Stage/ })
  await past.focus()
  const clock = page.getByText(/^\d\d:\d\d:\d\d$/).first()
  const before = await clock.textContent()
  await expect.poll(() => clock.textContent(), patience).not.toBe(before)
  await expect.poll(() => past.evaluate((link) => link === document.activeElement), patience).toBe(true)
})

it('opens as an installed web app without its server, says so, and goes on when it is back', async () => {
  const first = await startApi()
  const port = Number(new URL(first.url).port)
  await using view = await openPage(first.url, { keepsShell: true })
  const { page, context } = view
  await signIn(page)
  await page.getByRole('heading', { level: 1 }).waitFor()
  const manifest = (await (await page.request.get('/manifest.webmanifest')).json()) as { icons: { src: string }[] }
  for (const { src } of manifest.icons) expect((await page.request.get(src)).headers()['content-type']).toBe('image/png')
  const kept = () =>
    page.evaluate(async () => {
      const caches_ = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()))
      return caches_.flat().map(({ url }) => new URL(url).pathname)
    })
  await expect.poll(async () => (await kept()).filter((path) => /LoginPage.*\.js$/.test(path)), patience).toHaveLength(1)
  await page.goto('/logs')
  await page.getByRole('heading', { name: 'Logs' }).waitFor()
  for (const path of await kept()) expect(path).toMatch(/^\/($|assets\/|theme\.js$|favicon\.svg$)/)
  expect(await page.evaluate(async () => (await caches.match('/'))?.text())).not.toContain(testKey)

  await first[Symbol.asyncDispose]()
  await page.goto('/incidents')
  await page.getByText('The server does not answer.').waitFor()
  await using _second = await startApi({ port })
  await page.getByRole('heading', { name: 'Incidents' }).waitFor()
  await context.close()
})
