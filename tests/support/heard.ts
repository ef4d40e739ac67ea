import type { Page } from 'playwright-core'

/** Everything that the page is told from now on: answers and live updates. */
export function listen(page: Page): () => Promise<string> {
  const answers: Promise<string>[] = []
  page.on('response', (response) => answers.push(response.text().catch(() => '')))
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => answers.push(Promise.resolve(String(payload)))))
  return async () => (await Promise.all(answers)).join('\n')
}
