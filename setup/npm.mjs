import { delimiter, sep } from 'node:path'
import { findOnPath, run } from './command.mjs'
import { Problem } from './problem.mjs'

/**
 * Our own Node 24 stands in node_modules, which npm replaces while it works: npm must run with the system's.
 *
 * @returns {NodeJS.ProcessEnv}
 */
export function systemEnv() {
  const own = `${sep}node_modules${sep}`
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => !`${folder}${sep}`.includes(own))
  return { ...process.env, PATH: folders.join(delimiter) }
}

/**
 * Runs npm. A failure is told in one sentence.
 *
 * @param {readonly string[]} args
 * @param {{ cwd: string, onLine?: (line: string) => void }} options
 * @returns {Promise<string>} what it printed
 */
export async function npm(args, options) {
  const env = systemEnv()
  const { npm_execpath: script, npm_node_execpath: node } = env
  const [program, first] =
    script?.endsWith('npm-cli.js') && node && !node.includes(`${sep}node_modules${sep}`)
      ? [node, [script]]
      : [findOnPath('npm', env), []]
  if (!program) throw new Problem('npm was not found: install it along with Node, then try again.')
  const retries = ['--fetch-retries=2', '--fetch-retry-mintimeout=2000', '--fetch-retry-maxtimeout=10000']
  const { code, stdout, stderr } = await run(program, [...first, ...args, '--loglevel=error', ...retries], { ...options, env })
  if (code !== 0) throw new Problem(explainNpm(args[0] ?? '', stderr))
  return stdout
}

/**
 * @param {string} command
 * @param {string} stderr
 */
export function explainNpm(command, stderr) {
  const code = /^npm (?:error|ERR!) code (\S+)/m.exec(stderr)?.[1] ?? ''
  if (
    [
      'ENOTFOUND',
      'EAI_AGAIN',
      'ETIMEDOUT',
      'ECONNREFUSED',
      'ECONNRESET',
      'ENETUNREACH',
      'EHOSTUNREACH',
      'ERR_SOCKET_TIMEOUT',
    ].includes(code)
  ) {
    return `The npm registry cannot be reached (${code}): connect this machine to the network, or tell npm of your proxy, then try again.`
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return `npm may not write its files (${code}): let this user write to this folder and to npm's cache, then try again.`
  }
  if (code === 'ENOSPC') return 'The disk is full: free about 1 GB, then try again.'
  if (code === 'EINTEGRITY') return 'A package is not the one that was pinned: run `npm cache verify`, then try again.'
  const line = /^npm (?:error|ERR!) (?!code)(.+)$/m.exec(stderr)?.[1] ?? stderr.trim().split('\n').at(-1) ?? ''
  return `\`npm ${command}\` failed${code ? ` (${code})` : ''}: ${line.slice(0, 300)}`
}
