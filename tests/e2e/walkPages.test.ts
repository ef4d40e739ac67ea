import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { startApi } from '../support/api.ts'
import type { TestApi } from '../support/api.ts'
import { seriousFindings } from '../support/axe.ts'
import { browserForAll, fits, patience, signIn } from '../support/browser.ts'
import { createInput, createOutput } from '../support/operations.ts'

// Every page, and all that opens over one, can be used by everybody: both themes, three widths, one document.

const { openPage } = browserForAll()

/** Where `go` leads, and what is there once it is drawn. */
interface Place {
  name: string
  go: (page: Page) => Promise<unknown>
  ready: (page: Page) => Promise<unknown>
}

/** By its address, as Back and Forward go there. */
const at = (path: string, drawn: string): Place => ({
  name: path,
  go: (page) =>
    page.evaluate((to) => {
      history.pushState(null, '', to)
      dispatchEvent(new PopStateEvent('popstate'))
    }, path),
  ready: (page) => page.locator(drawn).first().waitFor(),
})

const over = (name: string, go: Place['go'], role: 'dialog' | 'alertdialog' | 'menu'): Place => ({
  name,
  go,
  ready: (page) => page.getByRole(role).waitFor(),
})

const widths = [320, 390, 1440]

async function check(page: Page, { name, go, ready }: Place, of: readonly number[] = widths): Promise<void> {
  await go(page)
  await ready(page)
  for (const theme of ['light', 'dark']) {
    await page.evaluate((chosen) => void (document.documentElement.dataset.theme = chosen), theme)
    for (const width of of) {
      await fits(page, width, name)
      expect.soft(await seriousFindings(page), `${name} ${theme} ${width}`).toEqual([])
    }
  }
}

it('nothing serious stands in anybody’s way on any page, nor in what opens over one', { timeout: 180_000 }, async () => {
  await using api = await startApi()
  await using view = await openPage(api.url)
  const { page, complaints } = view
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto('/login')
  await check(page, at('/login', 'text=API key'))
  await signIn(page)
  await check(page, at('/', 'text=Send your first feed'))
  await check(page, at('/inputs/new', 'text=UDP port'))

  const { inputId, outputId } = await fill(api)
  await page.setViewportSize({ width: 1440, height: 900 })
  for (const [path, drawn] of [
    [`/inputs/${inputId}?tab=tracks`, 'text=H.264'],
    [`/inputs/${inputId}?tab=events`, '[aria-label^="Events"]'],
    [`/outputs/${outputId}?tab=health`, '.health'],
    [`/outputs/${outputId}?tab=logs`, '.log-line'],
    [`/outputs/${outputId}?tab=events`, '[aria-label^="Events"]'],
    [`/outputs/${outputId}?tab=settings`, 'text=Latency'],
  ] as const)
    await check(page, at(path, drawn))
  // what follows is looked at wider where each page is tried
  for (const [path, drawn] of [
    ['/', 'article'],
    ['/?view=list', '.list-row'],
    ['/inputs', '.list-row'],
    [`/inputs/${inputId}`, '.list-row'],
    [`/inputs/${inputId}?tab=health`, '.health'],
    [`/inputs/${inputId}?tab=settings`, 'text=UDP port'],
    [`/inputs/${inputId}/outputs/new`, 'text=Paste any address'],
    [`/outputs/${outputId}`, 'text=Wrong passphrase'],
    ['/incidents', '.incident'],
    ['/incidents/1', '.incident-facts'],
    ['/logs', '.log-line'],
    ['/system', 'text=MediaMTX'],
  ] as const)
    await check(page, at(path, drawn), [320])

  await page.setViewportSize({ width: 1440, height: 900 })
  await at('/inputs', '.list-row').go(page)
  await check(
    page,
    over('menu', () => page.getByRole('button', { name: 'More for Main stage' }).click(), 'menu'),
  )
  await page.keyboard.press('Escape')
  // on a phone, where all of the card around the switch opens the input
  await page.setViewportSize({ width: 390, height: 900 })
  await check(
    page,
    over('question', () => page.getByRole('switch', { name: 'Run Main stage' }).click(), 'alertdialog'),
  )
  await page.getByRole('button', { name: 'Cancel' }).click()
  await check(
    page,
    over('palette', () => page.keyboard.press('Control+k'), 'dialog'),
  )
  await page.getByRole('combobox').fill('keyboard')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'Keyboard' }).waitFor()
  await page.keyboard.press('Escape')
  // what the pages before offered is offered no more
  await at('/system', 'text=MediaMTX').go(page)
  await page.getByRole('heading', { level: 1, name: 'System' }).waitFor()
  await check(
    page,
    over('keys', () => page.keyboard.press('?'), 'dialog'),
  )
  await expect.poll(() => page.getByRole('dialog').locator('kbd').allTextContents(), patience).toEqual(['Ctrl K', 'n', '?'])
  expect(complaints).toEqual([])
})

/** An input that is live, with an output that is and one that failed, and lines of it. */
async function fill(api: TestApi): Promise<{ inputId: string; outputId: string }> {
  const { id: inputId } = await createInput(api, { name: 'Main stage', tags: ['show'] })
  await createInput(api, { name: 'Roof' })
  const hall = await createOutput(api, { inputId, name: 'Hall', protocol: 'UDP', url: 'udp://192.0.2.1:6001' })
  const { id: outputId } = await createOutput(api, {
    ...{ inputId, name: 'Partner', protocol: 'SRT_CALLER', url: 'srt://192.0.2.1:9000', passphrase: 'a-passphrase' },
  })
  const now = new Date().toISOString()
  const video = { kind: 'video', codec: 'H264', profile: null, width: 1280, height: 720 } as const
  api.worker.observeInput({ id: inputId, tracks: [{ ...video, sampleRate: null, channels: null }] })
  api.worker.observeOutput({ id: hall.id })
  const failure = {
    ...{ code: 'WRONG_PASSPHRASE' as const, message: 'The passphrase is refused.', likelyCause: 'It differs from theirs.' },
    ...{ advice: ['Ask for it.'], evidence: 'rejected', firstSeenAt: now, lastSeenAt: now, count: 7 },
  }
  const nextAttemptAt = new Date(Date.now() + 600_000).toISOString()
  api.worker.observeOutput({ id: outputId, state: 'FAILED', attempt: 7, nextAttemptAt, failure })
  for (let line = 0; line < 5; line++) {
    api.bus.publish('log', {
      ...{ at: now, level: 'INFO', source: 'OUTPUT', outputId, inputId, text: `frame ${line}`, repeated: 0, dropped: 0 },
    })
  }
  return { inputId, outputId }
}
