import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findOnPath, isProgram, run } from './command.mjs'
import { fetchFromPackage } from './npmPackage.mjs'
import { Problem } from './problem.mjs'
import { isAtLeast, readGoVersion } from './versions.mjs'

/** Its source, as the Go proxy has it. */
const module = {
  path: 'github.com/bluenviron/mediamtx',
  version: 'v1.20.1',
  sum: 'h1:nY/EAViwn1zN9krUOTCsuU7v+cAdJ62jdrcc8pI9grI=',
}

/** The version that is fetched or built. */
export const pinnedVersion = module.version

/** How many packages Go compiles for it: for the progress display. */
const packageCount = 760

/** A file of the program that is not in the module: its build takes it from here. */
const hls = {
  name: 'hls.js',
  version: '1.7.0',
  integrity: 'sha512-NnQpT6Z//+2IB2qovSUbKbrlXY1MOpi0JynZ9L2NNOuTJiNCyMSQj9k2laEj1v7CxU/Hb8oTWR98eT3mVpPQVQ==',
  file: 'dist/hls.min.js',
}

export const elsewhere = 'put MediaMTX 1.20 or newer on the PATH, or name one with MEDIAMTX_BIN'

async function findGo() {
  const go = findOnPath('go') ?? '/usr/local/go/bin/go'
  if (!isProgram(go))
    throw new Problem(`MediaMTX was not found, and building it needs Go 1.26 or newer: install Go, or ${elsewhere}.`)
  const { stdout } = await run(go, ['version'], { env: goEnv() })
  const version = readGoVersion(stdout)
  if (version && isAtLeast(version, [1, 26])) return go
  const found = version ? version.join('.') : 'that does not run'
  throw new Problem(
    `MediaMTX was not found, and building it needs Go 1.26 or newer, not ${found}: install a newer Go, or ${elsewhere}.`,
  )
}

/**
 * Builds the program `mediamtx` in the folder `aside` from its pinned source, by Go.
 *
 * @param {string} aside
 * @param {(text: string) => void} progress
 */
export async function buildMediamtx(aside, progress) {
  const go = await findGo()
  const source = join(aside, 'source')
  progress('fetching its source')
  const { stdout, stderr } = await run(go, ['mod', 'download', '-json', `${module.path}@${module.version}`], {
    cwd: aside,
    env: goEnv(),
  })
  const downloaded = readJson(stdout)
  if (!downloaded?.Dir) throw new Problem(explainGo(downloaded?.Error ?? stderr))
  if (downloaded.Sum !== module.sum)
    throw new Problem(`The Go proxy's MediaMTX ${module.version} is not the one that was pinned: ${elsewhere}.`)
  mkdirSync(source)
  await expect(run('cp', ['-R', `${downloaded.Dir}/.`, source]))
  await expect(run('chmod', ['-R', 'u+w', source]))
  writeFileSync(join(source, 'internal/core/VERSION'), module.version)
  await fetchFromPackage(hls, join(source, 'internal/servers/hls/hls.min.js'), 0o644)

  let packages = 0
  progress('building, about a minute and a half')
  const onLine = (/** @type {string} */ line) => {
    if (/^[\w./-]+$/.test(line)) progress(`building, ${++packages} of about ${packageCount} packages compiled`)
  }
  const target = join(aside, 'mediamtx')
  const built = await run(go, ['build', '-v', '-trimpath', '-ldflags=-s -w', '-o', target, '.'], {
    cwd: source,
    env: goEnv(),
    onLine,
  })
  if (built.code !== 0) throw new Problem(explainGo(built.stderr))
  rmSync(source, { recursive: true, force: true })
}

/** What a person has set for other Go projects must not change this build. */
function goEnv() {
  return {
    ...process.env,
    CGO_ENABLED: '0',
    GOFLAGS: '-buildvcs=false',
    GOWORK: 'off',
    GOTOOLCHAIN: 'local',
    GOOS: '',
    GOARCH: '',
  }
}

/** @param {ReturnType<typeof run>} running */
async function expect(running) {
  const { code, stderr } = await running
  if (code !== 0) throw new Problem(`MediaMTX could not be built: ${stderr.trim().slice(0, 300)}`)
}

/** @param {string} stderr */
export function explainGo(stderr) {
  if (/no space left on device/.test(stderr)) return 'The disk is full: free about 2 GB, then try again.'
  if (/dial tcp|no such host|i\/o timeout|TLS handshake|connection refused/.test(stderr)) {
    return `The Go module proxy cannot be reached, from which MediaMTX is built: connect this machine to the network, or ${elsewhere}.`
  }
  return `MediaMTX could not be built (${stderr.trim().split('\n').at(-1)?.slice(0, 300) ?? ''}): ${elsewhere}.`
}

/**
 * @param {string} text
 * @returns {{ Dir?: string, Sum?: string, Error?: string } | undefined}
 */
function readJson(text) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
