import { join } from 'node:path'
import { findOnPath, isProgram, run } from './command.mjs'
import { systemEnv } from './npm.mjs'
import { Problem } from './problem.mjs'

const oldest = 24

/**
 * A Node that runs the server's TypeScript files as they are: the one among the dependencies, else the system's.
 *
 * @param {string} root
 * @returns {Promise<string>} its path
 */
export async function findRuntime(root) {
  const own = join(root, 'node_modules', '.bin', 'node')
  for (const node of [own, findOnPath('node', systemEnv())]) {
    if (node && isProgram(node) && (await majorOf(node)) >= oldest) return node
  }
  throw new Problem(
    `The server needs Node ${oldest}, which comes along only on linux-x64: install Node ${oldest} or newer here (${process.platform}-${process.arch}), then try again.`,
  )
}

/** @param {string} node */
async function majorOf(node) {
  if (node === process.execPath) return Number(process.versions.node.split('.')[0])
  const { stdout } = await run(node, ['--version'])
  return Number(/^v(\d+)\./.exec(stdout)?.[1] ?? 0)
}
