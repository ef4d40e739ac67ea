import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { startApi, testKey, type TestApi } from '../support/api.ts'
import { seriousFindings } from '../support/axe.ts'
import { browserForAll, fits, patience, signIn } from '../support/browser.ts'
import { createInput, createOutput } from '../support/operations.ts'
import { startTcpGate } from '../support/tcpGate.ts'

// The pages against a server whose worker only says what it is told to: what is drawn is the question here.

const { openPage } = browserForAll()

/** Of an input, on the page of inputs. */
const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name })
const banner = (page: Page) => page.locator('[data-banner="lost"]')

it('shuts the door to a wrong key, says when there were too many, and opens it to the right one', async () => {
  await using api = await startApi()
  await using view = await openPage(api.url)
  const { page } = view
  await signIn(page, 'not-the-key')
  await page.getByRole('alert').getByText('This key is not known here.').waitFor()

  for (let guess = 0; guess < 20; guess++) {
    await page.request.post('/session', { data: { apiKey: `guess-${guess}` } })
  }
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText(/Too many wrong keys from this address. Try again in \d+ seconds./).waitFor()

  // who cannot come in can read what to do
  await page.getByRole('link', { name: 'Documentation' }).click()
  await page.getByRole('searchbox', { name: 'Search the documentation' }).fill('lost key')
  await page.getByRole('link', { name: /^A lost key/ }).waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await page.getByRole('searchbox').press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.locator('.doc').getByRole('heading', { level: 1 }).waitFor()
  await page.goto('/docs/failures#stalled')
  await expect.poll(() => page.evaluate(() => document.activeElement?.id), patience).toBe('stalled')
  for (const width of [320, 390, 1440]) await fits(page, width, 'failures')
  // a diagram is drawn before anybody knows how wide its letters are
  await page.goto('/docs/architecture')
  await page.locator('.doc-picture').first().waitFor()
  const room = await page.locator('.doc-picture .box').evaluateAll(async (boxes) => {
    await document.fonts.ready
    const wide = (part: Element | null | undefined) => part?.getBoundingClientRect().width ?? 0
    return boxes.flatMap((box) => [...box.querySelectorAll('text')].map((text) => wide(box.firstElementChild) - wide(text)))
  })
  expect(room.length).toBeGreaterThan(10)
  expect(Math.min(...room)).toBeGreaterThan(10)
  await page.getByRole('link', { name: 'Sign in' }).click()

  await signInHere(page)
  await page.getByRole('heading', { name: 'Architecture' }).waitFor()
  await page.getByRole('navigation', { name: 'Main', exact: true }).waitFor()
  await page.goto('/system')
  await page.route('**/session', (route) => route.fulfill({ status: 502 }))
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByText('You are still signed in. The server refused with status 502.').waitFor()
  await page.unroute('**/session')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByLabel('API key').waitFor()
  await page.goto('/logs?level=DEBUG')
  await signInHere(page)
  await page.getByRole('heading', { name: 'Logs' }).waitFor()
  expect(new URL(page.url()).search).toBe('?level=DEBUG')
})

it('says what could not be loaded or drawn instead of an empty page, and takes a new build when there is one', async () => {
  await using api = await startApi()
  await using view = await openPage(api.url)
  const { page } = view
  await signIn(page)
  await page.getByRole('heading', { name: 'Send your first feed' }).waitFor()
  await page.route(/LogsPage-.*js/, (route) => route.fulfill({ status: 404 }))
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Logs' }).click()
  await page.getByRole('heading', { name: 'This page could not be loaded' }).waitFor()
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Incidents' }).click()
  await page.getByRole('heading', { name: 'Incidents' }).waitFor()

  // another build has other names: what is not there comes with it
  let isRenewed = false
  await page.route(
    (url) => url.pathname === '/',
    (route) => route.fulfill({ body: '<script type="module" src="/assets/other.js"></script>', headers: { etag: '"other"' } }),
  )
  await page.route('**/logs', async (route) => {
    isRenewed = true
    await page.unroute(/LogsPage-.*js/)
    await route.continue()
  })
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Logs' }).click()
  await page.getByRole('heading', { name: 'Logs' }).waitFor()
  expect(isRenewed).toBe(true)

  // an answer that no page expects
  await page.unrouteAll()
  const odd = { id: '1', closedAt: new Date().toISOString() }
  await page.route('**/graphql', (route) => route.fulfill({ json: { data: { incidents: { incidents: [odd] } } } }))
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Incidents' }).click()
  await page.getByRole('heading', { name: 'This page could not be drawn' }).waitFor()
})

