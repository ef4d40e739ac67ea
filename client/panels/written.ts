import type { Problem } from '../api/act.ts'
import type { OutputField } from './outputFields.ts'

/** What stands in a form, by the name of the setting; a tick is `yes` or empty. */
export type Written = Readonly<Record<string, string>>

/** What the server is told of one setting; null: nothing is set. */
export type Told = string | number | boolean | readonly string[] | null

/** Reads a setting as it was written; empty is null. The server judges the value, but takes a number as a number only. */
export function readWritten({ name, label, writing }: OutputField, text: string): { told: Told } | { problem: Problem } {
  const trimmed = text.trim()
  if (writing === 'tick') return { told: text === 'yes' }
  if (writing === 'words') return { told: readWords(text) }
  if (trimmed === '') return { told: null }
  if (writing === 'text') return { told: trimmed }
  const isNumber = writing === 'whole' ? /^\d{1,9}$/.test(trimmed) : /^\d{1,9}([.,]\d{1,6})?$/.test(trimmed)
  if (isNumber) return { told: Number(trimmed.replace(',', '.')) }
  const wanted = writing === 'whole' ? 'a whole number' : 'a number'
  return { problem: { field: name, message: `${label.replace(/,.*/, '')} is ${wanted}.` } }
}

/** `a, b` as a list; empty words are left out. */
export function readWords(text: string): string[] {
  return text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')
}

/** How a stored value stands in a form. */
export function write(value: Told | undefined): string {
  if (value === null || value === undefined || value === false) return ''
  if (value === true) return 'yes'
  return typeof value === 'object' ? value.join(', ') : String(value)
}

/** The setting that a path of an argument names: `url` of `output.url`. */
export function settingOf(field: string | null | undefined): string | null {
  return field?.split('.').at(-1) ?? null
}
