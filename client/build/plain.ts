import type { Token, Tokens } from 'marked'

/** What a person reads of it, without its marks. */
export function plain(token: Token): string {
  if (token.type === 'html') return ''
  if (token.type === 'br') return ' '
  if ('tokens' in token && token.tokens !== undefined) return token.tokens.map(plain).join('')
  return 'text' in token ? String(token.text) : ''
}

/** Its paragraphs, items, rows of tables and lines of code, each a text. */
export function blocks(token: Token): string[] {
  switch (token.type) {
    case 'list':
      return (token as Tokens.List).items.flatMap((item) => item.tokens.flatMap(blocks))
    case 'blockquote':
      return (token as Tokens.Blockquote).tokens.flatMap(blocks)
    case 'table': {
      const { header, rows } = token as Tokens.Table
      return [header, ...rows].map((row) => row.map((cell) => cell.tokens.map(plain).join('')).join(' · '))
    }
    case 'code':
      // answers of the server are long, and say nothing that is not in the text
      return /^(?:json|mermaid)$/.test((token as Tokens.Code).lang ?? '') ? [] : (token as Tokens.Code).text.split('\n')
    case 'space':
    case 'html':
    case 'hr':
      return []
    default:
      return [plain(token).replaceAll(/\s+/g, ' ').trim()]
  }
}
