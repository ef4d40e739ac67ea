import { accessSync, constants } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { endTogether, run } from './command.mjs'
import { installDependencies } from './dependencies.mjs'
import { takeLock } from './lock.mjs'
import { explainFileError, Problem } from './problem.mjs'
import { Report } from './report.mjs'
import { findRuntime } from './runtime.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

/**
 * Everything that the server and its tests need, in order. Ends the process: code 0 when all is there.
 *
 * @param {readonly string[]} args `--programs`: only the part that needs Node 24
 */
export async function prepare(args) {
  const isPart = args.includes('--programs')
  endTogether(isPart ? '' : '\nStopped. The next start goes on from here.\n')
  try {
    if (isPart) {
      const { preparePrograms } = await import('./programSteps.mjs')
      await preparePrograms(root, new Report())
    } else await prepareAll()
  } catch (error) {
    process.stderr.write(
      `\n${error instanceof Problem ? error.message : `The set-up failed: ${/** @type {Error} */ (error).stack}`}\n`,
    )
    process.exit(1)
  }
}

async function prepareAll() {
  try {
    accessSync(root, constants.W_OK)
  } catch (error) {
    throw explainFileError(error, root, 'let this user write to it, then try again')
  }
  const report = new Report()
  const say = () => report.note('Another start sets things up here: waiting for it.')
  await takeLock(join(root, '.setup.lock'), say)
  await installDependencies(root, report)
  const node = await findRuntime(root)
  const { code } = await run(node, [join(root, 'setup', 'prepare.mjs'), '--programs'], {
    cwd: root,
    show: true,
    // The proxy that other programs take from the environment is for us too.
    env: { ...process.env, NODE_BIN: node, NODE_USE_ENV_PROXY: '1' },
  })
  process.exit(code ?? 1)
}
