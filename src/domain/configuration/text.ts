import { LineCounter, isMap, isScalar, isSeq, parseDocument } from 'yaml'
import type { Document, Node } from 'yaml'
import { z } from 'zod'
import { ConfigurationError } from '../errors.ts'
import { protocols } from '../output.ts'
import type { NewOutput } from '../output.ts'
import type { NewInput } from '../input.ts'
import type { ConfigurationFault } from './configuration.ts'

// Loaded when somebody uses a file, and not before: with the parser it takes some megabytes.

const text = z.string().nullish()
const number = z.number().nullish()
const texts = z.array(z.string()).nullish()
const desired = z.enum(['RUNNING', 'STOPPED']).nullish()

const output = z.strictObject({
  name: z.string(),
  protocol: z.enum(protocols),
  desired,
  tags: texts,
  ...{ url: text, streamKey: text, passphrase: text, username: text, password: text },
  ...{ port: number, latencyMs: number, streamId: text, packetSize: number, ttl: number, localAddress: text },
  allowInvalidCertificate: z.boolean().nullish(),
  ...{ reconnectDelaySeconds: number, maxReconnectAttempts: number },
} satisfies Record<Exclude<keyof NewOutput, 'inputId' | 'start'> | 'desired', z.ZodType>)
const input = z.strictObject({
  name: z.string(),
  desired,
  tags: texts,
  ...{ udpPort: number, listenAddress: text, multicastGroup: text, sourceAddress: text },
  outputs: z.array(output).nullish(),
} satisfies Record<Exclude<keyof NewInput, 'start'> | 'desired' | 'outputs', z.ZodType>)
const file = z.strictObject({ inputs: z.array(input) })

/** As it stands in a file: what can be given when one is made through the API, and nothing else. */
export type OutputInFile = z.infer<typeof output> & Omit<NewOutput, 'inputId' | 'start'>
export type InputInFile = z.infer<typeof input> & Omit<NewInput, 'start'>

/** A file whose fields are known and have values of the right type; rules have not been asked. */
export interface ReadText {
  inputs: InputInFile[]
  /** Where a field stands, such as `inputs[0].outputs[2].url`, or what it would stand in; from 1. */
  lineOf(field: string): number | null
}

type Path = readonly (string | number)[]

/** Throws ConfigurationError with every fault. */
export function readText(given: string): ReadText {
  const lines = new LineCounter()
  // What the parser would print of its own accord repeats what stands in the file.
  const quiet = { prettyErrors: false, logLevel: 'error' } as const
  const document = parseDocument(given, { lineCounter: lines, ...quiet, version: '1.2', schema: 'core', stringKeys: true })
  const faults = [...document.errors, ...document.warnings].map(({ code, pos }): ConfigurationFault => {
    const reason = reasons[code] ?? 'This cannot be read as YAML'
    return { line: lines.linePos(pos[0]).line, field: '', message: reason }
  })
  if (faults.length > 0) throw new ConfigurationError(faults.slice(0, mostFaults))
  const read = file.safeParse(plain(document), { reportInput: true })
  const lineAt = (path: Path) => lineOf(document, lines, path)
  if (read.success) return { inputs: read.data.inputs, lineOf: (field) => lineAt(pathOf(field)) }
  const found = read.error.issues.flatMap((issue) => faultsOf(issue, lineAt))
  throw new ConfigurationError(found.toSorted((one, other) => (one.line ?? 0) - (other.line ?? 0)).slice(0, mostFaults))
}

/** Of a broken file nearly every line may be one. */
const mostFaults = 50

/** In our words: those of the parser quote the line, and a secret may stand there. */
const reasons: Record<string, string> = {
  DUPLICATE_KEY: 'The same field stands here twice',
  NON_STRING_KEY: 'What stands here is no name of a field',
  MISSING_CHAR: 'A quotation mark, a bracket, a comma or a colon is missing here or before',
  BAD_INDENT: 'This is indented by more or fewer spaces than what it belongs to',
  TAB_AS_INDENT: 'Lines are indented by spaces, not by tabs',
  MULTIPLE_DOCS: 'A second document begins here: one file has one',
  BAD_ALIAS: 'A text that begins with * or & stands in quotes',
  BAD_SCALAR_START: 'A text that begins with @ or ` stands in quotes',
  TAG_RESOLVE_FAILED: 'Tags such as !name are not known here; a text that begins with ! stands in quotes',
}

function plain(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 })
  } catch {
    // Aliases within aliases would become far too much.
    const message =
      'An alias names no anchor before it, or there are too many: write things out, and a text that begins with * in quotes'
    throw new ConfigurationError([{ line: null, field: '', message }])
  }
}

function faultsOf(issue: z.core.$ZodIssue, lineAt: (path: Path) => number | null): ConfigurationFault[] {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)))
  if (issue.code !== 'unrecognized_keys') return [{ line: lineAt(path), field: fieldOf(path), message: messageOf(issue) }]
  const known = knownAt(path).join(', ')
  return issue.keys.map((key) => {
    // What looks otherwise may be a secret whose quotation mark was forgotten.
    const isWord = /^[a-z][a-z0-9_-]{0,29}$/i.test(key)
    const message = `${isWord ? `"${key}"` : 'What stands here'} is no field that is known; there are ${known}`
    return { line: lineAt([...path, key]), field: fieldOf(isWord ? [...path, key] : path), message }
  })
}

function knownAt(path: Path): string[] {
  if (path.length === 0) return Object.keys(file.shape)
  return Object.keys(path.includes('outputs') ? output.shape : input.shape)
}

function messageOf(issue: z.core.$ZodIssue): string {
  const isMissing = issue.input === undefined
  if (issue.code === 'invalid_value') return `${isMissing ? 'It is missing: it' : 'It'} must be one of ${issue.values.join(', ')}`
  const expected = issue.code === 'invalid_type' ? expectations[issue.expected] : undefined
  if (issue.path.length === 0) return 'The file must begin with inputs: and a list of them, or inputs: [] for none'
  if (isMissing) return `It is missing: it must be ${expected ?? 'there'}`
  return `It must be ${expected ?? 'something else'}`
}

const expectations: Partial<Record<string, string>> = {
  string: 'a text; what YAML would take for something else, such as a number, stands in quotes',
  number: 'a number, without quotes',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of fields, such as name: and what follows',
}

function fieldOf(path: Path): string {
  return path.reduce<string>(
    (field, part) => (typeof part === 'number' ? `${field}[${part}]` : field ? `${field}.${part}` : part),
    '',
  )
}

function pathOf(field: string): Path {
  return [...field.matchAll(/[^.[\]]+/g)].map(([part]) => (Number.isInteger(Number(part)) ? Number(part) : part))
}

/** Of the innermost part of the path that is there. */
function lineOf(document: Document, lines: LineCounter, path: Path): number | null {
  let node: unknown = document.contents
  let at = startOf(node)
  for (const part of path) {
    const next = below(node, part)
    if (next === null) break
    at = next.at ?? at
    node = next.node
  }
  return at === null ? null : lines.linePos(at).line
}

function below(node: unknown, part: string | number): { node: unknown; at: number | null } | null {
  if (isSeq(node) && typeof part === 'number') {
    const item = node.items[part]
    return { node: item, at: startOf(item) }
  }
  if (!isMap(node)) return null
  const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(part))
  return pair === undefined ? null : { node: pair.value, at: startOf(pair.key) }
}

function startOf(node: unknown): number | null {
  return (node as Node | null)?.range?.[0] ?? null
}
