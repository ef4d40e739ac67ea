import { batch, createSignal } from 'solid-js'
import { addressOf } from '../url/address.ts'

const [signedIn, setSignedIn] = createSignal<boolean | null>(null)

/** Null until the server has said so. The key itself is kept nowhere: the server holds the session in a cookie that scripts cannot read. */
export { signedIn }

const [unreachable, setUnreachable] = createSignal(false)

/** Whether the server did not answer when it was asked last. */
export { unreachable }

/** Called when the server no longer knows us: the key was changed, or the cookie has run out. */
export function sessionEnded(): void {
  setSignedIn(false)
}

export async function askSession(): Promise<void> {
  try {
    const answer = await fetch(addressOf('/session'), { headers: { accept: 'application/json' } })
    // a proxy answers in the place of a server that is away
    if (answer.status >= 500) throw new Error(`Status ${answer.status}`)
    const body = (await answer.json()) as { signedIn?: boolean }
    batch(() => {
      setUnreachable(false)
      setSignedIn(body.signedIn === true)
    })
  } catch {
    batch(() => {
      setUnreachable(true)
      setSignedIn(false)
    })
  }
}

/** Exchanges the key for the cookie. Answers with what went wrong, in words, or null. */
export async function signIn(apiKey: string): Promise<string | null> {
  let answer: Response
  try {
    answer = await fetch(addressOf('/session'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ apiKey }),
    })
  } catch {
    return 'The server cannot be reached. Is it running?'
  }
  if (answer.ok) {
    setSignedIn(true)
    return null
  }
  if (answer.status === 401) return 'This key is not known here.'
  if (answer.status === 403)
    return 'The server does not take this page for its own: a proxy in between must pass the header Host.'
  if (answer.status === 429) return tooMany(answer.headers.get('retry-after'))
  return `The server refused with status ${answer.status}. Its log says more.`
}

function tooMany(retryAfter: string | null): string {
  const seconds = Number(retryAfter)
  const wait = retryAfter !== null && Number.isFinite(seconds) ? `in ${Math.max(1, Math.ceil(seconds))} seconds` : 'in a minute'
  return `Too many wrong keys from this address. Try again ${wait}.`
}

/** Gives the cookie back. Answers with what went wrong, in words, or null: then one is signed out. */
export async function signOut(): Promise<string | null> {
  const answer = await fetch(addressOf('/session'), { method: 'DELETE' }).catch(() => null)
  if (answer?.ok || answer?.status === 401) {
    setSignedIn(false)
    return null
  }
  const why = answer === null ? 'The server did not answer.' : `The server refused with status ${answer.status}.`
  return `You are still signed in. ${why}`
}
