import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '../../../client')
const isSource = (name: string) => /\.tsx?$/.test(name) && !/^(?:dist|\.dist|\.old|generated)/.test(name)

it('addresses of the server are written for wherever it lies (BASE_PATH)', () => {
  const bare =
    /(?<!<Navigate )(?:href|src)=(?:"|\{['"`])\/|(?:fetch|assign|replace|register|URL)\(['"`]\/(?!\[)|<a\s[^>]{0,300}?href=\{(?!addressOf\(|`#|href\(tab\))/g
  const found = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter(isSource)
    .flatMap((name) => (readFileSync(join(root, name), 'utf8').match(bare) ?? []).map((text) => `${name}: ${text}`))
  // An entry of the list of problems takes a path, and its link makes an address of it.
  const takesPath = /^overview\/Problem\w+\.tsx: href=/
  expect(found.filter((one) => !takesPath.test(one))).toEqual([])
})
