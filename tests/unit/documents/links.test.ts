import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, it } from 'vitest'
import { anchorsOf, linksOf, withoutCode } from '../../support/documents/markdown.ts'

const root = join(import.meta.dirname, '../../..')
const pages = execFileSync('git', ['-C', root, 'ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(join(root, file)))
const texts = new Map(pages.map((page) => [page, readFileSync(join(root, page), 'utf8')]))

it('every link of a document leads somewhere, to a heading that is there too', () => {
  expect(pages.length).toBeGreaterThan(15)
  const broken = [...texts].flatMap(([page, text]) =>
    linksOf(text)
      .filter((link) => !/^[a-z]+:/.test(link))
      .filter((link) => {
        const [path = '', anchor] = link.split('#', 2)
        const file = path === '' ? page : normalize(join(dirname(page), path))
        if (!existsSync(join(root, file))) return true
        return anchor !== undefined && !anchorsOf(texts.get(file) ?? '').includes(anchor)
      })
      .map((link) => `${page}: ${link}`),
  )
  expect(broken).toEqual([])
})

it('every document but the first is linked or named by another', () => {
  const led = new Set(
    [...texts].flatMap(([page, text]) =>
      linksOf(text).flatMap((link) => {
        const [path = ''] = link.split('#', 1)
        return path === '' ? [] : [normalize(join(dirname(page), path))]
      }),
    ),
  )
  const isNamed = (page: string) => [...texts].some(([other, text]) => other !== page && text.includes(page))
  const alone = pages.filter((page) => !led.has(page) && !led.has(dirname(page)) && !isNamed(page))
  expect(alone.filter((page) => !/^(?:README\.md|\.github\/|tests\/)/.test(page))).toEqual([])
})

it('links and headings are read as a page shows them', () => {
  const text =
    '# A `B`, c & d!\n\n[one](x.md#y) ![two](z.png) `[no](no.md)`\n\n```sh\n# no heading [no](no.md)\n```\n\n## A `B`, c & d!\n'
  expect(linksOf(text)).toEqual(['x.md#y', 'z.png'])
  expect(anchorsOf(text)).toEqual(['a-b-c--d', 'a-b-c--d-1'])
  expect(withoutCode('a\n```\nb\n```\nc')).not.toContain('b')
})
