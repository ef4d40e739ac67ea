import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { Clock } from '../../domain/clock.ts'
import { TcpRows, type TcpRow } from './tcpRows.ts'

type TableName = 'tcp' | 'tcp6'

/** To read a longer one at one go would keep all else waiting. */
const longTable = 250_000

/**
 * The TCP connections of this machine, read once for all who ask: reading them costs milliseconds, whoever's they are.
 * Empty where the system does not show them (not Linux).
 */
export class TcpTable {
  readonly #clock: Clock
  readonly #read: (name: TableName) => Promise<string>
  #rows: Record<TableName, TcpRows> = { tcp: new TcpRows(''), tcp6: new TcpRows('') }
  /** Somebody has, or may have, a connection of IPv6: that table costs as much again. */
  #wants6 = true
  #readAt: number | null = null
  #doneAt = 0
  #reading: Promise<void> | null = null

  constructor(clock: Clock, read: (name: TableName) => Promise<string> = tableReader()) {
    this.#clock = clock
    this.#read = read
  }

  /** Monotonic milliseconds at which the reading of what is known began; null: nothing is. */
  get readAt(): number | null {
    return this.#readAt
  }

  /** Monotonic milliseconds at which it had been read. */
  get doneAt(): number {
    return this.#doneAt
  }

  /** `inode` is the socket's, as `/proc/PID/fd` names it. */
  row(inode: string): TcpRow | undefined {
    const row6 = this.#rows.tcp6.row(inode)
    this.#wants6 ||= row6 !== undefined
    return this.#rows.tcp.row(inode) ?? row6
  }

  /** A connection is not there: it may be one of IPv6. */
  missed(): void {
    this.#wants6 = true
  }

  /** Reads anew when what is known is older; null: it is not. Never rejects. */
  refresh(maxAgeMs: number): Promise<void> | null {
    if (this.#reading === null && this.#readAt !== null && this.#clock.now() - this.#readAt < maxAgeMs) return null
    return (this.#reading ??= this.#readAll())
  }

  async #readAll(): Promise<void> {
    const beganAt = this.#clock.now()
    const names = this.#wants6 ? (['tcp', 'tcp6'] as const) : (['tcp'] as const)
    this.#wants6 = false
    const [tcp = '', tcp6 = ''] = await Promise.all(names.map((name) => this.#read(name)))
    this.#rows = { tcp: new TcpRows(tcp), tcp6: new TcpRows(tcp6) }
    // What was acknowledged before this moment is seen for certain.
    this.#readAt = beganAt
    this.#doneAt = this.#clock.now()
    this.#reading = null
  }
}

/** An IPv4 address and a port in the kernel's notation: hexadecimal digits, of the address the last byte first. */
export function inTable(address: string, port: number): string {
  const hexadecimal = (value: number, digits: number) => value.toString(16).toUpperCase().padStart(digits, '0')
  const bytes = address.split('.').map((byte) => hexadecimal(Number(byte), 2))
  return `${bytes.toReversed().join('')}:${hexadecimal(port, 4)}`
}

/** The address of a place in the kernel's notation, of either family. */
export function addressIn(place: string): string {
  // Words of four bytes, each of them the last byte first.
  const words = (place.split(':')[0] ?? '').match(/.{8}/g) ?? []
  const bytes = words.flatMap((word) => [6, 4, 2, 0].map((at) => Number.parseInt(word.slice(at, at + 2), 16)))
  if (bytes.length === 4) return bytes.join('.')
  const groups = words.map((_, index) => bytes.slice(index * 4, index * 4 + 4))
  return groups.map(([a = 0, b = 0, c = 0, d = 0]) => `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`).join(':')
}

/** Waiting for each of the pieces in which the kernel gives a table costs more than to read it. */
function tableReader(): (name: TableName) => Promise<string> {
  const lengths = { tcp: 0, tcp6: 0 }
  return async (name) => {
    const file = `/proc/self/net/${name}`
    try {
      const text = lengths[name] < longTable ? readFileSync(file, 'utf8') : await readFile(file, 'utf8')
      lengths[name] = text.length
      return text
    } catch {
      return ''
    }
  }
}
