import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { findMediamtx } from '../../../setup/mediamtx.mjs'
import { fetchRelease, forgetRelease, releasePlatform } from '../../../setup/mediamtxRelease.mjs'
import { Report } from '../../../setup/report.mjs'

const version = 'v1.20.1'
const name = `mediamtx_${version}_linux_amd64.tar.gz`
/** With what does not get smaller, so that an archive has several pieces. */
const program = `#!/bin/sh\necho ${version}\nexit\n${createHash('sha512').update('x').digest('hex')}`
const archive = gzipSync(Buffer.concat([entry('mediamtx', program), entry('LICENSE', 'MIT'), Buffer.alloc(1024)]))
const sums = (content = archive) =>
  `${'0'.repeat(64)} *other.zip\n${createHash('sha256').update(content).digest('hex')} *${name}\n`

type Answer = (request: IncomingMessage, response: ServerResponse) => void

let folder: string
let server: Server
let base: string
let asked: string[]
let answers: { checksums: Answer; archive: Answer }

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'release-'))
  asked = []
  answers = { checksums: (_, response) => response.end(sums()), archive: whole }
  server = createServer((request, response) => {
    asked.push(`${request.url} ${request.headers.range ?? ''}`.trim())
    const answer = request.url?.endsWith('/checksums.sha256') ? answers.checksums : answers.archive
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/releases`
})

afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  rmSync(folder, { recursive: true, force: true })
  vi.unstubAllEnvs()
})

function entry(file: string, content: string): Buffer {
  const header = Buffer.alloc(512)
  header.write(file)
  header.write(content.length.toString(8).padStart(11, '0'), 124)
  return Buffer.concat([header, Buffer.from(content), Buffer.alloc((512 - (content.length % 512)) % 512)])
}

/** As a release's host answers: with ranges. */
function whole(request: IncomingMessage, response: ServerResponse): void {
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0)
  const rest = archive.subarray(from)
  const range = from > 0 ? { 'content-range': `bytes ${from}-${archive.length - 1}/${archive.length}` } : {}
  response.writeHead(from > 0 ? 206 : 200, { 'content-length': rest.length, ...range }).end(rest)
}

/** Sends so many bytes of what it announces, and breaks off. */
function cutAfter(bytes: number): Answer {
  return (request, response) => {
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0)
    const range = from > 0 ? { 'content-range': `bytes ${from}-${archive.length - 1}/${archive.length}` } : {}
    response.writeHead(from > 0 ? 206 : 200, { 'content-length': archive.length - from, ...range })
    response.write(archive.subarray(from, from + bytes), () => setTimeout(() => response.destroy(), 20))
  }
}

const target = () => join(folder, 'mediamtx')
const told: string[] = []
function get(patience = { answer: 1000, silence: 1000 }): Promise<void> {
  told.length = 0
  const wanted = { version, platform: 'linux_amd64', base, cache: join(folder, 'cache') }
  return fetchRelease(wanted, target(), (text) => told.push(text), patience)
}
const left = () => readdirSync(join(folder, 'cache'))

describe('the official release', () => {
  it('is fetched, checked against its own checksums, and unpacked, with progress', async () => {
    await get()
    expect(readFileSync(target(), 'utf8')).toBe(program)
    expect(statSync(target()).mode & 0o777).toBe(0o755)
    expect(asked).toEqual([`/releases/${version}/checksums.sha256`, `/releases/${version}/${name}`])
    expect(told.at(-1)).toMatch(/^fetching the official release, 0\.0 of 0\.0 MB$/)
    expect(left()).toEqual([])
  })

  it('goes on where the connection was cut', async () => {
    let first = true
    answers.archive = (request, response) => {
      ;(first ? cutAfter(100) : whole)(request, response)
      first = false
    }
    await get()
    expect(readFileSync(target(), 'utf8')).toBe(program)
    expect(asked.slice(1)).toEqual([`/releases/${version}/${name}`, `/releases/${version}/${name} bytes=100-`])
  })

  it('goes on where an earlier start gave up, or was killed', async () => {
    answers.archive = cutAfter(40)
    await expect(get()).rejects.toThrow(/broke off/)
    expect(asked).toHaveLength(4)
    expect(left()).toEqual([`${name}.part`])
    answers.archive = whole
    await get()
    expect(asked.at(-1)).toBe(`/releases/${version}/${name} bytes=120-`)
    rmSync(target())

    writeFileSync(join(folder, 'cache', `${name}.part.${2 ** 22 + 1}`), archive.subarray(0, 200))
    await get()
    expect(asked.at(-1)).toBe(`/releases/${version}/${name} bytes=200-`)
    expect(readFileSync(target(), 'utf8')).toBe(program)
    expect(left()).toEqual([])
  })

  it('leaves alone what another start is at work on', async () => {
    await get()
    const others = `${name}.part.${process.ppid}`
    writeFileSync(join(folder, 'cache', others), archive.subarray(0, 200))
    await get()
    expect(asked.at(-1)).toBe(`/releases/${version}/${name}`)
    expect(left()).toEqual([others])
  })

  it('begins anew where a server knows no ranges', async () => {
    answers.archive = cutAfter(40)
    await expect(get()).rejects.toThrow(/broke off/)
    answers.archive = (_, response) => response.end(archive)
    await get()
    expect(readFileSync(target(), 'utf8')).toBe(program)
  })

  it('is whole already when nothing follows', async () => {
    await get()
    writeFileSync(join(folder, 'cache', `${name}.part`), archive)
    answers.archive = (_, response) => response.writeHead(416).end()
    await get()
    expect(readFileSync(target(), 'utf8')).toBe(program)
  })

  it('is forgotten, as far as it was had, when it is not needed any more', async () => {
    answers.archive = cutAfter(40)
    await expect(get()).rejects.toThrow(/broke off/)
    forgetRelease(join(folder, 'cache'))
    expect(left()).toEqual([])
  })

  it('is deleted when it is not what its checksum says', async () => {
    answers.checksums = (_, response) => response.end(sums(Buffer.from('another')))
    await expect(get()).rejects.toThrow(/^what 127\.0\.0\.1:\d+ sent is not what its checksum says$/)
    expect(left()).toEqual([])
  })

  it.each<[string, Partial<typeof answers>, RegExp]>([
    ['the release is not there', { checksums: (_, response) => response.writeHead(404).end('Not Found') }, /answers 404/],
    ['a guard forbids it', { archive: (_, response) => response.writeHead(403).end('<html>') }, /answers 403/],
    ['a page to sign in is sent', { checksums: (_, response) => response.end('<html>Sign in</html>') }, /do not name mediamtx_/],
    ['a page to sign in is sent for the archive', { archive: (_, response) => response.end('<html>') }, /not what its checksum/],
    [
      'it is no archive, though its checksum says so',
      {
        checksums: (_, response) => response.end(sums(Buffer.from('MZ'))),
        archive: (_, response) => response.end('MZ'),
      },
      /the archive holds no program/,
    ],
    ['endless text is sent', { checksums: (_, response) => response.end('x'.repeat(2_000_000)) }, /sends something else/],
    ['nothing is answered', { checksums: () => {} }, /does not answer within 0\.2 s/],
    [
      'it falls silent in the middle',
      { archive: (_, response) => response.writeHead(200, { 'content-length': archive.length }).write('x') },
      /sent nothing for 0\.2 s/,
    ],
  ])('is told in words when %s', async (_case, other, message) => {
    Object.assign(answers, other)
    await expect(get({ answer: 200, silence: 200 })).rejects.toMatchObject({
      ...{ name: 'DownloadError', message: expect.stringMatching(message) },
    })
  })

  it('is told in words where nobody listens, and where the place is no address', async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    await expect(get()).rejects.toThrow(/cannot be reached \(ECONNREFUSED\)/)
    base = 'ftp://user:canary@releases.example'
    await expect(get()).rejects.toThrow(/^MEDIAMTX_RELEASES_URL is not an address/)
  })

  it('is asked for with the name and password of the address, which no message holds', async () => {
    let authorization: string | undefined
    answers.checksums = (request, response) => {
      authorization = request.headers.authorization
      response.writeHead(403).end()
    }
    base = base.replace('//', '//user:c%40nary@')
    await expect(get()).rejects.toThrow(/^127\.0\.0\.1:\d+ answers 403$/)
    expect(authorization).toBe(`Basic ${Buffer.from('user:c@nary').toString('base64')}`)
  })
})

it('names the platforms that releases are made for', () => {
  const on = (platform: string, arch: string, version?: string) =>
    releasePlatform({ platform, arch, config: { variables: { arm_version: version } } })
  expect(on('linux', 'x64')).toBe('linux_amd64')
  expect(on('linux', 'arm', '6')).toBe('linux_armv6')
  expect(on('linux', 'arm', '7')).toBe('linux_armv7')
  expect(on('darwin', 'arm64')).toBe('darwin_arm64')
  expect(on('linux', 'riscv64')).toBeUndefined()
})

it.runIf(releasePlatform() === 'linux_amd64')('is what a start without MediaMTX gets, before anything is built', async () => {
  vi.stubEnv('PATH', '')
  vi.stubEnv('XDG_CACHE_HOME', join(folder, 'cache'))
  let printed = ''
  const report = new Report({ write: (text) => (printed += text) })
  const path = await findMediamtx(folder, { named: undefined, releases: base }, report)
  expect(readFileSync(path, 'utf8')).toBe(program)
  expect(printed).toMatch(/MediaMTX +1\.20\.1 \(official release\)/)
  await findMediamtx(folder, { named: undefined, releases: base }, report)
  expect(printed).toMatch(/1\.20\.1 \(cache\)/)
  expect(asked).toHaveLength(2)
})
