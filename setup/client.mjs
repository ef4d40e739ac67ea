import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { run } from './command.mjs'
import { Problem } from './problem.mjs'
import { digest, isStamped, writeWhole } from './stamp.mjs'

const documents = ['docs', 'README.md', 'API.md', 'DEPLOYMENT.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md']
const sources = ['client', 'schema.graphql', 'vite.config.ts', 'package-lock.json', ...documents]
const notSources = /^client\/(?:dist|\.dist-\w+|\.old-\w+)$/

/**
 * The dashboard's files in client/dist, built anew when its sources differ from what they were built of.
 *
 * @param {string} root
 * @param {string} node the Node that builds
 * @param {import('./report.mjs').Report} report
 */
export async function buildClient(root, node, report) {
  const client = join(root, 'client')
  const target = join(client, 'dist')
  const wanted = digest(root, sources, (name) => notSources.test(name))
  if (existsSync(join(target, 'index.html')) && isStamped(join(target, '.built-of'), wanted)) return
  await report.step('Dashboard', async (progress) => {
    progress('building')
    for (const left of readdirSync(client).filter((name) => /^\.(?:dist|old)-/.test(name)))
      rmSync(join(client, left), { recursive: true, force: true })
    const aside = join(client, `.dist-${process.pid}`)
    const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
    const { code, stdout, stderr } = await run(node, [vite, 'build', '--outDir', aside, '--emptyOutDir', '--logLevel', 'error'], {
      cwd: root,
    })
    if (code !== 0) throw new Problem(`The dashboard could not be built:\n${(stderr || stdout).trim().slice(-2000)}`)
    writeWhole(join(aside, '.built-of'), wanted)
    const old = join(client, `.old-${process.pid}`)
    if (existsSync(target)) renameSync(target, old)
    renameSync(aside, target)
    rmSync(old, { recursive: true, force: true })
    return { result: 'built', value: undefined }
  })
}
