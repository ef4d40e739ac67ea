import type { InputSettings } from '../input.ts'
import type { OutputSettings, SecretName } from '../output.ts'
import { wordsOf } from '../causes/secret.ts'

/** A stretch of time in words, such as `4 s`, `10 min` or `2 h 5 min`. */
export function within(ms: number): string {
  if (ms < 1000) return 'less than a second'
  const seconds = Math.round(ms / 1000)
  if (seconds < 120) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`
}

/** A sentence that goes on. */
export function withoutStop(text: string): string {
  return text.replace(/\.$/, '')
}

/** How a setting is called, and whether its values can be shown; a unit is given with them. */
interface Setting<Name> {
  name: Name
  word: string
  shown?: boolean
  unit?: string
}

const inputSettings: Setting<keyof InputSettings>[] = [
  { name: 'name', word: 'name', shown: true },
  { name: 'udpPort', word: 'UDP port', shown: true },
  { name: 'listenAddress', word: 'listening address', shown: true },
  { name: 'multicastGroup', word: 'multicast group', shown: true },
  { name: 'sourceAddress', word: 'source address', shown: true },
  { name: 'tags', word: 'tags' },
]

const outputSettings: Setting<keyof OutputSettings>[] = [
  { name: 'name', word: 'name', shown: true },
  // What people paste into these may hold more than it should.
  { name: 'url', word: 'address' },
  { name: 'username', word: 'user name' },
  { name: 'streamId', word: 'stream id' },
  { name: 'port', word: 'port', shown: true },
  { name: 'latencyMs', word: 'latency', shown: true, unit: ' ms' },
  { name: 'packetSize', word: 'packet size', shown: true, unit: ' bytes' },
  { name: 'ttl', word: 'hops', shown: true },
  { name: 'localAddress', word: 'local address', shown: true },
  { name: 'allowInvalidCertificate', word: 'whether an invalid certificate is allowed' },
  { name: 'reconnectDelaySeconds', word: 'longest delay between attempts', shown: true, unit: ' s' },
  { name: 'maxReconnectAttempts', word: 'number of attempts', shown: true },
  { name: 'tags', word: 'tags' },
]

/** What of an input was changed, in one sentence; null: nothing that is told. */
export function inputChangesInWords(before: InputSettings, after: InputSettings): string | null {
  return sentence(differing(inputSettings, before, after))
}

/** The same of an output; `secrets` are those that were set, changed or cleared. No value of a secret is in it. */
export function outputChangesInWords(
  before: OutputSettings,
  after: OutputSettings,
  secrets: readonly SecretName[],
): string | null {
  const changes = differing(outputSettings, before, after)
  return sentence([...changes, ...secrets.map((name) => wordsOf(before.protocol, [name]))])
}

function differing<T extends object>(settings: readonly Setting<keyof T>[], before: T, after: T): string[] {
  return settings.flatMap(({ name, word, shown, unit = '' }) => {
    const [from, to] = [before[name], after[name]]
    if (JSON.stringify(from) === JSON.stringify(to)) return []
    return [shown ? `${word} from ${valueOf(from, unit)} to ${valueOf(to, unit)}` : word]
  })
}

function valueOf(value: unknown, unit: string): string {
  if (value === null) return 'none'
  return typeof value === 'string' ? `"${value}"` : `${String(value)}${unit}`
}

function sentence(changes: readonly string[]): string | null {
  return changes.length === 0 ? null : `Changed: ${changes.join(', ')}`
}
