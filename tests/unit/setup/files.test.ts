import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { provide } from '../../../setup/cache.mjs'
import { isInstalled } from '../../../setup/dependencies.mjs'
import { removeStale, takeLock } from '../../../setup/lock.mjs'
import { findInTar } from '../../../setup/npmPackage.mjs'
import { readPrograms, writePrograms } from '../../../setup/programFile.mjs'
import { digest, isStamped, writeWhole } from '../../../setup/stamp.mjs'

/** No process has this number. */
const deadPid = 2 ** 22 + 1

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'setup-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('a stamp', () => {
  it('holds as long as nothing changes', () => {
    mkdirSync(join(folder, 'a/b'), { recursive: true })
    writeFileSync(join(folder, 'a/b/c'), '1')
    const first = digest(folder, ['a', 'none'])
    writeWhole(join(folder, 'stamp'), first)
    expect(isStamped(join(folder, 'stamp'), digest(folder, ['a', 'none']))).toBe(true)

    writeFileSync(join(folder, 'a/b/c'), '2')
    expect(isStamped(join(folder, 'stamp'), digest(folder, ['a', 'none']))).toBe(false)
  })

  it('notices a renamed, a new and a missing file, but not what is left out', () => {
    const digests = new Set<string>()
    const take = () => digests.add(digest(folder, ['a'], (name) => name === 'a/out'))
    take()
    mkdirSync(join(folder, 'a'))
    writeFileSync(join(folder, 'a/x'), '1')
    take()
    rmSync(join(folder, 'a/x'))
    writeFileSync(join(folder, 'a/y'), '1')
    take()
    writeFileSync(join(folder, 'a/z'), '1')
    take()
    expect(digests.size).toBe(4)
    mkdirSync(join(folder, 'a/out'))
    writeFileSync(join(folder, 'a/out/z'), '1')
    take()
    expect(digests.size).toBe(4)
  })

  it('that was never written does not hold', () => {
    expect(isStamped(join(folder, 'none'), '')).toBe(false)
  })
})

describe('the cache', () => {
  const make = (content: string) => async (aside: string) => writeFileSync(join(aside, 'program'), content)

  it('makes a thing once', async () => {
    await provide(folder, 'thing', make('first'))
    const again = await provide(folder, 'thing', make('second'))
    expect(readFileSync(join(again, 'program'), 'utf8')).toBe('first')
  })

  it('is not spoilt by two that make the same at once', async () => {
    const gate = Promise.withResolvers<void>()
    const slowly = (content: string) => async (aside: string) => {
      writeFileSync(join(aside, 'program'), content)
      await gate.promise
      writeFileSync(join(aside, 'library'), content)
    }
    const both = [provide(folder, 'thing', slowly('one')), provide(folder, 'thing', slowly('two'))]
    expect(existsSync(join(folder, 'thing'))).toBe(false)
    gate.resolve()
    const [one, two] = await Promise.all(both)
    expect(one).toBe(two)
    expect(readFileSync(join(folder, 'thing/program'), 'utf8')).toBe(readFileSync(join(folder, 'thing/library'), 'utf8'))
    expect(readdirSync(folder)).toEqual(['thing'])
  })

  it('keeps nothing of one that failed', async () => {
    const failing = async (aside: string) => {
      writeFileSync(join(aside, 'half'), '')
      throw new Error('interrupted')
    }
    await expect(provide(folder, 'thing', failing)).rejects.toThrow('interrupted')
    expect(readdirSync(folder)).toEqual([])
  })

  it('removes what one that was killed left long ago', async () => {
    const [old, recent] = [join(folder, `.aside-${deadPid}-a`), join(folder, `.aside-${deadPid}-b`)]
    mkdirSync(old)
    mkdirSync(recent)
    utimesSync(old, 0, 0)
    await provide(folder, 'thing', make(''))
    expect(readdirSync(folder).toSorted()).toEqual([`.aside-${deadPid}-b`, 'thing'])
  })

  it('that cannot be written is told with the way out', async () => {
    writeFileSync(join(folder, 'file'), '')
    await expect(provide(join(folder, 'file'), 'thing', make(''))).rejects.toThrow(/cannot be written \(E\w+\): .*XDG_CACHE_HOME/)
  })
})

