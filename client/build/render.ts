import { posix } from 'node:path'
import GithubSlugger from 'github-slugger'
import { Marked, Renderer, type Token, type Tokens } from 'marked'
import { flowchartOf, type Flowchart } from './diagram.ts'
import { escaped } from './escaped.ts'
import { pictureOf as drawn } from './picture.ts'
import { blocks, plain } from './plain.ts'
import { nameOf, type Source } from './sources.ts'

export interface Heading {
  /** What a link to it ends in; as GitHub makes it. */
  id: string
  title: string
  level: number
}

export interface Section extends Heading {
  /** Sentences, rows and lines below the heading, one a line. */
  text: string
}

export interface Rendered {
  title: string
  /** Its first sentence. */
  summary: string
  html: string
  headings: Heading[]
  sections: Section[]
}

/** `pictureOf`: what stands in the markup for a picture, such as `src="..." width="1440"`. */
export interface Surroundings {
  /** Files that are documents too; links to others are none. */
  documents: ReadonlySet<string>
  pictureOf: (file: string) => string
}

/** A document as a part of a page: its links lead to the other documents, its headings have anchors. */
export function render({ file, text }: Source, { documents, pictureOf }: Surroundings): Rendered {
  const marked = new Marked()
  const tokens = marked.lexer(text)
  const headings = headingsOf(tokens)
  const targetOf = (href: string) => posix.normalize(posix.join(posix.dirname(file), href))

  const linkOf = (href: string, inner: string): string => {
    if (/^[a-z]+:/.test(href)) return `<a class="link" href="${escaped(href)}" target="_blank" rel="noreferrer">${inner}</a>`
    if (href.startsWith('#')) return `<a class="link" href="${escaped(href)}">${inner}</a>`
    const [path = '', anchor] = href.split('#', 2)
    const target = targetOf(path)
    if (!documents.has(target)) return `<span class="doc-file" title="${escaped(target)}">${inner}</span>`
    return `<a class="link" href="${nameOf(target)}${anchor === undefined ? '' : `#${escaped(anchor)}`}">${inner}</a>`
  }

  marked.use({
    renderer: {
      heading(token) {
        const { id = '', title = '' } = headings.get(token) ?? {}
        const level = token.depth
        const anchor = `<a class="doc-anchor" href="#${id}" aria-label="Link to ${escaped(title)}">#</a>`
        return `<h${level} id="${id}">${this.parser.parseInline(token.tokens)}${level === 1 ? '' : anchor}</h${level}>\n`
      },
      link({ href, tokens: inner }) {
        return linkOf(href, this.parser.parseInline(inner))
      },
      image({ href, text: alt }) {
        return `<img ${pictureOf(targetOf(href))} alt="${escaped(alt)}" loading="lazy">`
      },
      // notes for those who write, and pictures that are told how wide they are
      html({ text: written }) {
        return [...written.matchAll(/<img src="([^"]+)" alt="([^"]*)" width="(\d+)">/g)]
          .map(
            ([, src = '', alt = '', width]) =>
              `<img ${pictureOf(targetOf(src))} alt="${alt}" data-width="${width}" loading="lazy">`,
          )
          .join(' ')
      },
      table(token) {
        return `<div class="doc-table" data-scrolls>${Renderer.prototype.table.call(this, token)}</div>\n`
      },
      code({ text: code, lang }) {
        const flowchart = lang === 'mermaid' ? flowchartOf(code) : null
        if (flowchart !== null) return `<div class="doc-chart">${drawn(flowchart)}${inWords(flowchart)}</div>\n`
        return `<div class="doc-code"><pre data-scrolls><code>${escaped(code)}</code></pre><span data-copy></span></div>\n`
      },
    },
  })

  const [first, ...others] = [...headings.values()]
  const lead = tokens.find(({ type }) => type === 'paragraph')
  return {
    title: first?.title ?? file,
    summary: lead === undefined ? '' : firstSentence(plain(lead)),
    html: marked.parser(tokens),
    headings: others,
    sections: sectionsOf(tokens, headings),
  }
}

/** What the picture shows, for who does not see it. */
function inWords({ boxes, arrows }: Flowchart): string {
  const nameOfBox = (wanted: string) => escaped(boxes.find(({ id }) => id === wanted)?.name ?? wanted)
  const items = arrows.map(({ from, to, label, isLine }) => {
    const words = label === '' ? '' : `: ${escaped(label)}`
    return `<li>${nameOfBox(from)} ${isLine ? '–' : '→'} ${nameOfBox(to)}${words}</li>`
  })
  return `<ul class="sr-only">${items.join('')}</ul>`
}

function headingsOf(tokens: readonly Token[]): Map<Token, Heading> {
  const slugger = new GithubSlugger()
  const found = tokens.filter((token): token is Tokens.Heading => token.type === 'heading')
  return new Map(found.map((token) => [token, { id: slugger.slug(plain(token)), title: plain(token), level: token.depth }]))
}

function sectionsOf(tokens: readonly Token[], headings: ReadonlyMap<Token, Heading>): Section[] {
  const sections: (Heading & { lines: string[] })[] = []
  for (const token of tokens) {
    const heading = headings.get(token)
    if (heading !== undefined) sections.push({ ...heading, lines: [] })
    else sections.at(-1)?.lines.push(...blocks(token))
  }
  return sections.map(({ lines, ...heading }) => ({ ...heading, text: lines.filter((line) => line !== '').join('\n') }))
}

function firstSentence(text: string): string {
  const [sentence] = new Intl.Segmenter('en', { granularity: 'sentence' }).segment(text.replaceAll(/\s+/g, ' '))
  return sentence?.segment.trim() ?? ''
}
