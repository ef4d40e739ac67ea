import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'vite'

const domain = join(import.meta.dirname, '../../../src/domain')

/** A cause as the source writes it; what is known only when it happens stands as `…`. */
export interface WrittenCause {
  /** Null where the source does not say it beside the words. */
  code: string | null
  /** One, or several that are chosen from. Empty: made elsewhere. */
  messages: string[]
  likelyCauses: string[]
  advice: string[]
}

interface Node {
  type: string
  start: number
  end: number
  [key: string]: unknown
}

/** Of what people are told of the other end. */
const names: Record<string, string> = { subject: 'the destination', host: 'the destination' }
const unknown = '…'

/** Every object of src/domain that has a message and a likely cause. */
export function causesInSource(): WrittenCause[] {
  const files = readdirSync(domain, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
  return files.sort().flatMap((file) => {
    const source = readFileSync(join(domain, file), 'utf8')
    return source.includes('likelyCause:') ? causesIn(source) : []
  })
}

/** As `causesInSource`, of one text. */
export function causesIn(source: string): WrittenCause[] {
  const causes: WrittenCause[] = []
  const program = parseSync('cause.ts', source, { lang: 'ts' }).program as unknown as Node
  const consts = constantsOf(program)
  const texts = (value: unknown) => textsOf(value as Node, consts).filter((text) => text.replaceAll(/[…\s]/g, '') !== '')
  const walk = (value: unknown, code: string | null): void => {
    if (Array.isArray(value)) for (const item of value) walk(item, code)
    if (!isNode(value)) return
    let own = code
    if (value.type === 'ObjectExpression') {
      const properties = propertiesOf(value, consts)
      if (properties.code) own = textsOf(properties.code, consts)[0] ?? code
      const { message, likelyCause, advice } = properties
      if (message && likelyCause)
        causes.push({ code: own, messages: texts(message), likelyCauses: texts(likelyCause), advice: texts(advice) })
    }
    for (const child of Object.values(value)) walk(child, own)
  }
  walk(program, null)
  return causes
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value
}

/** The values of `const` by name, wherever they stand. */
function constantsOf(node: unknown, found = new Map<string, Node>()): Map<string, Node> {
  if (Array.isArray(node)) for (const item of node) constantsOf(item, found)
  if (!isNode(node)) return found
  if (node.type === 'VariableDeclarator' && isNode(node.id) && isNode(node.init)) found.set(node.id.name as string, node.init)
  for (const child of Object.values(node)) constantsOf(child, found)
  return found
}

/** By name; those of a constant that is spread into it too. */
function propertiesOf(object: Node, consts: ReadonlyMap<string, Node>): Record<string, Node> {
  return Object.fromEntries(
    (object.properties as Node[]).flatMap((property) => {
      if (property.type === 'Property') return [[(property.key as Node).name as string, property.value as Node]]
      const spread = consts.get((property.argument as Node).name as string)
      return spread?.type === 'ObjectExpression' ? Object.entries(propertiesOf(spread, consts)) : []
    }),
  )
}

/** The texts that an expression can come to. */
function textsOf(node: Node | undefined, consts: ReadonlyMap<string, Node>): string[] {
  switch (node?.type) {
    case undefined:
      return []
    case 'Literal':
      return node.value === null ? [] : [String(node.value)]
    case 'TemplateLiteral':
      return [templateOf(node, consts)]
    case 'ConditionalExpression':
      return [node.consequent, node.alternate].flatMap((one) => textsOf(one as Node, consts))
    case 'ArrayExpression':
      return (node.elements as Node[]).flatMap((item) => textsOf(item, consts))
    case 'SpreadElement':
      return textsOf(node.argument as Node, consts)
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
      return textsOf(node.expression as Node, consts)
    case 'Identifier':
      return consts.has(node.name as string) ? textsOf(consts.get(node.name as string), consts) : [unknown]
    default:
      return [unknown]
  }
}

function templateOf({ quasis, expressions }: Node, consts: ReadonlyMap<string, Node>): string {
  return (quasis as { value: { cooked: string } }[])
    .map(({ value }, index) => {
      const expression = (expressions as Node[])[index]
      if (!expression) return value.cooked
      if (expression.type === 'Identifier' && expression.name === 'port') return `${value.cooked}${portWords(value.cooked)}`
      const name = expression.type === 'Identifier' ? (expression.name as string) : ''
      const [only, ...others] = name in names ? [names[name]!] : textsOf(expression, consts)
      return `${value.cooked}${only !== undefined && others.length === 0 ? only : unknown}`
    })
    .join('')
    .replace(/^the /, 'The ')
    .replaceAll('….', '…')
}

/** Some say "port" themselves, others leave it to who gives it. */
function portWords(before: string): string {
  return /(?:port|UDP) $/.test(before) ? unknown : `port ${unknown}`
}
