import { expect, it } from 'vitest'
import { startApi } from '../support/api.ts'
import { browserForAll, signIn } from '../support/browser.ts'
import { createInput, createOutput } from '../support/operations.ts'

// 200 outputs on one page: what the browser does with them is the question, so the worker only says that they run.

const outputs = 200
const flapping = 100

const { openPage } = browserForAll()

it('shows 200 outputs at once, lets their rates tick at little cost, and stays smooth while half of them flap', async () => {
  await using api = await startApi()
  const { id: inputId } = await createInput(api, { name: 'Main stage' })
  const ids: string[] = []
  for (let place = 0; place < outputs; place++) {
    const url = `rtmp://192.0.2.1:1935/live/${place}`
    ids.push((await createOutput(api, { inputId, name: `Destination ${place}`, protocol: 'RTMP', url })).id)
  }
  api.worker.observeInput({ id: inputId })
  for (const id of ids) api.worker.observeOutput({ id })

  const rate = () => 6e6 + Math.random() * 1e6
  await using events = new AsyncDisposableStack()
  events.use(
    every(1000, () =>
      api.bus.publish('rates', {
        at: new Date().toISOString(),
        inputs: [{ id: inputId, bitrateBps: rate(), bytesReceived: 1, errors: 0 }],
        outputs: ids.map((id) => ({
          ...{ id, bitrateBps: rate(), bytesSent: 1, callers: 0, cpuPercent: 1, rssBytes: 4e7, mediaTimeMs: 1 },
        })),
      }),
    ),
  )
  await using view = await openPage(api.url)
  const { page, context, complaints } = view
  await signIn(page)
  await page.getByRole('heading', { level: 1 }).first().waitFor()

  const began = performance.now()
  await page.goto(`/inputs/${inputId}`)
  await page.getByRole('row').filter({ hasText: 'Destination 3' }).first().waitFor()
  await page
    .getByRole('row')
    .getByText(/^[67]\.\d\d/)
    .first()
    .waitFor()
  expect(performance.now() - began).toBeLessThan(2000)

  const devtools = await context.newCDPSession(page)
  await devtools.send('Performance.enable')
  const spent = async () => {
    const { metrics } = await devtools.send('Performance.getMetrics')
    const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN
    return { at: of('Timestamp'), busy: of('ThreadTime') }
  }
  // of one core, by what the system counts of the page's own thread
  const share = async (seconds: number) => {
    const before = await spent()
    await page.waitForTimeout(seconds * 1000)
    const after = await spent()
    return (after.busy - before.busy) / (after.at - before.at)
  }
  await page.waitForTimeout(1000)
  expect(await share(3)).toBeLessThan(0.05)

  await page.evaluate(() => {
    const seen: number[] = []
    Object.assign(window, { longTasks: seen })
    new PerformanceObserver((list) => seen.push(...list.getEntries().map(({ duration }) => duration))).observe({
      entryTypes: ['longtask'],
    })
  })
  events.use(
    every(100, () => {
      for (const id of ids.slice(0, flapping)) {
        const state = Math.random() < 0.5 ? 'LIVE' : 'RECONNECTING'
        api.worker.observeOutput({ id, state, stateSince: new Date().toISOString(), flapping: true, drops: 7 })
      }
    }),
  )
  await page.getByRole('row').getByText('Flapping').first().waitFor()
  await page.waitForTimeout(3000)
  const longTasks = await page.evaluate(() => (window as unknown as { longTasks: number[] }).longTasks)
  expect(longTasks.filter((ms) => ms > 100)).toEqual([])
  expect(complaints).toEqual([])
})

function every(ms: number, act: () => void): AsyncDisposable {
  const timer = setInterval(act, ms)
  act()
  return { [Symbol.asyncDispose]: async () => clearInterval(timer) }
}
