import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { explainGo } from '../../../setup/mediamtxBuild.mjs'
import { explainNpm } from '../../../setup/npm.mjs'
import { Report } from '../../../setup/report.mjs'

it.each([
  ['npm error code ENOTFOUND\nnpm error syscall getaddrinfo', /^The npm registry cannot be reached \(ENOTFOUND\): connect/],
  ['npm error code EACCES\nnpm error path /x', /^npm may not write its files \(EACCES\): let/],
  ['npm error code ENOSPC', /^The disk is full: free/],
  ['npm error code EINTEGRITY\nnpm error sha512', /^A package is not the one that was pinned: run/],
  [
    'npm error code EUSAGE\nnpm error\nnpm error `npm ci` can only install in sync.\nnpm error Usage',
    /^`npm ci` failed \(EUSAGE\): `npm ci` can only/,
  ],
])('says in one sentence what npm says in many: %j', (stderr, sentence) => {
  expect(explainNpm('ci', stderr)).toMatch(sentence)
  expect(explainNpm('ci', stderr)).not.toContain('\n')
})

it.each([
  ['go: example.org/x: Get "https://example.org": dial tcp: lookup: no such host', /^The Go module proxy cannot be reached/],
  ['compile: writing output: no space left on device', /^The disk is full/],
  ['one\ntwo\n', /^MediaMTX could not be built \(two\): put/],
])('says in one sentence what Go says: %j', (stderr, sentence) => {
  expect(explainGo(stderr)).toMatch(sentence)
})

it('writes one line for a step, with the seconds it took', async () => {
  let [text, now] = ['', 0]
  const report = new Report({ write: (part) => (text += part) }, () => now)
  const value = await report.step('Thing', async (progress) => {
    progress('making')
    now = 2340
    return { result: 'made', value: 7 }
  })
  expect(value).toBe(7)
  expect(text).toMatch(/^ {2}Thing\s+made\s+2\.3 s\n$/)
})

it('writes nothing to where a command answers, which may be a file', () => {
  const report = join(import.meta.dirname, '../../../setup/report.mjs')
  const steps = `import { Report } from ${JSON.stringify(report)}
    const report = new Report()
    report.note('A remark')
    await report.step('Thing', async () => ({ result: 'made', value: 7 }))`
  expect(execFileSync(process.execPath, ['--input-type=module', '-e', steps], { encoding: 'utf8', stdio: 'pipe' })).toBe('')
})
