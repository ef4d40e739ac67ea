/** `udp_port` for `udpPort`. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

/** A text about GraphQL's names as a text about JSON's: `known` are the names that it may hold. */
export function inJsonWords(text: string, known: ReadonlySet<string>): string {
  return text.replace(/\b[a-z]+(?:[A-Z][a-z0-9]*)+\b/g, (word) => (known.has(word) ? snakeCase(word) : word))
}

/** What `protocol` says in JSON. Besides these words a new output may say `srt`. */
export function protocolWord(protocol: string): string {
  return protocol.toLowerCase()
}

export const anySrt = 'srt'

/** The protocol that a word means; `srt` leaves it to the mode in the URL, as FFmpeg does: caller by default. */
export function protocolOf(word: string, url: string | null | undefined): string {
  if (word !== anySrt) return word.toUpperCase()
  return /[?&]mode=listener(?:&|$)/i.test(url?.trim() ?? '') ? 'SRT_LISTENER' : 'SRT_CALLER'
}

/** An answer of GraphQL in JSON's names. */
export function toJson(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toJson)
  if (value instanceof Date) return value.toISOString()
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== '__typename')
      .map(([name, part]) => [snakeCase(name), name === 'protocol' ? protocolWord(String(part)) : toJson(part)]),
  )
}
