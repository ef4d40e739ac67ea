import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { left } from '../../support/documents/rooms.ts'

const root = join(import.meta.dirname, '../../..')
const document = readFileSync(join(root, 'docs/architecture.md'), 'utf8')
const rooms = readdirSync(join(root, 'src')).map((name) => name.replace(/\.ts$/, ''))
const picture = /architecture\.test\.ts -->\n\n```mermaid\nflowchart RL\n([^]*?)```/.exec(document)?.[1] ?? ''
const arrows = [...picture.matchAll(/^ +(\w+) --> (\w+)$/gm)].map(([, from = '', to = '']) => ({ from, to }))

/** Everything that the arrows lead to. */
function behind(room: string): string[] {
  const next = arrows.filter(({ from }) => from === room).flatMap(({ to }) => [to, ...behind(to)])
  return [...new Set(next)].toSorted()
}

it('the picture of docs/architecture.md shows the folders of src, and no others', () => {
  expect(picture.trim().split('\n')).toHaveLength(arrows.length)
  expect([...new Set(arrows.flatMap(({ from, to }) => [from, to]))].toSorted()).toEqual([...new Set(rooms)].toSorted())
})

it('its arrows are the rule of imports', () => {
  for (const room of rooms) expect(behind(room), room).toEqual(left[room]?.toSorted())
})
