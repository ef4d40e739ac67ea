import type { Problem } from '../api/act.ts'
import type { Protocol, RecognizeQuery } from '../generated/graphql.ts'
import { kindFor, type OutputKind } from './outputKinds.ts'
import { fieldsOf, isSecret, secretNames, type SecretName } from './outputFields.ts'
import { readWritten, type Told, type Written } from './written.ts'

export type Recognized = RecognizeQuery['recognizeDestination']

/** An address that was pasted whole. */
export interface Pasted {
  /** As it was pasted, with its secrets: sent to the server, never drawn. */
  text: string
  /** The same with every secret masked. */
  shown: string
  /** Which secrets stand in it. */
  secrets: readonly SecretName[]
}

/** An output that is about to be added. */
export interface Draft {
  key: number
  kind: OutputKind
  /** What its part of the form is called. */
  title: string
  name: string
  values: Written
  /** Null: the address is written by hand. */
  pasted: Pasted | null
  /** Whether an address by hand is one line; else host and port apart. */
  isWhole: boolean
  /** What is good to know, for people. */
  notes: readonly string[]
  /** What was missing or wrong in what was pasted, in a sentence; null: nothing, or somebody is mending it. */
  lacks: string | null
  /** Where people find its stream key; null: not known. */
  keyPlace: string | null
  problem: Problem | null
}

const schemes: Partial<Record<Protocol, string>> = { SRT_CALLER: 'srt', UDP: 'udp' }
const mask = '****'
let lastKey = 0

/** An empty draft of a kind. `taken` are names that it shall not get. */
export function draftOf(kind: OutputKind, taken: readonly string[], about: Partial<Draft> = {}): Draft {
  const title = about.title ?? kind.name
  return {
    ...{ key: ++lastKey, kind, title, name: freeName(title, taken), values: {}, pasted: null, notes: [] },
    ...{ lacks: null, keyPlace: null, problem: null },
    isWhole: schemes[kind.protocol] === undefined,
    ...about,
  }
}

/** What was pasted, as a draft; null when it cannot be told where that leads. */
export function draftOfPasted(text: string, seen: Recognized, taken: readonly string[]): Draft | null {
  if (seen.protocol === null) return null
  const kind = kindFor(seen.protocol, seen.service)
  const title = seen.service === null || seen.service === 'Custom' ? kind.name : seen.service
  const secrets = secretNames.filter((name) => seen.secretParts.includes(name))
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) {
    const isKey = secrets.includes('streamKey')
    const values = { url: withoutKey(seen.url), ...(isKey ? { streamKey: text } : {}) }
    return draftOf(kind, taken, { title, values, notes: seen.hints, lacks: isKey ? null : seen.problem })
  }
  return draftOf(kind, taken, {
    ...{ title, pasted: { text, shown: seen.url, secrets }, notes: seen.hints, lacks: seen.problem },
  })
}

/** An address without the mask that stands for its stream key. */
export function withoutKey(url: string): string {
  return url.endsWith(`/${mask}`) ? url.slice(0, -mask.length - 1) : url
}

/** A masked address without the places of its secrets, to be used for another output. */
export function withoutSecrets(url: string): string {
  const [address = '', query = ''] = withoutKey(url).split('?')
  const kept = query.split('&').filter((pair) => pair !== '' && pair !== mask && !/^(streamid|passphrase)=/.test(pair))
  return address.replace(/\/\/[^/@]*@/, '//') + (kept.length === 0 ? '' : `?${kept.join('&')}`)
}

/** What the server is asked for, without the input and the wish; or what is wrong with what was written. */
export function readDraft(draft: Draft): { output: Record<string, Told> } | { problem: Problem } {
  const output: Record<string, Told> = {}
  for (const field of fieldsOf(draft.kind.protocol)) {
    const text = draft.values[field.name] ?? ''
    if (text.trim() === '') continue
    const read = readWritten(field, text)
    if ('problem' in read) return read
    output[field.name] = read.told
  }
  const url = addressOf(draft)
  if (url !== '') output.url = url
  return { output: { ...output, name: draft.name } }
}

function addressOf({ kind, values, pasted, isWhole }: Draft): string {
  if (pasted !== null) {
    // with a key beside it the whole path would be the application
    return pasted.secrets.includes('streamKey') && values.streamKey ? withoutKey(pasted.shown) : pasted.text
  }
  if (isWhole) return values.url?.trim() ?? ''
  const [host, port] = [values.host?.trim() ?? '', values.hostPort?.trim() ?? '']
  if (host === '' && port === '') return ''
  if (host.includes('://')) return host
  const written = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host
  return `${schemes[kind.protocol]}://${written}${port === '' ? '' : `:${port}`}`
}

/** Whether a person wrote something that would be lost with it; `server` was filled in for them. */
export function isTouched({ values, pasted }: Draft, server?: string): boolean {
  return pasted !== null || Object.values(values).some((value) => value !== '' && value !== server)
}

/** Secrets that came with the pasted address and were not replaced since. */
export function isPasted({ pasted }: Draft, name: string): boolean {
  return pasted !== null && pasted.secrets.some((secret) => secret === name)
}

/** `wanted`, with a number behind it where that is taken. */
export function freeName(wanted: string, taken: readonly string[]): string {
  if (!taken.includes(wanted)) return wanted
  for (let number = 2; ; number++) if (!taken.includes(`${wanted} ${number}`)) return `${wanted} ${number}`
}

/** The settings of an output as the values of a form; secrets are never among them. */
export function valuesOf(protocol: Protocol, output: Partial<Record<string, unknown>>, write: (value: Told) => string): Written {
  return Object.fromEntries(
    fieldsOf(protocol).flatMap(({ name }) => (isSecret(name) ? [] : [[name, write((output[name] ?? null) as Told)] as const])),
  )
}
