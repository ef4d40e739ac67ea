import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { blocksOf } from '../../support/documents/markdown.ts'

const root = join(import.meta.dirname, '../../..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const listed = execFileSync('git', ['-C', root, 'ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  encoding: 'utf8',
})
/** API.md is run as a whole by tests/api/apiDocument.test.ts. */
const pages = listed.split('\n').filter((file) => file !== '' && !file.startsWith('tests/') && file !== 'API.md')
const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts)

it('every block of shell commands says above it which test runs it, or why none does', () => {
  const blocks = pages
    .filter((page) => existsSync(join(root, page)))
    .flatMap((page) =>
      blocksOf(read(page))
        .filter(({ language }) => ['sh', 'bash', 'shell', 'console'].includes(language))
        .map((block) => ({ page, ...block })),
    )
  expect(blocks.length).toBeGreaterThan(30)
  const wrong = blocks.filter(({ comment }) => {
    const [, test] = /^run by (tests\/[\w/.]+\.ts)(?:,|$)/.exec(comment ?? '') ?? []
    return test === undefined ? !/^not run by a test: \S/.test(comment ?? '') : !existsSync(join(root, test))
  })
  expect(wrong.map(({ page, line, comment }) => `${page}:${line} says ${comment ?? 'nothing'}`)).toEqual([])
})

it('every npm command that a document names is there, and each is told in docs/commands.md', () => {
  const named = [
    ...new Set(pages.flatMap((page) => [...read(page).matchAll(/\bnpm run (?:-s )?([\w:]+)/g)].map(([, name]) => name))),
  ]
  expect(named.filter((name) => !scripts.includes(name ?? ''))).toEqual([])
  const commands = read('docs/commands.md')
  const own = scripts.filter((name) => !scripts.includes(name.replace(/^pre/, '')) || !name.startsWith('pre'))
  expect(own.filter((name) => !new RegExp(`npm (?:run )?${name}\\b`).test(commands))).toEqual([])
})

it('blocks are read with what is said of them', () => {
  const text = '<!-- why -->\n\n```sh\na\n```\n\n- b\n\n  <!-- other -->\n\n  ```sh\n  c\n    d\n  ```\n\n```js\ne\n```\n'
  expect(blocksOf(text)).toEqual([
    { line: 3, language: 'sh', text: 'a\n', comment: 'why' },
    { line: 11, language: 'sh', text: 'c\n  d\n', comment: 'other' },
    { line: 16, language: 'js', text: 'e\n', comment: null },
  ])
})
