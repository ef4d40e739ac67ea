import type { Listening } from '../../domain/input.ts'
import { inTable } from '../outputs/tcpTable.ts'
import { kernelTable } from '../processes/sockets.ts'

interface Row {
  inode: string
  drops: number
}

/** Datagrams that the kernel threw away because a socket's receive buffer was full, by the kernel's own count. Linux. */
export class SocketDrops {
  readonly #file: string
  #before = ''
  #now = ''

  constructor(file = '/proc/net/udp') {
    this.#file = file
  }

  /** Reads the counts anew. Where there are none, nothing is ever lost. */
  read(): void {
    this.#before = this.#now
    this.#now = kernelTable(this.#file)
  }

  /** Lost between the last two reads. */
  lost({ listenAddress, multicastGroup, udpPort }: Listening): number {
    const local = inTable(multicastGroup ?? listenAddress, udpPort)
    const rows = rowsOf(this.#now, local)
    // Sockets of other programs may be in the same group: whose loss it is cannot be told then.
    const [row] = rows
    if (row === undefined || rows.length > 1) return 0
    // A new socket counts from nothing.
    return row.drops - (rowsOf(this.#before, local).find(({ inode }) => inode === row.inode)?.drops ?? 0)
  }
}

/** Of the kernel's table of UDP sockets, those at one address and port: see `inTable`. */
function rowsOf(table: string, local: string): Row[] {
  const rows: Row[] = []
  for (let at = table.indexOf(`: ${local} `); at !== -1; at = table.indexOf(`: ${local} `, at + 1)) {
    const end = table.indexOf('\n', at)
    const line = table.slice(at, end === -1 ? undefined : end)
    const [, , , , , , , , , inode = '', , , drops = ''] = line.trim().split(/\s+/)
    rows.push({ inode, drops: Number(drops) })
  }
  return rows
}