it('says what a stop or a removal interrupts before it happens', async () => {
  await using api = await startApi()
  const camera = await createInput(api, { name: 'Main stage' })
  const hall = await createOutput(api, { inputId: camera.id, name: 'Hall', protocol: 'UDP', url: 'udp://127.0.0.1:6001' })
  api.worker.observeInput({ id: camera.id })
  api.worker.observeOutput({ id: hall.id, delivery: 'UNCONFIRMED' })
  await using view = await openPage(api.url)
  const { page } = view
  await signIn(page)
  await openInputs(page)
  const run = page.getByRole('switch', { name: 'Run Main stage' })
  await run.click()
  await page.getByRole('alertdialog').getByText('1 output is live').waitFor()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect.poll(() => run.getAttribute('aria-checked'), patience).toBe('true')
  expect(api.worker.assignments.inputs[0]?.desired).toBe('RUNNING')
  await run.click()
  await page.getByRole('button', { name: 'Stop input' }).click()
  await expect.poll(() => run.getAttribute('aria-checked'), patience).toBe('false')
  await expect.poll(() => api.worker.assignments.inputs[0]?.desired, patience).toBe('STOPPED')

  const remove = async () => {
    await page.getByRole('button', { name: 'More for Main stage' }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
  }
  await remove()
  await page.getByRole('alertdialog').getByText('1 output is live').waitFor()
  await page.getByRole('button', { name: 'Delete input' }).click()
  await page.getByText('Nothing is stopped until then; closing this tab drops the deletion.').waitFor()
  expect(api.worker.assignments.inputs).toHaveLength(1)
  await page.getByRole('button', { name: 'Undo' }).click()
  await remove()
  await page.getByRole('button', { name: 'Delete input' }).click()
  await page.getByRole('button', { name: 'Delete now' }).click()
  await expect.poll(() => row(page, 'Main stage').count(), patience).toBe(0)
})

it('says within 5 s that live updates are lost, and shows what is true once they are back', async () => {
  await using api = await startApi()
  await createInput(api, { name: 'Before' })
  const gate = await startTcpGate(Number(new URL(api.url).port))
  try {
    await using view = await openPage(`http://127.0.0.1:${gate.port}`)
    const { page } = view
    await signIn(page)
    await openInputs(page)
    await row(page, 'Before').waitFor()
    expect(await banner(page).count()).toBe(0)

    // the connection stands, but nothing passes any more
    gate.freeze({ newToo: true })
    await banner(page).waitFor({ timeout: 5000 })
    await gate.shut()
    await gate.open()
    await banner(page).waitFor({ state: 'detached' })

    await gate.shut()
    await banner(page).getByText('Live updates lost').waitFor({ timeout: 5000 })
    await expect.poll(() => page.locator('main').getAttribute('class'), patience).toContain('frozen')
    await createInput(api, { name: 'Meanwhile' })
    await gate.open()
    await row(page, 'Meanwhile').waitFor()
    await expect.poll(() => banner(page).count(), patience).toBe(0)
  } finally {
    await gate.shut()
  }
})

it('outlives a restart of the server, and goes to the door when the key is another', async () => {
  const first = await startApi()
  const port = Number(new URL(first.url).port)
  await createInput(first, { name: 'Before' })
  await using view = await openPage(first.url)
  const { page } = view
  await signIn(page)
  await openInputs(page)
  await row(page, 'Before').waitFor()
  await first[Symbol.asyncDispose]()
  await banner(page).waitFor()

  const second = await startApi({ port })
  await createInput(second, { name: 'After' })
  await row(page, 'After').waitFor()
  await expect.poll(() => row(page, 'Before').count(), patience).toBe(0)
  await createInput(second, { name: 'Later' })
  await row(page, 'Later').waitFor()
  await second[Symbol.asyncDispose]()

  await using third = await startApi({ port, apiKey: 'another-key-of-the-tests-77' })
  await page.getByLabel('API key').waitFor()
  await signInHere(page, third.key)
  await page.getByText('No inputs yet').waitFor()
})

it('follows the log without a gap over a lost connection, pauses for a reader and loses nothing', async () => {
  await using api = await startApi()
  const gate = await startTcpGate(Number(new URL(api.url).port))
  const say = (text: string) =>
    api.bus.publish('log', {
      ...{ at: new Date().toISOString(), level: 'WARNING', source: 'MEDIAMTX', outputId: null, inputId: null },
      ...{ text, repeated: 0, dropped: 0 },
    })
  try {
    await using view = await openPage(`http://127.0.0.1:${gate.port}`)
    const { page } = view
    for (let line = 0; line < 60; line++) say(`first ${line}.`)
    await page.goto('/logs?source=MEDIAMTX')
    await signInHere(page)
    const lines = page.locator('.log-text')
    await lines.filter({ hasText: 'first 59.' }).waitFor()
    const log = page.getByRole('log')
    // as a person scrolls: what moves without a hand may be the layout
    await log.hover()
    await page.mouse.wheel(0, -9000)
    await page.getByText(/Paused, 0 new lines/).waitFor()
    for (let line = 0; line < 3; line++) say(`while paused ${line}.`)
    await page.getByText(/Paused, 3 new lines/).click()
    const said = [...numbered('first', 60), ...numbered('while paused', 3)]
    // only what is in sight is in the DOM: here all of it
    await page.setViewportSize({ width: 1440, height: 2600 })
    await expect.poll(() => lines.allTextContents(), patience).toEqual(said)

    await gate.shut()
    for (let line = 0; line < 5; line++) say(`while away ${line}.`)
    await gate.open()
    said.push(...numbered('while away', 5))
    await expect.poll(() => lines.allTextContents(), patience).toEqual(said)
    say('afterwards.')
    await expect.poll(() => lines.allTextContents(), patience).toEqual([...said, 'afterwards.'])
    await page.getByRole('button', { name: 'Error' }).click()
    await page.getByText('No lines yet.').waitFor()
  } finally {
    await gate.shut()
  }
})

it('keeps within a narrow window, and paints the chosen theme before anything else', async () => {
  await using api = await startApi()
  await fill(api)
  await using view = await openPage(api.url)
  const { page, complaints } = view
  await signIn(page)
  await page.getByRole('article', { name: 'Main stage' }).waitFor()
  for (const width of [320, 390, 768, 1440]) {
    for (const path of ['/', '/logs', '/system']) {
      await page.goto(path)
      await page.getByRole('heading', { level: 1 }).waitFor()
      if (path === '/') await page.getByRole('article', { name: 'Main stage' }).waitFor()
      await fits(page, width, path)
    }
  }
  await page.setViewportSize({ width: 390, height: 900 })
  await page.keyboard.press('?')
  await page.getByRole('dialog').locator('kbd').first().waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: /^Theme: dark/ }).click()
  // the page's own code never comes: what is painted is the work of the small file before it
  await page.route('**/assets/*.js', (route) => route.abort())
  await page.reload({ waitUntil: 'commit' })
  await expect.poll(() => page.evaluate(() => document.documentElement.dataset.theme), patience).toBe('light')
  expect(complaints.filter((complaint) => !complaint.includes('net::ERR_FAILED'))).toEqual([])
})

