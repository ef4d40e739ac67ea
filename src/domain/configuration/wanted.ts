import { InvalidValueError } from '../errors.ts'
import { readNewInput, readNewOutput } from '../newSettings.ts'
import type { ReadInput, ReadOutput, UsualOutput } from '../newSettings.ts'
import type { OutputSecrets, SecretName } from '../output.ts'
import { rulesOf } from '../protocols/index.ts'
import type { readNewTarget } from '../protocols/index.ts'
import { mask } from '../protocols/rules.ts'
import type { Faults } from './faults.ts'
import type { InputInFile, OutputInFile } from './text.ts'
import { isVariableName, standIn, variablesIn, withVariables } from './variables.ts'

/** What a file wants of an output. */
export interface WantedOutput {
  /** Its place in the file. */
  field: string
  settings: ReadOutput
  /** Of each that a person sets: a text, null for none, undefined where the stored one stays. */
  secrets: Partial<Pick<OutputSecrets, FileSecret>>
  /** Of those that stay: the variable that is not set, and where it stands. */
  kept: ReadonlyMap<FileSecret, { variable: string; field: string }>
  /** Those that stand in the file in clear. */
  inClear: readonly FileSecret[]
}

export interface WantedInput {
  field: string
  settings: ReadInput
  /** Null: any that is free, or the one that it has. */
  udpPort: number | null
  outputs: WantedOutput[]
}

export type FileSecret = Exclude<SecretName, 'accessToken'>
export const fileSecrets: readonly FileSecret[] = ['streamKey', 'password', 'passphrase']

/** Where each secret may stand. */
const placesOf: Record<FileSecret, readonly (keyof OutputInFile)[]> = {
  streamKey: ['streamKey', 'url'],
  password: ['password', 'url', 'streamId'],
  passphrase: ['passphrase', 'url'],
}
/** Fields that variables may stand in. */
const variableFields = ['url', 'streamKey', 'passphrase', 'username', 'password', 'streamId'] as const

export interface Surroundings {
  values: ReadonlyMap<string, string>
  /** Addresses of this machine. */
  local: readonly string[]
  usual: UsualOutput
}

/** What a file wants, by the rules of what can be made. What is wrong goes to `faults`, and is left out. */
export async function readWanted(
  inputs: readonly InputInFile[],
  { values, local, usual }: Surroundings,
  faults: Faults,
): Promise<WantedInput[]> {
  const wanted: WantedInput[] = []
  for (const [at, { outputs, udpPort, desired, ...draft }] of inputs.entries()) {
    const field = `inputs[${at}]`
    const settings = await faults.collect(field, () =>
      readNewInput({ ...literal(draft, field), start: desired !== 'STOPPED' }, local, field),
    )
    const own: WantedOutput[] = []
    for (const [place, output] of (outputs ?? []).entries()) {
      const read = await faults.collect(field, () => readOutput(output, values, usual, `${field}.outputs[${place}]`))
      if (read !== null) own.push(read)
    }
    tellDoubles(own, 'output of this input', faults)
    if (settings !== null) wanted.push({ field, settings, udpPort: udpPort ?? null, outputs: own })
  }
  tellDoubles(wanted, 'input', faults)
  return wanted
}

/** Exported for what is written, which must be read as the same. */
export function readOutput(
  { desired, ...draft }: OutputInFile,
  values: ReadonlyMap<string, string>,
  usual: UsualOutput,
  field: string,
): WantedOutput {
  const unset = new Map<string, string>()
  const replaced: Partial<Record<(typeof variableFields)[number], string | null>> = {}
  for (const name of variableFields) {
    const text = draft[name]
    if (text === null) replaced[name] = null
    if (typeof text !== 'string') continue
    if (text.includes(mask)) throw new InvalidValueError(`${field}.${name}`, `${mask} hides a secret: ${writeVariable}`)
    checkNames(text, `${field}.${name}`)
    for (const variable of variablesIn(text)) if (!values.has(variable)) unset.set(variable, standIn(unset.size))
    replaced[name] = withVariables(text, (variable) => values.get(variable) ?? unset.get(variable) ?? '')
  }
  const plain = literal({ ...draft, ...Object.fromEntries(variableFields.map((name) => [name, undefined])) }, field)
  const given = { ...plain, ...replaced, start: desired !== 'STOPPED' }
  const { settings, secrets } = withUnset(draft, unset, field, () => readNewOutput(given, usual, field, readTarget))
  const { names, left } = keptOf(secrets, unset)
  const kept = new Map(
    [...names].map(([secret, variable]) => [secret, { variable, field: `${field}.${placeOf(draft, variable)}` }]),
  )
  const missing = [...unset].find(([, stands]) => holds(settings, stands) || holds(left, stands))
  if (missing) throw notSet(missing[0], `${field}.${placeOf(draft, missing[0])}`)
  return {
    ...{ field, settings, kept },
    secrets: Object.fromEntries(fileSecrets.map((name) => [name, kept.has(name) ? undefined : (left[name] ?? null)])),
    inClear: fileSecrets.filter((name) => left[name] && placesOf[name].every((place) => variablesOf(draft, place).length === 0)),
  }
}

