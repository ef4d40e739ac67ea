import { socketsOf } from '../processes/sockets.ts'
import { inTable } from './tcpTable.ts'
import type { TcpRow } from './tcpRows.ts'
import type { TcpTable } from './tcpTable.ts'

/** What the connections of a process show at one moment. */
export interface SocketSight {
  /** Monotonic milliseconds. */
  at: number
  /** Of the connection that it reads from: bytes that arrived and that it has not read. */
  unreadBytes: number
  /** The connection that it sends by; null: it has none. */
  sending: {
    /** Written and not acknowledged. */
    queuedBytes: number
    /** Since when the other side has taken nothing though there is something to take, monotonic milliseconds; null: it takes. */
    standsSince: number | null
  } | null
}

/** Two looks at one timer differ by no more than this. */
const slackMs = 100

interface Standing {
  at: number
  row: TcpRow
  since: number
}

/** The TCP connections of one process that reads one and sends by another, as the kernel shows them. */
export class ProcessSockets {
  readonly #pid: number
  readonly #reads: string
  readonly #table: TcpTable
  readonly #sends: boolean
  /** Of its sockets, the oldest first. */
  #inodes: string[] | null = []
  #seenAt: number | null = null
  #sight: SocketSight | null = null
  #standing: Standing | null = null

  /** `sends`: it has, or will have, a connection to send by. */
  constructor(pid: number, readUrl: string, sends: boolean, table: TcpTable) {
    this.#pid = pid
    this.#sends = sends
    this.#reads = remoteOf(readUrl)
    this.#table = table
  }

  /** False where the system does not show the sockets of a process (not Linux), and for one that is gone. */
  get areShown(): boolean {
    if (this.#inodes?.length === 0) this.#inodes = socketsOf(this.#pid)
    return this.#inodes !== null
  }

  /** What the newest reading of the table shows; null: not known yet, or no longer. */
  look(): SocketSight | null {
    const at = this.#table.readAt
    if (at === null || at === this.#seenAt || !this.areShown) return this.#sight
    this.#seenAt = at
    const [reading, sending] = this.#rows()
    if (reading === undefined || (sending === undefined && this.#sends)) {
      this.#inodes = socketsOf(this.#pid)
      this.#table.missed()
    }
    this.#standing = sending ? standing(sending, this.#table.doneAt, this.#standing) : null
    const standsSince = this.#standing?.since ?? null
    this.#sight = reading
      ? {
          ...{ at, unreadBytes: reading.unreadBytes },
          sending: sending ? { queuedBytes: sending.queuedBytes, standsSince } : null,
        }
      : null
    return this.#sight
  }

  #rows(): [reading: TcpRow | undefined, sending: TcpRow | undefined] {
    const rows = (this.#inodes ?? []).flatMap((inode) => this.#table.row(inode) ?? [])
    // A destination may have the same address: what is read was opened first.
    const reading = rows.find(({ remote }) => remote.endsWith(this.#reads))
    return [reading, rows.findLast((row) => row !== reading)]
  }
}

/**
 * Since when nothing was acknowledged, told from the kernel's timers: each time that one runs out without an answer, the
 * next takes twice as long, and an answer makes it short again. Null: there was an answer, or there is nothing to take.
 */
export function standing(row: TcpRow, at: number, before: Standing | null): Standing | null {
  const { timer, retransmits, timeoutMs, queuedBytes, dueInMs } = row
  if (timer === null || queuedBytes === 0 || (timer === 'RETRANSMIT' && retransmits === 0)) return null
  const due = at + dueInMs
  const doublings = timer === 'PROBE' ? Math.max(0, Math.round(Math.log2(dueInMs / timeoutMs))) : retransmits
  // The timers before one of t took t/2, t/4 ...: together, almost t. Of a probe's t no more is known than what is left of it.
  const earlierMs = (timer === 'PROBE' ? dueInMs : timeoutMs) * (1 - 2 ** -doublings)
  const told = timer === 'PROBE' ? at - earlierMs : Math.min(at, due - timeoutMs - earlierMs)
  const isSame =
    before !== null &&
    before.row.timer === timer &&
    (timer === 'PROBE'
      ? Math.abs(before.at + before.row.dueInMs - due) <= slackMs || told <= before.at
      : retransmits >= before.row.retransmits && queuedBytes >= before.row.queuedBytes)
  return { at, row, since: isSame ? Math.min(before.since, told) : told }
}

/** The end of `remote` in the kernel's table; of what is no IPv4 address, the port alone. */
export function remoteOf(url: string): string {
  const { hostname, port } = new URL(url)
  const isAddress = /^\d+\.\d+\.\d+\.\d+$/.test(hostname)
  const place = inTable(hostname, Number(port || 554))
  return isAddress ? place : place.slice(place.indexOf(':'))
}
