import type { Protocol } from '../generated/graphql.ts'

/** A setting beside the address that a kind of output asks for. */
export interface KindField {
  name: 'streamKey' | 'streamId' | 'passphrase' | 'username' | 'password' | 'port'
  label: string
  secret?: boolean
  numeric?: boolean
  hint: string
}

/** What the panel that adds an output knows of one kind. */
export interface OutputKind {
  protocol: Protocol
  name: string
  note: string
  /** Null: nobody is called, so there is no address. */
  example: string | null
  fields: KindField[]
  /** What is good to know of it; empty: nothing. */
  remark: string
}

const stored = 'Stored encrypted, never shown again.'
const passphrase: KindField = { name: 'passphrase', label: 'Passphrase', secret: true, hint: `10 to 79 characters. ${stored}` }

export const outputKinds: OutputKind[] = [
  {
    protocol: 'RTMP',
    name: 'RTMP, RTMPS',
    note: 'a streaming platform',
    example: 'rtmp://live.example/app',
    fields: [{ name: 'streamKey', label: 'Stream key', secret: true, hint: stored }],
    remark: '',
  },
  {
    protocol: 'SRT_CALLER',
    name: 'SRT caller',
    note: 'this server connects',
    example: 'srt://live.example:9000',
    fields: [{ name: 'streamId', label: 'Stream id', hint: 'A password in it is split out and hidden.' }, passphrase],
    remark: '',
  },
  {
    protocol: 'SRT_LISTENER',
    name: 'SRT listener',
    note: 'receivers connect',
    example: null,
    fields: [
      {
        name: 'port',
        label: 'Port of its own',
        numeric: true,
        hint: 'Only for receivers that cannot send a stream id: one at a time.',
      },
      passphrase,
    ],
    remark: 'Afterwards the row has the address to hand out.',
  },
  {
    protocol: 'RTSP',
    name: 'RTSP',
    note: 'publish to a server',
    example: 'rtsp://live.example:8554/path',
    fields: [
      { name: 'username', label: 'User name', hint: '' },
      { name: 'password', label: 'Password', secret: true, hint: stored },
    ],
    remark: '',
  },
  {
    protocol: 'UDP',
    name: 'UDP',
    note: 'MPEG-TS to a receiver',
    example: 'udp://192.0.2.10:5004',
    fields: [],
    remark: 'UDP has no answer: whether it arrives cannot be confirmed.',
  },
]

/** The kind that a pasted address speaks of; undefined: it does not say. */
export function kindOfAddress(address: string): Protocol | undefined {
  const text = address.trim().toLowerCase()
  if (/^srt:.*[?&]mode=listener/.test(text)) return 'SRT_LISTENER'
  return ({ rtmp: 'RTMP', rtmps: 'RTMP', srt: 'SRT_CALLER', rtsp: 'RTSP', udp: 'UDP' } as const)[text.split(':')[0] ?? '']
}
