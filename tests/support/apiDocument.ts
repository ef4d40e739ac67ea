/** One request of API.md with the answer that stands behind it. */
export interface Documented {
  /** `graphql`, `sh`, `js` or `python`. */
  language: string
  request: string
  /** Null where none is shown: what it prints is that of the request before it. */
  answer: unknown
  /** Of the request, from 1. */
  line: number
}

/** The fenced blocks of a page, each request with the `json` that follows it. */
export function documented(text: string): Documented[] {
  const all: Documented[] = []
  for (const match of text.matchAll(/^```(\w+)\n(.*?)^```$/gms)) {
    const [, language = '', content = ''] = match
    const line = text.slice(0, match.index).split('\n').length
    const last = all.at(-1)
    if (language !== 'json') all.push({ language, request: content, answer: null, line })
    else if (last) last.answer = JSON.parse(content)
  }
  return all
}

/** The rows of the table with this heading, its cells joined by ` | `. Throws when there is none. */
export function table(text: string, heading: string): string[][] {
  const cellsOf = (line: string) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim())
  const lines = text.split('\n')
  const begin = lines.findIndex((line) => line.startsWith('|') && cellsOf(line).join(' | ') === heading)
  if (begin < 0) throw new Error(`There is no table "${heading}"`)
  const below = lines.slice(begin + 2)
  const end = below.findIndex((line) => !line.startsWith('|'))
  return below.slice(0, end < 0 ? undefined : end).map(cellsOf)
}

/** Values that are the same each time: what a program decides by. */
const telling = new Set(['__typename', 'code', 'field', 'kind'])

/** Where the shapes of two answers differ, by path; empty when they do not. Null fits everything. */
export function differences(shown: unknown, real: unknown, path = ''): string[] {
  if (shown === null || real === null) return []
  if (Array.isArray(shown) && Array.isArray(real)) {
    return shown.length === 0 || real.length === 0
      ? []
      : real.flatMap((item, index) => differences(shown[Math.min(index, shown.length - 1)], item, `${path}[${index}]`))
  }
  if (typeof shown === 'object' && typeof real === 'object' && !Array.isArray(shown) && !Array.isArray(real)) {
    const [names, realNames] = [Object.keys(shown), Object.keys(real)]
    if (names.join() !== realNames.join()) return [`${path}: shown are ${names.join()}; there are ${realNames.join()}`]
    return names.flatMap((name) => {
      const [one, other] = [(shown as Record<string, unknown>)[name], (real as Record<string, unknown>)[name]]
      const isOther = telling.has(name) && one !== other
      return isOther
        ? [`${path}.${name}: shown is ${String(one)}; it is ${String(other)}`]
        : differences(one, other, `${path}.${name}`)
    })
  }
  return typeof shown === typeof real ? [] : [`${path}: shown is ${JSON.stringify(shown)}; it is ${JSON.stringify(real)}`]
}