it.each(['/proc/none/cache', '/proc/self/task/cache'])(
  'a cache where no folder can be made is told at once: %s',
  async (cache) => {
    await expect(provide(cache, 'thing', async () => {})).rejects.toThrow(/cannot be written \(E\w+\): .*XDG_CACHE_HOME/)
  },
)

describe('the lock', () => {
  it('is taken over from a process that is gone', async () => {
    const wait = vi.fn()
    writeFileSync(join(folder, 'lock'), String(deadPid))
    await takeLock(join(folder, 'lock'), wait)
    expect(readFileSync(join(folder, 'lock'), 'utf8')).toBe(String(process.pid))
    expect(wait).not.toHaveBeenCalled()
    expect(readdirSync(folder)).toEqual(['lock'])
  })

  it('is taken over when it is empty, or its number was given to another program', async () => {
    writeFileSync(join(folder, 'lock'), '')
    await takeLock(join(folder, 'lock'), () => {})
    writeFileSync(join(folder, 'lock'), String(process.ppid))
    await takeLock(join(folder, 'lock'), () => {})
    expect(readFileSync(join(folder, 'lock'), 'utf8')).toBe(String(process.pid))
  })

  it('is taken over from itself, since in a container numbers come again', async () => {
    writeFileSync(join(folder, 'lock'), String(process.pid))
    const wait = vi.fn()
    await takeLock(join(folder, 'lock'), wait)
    expect(wait).not.toHaveBeenCalled()
  })

  it('is taken over though one was killed in the midst of taking it over', async () => {
    writeFileSync(join(folder, 'lock'), String(deadPid))
    writeFileSync(join(folder, 'lock.guard'), String(deadPid))
    await takeLock(join(folder, 'lock'), () => {})
    expect(readdirSync(folder)).toEqual(['lock'])
  })

  it('is not taken from one who was faster in taking it over', async () => {
    const faster = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', 'prepare.mjs'], { stdio: 'ignore' })
    try {
      writeFileSync(join(folder, 'lock'), String(faster.pid))
      removeStale(join(folder, 'lock'))
      expect(readFileSync(join(folder, 'lock'), 'utf8')).toBe(String(faster.pid))
      expect(readdirSync(folder)).toEqual(['lock'])
    } finally {
      faster.kill('SIGKILL')
    }
  })
})

describe("npm's own record", () => {
  const wanted = {
    '': { version: '1.0.0' },
    'node_modules/a': { version: '1.0.0', integrity: 'x' },
    'node_modules/b': { version: '2.0.0', integrity: 'y', optional: true },
  }

  it('counts as installed when it agrees, optional ones left out or not', () => {
    expect(isInstalled(wanted, { 'node_modules/a': { version: '1.0.0', integrity: 'x' } })).toBe(true)
    expect(isInstalled(wanted, { ...wanted })).toBe(true)
  })

  it('does not when something is missing or another', () => {
    expect(isInstalled(wanted, {})).toBe(false)
    expect(isInstalled(wanted, { 'node_modules/a': { version: '1.0.1', integrity: 'x' } })).toBe(false)
    expect(isInstalled(wanted, { ...wanted, 'node_modules/b': { version: '2.0.0', integrity: 'z' } })).toBe(false)
  })
})

it('hands paths with any sign in them to the next command', () => {
  const variables = { NODE_BIN: "/it's a path/$HOME/node", FFMPEG_BIN: '/usr/bin/ffmpeg' }
  writePrograms(folder, variables)
  expect(readPrograms(folder)).toEqual(variables)
  expect(readPrograms(join(folder, 'none'))).toEqual({})
})

it('finds one file in an archive', () => {
  const entry = (name: string, content: string) => {
    const header = Buffer.alloc(512)
    header.write(name)
    header.write(content.length.toString(8).padStart(11, '0'), 124)
    return Buffer.concat([header, Buffer.from(content), Buffer.alloc((512 - (content.length % 512)) % 512)])
  }
  const tar = Buffer.concat([entry('package/a', 'x'.repeat(700)), entry('package/b', 'wanted'), Buffer.alloc(1024)])
  expect(findInTar(tar, 'package/b')?.toString()).toBe('wanted')
  expect(findInTar(tar, 'package/a')?.length).toBe(700)
  expect(findInTar(tar, 'package/none')).toBeUndefined()
})
