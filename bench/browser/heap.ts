/** As V8 writes it. */
interface Snapshot {
  snapshot: { meta: { node_fields: string[]; node_types: [string[], ...unknown[]] } }
  nodes: number[]
  strings: string[]
}

/**
 * Of the engine, not of the page: it compiles a function anew, faster and larger, the more often that has run, and notes for it
 * what it saw. There is an end to it, since the security policy of the pages lets no script be made while they run.
 */
const engines = new Set(['code', 'object shape', 'hidden'])
/** What the browser measures of a page it keeps for whoever might ask, the first 150 to 250 of each kind. */
const measurement = /^(Performance|LayoutShift|TaskAttribution|DOMRectReadOnly)/

/** What a heap snapshot holds, bytes. */
export function sizesIn(text: string): { objects: number; code: number } {
  const { snapshot, nodes, strings } = JSON.parse(text) as Snapshot
  const { node_fields: fields, node_types: types } = snapshot.meta
  const [type, name, size] = ['type', 'name', 'self_size'].map((field) => fields.indexOf(field)) as [number, number, number]
  const sizes = { objects: 0, code: 0 }
  for (let at = 0; at < nodes.length; at += fields.length) {
    const kind = types[0][nodes[at + type]!]!
    if (engines.has(kind)) sizes.code += nodes[at + size]!
    else if (kind !== 'native' || !measurement.test(strings[nodes[at + name]!]!)) sizes.objects += nodes[at + size]!
  }
  return sizes
}
