/** A flowchart that is written as Mermaid. */
export interface Flowchart {
  boxes: Box[]
  arrows: Arrow[]
}

export interface Box {
  id: string
  name: string
  /** `[x]`, `([x])` and `[(x)]`: a part, what is outside, what keeps something. */
  shape: 'part' | 'outside' | 'store'
}

export interface Arrow {
  /** Ids of boxes. */
  from: string
  to: string
  /** What goes this way; empty: it is not said. */
  label: string
  /** A line without a head. */
  isLine: boolean
}

const arrow = /^(\w+)(\S.*?)? (?:(-->|---)|-- "([^"]*)" -->) (\w+)(\S.*)?$/
const shapes = [
  { shape: 'outside', pattern: /^\(\[(.+)\]\)$/ },
  { shape: 'store', pattern: /^\[\((.+)\)\]$/ },
  { shape: 'part', pattern: /^\[(.+)\]$/ },
] as const

/** Null where something else than arrows stands in it: then it is shown as it is written. */
export function flowchartOf(text: string): Flowchart | null {
  const [kind = '', ...lines] = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  if (!kind.startsWith('flowchart ')) return null
  const boxes = new Map<string, Box>()
  const arrows: Arrow[] = []
  for (const line of lines) {
    const [, from = '', fromShape, head, label = '', to = '', toShape] = arrow.exec(line) ?? []
    const ends = [boxOf(from, fromShape), boxOf(to, toShape)]
    if (from === '' || ends.includes(null)) return null
    for (const box of ends) if (box !== null && (box.name !== box.id || !boxes.has(box.id))) boxes.set(box.id, box)
    arrows.push({ from, to, label, isLine: head === '---' })
  }
  return { boxes: [...boxes.values()], arrows }
}

/** A box that is only named was drawn before, or is its name. Null: its shape is none of ours. */
function boxOf(id: string, written: string | undefined): Box | null {
  if (written === undefined) return { id, name: id, shape: 'part' }
  for (const { shape, pattern } of shapes) {
    const name = pattern.exec(written)?.[1]
    if (name !== undefined) return { id, name, shape }
  }
  return null
}
