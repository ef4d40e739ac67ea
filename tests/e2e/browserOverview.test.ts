import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { startApi } from '../support/api.ts'
import { seriousFindings } from '../support/axe.ts'
import { browserForAll, fits, patience, signIn } from '../support/browser.ts'
import { createInput, createOutput } from '../support/operations.ts'

/** 16 by 9 pixels of grey. */
const jpeg =
  '/9j/4AAQSkZJRgABAgAAAQABAAD//gAPTGF2YzYxLjMuMTAwAP/bAEMACD4+ST5JVVVVVVVVZF1kaGhoZGRkZGhoaHBwcIODg3BwcGhocHB8fIODj5OPh4eDh5OTm5uburqystnZ4P/////EAEoAAQAAAAAAAAAAAAAAAAAAAAABAQAAAAAAAAAAAAAAAAAAAAAQAQAAAAAAAAAAAAAAAAAAAAARAQAAAAAAAAAAAAAAAAAAAAD/wAARCAAIABADASIAAhEAAxEA/9oADAMBAAIRAxEAPwAAD//Z'

const { openPage } = browserForAll()

const problems = (page: Page) => page.getByRole('region', { name: 'Problems' })
const tile = (page: Page, name: string) => page.getByRole('article', { name, exact: true })

it('tells what is wrong and why, shows each input by its picture, and is the same in both themes and on a phone', async () => {
  await using api = await startApi()
  const [stage, roof, studio] = [
    await createInput(api, { name: 'Main stage' }),
    await createInput(api, { name: 'Roof camera with a name that goes on for longer than any tile is wide' }),
    await createInput(api, { name: 'Studio', tags: ['late'] }),
  ]
  const output = async (inputId: string, name: string) => {
    const url = `rtmp://192.0.2.1:1935/live/${encodeURIComponent(name)}`
    return (await createOutput(api, { inputId, name, protocol: 'RTMP', url })).id
  }
  const platform = await output(stage.id, 'Platform')
  const many = await Promise.all(Array.from({ length: 20 }, (_, place) => output(stage.id, `Partner ${place}`)))
  const waiting = [await output(roof.id, 'Hall'), await output(roof.id, 'Lobby')]
  const video = { kind: 'video', codec: 'H264', profile: null, width: 1280, height: 720 }
  const tracks = [{ ...video, sampleRate: null, channels: null }]
  const since = new Date(Date.now() - 60_000).toISOString()
  api.worker.observeInput({ id: stage.id, stateSince: since, tracks: [] })
  for (const id of [platform, ...many]) api.worker.observeOutput({ id, stateSince: since })
  await using view = await openPage(api.url)
  const { page, complaints } = view
  await signIn(page)
  await page.getByText('No problems').waitFor()
  await problems(page).getByText('Nothing needs you.').waitFor()
  const counts = () => page.locator('.strip-counts dd').allTextContents()
  await expect.poll(counts, patience).toEqual(['21', '2', '0', '0'])

  // the cause is told once, and what only waits for it is no problem of its own
  api.worker.observeInput({ id: roof.id, state: 'LOST', stateSince: since })
  for (const id of waiting) api.worker.observeOutput({ id, state: 'WAITING_INPUT', stateSince: since })
  await problems(page)
    .getByText(/No packets on UDP \d+ since .* Its 2 outputs wait; nothing is retried in vain./)
    .waitFor()
  await expect.poll(() => problems(page).getByRole('listitem').count(), patience).toBe(1)
  await tile(page, 'Roof camera with a name that goes on for longer than any tile is wide').getByText('2 waiting').waitFor()

  const failure = {
    ...{ code: 'REJECTED' as const, message: 'Rejected: the key is not known there', likelyCause: null, advice: [] },
    ...{ evidence: null, firstSeenAt: since, lastSeenAt: since, count: 7 },
  }
  const nextAttemptAt = new Date(Date.now() + 60_000).toISOString()
  api.worker.observeOutput({ id: platform, state: 'FAILED', stateSince: since, attempt: 7, nextAttemptAt, failure })
  await problems(page)
    .getByText(/Attempt 7 failed, next try in 0:\d\d/)
    .waitFor()
  await problems(page).getByText('Rejected: the key is not known there.').waitFor()
  await page.getByRole('button', { name: 'Retry now: Platform' }).click()
  await expect.poll(() => api.worker.calls, patience).toContain(`retryOutput ${platform}`)

  const [partner] = many
  api.worker.observeOutput({ id: partner!, stateSince: since, flapping: true, drops: 14 })
  await expect.poll(() => problems(page).locator('[data-flapping]').textContent(), patience).toBe('Flapping×14')

  // many that go up and down are one steady entry, and nothing changes its place
  const tiles = () => page.locator('[data-tile]').evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset.tile))
  const before = await tiles()
  for (let turn = 0; turn < 4; turn++) {
    for (const id of many) {
      const state = (turn + Number(id)) % 2 === 0 ? 'LIVE' : 'RECONNECTING'
      api.worker.observeOutput({ id, state, stateSince: new Date().toISOString(), flapping: true, drops: 7 })
    }
    await page.waitForTimeout(200)
  }
  await problems(page).getByText('20 outputs').waitFor()
  await problems(page).getByRole('button', { name: 'and 17 more' }).click()
  const partners = problems(page).getByRole('link', { name: /^Partner \d+$/ })
  const ids = () => partners.evaluateAll((links) => links.map((link) => link.getAttribute('href')?.split('/').at(-1)).toSorted())
  await expect.poll(ids, patience).toEqual(many.toSorted())
  await tile(page, 'Main stage').getByText('1 failed').waitFor()
  await expect.poll(() => problems(page).getByRole('listitem').count(), patience).toBe(3)
  await expect.poll(() => page.locator('.strip-big b').allTextContents(), patience).toEqual(['2', '20'])
  expect(await tiles()).toEqual(before)

  // pictures: of what is in sight, with their age; a lost one is not shown as if it were now
  await expect.poll(() => api.worker.shown.toSorted(), patience).toEqual([stage.id, roof.id, studio.id].toSorted())
  const still = (inputId: string, secondsAgo: number) => {
    const takenAt = new Date(Date.now() - secondsAgo * 1000).toISOString()
    api.bus.publish('still', { inputId, takenAt, width: 16, height: 9, jpeg })
  }
  const pictureOf = (name: string) => tile(page, name).locator('[data-picture]').getAttribute('data-picture')
  expect(await pictureOf('Main stage')).toBe('awaited')
  api.worker.observeInput({ id: stage.id, stateSince: since, tracks })
  still(stage.id, 1)
  await expect.poll(() => pictureOf('Main stage'), patience).toBe('fresh')
  still(stage.id, 64)
  await page.getByText(/still is 1:0\d old/).waitFor()
  expect(await pictureOf('Main stage')).toBe('stale')

  const sound = {
    kind: 'audio',
    codec: 'MPEG-4 Audio',
    profile: null,
    width: null,
    height: null,
    sampleRate: 48_000,
    channels: 2,
  }
  api.worker.observeInput({ id: studio.id, stateSince: since, tracks: [sound] })
  await tile(page, 'Studio').getByText('Sound only').waitFor()

  await page.keyboard.press('/')
  await page.keyboard.type('late')
  await expect.poll(tiles, patience).toEqual([studio.id])
  expect(new URL(page.url()).search).toBe('?q=late')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/inputs/${roof.id}`)
  // where the heading comes after the address, the focus is there once it has come
  const focused = () => page.evaluate(() => [document.activeElement?.tagName, document.activeElement?.textContent])
  await expect.poll(focused, patience).toEqual(['H1', expect.stringMatching(/^Roof camera/)])
  await page.goBack()

  await page.getByRole('button', { name: 'List' }).click()
  await page.getByRole('row').filter({ hasText: 'Main stage' }).getByText('20 unstable').waitFor()
  expect(new URL(page.url()).search).toBe('?view=list')
  expect(await seriousFindings(page)).toEqual([])
  for (const width of [390, 320]) await fits(page, width, 'list')
  // a name of two lines stands above its reason, not on it
  const overlaps = await problems(page)
    .locator('.trouble')
    .evaluateAll((entries) =>
      entries.map((entry) => {
        const [name, reason] = [entry.querySelector('h3 a'), entry.querySelector('h3 + p')]
        if (name === null || reason === null) return 0
        return name.getBoundingClientRect().bottom - reason.getBoundingClientRect().top
      }),
    )
  expect(Math.max(...overlaps)).toBeLessThan(1)
  await page.getByRole('button', { name: 'Wall' }).click()
  for (const width of [320, 390, 1440]) {
    await fits(page, width, 'wall')
    for (const theme of ['light', 'dark']) {
      await page.evaluate((chosen) => void (document.documentElement.dataset.theme = chosen), theme)
      if (width !== 320) expect(await seriousFindings(page), `at ${width}, ${theme}`).toEqual([])
    }
  }
  expect(complaints).toEqual([])
})
