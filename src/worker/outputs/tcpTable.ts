import { readFile } from 'node:fs/promises'
import type { Clock } from '../../domain/clock.ts'

/** A connection as the kernel's table shows it. */
export interface TcpRow {
  /** Where it begins on this machine, as `inTable` writes it. */
  local: string
  /** The other side. */
  remote: string
  /** Written and not acknowledged. */
  queuedBytes: number
  /** Arrived and not read. */
  unreadBytes: number
  /** RETRANSMIT: waits for an acknowledgement. PROBE: the other side has no room, and is asked again and again. */
  timer: 'RETRANSMIT' | 'PROBE' | null
  /** Until the timer is over. */
  dueInMs: number
  /** Of the same bytes, without an answer. */
  retransmits: number
  /** How long an acknowledgement is awaited, doubled at each retransmission. */
  timeoutMs: number
}

type TableName = 'tcp' | 'tcp6'

/** Linux counts time in hundredths of a second for programs to read. */
const tickMs = 10
const timers: Record<string, TcpRow['timer']> = { '01': 'RETRANSMIT', '04': 'PROBE' }
/** LISTEN, TIME_WAIT and SYN_RECV: connections that no process has. */
const nobodys = new Set(['0A', '06', '03'])

/**
 * The TCP connections of this machine, read once for all who ask: reading them costs milliseconds, whoever's they are.
 * Empty where the system does not show them (not Linux).
 */
export class TcpTable {
  readonly #clock: Clock
  readonly #read: (name: TableName) => Promise<string>
  #rows: Record<TableName, ReadonlyMap<string, TcpRow>> = { tcp: new Map(), tcp6: new Map() }
  /** Somebody has, or may have, a connection of IPv6: that table costs as much again. */
  #wants6 = true
  #readAt: number | null = null
  #doneAt = 0
  #reading: Promise<void> | null = null

  constructor(clock: Clock, read: (name: TableName) => Promise<string> = readTable) {
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
    const row6 = this.#rows.tcp6.get(inode)
    this.#wants6 ||= row6 !== undefined
    return this.#rows.tcp.get(inode) ?? row6
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
    const [tcp, tcp6] = await Promise.all(names.map(async (name) => new Map(parseTcpTable(await this.#read(name)))))
    this.#rows = { tcp: tcp ?? new Map(), tcp6: tcp6 ?? new Map() }
    // What was acknowledged before this moment is seen for certain.
    this.#readAt = beganAt
    this.#doneAt = this.#clock.now()
    this.#reading = null
  }
}

/** Connections by inode. Lines are `sl local remote st tx:rx tr:when retransmits uid probes inode refs address rto ...`. */
export function parseTcpTable(table: string): [inode: string, row: TcpRow][] {
  return table.split('\n').flatMap((line): [string, TcpRow][] => {
    const columns = line.trim().split(/\s+/)
    const [, local = '', remote = '', state = '', queues = '', timer = '', retransmits = '', , , inode = '', , , timeout] =
      columns
    const [queued, unread] = queues.split(':')
    if (unread === undefined || nobodys.has(state)) return []
    const [kind = '', due = ''] = timer.split(':')
    const row = {
      ...{ local, remote },
      queuedBytes: hex(queued),
      unreadBytes: hex(unread),
      timer: timers[kind] ?? null,
      dueInMs: hex(due) * tickMs,
      retransmits: hex(retransmits),
      timeoutMs: Number(timeout ?? 0) * tickMs,
    }
    return [[inode, row]]
  })
}

/** An IPv4 address and a port in the kernel's notation: hexadecimal digits, of the address the last byte first. */
export function inTable(address: string, port: number): string {
  const hexadecimal = (value: number, digits: number) => value.toString(16).toUpperCase().padStart(digits, '0')
  const bytes = address.split('.').map((byte) => hexadecimal(Number(byte), 2))
  return `${bytes.toReversed().join('')}:${hexadecimal(port, 4)}`
}

function hex(text = ''): number {
  return Number.parseInt(text, 16) || 0
}

function readTable(name: TableName): Promise<string> {
  return readFile(`/proc/self/net/${name}`, 'latin1').catch(() => '')
}
