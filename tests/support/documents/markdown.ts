/** Without fenced blocks; each line keeps its place. */
export function withoutCode(text: string): string {
  return text.replaceAll(/^( *)(`{3,})[^]*?^ *\2$/gm, (block) => block.replaceAll(/[^\n]/g, ''))
}

/** Where links and pictures lead. */
export function linksOf(text: string): string[] {
  const prose = withoutCode(text).replaceAll(/`[^`\n]*`/g, '')
  return [...prose.matchAll(/\]\(\s*([^()\s]+)\s*\)/g)].flatMap((match) => match[1] ?? [])
}

/** What links to headings end in, as GitHub makes it. */
export function anchorsOf(text: string): string[] {
  const seen = new Map<string, number>()
  return [...withoutCode(text).matchAll(/^#{1,6} +(.+?) *$/gm)].map(([, heading = '']) => {
    const words = heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase()
    const anchor = words.replaceAll(/[^\p{L}\p{N}_ -]/gu, '').replaceAll(' ', '-')
    const count = seen.get(anchor) ?? 0
    seen.set(anchor, count + 1)
    return count === 0 ? anchor : `${anchor}-${count}`
  })
}

/** A fenced block and what is said of it right above. */
export interface Block {
  /** Of its fence, from 1. */
  line: number
  language: string
  text: string
  /** The HTML comment above it; null: none. */
  comment: string | null
}

export function blocksOf(text: string): Block[] {
  return [...text.matchAll(/(?:<!-- ?([^]*?) ?-->\n\s*)?^( *)```(\w*)\n([^]*?)^\2```$/gm)].map((match) => {
    const [whole, comment = null, indent = '', language = '', body = ''] = match
    const fence = match.index + whole.indexOf(`${indent}\`\`\`${language}\n`)
    return {
      line: text.slice(0, fence).split('\n').length,
      language,
      text: body.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
      comment: comment !== null && comment.includes('-->') ? null : comment,
    }
  })
}
