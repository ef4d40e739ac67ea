import { hash } from 'node:crypto'
import type { Value } from './dialect.ts'

const width = 128n

/** A sum over rows in any order: two databases need not sort alike to be compared. */
export class Checksum {
  #sum = 0n
  rows = 0

  add(row: readonly Value[]): void {
    // Zero has no sign in some databases, and JSON writes none.
    const digest = hash('sha256', JSON.stringify(row))
    this.#sum = BigInt.asUintN(Number(width), this.#sum + BigInt(`0x${digest.slice(0, 32)}`))
    this.rows += 1
  }

  /** 32 hexadecimal digits. */
  get text(): string {
    return this.#sum.toString(16).padStart(32, '0')
  }
}
