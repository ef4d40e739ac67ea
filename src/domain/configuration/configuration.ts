import type { OutputSecrets, OutputSettings, SecretName } from '../output.ts'

/** A configuration as a file, as somebody gives it. */
export interface ConfigurationFile {
  /** YAML. */
  text: string
  /** What the variables in it stand for. An empty value counts as none. */
  variables?: readonly { name: string; value: string }[] | null
  /** True: what it does not name stays; undefined, null and false: that is removed. */
  keepOthers?: boolean | null
}

/** One thing in a file that cannot be used. */
export interface ConfigurationFault {
  /** From 1; null where none is to blame. */
  line: number | null
  /** Such as `inputs[0].outputs[2].url`; empty: the file as a whole. */
  field: string
  /** For people; it holds no value of the file but names. */
  message: string
}

/** An output with its secrets in clear. */
export interface SecretOutput {
  settings: OutputSettings
  secrets: OutputSecrets
  unreadable: readonly SecretName[]
}

/** REPLACED: removed, and made anew under its name, since it changes what cannot be changed. */
export type ConfigurationChangeKind = 'ADDED' | 'CHANGED' | 'REPLACED' | 'REMOVED'

/** What a file does to one setting. */
export interface FieldChange {
  field: string
  /** In words; null: it has none, or it is secret. */
  before: string | null
  after: string | null
  isSecret: boolean
}

/** What a file does to one input or output. */
export interface ConfigurationChange {
  kind: ConfigurationChangeKind
  noun: 'INPUT' | 'OUTPUT'
  name: string
  /** Of an output: that of its input. */
  inputName: string | null
  fields: FieldChange[]
}

/** RESTARTED: what sends begins anew. WAITS: its input stops, or listens elsewhere. ENDED: it is stopped or removed. */
export type InterruptionKind = 'RESTARTED' | 'WAITS' | 'ENDED'

/** An output that runs by wish, and that a file interrupts. */
export interface Interruption {
  kind: InterruptionKind
  id: string
  name: string
  inputName: string
}

/** What a file changes. */
export interface ConfigurationPlan {
  /** In the order of the file; what is removed comes last. */
  changes: ConfigurationChange[]
  interruptions: Interruption[]
  /** Good to know, for people: secrets in clear, and those that stay because their variables are not set. */
  notes: string[]
}

/** A configuration as it is, written down. */
export interface WrittenConfiguration {
  text: string
  /** Names of the variables in it, each a secret. */
  variables: string[]
}
