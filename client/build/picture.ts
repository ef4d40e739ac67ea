import { Graph, layout } from '@dagrejs/dagre'
import type { Arrow, Box, Flowchart } from './diagram.ts'
import { escaped } from './escaped.ts'

interface Point {
  x: number
  y: number
}

interface Place extends Point {
  width: number
  height: number
}

/** Columns of a line of text: so wide a picture is that a phone shows it without making it small. */
const columns = 14
/** Pixels: a letter is no wider than that on average, in no font that a browser may take. */
const box = { letter: 7.4, line: 18, beside: 12, above: 8, between: 16, below: 32 }
const label = { letter: 6.3, line: 16, beside: 4 }
const head = { length: 8, half: 4 }
/** Of what keeps something: how high its lid is. */
const lid = 5

/** A flowchart from top to bottom as the markup of an SVG. How it is coloured, its page says: by classes, and by nothing else. */
export function pictureOf({ boxes, arrows }: Flowchart): string {
  const graph = new Graph({ multigraph: true })
  graph.setGraph({ rankdir: 'TB', nodesep: box.between, ranksep: box.below, edgesep: 8, marginx: 1, marginy: 1 })
  for (const { id, name, shape } of boxes) {
    const lines = wrapped(name)
    const above = box.above + (shape === 'store' ? lid : 0)
    graph.setNode(id, { width: widest(lines) * box.letter + 2 * box.beside, height: lines.length * box.line + 2 * above })
  }
  for (const [place, { from, to, label: text }] of arrows.entries()) {
    const lines = wrapped(text)
    const size = { width: widest(lines) * label.letter + 2 * label.beside, height: lines.length * label.line }
    graph.setEdge(from, to, { ...(text === '' ? { width: 0, height: 0 } : size), labelpos: 'c' }, String(place))
  }
  layout(graph)
  const { width = 0, height = 0 } = graph.graph() as Partial<Place>
  const drawn = [
    ...arrows.map((arrow, place) => lineOf(arrow, graph.edge(arrow.from, arrow.to, String(place)).points as Point[])),
    ...boxes.map((one) => boxAt(one, graph.node(one.id) as Place)),
    // above the lines
    ...arrows.map((arrow, place) => labelOf(arrow, graph.edge(arrow.from, arrow.to, String(place)) as Place)),
  ]
  const size = `width="${Math.ceil(width)}" height="${Math.ceil(height)}" viewBox="0 0 ${Math.ceil(width)} ${Math.ceil(height)}"`
  return `<svg class="doc-picture" ${size} aria-hidden="true">${drawn.join('')}</svg>`
}

function boxAt({ name, shape }: Box, place: Place): string {
  const isStore = shape === 'store'
  const outline = isStore ? barrelAt(place) : rectAt(place, shape === 'outside' ? place.height / 2 : 6)
  const text = textAt(wrapped(name), place.x, place.y + (isStore ? lid : 0), box.line)
  return `<g class="box" data-shape="${shape}">${outline}${text}</g>`
}

function barrelAt({ x, y, width, height }: Place): string {
  const [left, top] = [x - width / 2, y - height / 2]
  const arc = (toLeft: boolean, sweep: 0 | 1) => `a${at(width / 2)} ${lid} 0 0 ${sweep} ${at(toLeft ? -width : width)} 0`
  const start = `M${at(left)} ${at(top + lid)}`
  const body = `${start}${arc(false, 1)}v${at(height - 2 * lid)}${arc(true, 1)}z`
  return `<path d="${body}"/><path d="${start}${arc(false, 0)}"/>`
}

/** Its corners are rounded; its end lies on the edge of a box. */
function lineOf({ isLine }: Arrow, points: readonly Point[]): string {
  const end = points.at(-1) ?? { x: 0, y: 0 }
  const before = points.at(-2) ?? end
  const length = Math.hypot(end.x - before.x, end.y - before.y) || 1
  const [dx, dy] = [(end.x - before.x) / length, (end.y - before.y) / length]
  const neck = isLine ? end : { x: end.x - dx * head.length, y: end.y - dy * head.length }
  const [first = end, ...others] = [...points.slice(0, -1), neck]
  let path = `M${pair(first)}`
  for (const [place, point] of others.entries()) {
    const next = others[place + 1]
    path += next === undefined ? `L${pair(point)}` : `Q${pair(point)} ${pair(next === neck ? point : middle(point, next))}`
  }
  const side = (way: 1 | -1) => ({ x: neck.x - dy * head.half * way, y: neck.y + dx * head.half * way })
  const tip = isLine ? '' : `<path class="tip" d="M${pair(end)}L${pair(side(1))}L${pair(side(-1))}z"/>`
  return `<path class="line" d="${path}"/>${tip}`
}

/** On a ground that hides its line. */
function labelOf({ label: text }: Arrow, { x, y, width, height }: Place): string {
  if (text === '') return ''
  return `<g class="label">${rectAt({ x, y, width, height }, 0)}${textAt(wrapped(text), x, y, label.line)}</g>`
}

function rectAt({ x, y, width, height }: Place, corner: number): string {
  return `<rect x="${at(x - width / 2)}" y="${at(y - height / 2)}" width="${at(width)}" height="${at(height)}" rx="${at(corner)}"/>`
}

/** Lines of text around a point. */
function textAt(lines: readonly string[], x: number, y: number, height: number): string {
  return lines
    .map((line, place) => [line, y + (place - (lines.length - 1) / 2) * height] as const)
    .map(([line, middleOfIt]) => `<text x="${at(x)}" y="${at(middleOfIt)}" dy="0.35em">${escaped(line)}</text>`)
    .join('')
}

function wrapped(text: string): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last === undefined || `${last} ${word}`.length > columns) lines.push(word)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines
}

const widest = (lines: readonly string[]) => Math.max(...lines.map(({ length }) => length))
const middle = (one: Point, other: Point): Point => ({ x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 })
const at = (length: number) => String(Math.round(length * 10) / 10)
const pair = ({ x, y }: Point) => `${at(x)} ${at(y)}`
