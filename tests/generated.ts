// `npm run generate:check`: makes the generated files anew, and fails when they were not what the sources say.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { digest } from '../setup/stamp.mjs'

const root = join(import.meta.dirname, '..')
const generated = () => digest(root, ['schema.graphql', 'client/generated'])

const before = generated()
const generators = [['src/graphql/print.ts'], ['node_modules/.bin/graphql-codegen', '--config', 'codegen.ts']]
for (const args of generators) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' })
  if (status !== 0) {
    process.stderr.write(`${args[0]} failed:\n${stdout}${stderr}`)
    process.exit(1)
  }
}
if (generated() !== before) {
  process.stderr.write(
    'schema.graphql or client/generated was out of date. Both are written anew: look at them and commit them.\n',
  )
  process.exitCode = 1
}
