import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { render, type Rendered } from './render.ts'
import { readSources, type Source } from './sources.ts'

const all = 'virtual:documents'
const search = 'virtual:documents/search'
/** As Rollup marks what is no file. */
const marked = (id: string) => `\0${id}`

/**
 * The documents of the repository as modules: `virtual:documents` lists them, each is loaded when it is opened, and what search
 * reads is one more. Their shapes stand in client/documents/virtual.d.ts.
 */
export function documents(root: string): Plugin {
  const others = (sources: readonly Source[]) => new Set(sources.map(({ file }) => file))
  const rendered = (source: Source, sources: readonly Source[], pictures: string[] = []): Rendered =>
    render(source, { documents: others(sources), pictureOf: (file) => pictureOf(root, file, pictures) })
  return {
    name: 'documents',
    resolveId: (id) => (id === all || id.startsWith(`${all}/`) ? marked(id) : undefined),
    load(id) {
      if (!id.startsWith(marked(all))) return undefined
      const sources = readSources(root)
      for (const { file } of sources) this.addWatchFile(join(root, file))
      if (id === marked(all)) return listModule(sources.map((source) => ({ ...source, ...rendered(source, sources) })))
      if (id === marked(search))
        return searchModule(sources.map((source) => ({ name: source.name, ...rendered(source, sources) })))
      const source = sources.find(({ name }) => id === marked(`${all}/${name}`))
      if (source === undefined) return undefined
      const pictures: string[] = []
      return documentModule(rendered(source, sources, pictures), pictures)
    },
  }
}

function listModule(documentsOfAll: readonly (Source & Rendered)[]): string {
  const entries = documentsOfAll.map(({ name, title, group, summary }) => {
    const facts = JSON.stringify({ name, title, group, summary })
    return `{ ...${facts}, load: () => import(${JSON.stringify(`${all}/${name}`)}) }`
  })
  return `export const documents = [${entries.join(',\n')}]\n`
}

function searchModule(documentsOfAll: readonly (Rendered & { name: string })[]): string {
  const sections = documentsOfAll.flatMap(({ name, title, sections: own }) =>
    own.map(({ id, title: heading, level, text }) => ({ document: name, of: title, id: level === 1 ? '' : id, heading, text })),
  )
  // a browser reads a text faster than the same as a program
  return `export const sections = JSON.parse(${JSON.stringify(JSON.stringify(sections))})\n`
}

function documentModule({ html, headings }: Rendered, pictures: readonly string[]): string {
  const imports = pictures.map((file, place) => `import picture${place} from ${JSON.stringify(`${file}?url`)}\n`)
  const parts = html.split(/%PICTURE(\d+)%/).map((part, place) => (place % 2 === 0 ? JSON.stringify(part) : `picture${part}`))
  return `${imports.join('')}export const html = ${parts.join(' + ')}\nexport const headings = ${JSON.stringify(headings)}\n`
}

/** Its address is known when it has been built; its size, so that nothing moves when it comes. */
function pictureOf(root: string, file: string, pictures: string[]): string {
  const path = join(root, file)
  const place = pictures.push(path) - 1
  // of a PNG, where its first chunk says so
  const head = readFileSync(path).subarray(16, 24)
  return `src="%PICTURE${place}%" width="${head.readUInt32BE(0)}" height="${head.readUInt32BE(4)}"`
}
