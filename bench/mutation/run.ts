// `npm run mutation`: puts faults into `src/domain`, one at a time, and counts those that its tests find. `npm run mutation --
// protocols causes.ts`: these folders and files of it alone. Writes docs/mutation.md; what survived stands in .mutation/survivors.txt.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, globSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { npm } from '../../setup/npm.mjs'
import { commit } from '../machine.ts'
import { writeScores } from './document.ts'
import { readScores } from './scores.ts'
import { survivorsIn } from './survivors.ts'

const root = join(import.meta.dirname, '../..')
const stryker = join(import.meta.dirname, 'node_modules/@stryker-mutator/core/bin/stryker.js')
const results = join(root, '.mutation/results.json')
const survivors = join(root, '.mutation/survivors.txt')

const files = globSync('src/domain/**/*.ts', { cwd: root }).sort()
const named = process.argv.slice(2).map((name) => `src/domain/${name.replace(/^(?:\.\/)?(?:src\/domain\/?)?|\/$/g, '')}`)
const unknown = named.filter((name) => !files.some((file) => isIn(file, name)))
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}: name folders or files of src/domain, or none for all of it`)
  process.exit(2)
}
const chosen = named.length === 0 ? files : files.filter((file) => named.some((name) => isIn(file, name)))

if (!existsSync(stryker)) {
  console.log('Stryker is installed, into bench/mutation')
  await npm(['ci', '--ignore-scripts'], { cwd: import.meta.dirname })
}
const began = commit()
// What survived in a text or a pattern that is read at the start of a module is otherwise not tried again for a new test.
const anew = named.length === 0 ? [] : ['--force']
const args = [stryker, 'run', 'bench/mutation/stryker.json', '--mutate', chosen.join(','), ...anew]
const [code] = (await once(spawn(process.execPath, args, { cwd: root, stdio: 'inherit' }), 'exit')) as [number | null]
if (code !== 0) {
  console.error('Stryker did not come to its end: docs/mutation.md stays as it is. What was tried is remembered for the next run')
  process.exit(1)
}
await writeFile(survivors, survivorsIn(results, chosen))
const scores = readScores(results, chosen, { at: new Date().toISOString(), commit: began })
console.log(`Written: ${await writeScores(scores, files)}; ${survivors}`)

function isIn(file: string, name: string): boolean {
  return file === name || name === 'src/domain/' || file.startsWith(`${name}/`)
}
