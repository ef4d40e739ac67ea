import { addressOf } from '../url/address.ts'

const mark = 'reloaded for'

/**
 * Loads the page anew when the server has another build than this page is of: the files of the former are no longer there. Once
 * for each build, so that what cannot be loaded from the new one either does not reload for ever.
 */
export async function takeNewBuild(): Promise<void> {
  try {
    const answer = await fetch(addressOf('/'), { cache: 'no-store' })
    const ours = document.querySelector('script[type="module"]')?.getAttribute('src')
    if (!answer.ok || !ours || (await answer.text()).includes(`"${ours}"`)) return
    const build = answer.headers.get('etag') ?? 'unknown'
    if (sessionStorage.getItem(mark) === build) return
    sessionStorage.setItem(mark, build)
    location.reload()
  } catch {
    // the server is away, or the browser remembers nothing: a person may reload
  }
}
