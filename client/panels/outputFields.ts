import type { Protocol } from '../generated/graphql.ts'

export const secretNames = ['streamKey', 'passphrase', 'password'] as const
export type SecretName = (typeof secretNames)[number]

export type PlainName =
  | 'url'
  | 'port'
  | 'latencyMs'
  | 'streamId'
  | 'username'
  | 'packetSize'
  | 'ttl'
  | 'localAddress'
  | 'allowInvalidCertificate'
  | 'reconnectDelaySeconds'
  | 'maxReconnectAttempts'
  | 'tags'

/** How a setting is written; `tick` is a yes or no, `words` a list with commas. */
type Writing = 'text' | 'whole' | 'decimal' | 'tick' | 'words'

/** A setting of an output as a form asks for it. */
export interface OutputField {
  name: PlainName | SecretName
  label: string
  writing: Writing
  hint?: string
  placeholder?: string
  /** Said beside its name: it is often left out. */
  isOptional?: boolean
  /** Takes half of the form's width. */
  isHalf?: boolean
}

export function isSecret(name: string): name is SecretName {
  return secretNames.some((secret) => secret === name)
}

const stored = 'Stored encrypted, never shown again.'
const url = (label: string, placeholder: string): OutputField => ({
  ...{ name: 'url', label, writing: 'text', placeholder },
})
const latency: OutputField = { name: 'latencyMs', label: 'Latency, ms', writing: 'whole', placeholder: '120', isHalf: true }
const passphrase: OutputField = {
  ...{ name: 'passphrase', label: 'Passphrase', writing: 'text', isOptional: true, hint: `10 to 79 characters. ${stored}` },
}
const packetSize: OutputField = {
  ...{ name: 'packetSize', label: 'Packet size, bytes', writing: 'whole', placeholder: '1316', isHalf: true },
}
const login: OutputField[] = [
  { name: 'username', label: 'User name', writing: 'text', isOptional: true, isHalf: true },
  { name: 'password', label: 'Password', writing: 'text', isOptional: true, isHalf: true },
]
const everyOutput: OutputField[] = [
  {
    ...{ name: 'reconnectDelaySeconds', label: 'Longest wait between tries, s', writing: 'decimal', isHalf: true },
    ...{ placeholder: 'the usual', hint: '0.5 to 3600.' },
  },
  {
    ...{ name: 'maxReconnectAttempts', label: 'Give up after failed tries', writing: 'whole', isHalf: true },
    ...{ placeholder: 'the usual', hint: '0: never.' },
  },
  { name: 'tags', label: 'Tags', writing: 'words', hint: 'Words to find it by, with commas between.' },
]

/** The settings that an output of a protocol has: those that it is about, and those that are seldom touched. */
export const outputFields: Record<Protocol, { main: readonly OutputField[]; more: readonly OutputField[] }> = {
  RTMP: {
    main: [url('Server', 'rtmp://live.example/app'), { name: 'streamKey', label: 'Stream key', writing: 'text', hint: stored }],
    more: [
      ...login,
      { name: 'allowInvalidCertificate', label: 'Take a certificate that cannot be verified', writing: 'tick' },
      ...everyOutput,
    ],
  },
  SRT_CALLER: {
    main: [
      url('Address', 'srt://live.example:9000'),
      passphrase,
      {
        ...{ name: 'streamId', label: 'Stream id', writing: 'text', isOptional: true },
        hint: 'A password in it is split out and hidden.',
      },
      latency,
    ],
    more: [packetSize, ...everyOutput],
  },
  SRT_LISTENER: {
    main: [
      passphrase,
      {
        ...{ name: 'port', label: 'Port of its own', writing: 'whole', placeholder: 'the shared one', isHalf: true },
        hint: 'Only for receivers that cannot send a stream id: one at a time.',
      },
      latency,
    ],
    more: everyOutput,
  },
  UDP: {
    main: [url('Address', 'udp://192.0.2.10:5004')],
    more: [
      { name: 'ttl', label: 'Hops (TTL)', writing: 'whole', placeholder: "the system's", isHalf: true },
      packetSize,
      {
        ...{ name: 'localAddress', label: 'Send from address', writing: 'text', placeholder: "the system's choice" },
        hint: 'A local address, where this machine has several networks.',
      },
      ...everyOutput,
    ],
  },
  RTSP: { main: [url('Address', 'rtsp://live.example:8554/path'), ...login], more: everyOutput },
}

/** Every setting of an output of this protocol, in the order of the form. */
export function fieldsOf(protocol: Protocol): OutputField[] {
  const { main, more } = outputFields[protocol]
  return [...main, ...more]
}

/** What is good to know of a protocol before it is used; empty: nothing. */
export const remarks: Record<Protocol, string> = {
  RTMP: '',
  SRT_CALLER: '',
  SRT_LISTENER: 'Once it is added, the address to hand to the receiver is shown here.',
  UDP: 'UDP has no answer: delivery cannot be confirmed.',
  RTSP: '',
}

/** Where settings stand in an address that was pasted. */
const places: Partial<Record<OutputField['name'], string>> = {
  ...{ latencyMs: 'latency', streamId: 'streamid', packetSize: 'pkt_size', ttl: 'ttl', localAddress: 'localaddr' },
}

/** The same field; one whose setting stands in the pasted address says so where it is left empty. */
export function withPasted(field: OutputField, address: string): OutputField {
  const place = places[field.name]
  const isThere = place !== undefined && new RegExp(`[?&]${place}=`).test(address)
  return isThere ? { ...field, placeholder: 'as pasted' } : field
}
