import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const axeForPlaywright = createRequire(import.meta.url).resolve('@axe-core/playwright')
const source = readFileSync(createRequire(axeForPlaywright).resolve('axe-core/axe.min.js'), 'utf8')

interface Axe {
  run(options: { resultTypes: string[] }): Promise<AxeResults>
}

/** What makes the page hard to use for somebody who cannot see, hear or point: serious findings alone, one line each. */
export async function seriousFindings(page: Page): Promise<string[]> {
  // once for each document, and without what is well: the same in a fifth of the time
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source)
  const { violations } = await page.evaluate(async () => {
    // a colour on its way from one theme to another is none that anybody reads
    const changes = document.getAnimations().filter((one) => one instanceof CSSTransition)
    await Promise.allSettled(changes.map(({ finished }) => finished))
    const { axe } = window as unknown as { axe: Axe }
    return axe.run({ resultTypes: ['violations'] })
  })
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`))
}
