import type { Page } from 'playwright-core'

/** Goes once through everything that the dashboard has, by links and keys alone, and ends where it began: on `/`. */
export async function goAround(page: Page): Promise<void> {
  await overview(page)
  await inputs(page)
  await input(page)
  await output(page)
  await incidents(page)
  await logs(page)
  await overlays(page)
  await back(page)
  await go(page, 'Overview')
  await page.getByRole('article').first().waitFor()
}

async function overview(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'List', exact: true }).click()
  await page.getByRole('row').filter({ hasText: 'Main stage' }).waitFor()
  await filter(page, 'Filter inputs', 'camera')
  await page.getByRole('button', { name: 'Wall', exact: true }).click()
  await page.getByRole('article').first().waitFor()
}

async function inputs(page: Page): Promise<void> {
  await go(page, 'Inputs')
  await page.getByRole('row').filter({ hasText: 'Main stage' }).waitFor()
  await filter(page, 'Filter inputs', 'camera')
  await page.getByRole('checkbox', { name: 'Select all' }).click()
  await page.getByRole('group', { name: 'Selected' }).getByRole('button', { name: 'Clear' }).click()
  await page.getByRole('button', { name: 'More for Main stage' }).click()
  await page.getByRole('menuitem', { name: 'Duplicate' }).waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('n')
  await page.getByRole('dialog').getByLabel('Name').waitFor()
  await closeDialog(page)
}

async function input(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Main stage', exact: true }).first().click()
  await page.getByRole('row').filter({ hasText: 'Destination 0-3' }).first().waitFor()
  for (const down of [20_000, -20_000]) {
    await page.mouse.move(700, 700)
    await page.mouse.wheel(0, down)
    await page.waitForTimeout(300)
  }
  await page.getByRole('checkbox', { name: 'Select all' }).click()
  await page.getByRole('group', { name: 'Selected' }).getByRole('button', { name: 'Clear' }).click()
  for (const tab of ['Health', 'Tracks', 'Events', 'Settings']) {
    await page
      .getByRole('navigation', { name: /^Sections of/ })
      .getByRole('link', { name: tab })
      .click()
    if (tab === 'Health') await page.getByRole('button', { name: '5 min', exact: true }).first().click()
    await page.waitForTimeout(400)
  }
  await page
    .getByRole('navigation', { name: /^Sections of/ })
    .getByRole('link', { name: 'Outputs' })
    .click()
  await page.getByRole('link', { name: 'Add output' }).first().click()
  await page.getByLabel('Paste any address').fill('srt://live.example:9000?streamid=hall')
  await page.getByRole('region', { name: 'SRT caller', exact: true }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Drop it' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

async function output(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Destination 0-3', exact: true }).first().click()
  await page.getByRole('heading', { name: 'Destination 0-3' }).waitFor()
  for (const tab of ['Health', 'Logs', 'Events', 'Settings', 'Status']) {
    await page
      .getByRole('navigation', { name: /^Sections of/ })
      .getByRole('link', { name: tab })
      .click()
    await page.waitForTimeout(400)
  }
}

async function incidents(page: Page): Promise<void> {
  await go(page, 'Incidents')
  await page.locator('.incident').first().waitFor()
  await filter(page, 'Filter incidents', 'camera')
  await page.getByRole('button', { name: '7 days' }).click()
  await page.locator('.incident a').first().click()
  await page.locator('.incident-facts').waitFor()
}

async function logs(page: Page): Promise<void> {
  await go(page, 'Logs')
  await page.locator('.log-line').first().waitFor()
  await page.waitForTimeout(2000)
  await page.mouse.move(700, 500)
  await page.mouse.wheel(0, -4000)
  await page.getByText(/^Paused/).waitFor()
  await filter(page, 'Find in the log', 'monotonic')
  await page.getByRole('button', { name: 'Follow' }).click()
  await go(page, 'System')
  await page.getByRole('heading', { level: 1, name: 'System' }).waitFor()
  await page.waitForTimeout(1000)
}

async function overlays(page: Page): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('dest')
  await page.getByRole('option').first().waitFor()
  await closeDialog(page)
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keyboard' }).waitFor()
  await closeDialog(page)
}

async function back(page: Page): Promise<void> {
  for (let many = 0; many < 3; many++) {
    await page.goBack()
    await page.waitForTimeout(200)
  }
}

async function go(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Main', exact: true }).getByRole('link', { name }).click()
}

async function filter(page: Page, label: string, text: string): Promise<void> {
  await page.getByLabel(label).fill(text)
  await page.waitForTimeout(500)
  await page.getByLabel(label).fill('')
}

async function closeDialog(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}
