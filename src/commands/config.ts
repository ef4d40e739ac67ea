import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { isOwnVariable, wholeEnvironment } from '../config/environment.ts'
import { existingServer } from '../config/existingServer.ts'
import { errorCode } from '../config/faults.ts'
import { isVariableName, variablesIn } from '../domain/configuration/variables.ts'
import { ask } from './askServer.ts'
import { counted, givenPath, remark, run, say } from './command.ts'
import { faultsInWords, planInWords } from './planWords.ts'
import type { AnsweredFaults, AnsweredPlan } from './planWords.ts'

/**
 * `npm run config -- export [FILE]`, `plan FILE`, `apply FILE`: what people set, as a file, with a server that runs; `export`
 * without a file writes to stdout. Exit code 1: it could not be done; 2: `plan` found something to change. No secret is printed.
 */
const usage = `Write npm run config -- export FILE.yaml, plan FILE.yaml or apply FILE.yaml (or npm run -s config -- export > FILE.yaml); with
  --url URL       another server than the one of this folder, whose key stands in API_KEY
  --keep-others   what the file does not name stays as it is`

interface Wish {
  /** Empty: stdout. */
  file: string
  server: { url: string; apiKey: string }
  keepOthers: boolean
}

const commands: Record<string, (wish: Wish) => Promise<void>> = {
  export: write,
  plan: async (wish) => {
    if (await show('planConfiguration', wish)) process.exitCode = 2
  },
  apply: async (wish) => void (await show('applyConfiguration', wish)),
}

await run(async () => {
  const { command, wish } = readWish(process.argv.slice(2))
  await command(wish)
})

function readWish(args: string[]): { command: (wish: Wish) => Promise<void>; wish: Wish } {
  const { values, positionals } = readArguments(args)
  const [name = '', file = '', ...more] = positionals
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (command === undefined || (file === '' && command !== write) || more.length > 0) throw new Error(usage)
  const server = existingServer(process.env, process.cwd())
  const url = values.url ?? server.url
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) throw new Error('--url must be an address such as http://127.0.0.1:8080')
  return {
    command,
    wish: { file: file && givenPath(file), server: { ...server, url }, keepOthers: values['keep-others'] ?? false },
  }
}

function readArguments(args: string[]) {
  try {
    return parseArgs({ args, allowPositionals: true, options: { url: { type: 'string' }, 'keep-others': { type: 'boolean' } } })
  } catch {
    throw new Error(usage)
  }
}

async function write({ file, server }: Wish): Promise<void> {
  const { configuration } = await ask<{ configuration: { text: string; variables: string[] } }>(
    server,
    '{ configuration { text variables } }',
  )
  if (file === '') process.stdout.write(configuration.text)
  else writeWhole(file, configuration.text)
  const [example, ...others] = configuration.variables
  const secrets =
    example === undefined
      ? 'no secrets'
      : others.length === 0
        ? `1 secret, as the variable \${${example}}`
        : `${counted(others.length + 1, 'secret')}, each as a variable such as \${${example}}`
  if (file === '') remark(`Written: ${secrets}.`)
  else say(`Written to ${file}: ${secrets}.`)
}

/** Whether there is anything to change. */
async function show(mutation: string, { file, server, keepOthers }: Wish): Promise<boolean> {
  const text = readFile(file)
  const query = `mutation ($file: ConfigurationFile!) { result: ${mutation}(file: $file) {
    __typename
    ... on ConfigurationPlan {
      changes { kind noun name inputName fields { field before after isSecret } }
      interruptions { kind outputName inputName }
      notes
    }
    ... on InvalidConfiguration { faults { line field message } }
  } }`
  const variables = { file: { text, keepOthers, variables: variablesOf(text) } }
  const { result } = await ask<{ result: AnsweredPlan | AnsweredFaults }>(server, query, variables)
  if (result.__typename === 'InvalidConfiguration') throw new Error(faultsInWords(file, result))
  say(planInWords(result, { isDone: mutation === 'applyConfiguration' }))
  return result.changes.length > 0
}

/** Those that the file names, and no others. */
function variablesOf(text: string): { name: string; value: string }[] {
  const names = variablesIn(text).filter(isVariableName)
  const own = names.find(isOwnVariable)
  // Else a file from somewhere could have the server's keys sent to an address of its own.
  if (own !== undefined)
    throw new Error(`\${${own}} is a setting of the server itself and cannot stand in the file: use another name.`)
  const environment = wholeEnvironment(process.env, process.cwd())
  return names.flatMap((name) => (environment[name] === undefined ? [] : [{ name, value: environment[name] }]))
}

function readFile(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const reason = errorCode(error) === 'ENOENT' ? 'is not there' : `cannot be read (${errorCode(error)})`
    throw new Error(`The file ${file} ${reason}.`, { cause: error })
  }
}

/** Never half of it, whatever comes in between. */
function writeWhole(file: string, text: string): void {
  const aside = `${file}.${process.pid}`
  try {
    writeFileSync(aside, text)
    renameSync(aside, file)
  } catch (error) {
    rmSync(aside, { force: true })
    throw new Error(`The file ${file} cannot be written (${errorCode(error)}).`, { cause: error })
  }
}
