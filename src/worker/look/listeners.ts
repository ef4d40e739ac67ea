import { readFile } from 'node:fs/promises'
import { isIPv4 } from 'node:net'
import type { Clock } from '../../domain/clock.ts'

/** The kernel takes milliseconds to write its tables, however short they are: one reading serves many looks. */
const keptMs = 1000

/** Where the kernel tells of connections of one family, and under which names programs wait that get those to an address. */
interface Place {
  file: string
  names: string[]
}

/** Programs of this machine that wait for TCP connections, seen without making one, which may be the only one that they take. */
export class Listeners {
  readonly #clock: Clock
  readonly #read: (file: string) => Promise<string>
  readonly #tables = new Map<string, { readAt: number; idle: Promise<ReadonlySet<string>> }>()

  constructor(clock: Clock, read = (file: string) => readFile(file, 'latin1')) {
    this.#clock = clock
    this.#read = read
  }

  /**
   * Whether one waits at this address and has taken all who came. False for addresses of other machines, where the system
   * does not tell, and for who waits at an IPv4 address by IPv6: such programs are no players.
   */
  async waitsAt(address: string, port: number): Promise<boolean> {
    const place = placeOf(address)
    if (place === null) return false
    const idle = await this.#idle(place.file)
    const suffix = port.toString(16).toUpperCase().padStart(4, '0')
    return place.names.some((name) => idle.has(`${name}:${suffix}`))
  }

  /** The next look reads anew: who has just begun to wait is seen, too. */
  forget(): void {
    this.#tables.clear()
  }

  #idle(file: string): Promise<ReadonlySet<string>> {
    const now = this.#clock.now()
    const known = this.#tables.get(file)
    if (known && now - known.readAt < keptMs) return known.idle
    const idle = this.#read(file).then(idleIn, () => new Set<string>())
    this.#tables.set(file, { readAt: now, idle })
    return idle
  }
}

function placeOf(address: string): Place | null {
  if (address === '::1') return { file: '/proc/net/tcp6', names: [`${'0'.repeat(24)}01000000`, '0'.repeat(32)] }
  if (!isIPv4(address) || !address.startsWith('127.')) return null
  const hex = Buffer.from(address.split('.').map(Number)).reverse().toString('hex').toUpperCase()
  return { file: '/proc/net/tcp', names: [hex, '0'.repeat(8)] }
}

/** Lines are `sl local remote state sent:waiting ...`; those that listen (0A) stand first. */
function idleIn(table: string): ReadonlySet<string> {
  const idle = new Set<string>()
  for (const line of table.split('\n').slice(1)) {
    const [, local = '', , state, queues = ''] = line.trim().split(/\s+/, 5)
    if (state !== '0A') break
    if (queues.endsWith(':00000000')) idle.add(local)
  }
  return idle
}