/** Once the door is open. */
async function openInputs(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Main', exact: true }).waitFor()
  await page.goto('/inputs')
}

const numbered = (text: string, many: number) => Array.from({ length: many }, (_, line) => `${text} ${line}.`)

async function signInHere(page: Page, key = testKey): Promise<void> {
  await page.getByLabel('API key').fill(key)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

async function fill(api: TestApi): Promise<void> {
  const camera = await createInput(api, { name: 'Main stage' })
  for (const name of ['Hall', 'A partner whose name goes on for longer than any column is wide']) {
    const { id } = await createOutput(api, {
      ...{ inputId: camera.id, name, protocol: 'RTMP' },
      url: `rtmp://a-host-with-a-long-name.example:1935/application/${name.length}`,
    })
    api.worker.observeOutput({ id, flapping: true, drops: 1000 })
  }
  api.worker.observeInput({ id: camera.id, state: 'LOST' })
}

it('lies under a path of its host with all of its addresses, and says them so', async () => {
  await using api = await startApi({ basePath: '/streams' })
  const { id } = await createInput(api, { name: 'Main stage' })
  await createOutput(api, { inputId: id, name: 'Wall', protocol: 'UDP', url: 'udp://127.0.0.1:6000' })
  await using view = await openPage(api.url)
  const { page, complaints } = view
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await page.goto('/streams/inputs?q=stage')
  await signInHere(page)
  const main = page.getByRole('navigation', { name: 'Main', exact: true })
  await row(page, 'Main stage').getByRole('link', { name: 'Main stage' }).click()
  await page.getByRole('heading', { name: 'Main stage' }).waitFor()
  expect(new URL(page.url()).pathname).toBe(`/streams/inputs/${id}`)
  await page.reload()
  await page.getByRole('link', { name: 'Wall' }).first().click()
  await page.getByRole('heading', { name: 'Wall' }).waitFor()
  for (const name of ['Incidents', 'Logs', 'System', 'Overview']) {
    await main.getByRole('link', { name }).click()
    await expect.poll(() => main.locator('[aria-current="page"]').textContent(), patience).toBe(name)
  }
  await page.getByRole('link', { name: 'Main stage' }).first().waitFor()
  await page.getByRole('link', { name: 'Documentation' }).click()
  await page.getByRole('link', { name: 'Failures' }).first().click()
  await page.locator('.doc').getByRole('link', { name: 'growing waits' }).click()
  await expect.poll(() => page.evaluate(() => location.pathname + location.hash), patience).toMatch(/^\/streams\/docs\/outputs#./)
  await page.goBack()
  await page.locator('.doc').getByRole('heading', { name: 'Failures' }).waitFor()
  const picture = page.locator('.doc img').first()
  await page.locator('nav').getByRole('link', { name: 'The dashboard' }).click()
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth), patience).toBeGreaterThan(0)
  await main.getByRole('link', { name: 'Overview' }).click()
  await page.getByRole('link', { name: 'Main stage' }).first().waitFor()
  const links = await page.locator('a[href]').evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
  expect(links.filter((href) => !/^(?:#|\/streams\/)/.test(href))).toEqual([])
  expect(asked.filter((path) => !path.startsWith('/streams/'))).toEqual([])
  expect(complaints).toEqual([])
})
