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

/** Linux counts time in hundredths of a second for programs to read. */
const tickMs = 10
const timers: Record<string, TcpRow['timer']> = { '01': 'RETRANSMIT', '04': 'PROBE' }
/** LISTEN, TIME_WAIT and SYN_RECV: connections that no process has. */
const nobodys = new Set(['0A', '06', '03'])
const columnsBeforeInode = 9

/**
 * The kernel's table of TCP connections. A row is read when it is asked for: most are of no process that we look at. Lines are
 * `sl local remote st tx:rx tr:when retransmits uid probes inode refs address rto ...`.
 */
export class TcpRows {
  readonly #text: string
  /** Where the line of an inode begins. */
  readonly #lines = new Map<number, number>()
  readonly #read = new Map<string, TcpRow | undefined>()

  constructor(text: string) {
    this.#text = text
    for (let line = 0; line < text.length; line = endOf(text, line) + 1) {
      const inode = inodeAt(text, columnAt(text, line, columnsBeforeInode))
      if (inode > 0) this.#lines.set(inode, line)
    }
  }

  row(inode: string): TcpRow | undefined {
    if (this.#read.has(inode)) return this.#read.get(inode)
    const line = this.#lines.get(Number(inode))
    const row = line === undefined ? undefined : parseRow(this.#text.slice(line, endOf(this.#text, line)))
    this.#read.set(inode, row)
    return row
  }

  /** Of the connection that begins at this address and port: see `inTable`. */
  inodeFrom(local: string): string | undefined {
    for (const [inode] of this.#lines) if (this.row(String(inode))?.local === local) return String(inode)
    return undefined
  }
}

function parseRow(line: string): TcpRow | undefined {
  const columns = line.trim().split(/\s+/)
  const [, local = '', remote = '', state = '', queues = '', timer = '', retransmits = '', , , , , , timeout] = columns
  const [queued, unread] = queues.split(':')
  if (unread === undefined || nobodys.has(state)) return undefined
  const [kind = '', due = ''] = timer.split(':')
  return {
    ...{ local, remote },
    queuedBytes: hex(queued),
    unreadBytes: hex(unread),
    timer: timers[kind] ?? null,
    dueInMs: hex(due) * tickMs,
    retransmits: hex(retransmits),
    timeoutMs: Number(timeout ?? 0) * tickMs,
  }
}

function endOf(text: string, line: number): number {
  const end = text.indexOf('\n', line)
  return end === -1 ? text.length : end
}

/** Where a line's column begins, after so many others. */
function columnAt(text: string, line: number, before: number): number {
  let at = line
  for (let passed = 0; ; passed++) {
    while (text.charCodeAt(at) === space) at++
    if (passed === before) return at
    at = text.indexOf(' ', at)
    if (at === -1) return text.length
  }
}

const space = 32

function inodeAt(text: string, at: number): number {
  return Number.parseInt(text.slice(at, at + 20), 10)
}

function hex(text = ''): number {
  return Number.parseInt(text, 16) || 0
}
