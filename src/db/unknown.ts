import { protocols } from '../domain/output.ts'
import { desires } from '../domain/states.ts'
import type { InputRow } from './input.ts'
import type { OutputRow } from './output.ts'

/** What a row of the settings holds and this version does not know. The row stays as it is. */
export interface UnknownValue {
  noun: 'input' | 'output'
  id: string
  /** Of an output: its input's; of an input: its own. */
  inputId: string
  name: string
  /** An output of an unknown protocol is none that can be run or told of; an unknown wish counts as STOPPED. */
  column: 'protocol' | 'desired'
  value: string
}

export function hasKnownProtocol({ protocol }: OutputRow): boolean {
  return protocols.includes(protocol)
}

export function unknownIn(inputs: readonly InputRow[], outputs: readonly OutputRow[]): UnknownValue[] {
  const unknown: UnknownValue[] = []
  for (const { id, name, desired } of inputs) {
    const row = { noun: 'input', id: String(id), inputId: String(id), name } as const
    if (!desires.includes(desired)) unknown.push({ ...row, column: 'desired', value: desired })
  }
  for (const output of outputs) {
    const { id, name, protocol, desired } = output
    const row = { noun: 'output', id: String(id), inputId: String(output.input.id), name } as const
    if (!hasKnownProtocol(output)) unknown.push({ ...row, column: 'protocol', value: protocol })
    else if (!desires.includes(desired)) unknown.push({ ...row, column: 'desired', value: desired })
  }
  return unknown
}
