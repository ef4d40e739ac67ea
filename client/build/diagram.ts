/** An arrow of a flowchart that is written as Mermaid. They are shown as a list: to draw them takes a program of megabytes. */
export interface Arrow {
  from: string
  to: string
  /** What goes this way; empty: it is not said. */
  label: string
  /** A line without a head. */
  isLine: boolean
}

const arrow = /^(\w+)(\S.*?)? (?:(-->|---)|-- "([^"]*)" -->) (\w+)(\S.*)?$/
/** As `[x]`, `([x])`, `[(x)]` or `(x)`. */
const shape = /^[([{]+(.+?)[)\]}]+$/

/** Null where something else than arrows stands in it: then it is shown as it is written. */
export function arrowsOf(text: string): Arrow[] | null {
  const names = new Map<string, string>()
  const [kind = '', ...lines] = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  if (!kind.startsWith('flowchart ')) return null
  const read = lines.map((line) => arrow.exec(line))
  for (const [, from = '', fromShape = '', , , to = '', toShape = ''] of read.filter((one) => one !== null)) {
    for (const [id, written] of [
      [from, fromShape],
      [to, toShape],
    ] as const) {
      const name = shape.exec(written)?.[1]
      if (name !== undefined) names.set(id, name)
    }
  }
  const arrows = read.flatMap((one) => {
    const [, from = '', , head, label = '', to = ''] = one ?? []
    return one === null ? [] : [{ from: names.get(from) ?? from, to: names.get(to) ?? to, label, isLine: head === '---' }]
  })
  return arrows.length === lines.length ? arrows : null
}
