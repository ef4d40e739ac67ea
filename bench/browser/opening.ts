import type { Browser } from 'playwright-core'
import { openPage } from '../../tests/support/browser.ts'
import type { WatchedPage } from '../../tests/support/browser.ts'
import type { ApiClient } from '../../tests/support/api.ts'

/** A page of a browser that has nothing of ours yet, already let in. */
export async function openSignedIn(browser: Browser, url: string, { key }: ApiClient): Promise<WatchedPage> {
  const view = await openPage(browser, url)
  await view.context.request.post('/session', { data: { apiKey: key } })
  return view
}

export interface Opening {
  /** From asking for the page until what a person came for stands there. */
  usableMs: number
  /** Of its scripts, as they came over the wire. */
  scriptKb: number
}

/** Opens `path` for the first time, until `awaited` (a selector) is drawn. */
export async function measureOpening({ context, page }: WatchedPage, path: string, awaited: string): Promise<Opening> {
  const devtools = await context.newCDPSession(page)
  await devtools.send('Network.enable')
  const scripts = new Set<string>()
  let bytes = 0
  devtools.on('Network.responseReceived', ({ requestId, type, response }) => {
    if (type === 'Script' || response.mimeType.includes('javascript')) scripts.add(requestId)
  })
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength
  })
  const began = performance.now()
  await page.goto(path, { waitUntil: 'commit' })
  await page.locator(awaited).first().waitFor()
  const usableMs = performance.now() - began
  await page.waitForLoadState('networkidle').catch(() => {})
  await devtools.detach()
  return { usableMs, scriptKb: bytes / 1000 }
}
