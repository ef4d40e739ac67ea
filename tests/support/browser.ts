import chromium from '@sparticuz/chromium'
import { chromium as driver, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { testKey } from './api.ts'

const unwanted = new Set([
  // Made for a place where one process is all there is: elsewhere they only make the browser fall over.
  ...['--single-process', '--no-zygote'],
  // Without its rules a browser does not say whose page asks, as every person's does.
  '--disable-web-security',
])

/** How long a page may take to show what is true. */
export const patience = { timeout: 15_000 }

/** One browser for all tests of the file that calls it. */
export function browserForAll(): { openPage: (url: string, options?: PageOptions) => Promise<WatchedPage> } {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser?.close()
  })
  return { openPage: (url, options) => openPage(browser, url, options) }
}

/** Where the browser's program lies. The first call unpacks it, which takes seconds. */
export const browserProgram = (): Promise<string> => chromium.executablePath()

/** A real browser without a window, or a `program` that stands for it; it trusts the certificate whose key has this digest. */
export async function launchBrowser(program?: string, trusted?: string): Promise<Browser> {
  const args = chromium.args.filter((arg) => !unwanted.has(arg))
  if (trusted !== undefined) args.push(`--ignore-certificate-errors-spki-list=${trusted}`)
  if (process.getuid?.() === 0 && !args.includes('--no-sandbox')) args.push('--no-sandbox')
  return driver.launch({ executablePath: program ?? (await browserProgram()), args, headless: true })
}

export interface WatchedPage extends AsyncDisposable {
  context: BrowserContext
  page: Page
  /** What the browser complained of: errors and warnings on the console, and exceptions that nobody caught. */
  complaints: string[]
}

export interface PageOptions {
  /** The shell of the web app is kept only for those who ask: it answers in the server's place. */
  keepsShell?: boolean
}

/** A page of its own: no cookie, no storage, 1440 by 900. */
export async function openPage(browser: Browser, url: string, { keepsShell = false }: PageOptions = {}): Promise<WatchedPage> {
  // without a language of its own it takes one from the environment that `Intl` does not know
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    serviceWorkers: keepsShell ? 'allow' : 'block',
  })
  context.setDefaultTimeout(patience.timeout)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    const isOurs = message.text() !== 'Service Worker registration blocked by Playwright'
    if (isOurs && (message.type() === 'error' || message.type() === 'warning')) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  return { context, page, complaints, [Symbol.asyncDispose]: () => context.close() }
}

/** Goes through the door as a person does. */
export async function signIn(page: Page, key = testKey): Promise<void> {
  await page.goto('/')
  await page.getByLabel('API key').fill(key)
  await page.getByRole('button', { name: 'Sign in' }).click()
  // Who goes on before is not signed in.
  if (key === testKey) await page.getByLabel('API key').waitFor({ state: 'detached' })
}

/** The window is as wide as told, and nothing of the page lies beyond its edge. What hangs over a page is put in its place in a later frame. */
export async function fits(page: Page, width: number, name: string): Promise<void> {
  await page.setViewportSize({ width, height: 900 })
  const beyond = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  await expect.poll(beyond, { ...patience, message: `${name} at ${width}` }).toBeLessThanOrEqual(0)
}

/** Everything of the page that could be read by somebody else: markup, values of fields, storage, cookies that scripts see. */
export async function readable(page: Page): Promise<string> {
  return page.evaluate(() =>
    [
      document.documentElement.outerHTML,
      ...[...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value),
      JSON.stringify({ ...localStorage }),
      JSON.stringify({ ...sessionStorage }),
      document.cookie,
      location.href,
    ].join('\n'),
  )
}
