import { addressOf } from '../url/address.ts'

/** What the shell is made of, beside the page itself. */
const ofShell = () => ['/assets/', '/theme.js', '/favicon.svg'].map((path) => location.origin + addressOf(path))

/**
 * Lets the browser keep the shell of the dashboard, and offer to install it. Browsers do that over TLS and on the machine
 * itself only; elsewhere nothing happens.
 */
export function registerShell(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  addEventListener('load', () => void register(), { once: true })
}

async function register(): Promise<void> {
  try {
    await navigator.serviceWorker.register(addressOf('/sw.js'))
    const { active } = await navigator.serviceWorker.ready
    // the page that says that the server does not answer
    await import('../login/LoginPage.tsx')
    const shell = ofShell()
    const loaded = performance.getEntriesByType('resource').map(({ name }) => name)
    active?.postMessage({ keep: loaded.filter((name) => shell.some((start) => name.startsWith(start))) }, [])
  } catch {
    // a browser that keeps nothing, such as in a private window: the dashboard works all the same
  }
}