/** In a file null says that there is none: a query with no key beside it belongs to the application then, and is not the key. */
const readTarget: typeof readNewTarget = ({ protocol, ...given }, prefix) => rulesOf(protocol).readTarget(given, prefix)

const writeVariable = 'write a variable such as ${NAME} in its place; while that is not set, the stored secret stays'

/** Secrets that are a variable as a whole, which is not set: what is stored stays. A query is kept with its question mark. */
function keptOf(secrets: Partial<OutputSecrets>, unset: ReadonlyMap<string, string>) {
  const names = new Map<FileSecret, string>()
  const left: Partial<OutputSecrets> = { ...secrets }
  for (const name of fileSecrets) {
    const whole = [...unset].find(([, stands]) => secrets[name] === stands || secrets[name] === `?${stands}`)
    if (!whole) continue
    names.set(name, whole[0])
    delete left[name]
  }
  return { names, left }
}

/** What is wrong where a variable is not set may be wrong because of that. */
function withUnset<T>(draft: Partial<OutputInFile>, unset: ReadonlyMap<string, string>, field: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof InvalidValueError)) throw error
    const named = error.field.slice(field.length + 1) as keyof OutputInFile
    // What no field says, the address said.
    const place = draft[named] === undefined || draft[named] === null ? 'url' : named
    const variable = variablesOf(draft, place).find((name) => unset.has(name))
    throw variable === undefined ? error : notSet(variable, `${field}.${place}`)
  }
}

function notSet(variable: string, field: string): InvalidValueError {
  return new InvalidValueError(field, `The variable ${variable} is not set, and what it stands for cannot be done without`)
}

function placeOf(draft: Partial<OutputInFile>, variable: string): string {
  return variableFields.find((name) => variablesOf(draft, name).includes(variable)) ?? ''
}

function variablesOf(draft: Partial<OutputInFile>, field: keyof OutputInFile): string[] {
  const text = draft[field]
  return typeof text === 'string' ? variablesIn(text) : []
}

function holds(values: object, text: string): boolean {
  return Object.values(values).some((value) => typeof value === 'string' && value.includes(text))
}

function checkNames(text: string, field: string): void {
  if (variablesIn(text).every(isVariableName)) return
  throw new InvalidValueError(
    field,
    'A variable is written ${NAME}, of letters, digits and _; the signs ${ themselves are written $${',
  )
}

/** Where no variable may stand. */
function literal<T extends object>(draft: T, field: string): T {
  const read = (value: unknown, name: string): unknown => {
    if (Array.isArray(value)) return value.map((item) => read(item, name))
    if (typeof value !== 'string') return value
    if (variablesIn(value).length > 0) {
      const fields = variableFields.join(', ')
      throw new InvalidValueError(
        `${field}.${name}`,
        `Variables can stand in ${fields}; the signs \${ themselves are written $\${`,
      )
    }
    return withVariables(value, () => '')
  }
  return Object.fromEntries(Object.entries(draft).map(([name, value]) => [name, read(value, name)])) as T
}

function tellDoubles(objects: readonly { field: string; settings: { name: string } }[], what: string, faults: Faults): void {
  const seen = new Set<string>()
  for (const { field, settings } of objects) {
    const message = `Another ${what} has this name: names tell them apart here, so each is given once`
    if (seen.has(settings.name)) faults.add(`${field}.name`, message)
    seen.add(settings.name)
  }
}
