import { isIP, isIPv4 } from 'node:net'
import { InvalidValueError } from './errors.ts'
import { addressesOverlap, isMulticast, rivalOf } from './inputRules.ts'
import type { InputSettings, Listening } from './input.ts'
import type { OutputSettings, OutputTarget, Protocol } from './output.ts'
import { portOf } from './protocols/index.ts'

/** This server, as an address can name it, and where it listens for others than inputs. */
export interface OwnPlace {
  /** Addresses of this machine. */
  addresses: readonly string[]
  /** Host names and addresses that lead to it. Others that do are not known: no name is looked up. */
  names: readonly string[]
  /** TCP port of the page and the API; 0: not known. */
  httpPort: number
  /** UDP port where SRT callers name their output by stream id. */
  sharedSrtPort: number
}

const transports: Record<Protocol, 'TCP' | 'UDP' | null> = {
  SRT_CALLER: 'UDP',
  SRT_LISTENER: null,
  RTMP: 'TCP',
  UDP: 'UDP',
  RTSP: 'TCP',
}

/** Refuses an output that would send to this server itself. Throws InvalidValueError on `field`. */
export function checkNoLoop(
  target: OutputTarget,
  own: { inputs: Iterable<InputSettings>; outputs: Iterable<OutputSettings> },
  here: OwnPlace,
  field: string,
): void {
  const destination = destinationOf(target)
  if (destination === null) return
  const { transport, host, port } = destination
  const refuse = (what: string) => {
    throw new InvalidValueError(field, `${what}: the output would send to this server itself`)
  }
  if (isMulticast(host)) {
    const inputs = [...own.inputs]
    const joined = inputs.find(({ multicastGroup, udpPort }) => multicastGroup === host && udpPort === port)
    if (joined) refuse(`Input "${joined.name}" receives that group`)
    return
  }
  const addresses = addressesHere(host, here)
  if (addresses.length === 0) return
  if (transport === 'TCP') {
    if (port === here.httpPort) refuse('The page and the API of this server are there')
    return
  }
  const inputs = [...own.inputs]
  for (const listenAddress of addresses) {
    const input = rivalOf(inputs, { udpPort: port, listenAddress, multicastGroup: null, sourceAddress: null })
    if (input) refuse(`Input "${input.name}" listens there`)
  }
  if (port === here.sharedSrtPort) refuse('The SRT listeners of this server are there')
  for (const output of own.outputs) {
    if (output.port === port) refuse(`Output "${output.name}" waits for callers there`)
  }
}

/** The output that sends to where an input is to listen; null when none does. */
export function feederOf(
  { udpPort, listenAddress, multicastGroup }: Omit<Listening, 'sourceAddress'>,
  outputs: Iterable<OutputSettings>,
  here: OwnPlace,
): OutputSettings | null {
  for (const output of outputs) {
    const destination = destinationOf(output)
    if (destination?.transport !== 'UDP' || destination.port !== udpPort) continue
    const { host } = destination
    if (multicastGroup !== null ? host === multicastGroup : reaches(host, listenAddress, here)) return output
  }
  return null
}

function reaches(host: string, listenAddress: string, here: OwnPlace): boolean {
  return addressesHere(host, here).some((address) => addressesOverlap(listenAddress, address))
}

function destinationOf({ protocol, url }: OutputTarget): { transport: 'TCP' | 'UDP'; host: string; port: number } | null {
  const transport = transports[protocol]
  if (transport === null) return null
  const parsed = new URL(url)
  return { transport, host: canonical(parsed.hostname), port: portOf(parsed) }
}

/** The addresses of this machine that a host means; none when it is another machine's. */
function addressesHere(host: string, { addresses, names }: OwnPlace): readonly string[] {
  if (ownNames.test(host)) return ['127.0.0.1', '::1']
  if ((isIPv4(host) && host.startsWith('127.')) || ['0.0.0.0', '::', '::1'].includes(host)) return [host]
  if (addresses.some((address) => canonical(address) === host)) return [host]
  return names.some((name) => canonical(name) === host) ? ['127.0.0.1', '::1', ...addresses] : []
}

/** Names that every system has for itself. */
export const ownNames = /(^|\.)localhost$|^localhost\.localdomain$|^ip6-(localhost|loopback)$/

/** One form for the many that name the same: numbers as the system reads them, IPv4 inside of IPv6, a dot at the end. */
export function canonical(host: string): string {
  const name = host.toLowerCase()
  // URLs of the web are read by the rules for numbers (0x7f.1, 2130706433); those of other schemes are kept as written.
  const web = `http://${isIP(name) === 6 ? `[${name}]` : name}/`
  const plain = (URL.canParse(web) ? new URL(web).hostname : name).replace(/[[\]]|\.$/g, '')
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(plain)
  if (!mapped) return plain
  const bytes = mapped.slice(1).flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 0xff])
  return bytes.join('.')
}
