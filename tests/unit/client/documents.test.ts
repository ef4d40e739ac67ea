import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { flowchartOf } from '../../../client/build/diagram.ts'
import { pictureOf } from '../../../client/build/picture.ts'
import { render, type Surroundings } from '../../../client/build/render.ts'
import { nameOf, readSources } from '../../../client/build/sources.ts'
import { bestSentence, finder } from '../../../client/documents/find.ts'
import { anchorsOf } from '../../support/documents/markdown.ts'

const root = join(import.meta.dirname, '../../..')
const sources = readSources(root)
const surroundings: Surroundings = {
  documents: new Set(sources.map(({ file }) => file)),
  pictureOf: (file) => `src="${file}"${existsSync(join(root, file)) ? '' : ' data-missing'}`,
}
const all = sources.map((source) => ({ ...source, ...render(source, surroundings) }))

describe('documents as pages', () => {
  it('are all there, each under a name of its own that a router takes for no file', () => {
    const files = all.map(({ file }) => file)
    expect(files).toEqual(
      expect.arrayContaining(['README.md', 'API.md', 'DEPLOYMENT.md', 'docs/failures.md', 'docs/security.md']),
    )
    expect(new Set(all.map(({ name }) => name)).size).toBe(files.length)
    expect(all.filter(({ name }) => /[^a-z-]/.test(name))).toEqual([])
    expect(all.filter(({ title, summary }) => title === '' || summary === '')).toEqual([])
  })

  it('lie among what the dashboard is built of', () => {
    const setup = readFileSync(join(root, 'setup/client.mjs'), 'utf8')
    expect(sources.filter(({ file }) => !file.startsWith('docs/') && !setup.includes(`'${file}'`))).toEqual([])
  })

  it('have the headings that links name, and lead nowhere but to each other and to other sites', () => {
    const ids = new Map(all.map(({ file, name, text }) => [name, { file, ids: anchorsOf(text) }]))
    for (const { file, name, html, text } of all) {
      expect(
        [...html.matchAll(/<h\d id="([^"]*)"/g)].map(([, id]) => id),
        file,
      ).toEqual(anchorsOf(text))
      expect(html).not.toMatch(/<!--|<script|<style| style=| on\w+="|data-missing/)
      for (const [, href = ''] of html.matchAll(/<a[^>]* href="([^"]*)"/g)) {
        if (/^https?:/.test(href)) continue
        const [target = '', anchor] = href.split('#', 2)
        const known = ids.get(target === '' ? name : target)
        expect(known, `${file}: ${href}`).toBeDefined()
        if (anchor !== undefined) expect(known?.ids, `${file}: ${href}`).toContain(anchor)
      }
    }
  })

  it('lead to documents by their names, to pictures, and to no file that is not served', () => {
    const text =
      '# One `a<b>`\n\n<!-- note -->\n\nSee [two](../API.md#x), [three](pictures/a.png), [lock](../package.json) ![p](pictures/a.png).\n\n```sh\na < b\n```\n'
    const around = { documents: new Set(['API.md']), pictureOf: (file: string) => `src="/${file}"` }
    const { html, title, summary } = render({ file: 'docs/one.md', name: 'one', group: '', text }, around)
    expect([title, summary]).toEqual(['One a<b>', 'See two, three, lock p.'])
    expect(html).toContain('<h1 id="one-ab">One <code>a&lt;b&gt;</code></h1>')
    expect(html).toContain('<a class="link" href="api#x">two</a>')
    expect(html).toContain('<span class="doc-file" title="package.json">lock</span>')
    expect(html).toContain('<img src="/docs/pictures/a.png" alt="p" loading="lazy">')
    expect(html).toContain('<code>a &lt; b\n</code>'.replace('\n', ''))
    expect(nameOf('SECURITY.md')).not.toBe(nameOf('docs/security.md'))
  })

  it('have their diagrams as pictures, and as words for who does not see them', () => {
    const text = 'flowchart LR\n  a([One]) -- "over, <x>" --> b[(Two)]\n  b --> c[Three]\n  c --- a\n'
    const chart = flowchartOf(text)
    expect(chart).toEqual({
      boxes: [
        { id: 'a', name: 'One', shape: 'outside' },
        { id: 'b', name: 'Two', shape: 'store' },
        { id: 'c', name: 'Three', shape: 'part' },
      ],
      arrows: [
        { from: 'a', to: 'b', label: 'over, <x>', isLine: false },
        { from: 'b', to: 'c', label: '', isLine: false },
        { from: 'c', to: 'a', label: '', isLine: true },
      ],
    })
    for (const other of ['flowchart LR\n  subgraph a\n', 'flowchart LR\n  a{x} --> b\n', 'sequenceDiagram\n  a --> b\n'])
      expect(flowchartOf(other), other).toBeNull()

    const { html } = render(
      { file: 'docs/one.md', name: 'one', group: '', text: `# A\n\nB.\n\n\`\`\`mermaid\n${text}\`\`\`\n` },
      surroundings,
    )
    expect(html).toContain('<ul class="sr-only"><li>One → Two: over, &lt;x&gt;</li><li>Two → Three</li><li>Three – One</li></ul>')
    expect([...html.matchAll(/<text[^>]*>([^<]*)</g)].map(([, line]) => line)).toEqual(['One', 'Two', 'Three', 'over, &lt;x&gt;'])
    expect(html.match(/class="line"/g)).toHaveLength(3)
    expect(html.match(/class="tip"/g)).toHaveLength(2)
    const charts = sources.flatMap((source) => source.text.match(/^```mermaid$/gm) ?? [])
    expect(charts.length).toBeGreaterThan(0)
    expect(all.flatMap((document) => document.html.match(/<svg class="doc-picture"/g) ?? [])).toHaveLength(charts.length)
  })

  it('are drawn from top to bottom, no box on another, and within the width of a phone', () => {
    for (const { file, text } of sources) {
      for (const [, written = ''] of text.matchAll(/^```mermaid\n([^]*?)^```$/gm)) {
        const chart = flowchartOf(written)
        if (chart === null) throw new Error(`${file} has a diagram that cannot be drawn`)
        const drawn = pictureOf(chart)
        const numbers = /width="(\d+)" height="(\d+)" viewBox="0 0 (\d+) (\d+)"/.exec(drawn)?.slice(1).map(Number)
        expect(numbers?.[0]).toBeLessThan(400)
        const boxes = [
          ...drawn.matchAll(/<g class="box"[^>]*><rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/g),
        ].map((found) => found.slice(1).map(Number))
        for (const [place, [x = 0, y = 0, width = 0, height = 0]] of boxes.entries())
          for (const [left = 0, top = 0, wide = 0, high = 0] of boxes.slice(place + 1))
            expect(x + width <= left || left + wide <= x || y + height <= top || top + high <= y, file).toBe(true)
      }
    }
  })
})

describe('search', () => {
  const sections = all.flatMap(({ name, title, sections: own }) =>
    own.map(({ id, title: heading, text }) => ({ document: name, of: title, id, heading, text })),
  )
  const find = finder(sections)
  const best = (query: string) => find(query).map(({ document, id }) => `${document}#${id}`)

  it('finds what people ask for in other words, by beginnings, by codes and with a slip', () => {
    expect(best('containers will not start')[0]).toBe('troubleshooting#containers-wont-start')
    expect(best('lost key').slice(0, 2)).toContain('secrets#a-lost-key')
    expect(best('SECRET_UNREADABLE').slice(0, 2)).toContain('failures#secret_unreadable')
    expect(best('troublesho')[0]).toBe('troubleshooting#troubleshooting')
    expect(best('multicats')).not.toEqual([])
    expect(best('qqzzqq')).toEqual([])
  })

  it('shows the sentence that says most, with the words that were found', () => {
    const text = 'Nothing here. The key is lost? Put the key back.\nkeyed'
    expect(bestSentence(text, ['key', 'lost'])).toEqual([
      { text: 'The ', isFound: false },
      { text: 'key', isFound: true },
      { text: ' is ', isFound: false },
      { text: 'lost', isFound: true },
      { text: '?', isFound: false },
    ])
    expect(
      bestSentence('Open srt://host?latency=1 there. No.', ['srt'])
        .map((part) => part.text)
        .join(''),
    ).toBe('Open srt://host?latency=1 there.')
    const long = bestSentence(`${'word '.repeat(200)}needle ${'word '.repeat(200)}`, ['needle'])
    expect(long.find(({ isFound }) => isFound)?.text).toBe('needle')
    expect(long.map((part) => part.text).join('').length).toBeLessThan(260)
    expect(bestSentence('a+b is c', ['a+b'])[0]).toEqual({ text: 'a+b', isFound: true })
    expect(bestSentence('', ['x'])).toEqual([])
  })
})
