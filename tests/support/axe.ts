import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/** What makes the page hard to use for somebody who cannot see, hear or point: serious findings alone, one line each. */
export async function seriousFindings(page: Page): Promise<string[]> {
  // the other mode opens a page of its own for what frames have found: there are none
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`))
}
