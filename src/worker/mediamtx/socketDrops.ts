import { readFile } from 'node:fs/promises'
import type { Listening } from '../../domain/input.ts'

interface Row {
  inode: string
  drops: number
}

/** Datagrams that the kernel threw away because a socket's receive buffer was full, by the kernel's own count. Linux. */
export class SocketDrops {
  readonly #file: string
  /** By inode: a new socket counts from nothing. */
  #known = new Map<string, number>()
  #rows = new Map<string, Row[]>()

  constructor(file = '/proc/net/udp') {
    this.#file = file
  }

  /** Reads the counts anew. Where there are none, nothing is ever lost. */
  async read(): Promise<void> {
    this.#known = new Map([...this.#rows.values()].flat().map(({ inode, drops }) => [inode, drops]))
    this.#rows = parseUdpTable(await readFile(this.#file, 'utf8').catch(() => ''))
  }

  /** Lost between the last two reads. */
  lost({ listenAddress, multicastGroup, udpPort }: Listening): number {
    const rows = this.#rows.get(`${multicastGroup ?? listenAddress}:${udpPort}`) ?? []
    // Sockets of other programs may be in the same group: whose loss it is cannot be told then.
    const [row] = rows
    return row === undefined || rows.length > 1 ? 0 : row.drops - (this.#known.get(row.inode) ?? 0)
  }
}

/** The rows of /proc/net/udp by address and port, such as `127.0.0.1:5001`. */
export function parseUdpTable(text: string): Map<string, Row[]> {
  const rows = new Map<string, Row[]>()
  for (const line of text.split('\n').slice(1)) {
    const fields = line.trim().split(/\s+/)
    const [, local = '', , , , , , , , inode = '', , , drops = ''] = fields
    const [address, port] = local.split(':')
    if (!address || !port || drops === '') continue
    const key = `${dotted(address)}:${parseInt(port, 16)}`
    rows.set(key, [...(rows.get(key) ?? []), { inode, drops: Number(drops) }])
  }
  return rows
}

/** The table writes an address as one little-endian number. */
function dotted(hex: string): string {
  return [6, 4, 2, 0].map((at) => parseInt(hex.slice(at, at + 2), 16)).join('.')
}
