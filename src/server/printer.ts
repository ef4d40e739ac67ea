import type { LogLevel } from '../domain/log.ts'
import { visibleLines } from '../domain/visible.ts'

/** Of a line: when it was written (ISO 8601; absent: now), how often it came again, and how many others were held back for it. */
export interface Circumstances {
  at?: string
  repeated?: number
  dropped?: number
}

/** Writes what the manager says of itself; secrets are masked already. */
export type Printer = (level: LogLevel, text: string, circumstances?: Circumstances) => void

/** `print` is given whole lines: of JSON for programs, or in words for people. */
export async function createPrinter(asJson: boolean, print: (line: string) => void): Promise<Printer> {
  // Loaded where it is needed: it takes memory.
  if (asJson) return (await import('./jsonPrinter.ts')).createJsonPrinter(print)
  return (level, text, { at = new Date().toISOString() } = {}) =>
    print(`${at.replace('T', ' ').replace('Z', '')} ${level.padEnd(7)} ${visibleLines(text)}`)
}
