const mask = '****'

/** The shortest text that is taken for a known secret: shorter ones would mask innocent text. */
const shortest = 4
/** Of a parameter's value: `true` or `1080p` is no secret. */
const shortestValue = 6

/** Names of parameters, options and JSON fields whose values are secret. */
const secretNames = String.raw`\w*pass(?:word|phrase)?|stream_?key|(?:api[-_]?)?key|\w*token|\w*secret|auth|sig(?:nature)?`

const patterns: [RegExp, string][] = [
  // user:password@ in any URL; a password may hold further @
  [/([a-z][a-z0-9+.-]*:\/\/[^\s/:@'"]*):[^\s/?'"]+@/gi, `$1:${mask}@`],
  // parameters that carry a secret, in a query or a list
  [new RegExp(String.raw`((?:^|[?&,;\s'"{(])(?:${secretNames})=['"]?)[^\s&,;'")}]+`, 'gi'), `$1${mask}`],
  [/([?&]s=)[^\s&'"]+/gi, `$1${mask}`],
  // and as JSON
  [new RegExp(String.raw`("(?:${secretNames})"\s*:\s*")(?:[^"\\]|\\.)+`, 'gi'), `$1${mask}`],
  // MediaMTX's stream ids of SRT: read:PATH:USER:PASSWORD
  [
    /\b((?:read|publish)(?::|%3A)(?:(?!%3A)[^\s:'"&])*(?::|%3A)(?:(?!%3A)[^\s:'"&])+(?::|%3A))(?:(?!%3A)[^\s:'"&])+/gi,
    `$1${mask}`,
  ],
  // SRT's own: #!::u=USER,s=PASSWORD,r=PATH
  [/((?:#|%23)(?:!|%21)(?:::|%3A%3A)(?:[^\s'"&]*?(?:,|%2C))?s(?:=|%3D))(?:(?!%2C)[^\s,'"&])+/gi, `$1${mask}`],
  // headers
  [/(\b(?:proxy-)?authorization['"]?\s*[:=]\s*['"]?(?:(?:basic|bearer|digest)\s)?)[^\r\n]+/gi, `$1${mask}`],
  [/(\b(?:x-api-key|(?:set-)?cookie)['"]?\s*:\s*['"]?)[^\r\n]+/gi, `$1${mask}`],
  [/(\bbearer\s+)(?=\S*\d)[\w.~+/=-]{6,}/gi, `$1${mask}`],
  // what follows the application in an RTMP address
  [/(rtmp[a-z]*:\/\/[^\s/'"]+\/[^\s/'"]+\/)[^\s'",]+/gi, `$1${mask}`],
]

/**
 * Takes secrets out of text, by known value and by pattern. It stands where text enters the system (the lines of
 * FFmpeg and MediaMTX, messages of errors), so that nothing behind it needs to know of secrets.
 */
export class Redactor {
  readonly #known = new Map<string, number>()
  #longestFirst: string[] | null = null

  /** Masks `secret` from now on, until as many calls of `forget`. In its URL-encoded form too. */
  learn(secret: string | null): void {
    for (const form of forms(secret)) this.#known.set(form, (this.#known.get(form) ?? 0) + 1)
    this.#longestFirst = null
  }

  forget(secret: string | null): void {
    for (const form of forms(secret)) {
      const count = (this.#known.get(form) ?? 0) - 1
      if (count > 0) this.#known.set(form, count)
      else this.#known.delete(form)
    }
    this.#longestFirst = null
  }

  redact(text: string): string {
    this.#longestFirst ??= [...this.#known.keys()].sort((a, b) => b.length - a.length)
    let clean = text
    for (const secret of this.#longestFirst) if (clean.includes(secret)) clean = clean.replaceAll(secret, mask)
    for (const [pattern, replacement] of patterns) clean = clean.replace(pattern, replacement)
    return clean
  }
}

/** As it stands, as URLs write it, and its parts: a server may quote a stream key without the query behind it. */
function forms(secret: string | null): Set<string> {
  if (secret === null) return new Set()
  const [key = '', ...query] = secret.split('?')
  const values = query
    .join('?')
    .split('&')
    .map((pair) => pair.slice(pair.indexOf('=') + 1))
  const parts = [secret, ...(query.length > 0 ? [key, ...values.filter((value) => value.length >= shortestValue)] : [])]
  const written = parts.flatMap((part) => [part, encodeURIComponent(part), encodeURI(part), decoded(part)])
  return new Set(written.filter((part) => part.length >= shortest))
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
