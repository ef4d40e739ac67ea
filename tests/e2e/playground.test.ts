import { expect, it } from 'vitest'
import { testKey } from '../support/api.ts'
import { browserForAll, patience } from '../support/browser.ts'
import { startManager } from '../support/manager.ts'
import { createInput } from '../support/operations.ts'

const { openPage } = browserForAll()

it('signs a visitor in, runs queries and subscriptions, and explains the schema, all from our own address', async () => {
  await using manager = await startManager()
  const { api } = manager
  const { id } = await createInput(api, { name: 'Main stage' })
  await using view = await openPage(api.url)
  const { page, complaints } = view
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))

  await page.goto('/graphql')
  await page.getByLabel('API key').fill(testKey)
  await page.getByRole('button', { name: 'Sign in' }).click()

  const run = page.getByRole('button', { name: /^Execute query/ })
  const result = page.locator('.result-window')
  await page.getByRole('tab', { name: 'Overview' }).waitFor()
  // A page that is still being built takes no notice of a click.
  const answer = async () => {
    const text = await result.textContent()
    if (!text?.includes('inputs')) await run.click()
    return text
  }
  await expect.poll(answer, { ...patience, interval: 1000 }).toContain('Main stage')

  await api.query('mutation ($id: ID!) { startTestSignal(inputId: $id) { __typename } }', { id })
  await page.getByRole('tab', { name: 'FollowRates' }).click()
  await run.click()
  await expect.poll(() => result.textContent(), patience).toMatch(/"bitrateBps": [1-9]\d{4}/)
  const first = await result.textContent()
  await expect.poll(() => result.textContent(), patience).not.toBe(first)
  await page.getByRole('button', { name: /^Stop query/ }).click()

  await page.getByRole('button', { name: 'Show Documentation Explorer' }).click()
  const explorer = page.locator('.graphiql-plugin')
  await explorer.getByText('Query', { exact: true }).click()
  await explorer.getByText('What is now.', { exact: false }).waitFor()
  await explorer.getByText('All inputs in order of creation.').waitFor()

  expect(complaints).toEqual([])
  expect(asked.length).toBeGreaterThan(5)
  expect(asked.filter((url) => new URL(url).host !== new URL(api.url).host)).toEqual([])
  // An operation may hold a stream key: nothing of it stays in the browser.
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))
  expect(kept).not.toContain('Overview')
})
