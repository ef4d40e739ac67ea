import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { startApi } from '../support/api.ts'
import { seriousFindings } from '../support/axe.ts'
import { browserForAll, fits, patience, signIn } from '../support/browser.ts'
import { createInput, createOutput } from '../support/operations.ts'

// The list of inputs and the system page, against a server whose worker only says what it is told to.

const { openPage } = browserForAll()

const rows = (page: Page) => page.locator('.list-row .nm a').allTextContents()
const row = (page: Page, name: string) => page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) })
const video = {
  kind: 'video',
  codec: 'H264',
  profile: null,
  width: 1920,
  height: 1080,
  sampleRate: null,
  channels: null,
} as const

it('lists inputs, finds them, and acts on many at once', async () => {
  await using api = await startApi()
  const names = ['Main stage', 'Stage B', 'Roof camera']
  const ids: string[] = []
  for (const name of names) ids.push((await createInput(api, { name, tags: name === 'Stage B' ? ['cup'] : ['show'] })).id)
  const [main = '', , roof = ''] = ids
  for (const id of ids) api.worker.observeInput({ id, tracks: [video] })
  const failure = {
    code: 'INPUT_LOST' as const,
    message: 'No packets since noon.',
    likelyCause: null,
    advice: [],
    evidence: null,
  }
  const seen = { firstSeenAt: '2026-01-01T00:00:00.000Z', lastSeenAt: '2026-01-01T00:00:00.000Z', count: 1 }
  api.worker.observeInput({ id: roof, state: 'LOST', failure: { ...failure, ...seen } })
  for (const name of ['Platform', 'Hall']) {
    const { id } = await createOutput(api, { inputId: main, name, protocol: 'UDP', url: `udp://192.0.2.1:${name.length}000` })
    api.worker.observeOutput({ id, state: name === 'Hall' ? 'FAILED' : 'LIVE', process: null })
  }
  await using view = await openPage(api.url)
  const { page, complaints } = view
  await signIn(page)
  await page.goto('/inputs')
  await expect.poll(() => rows(page), patience).toEqual(names)
  await expect
    .poll(() => row(page, 'Main stage').textContent(), patience)
    .toMatch(/Live.*UDP 5000.*H\.264 1920×1080.*1 failed, 1 live/)
  await expect.poll(() => row(page, 'Roof camera').textContent(), patience).toMatch(/No signal.*No packets since noon\./)
  await page.getByRole('img', { name: /^Roof camera, last 24 hours: .*no signal/ }).waitFor()

  await page.keyboard.press('/')
  await page.keyboard.type('show')
  await expect.poll(() => rows(page), patience).toEqual(['Main stage', 'Roof camera'])
  await page.getByRole('button', { name: 'No signal 1' }).click()
  await expect.poll(() => rows(page), patience).toEqual(['Roof camera'])
  expect(new URL(page.url()).search).toBe('?q=show&state=lost')
  await page.getByRole('button', { name: 'Degraded 0' }).click()
  await page.getByRole('link', { name: 'Show all' }).click()
  await expect.poll(() => rows(page), patience).toEqual(names)

  // by keyboard alone: the first two, then all of them
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  const bulk = page.getByRole('group', { name: 'Selected' })
  await bulk.getByText('2 selected').waitFor()
  await bulk.getByText('Stop would interrupt 1 live output').waitFor()
  await bulk.getByRole('button', { name: 'Stop' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Stop inputs' }).click()
  const running = async () => {
    const { inputs } = await api.query<{ inputs: { name: string; desired: string }[] }>('{ inputs { name desired } }')
    return inputs.flatMap(({ name, desired }) => (desired === 'RUNNING' ? [name] : []))
  }
  await expect.poll(running, patience).toEqual(['Roof camera'])
  // the key is about the selection, not about the row that has the focus
  for (const name of ['Main stage', 'Stage B']) await page.getByRole('switch', { name: `Run ${name}`, checked: false }).waitFor()
  await page.keyboard.press('s')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Start inputs' }).click()
  await expect.poll(running, patience).toEqual(names)

  await bulk.getByRole('button', { name: 'Clear' }).click()
  await page.getByRole('button', { name: 'More for Stage B' }).click()
  await page.getByRole('menuitem', { name: 'Duplicate' }).click()
  await page.getByText('Stage B copy was made: stopped, on UDP 5003, without outputs.').waitFor()
  await expect.poll(() => rows(page), patience).toEqual([...names, 'Stage B copy'])
  expect(await running()).toEqual(names)

  await page.getByRole('checkbox', { name: 'Select Stage B copy' }).check()
  await bulk.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('button', { name: 'Undo' }).click()
  await bulk.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('button', { name: 'Delete now' }).click()
  await expect.poll(() => rows(page), patience).toEqual(names)
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/inputs\/\d+$/)
  expect(complaints).toEqual([])
})

it('tells how the server is, and both pages can be used by everybody, on a phone too', async () => {
  await using api = await startApi({ udpPortRange: { start: 5001, end: 5100 } })
  const { id } = await createInput(api, {
    name: 'Größe 東京, with a name that is longer than any column',
    tags: ['one', 'two', 'three', 'four'],
  })
  api.worker.observeInput({ id, tracks: [video], testSignalEndsAt: new Date(Date.now() + 470_000).toISOString() })
  const output = await createOutput(api, { inputId: id, name: 'Platform', protocol: 'RTMP', url: 'rtmp://192.0.2.1/live/key' })
  const process = { pid: 4711, startedAt: '2026-01-01T00:00:00.000Z', cpuPercent: 1.5, rssBytes: 4e7 }
  api.worker.observeOutput({ id: output.id, process })
  const since = '2026-01-01T00:00:00.000Z'
  const fact = { healthy: true, version: '7.0.2', detail: null, since, protocols: ['rtmp', 'udp'] }
  api.bus.publish('componentFact', { component: 'ffmpeg', fact })
  const down = { healthy: false, version: null, detail: 'MediaMTX ended by SIGKILL.', since }
  api.bus.publish('componentFact', { component: 'mediamtx', fact: down })
  await using view = await openPage(api.url)
  const { page, complaints } = view
  await signIn(page)
  await page.goto('/system')
  await page.getByText('Sends RTMP, UDP. This build cannot send RTMPS, SRT, RTSP.').waitFor()
  expect(await page.locator('[data-part="MediaMTX"]').textContent()).toMatch(/Down.*MediaMTX ended by SIGKILL\./)
  await page.getByRole('img', { name: /^Used are: 5001 Größe/ }).waitFor()
  await page.getByText('1 used, 99 free').waitFor()
  await expect.poll(() => page.getByRole('row').filter({ hasText: 'Platform' }).textContent(), patience).toContain('4711')
  await page.getByRole('button', { name: 'Light', exact: true }).click()
  await expect.poll(() => page.locator('html').getAttribute('data-theme'), patience).toBe('light')

  for (const path of ['/system', '/inputs']) {
    for (const theme of ['light', 'dark']) {
      await page.evaluate((name) => localStorage.setItem('theme', name), theme)
      await page.goto(path)
      await page
        .getByText(path === '/system' ? 'UDP ports 5001' : 'test signal')
        .first()
        .waitFor()
      for (const width of [320, 390, 1440]) {
        await fits(page, width, path)
        if (width > 320) expect(await seriousFindings(page), `${path} ${theme} ${width}`).toEqual([])
      }
    }
  }
  expect(complaints).toEqual([])
})
