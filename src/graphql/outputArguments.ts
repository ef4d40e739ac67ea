import { builder } from './builder.ts'
import { ProtocolType } from './states.ts'

/** What `createOutput` and `testDestination` take. */
export const NewOutput = builder.inputType('NewOutput', {
  description: 'An output to be made.',
  fields: (t) => ({
    inputId: t.id({ required: true, description: 'Of the input whose feed it shall send.' }),
    name: t.string({ required: true, description: 'What people call it: 1 to 100 characters.' }),
    protocol: t.field({ type: ProtocolType, required: true, description: 'How it shall reach its destination.' }),
    url: t.string({
      description: 'Any URL that a person may paste. Secrets in it are split out, stored encrypted and never returned.',
    }),
    streamKey: t.string({ description: 'RTMP: the stream key, when it is not part of the URL. Write-only.' }),
    passphrase: t.string({ description: 'SRT: what to encrypt with, 10 to 79 characters. Write-only.' }),
    username: t.string({ description: 'Name to sign in with, when it is not part of the URL.' }),
    password: t.string({ description: 'Password to sign in with, when it is not part of the URL. Write-only.' }),
    port: t.int({
      description:
        'SRT_LISTENER: a port of its own, of the SRT range without its first, for receivers that cannot send a stream id; it serves one caller at a time. Absent or null: the shared port and a stream id, any number of callers.',
    }),
    latencyMs: t.int({
      description:
        'SRT: 20 to 30000 milliseconds; absent or null: 120. On the shared port of listeners each caller chooses its own.',
    }),
    streamId: t.string({ description: 'SRT_CALLER: up to 512 characters; a password in it is split out; absent or null: none.' }),
    packetSize: t.int({ description: 'UDP, SRT_CALLER: payload bytes of one datagram; absent or null: 1316.' }),
    ttl: t.int({ description: "UDP: hops that a datagram may take; absent or null: the system's default." }),
    localAddress: t.string({ description: "UDP: local address to send from; absent or null: the system's choice." }),
    allowInvalidCertificate: t.boolean({
      defaultValue: false,
      description: 'RTMPS: take a certificate that cannot be verified.',
    }),
    reconnectDelaySeconds: t.float({
      description: "Cap of the delay between attempts, 0.5 to 3600 seconds; absent or null: the server's default.",
    }),
    maxReconnectAttempts: t.int({
      description: "Failed attempts after the first before it gives up, 0: never; absent or null: the server's default.",
    }),
    tags: t.stringList({ description: 'Words to find it by; absent or null: none.' }),
    start: t.boolean({ defaultValue: true, description: 'Whether it shall run at once.' }),
  }),
})

/** What `updateOutput` takes. */
export const OutputChanges = builder.inputType('OutputChanges', {
  description: 'Changes of an output. Absent: kept; null: cleared. Input and protocol cannot change.',
  fields: (t) => ({
    name: t.string({ description: '1 to 100 characters. It has no default: null cannot be used.' }),
    url: t.string({ description: 'Any URL that a person may paste; secrets in it are split out.' }),
    streamKey: t.string({ description: 'RTMP: the stream key. Write-only.' }),
    passphrase: t.string({ description: 'SRT: what to encrypt with. Write-only.' }),
    username: t.string({ description: 'Name to sign in with.' }),
    password: t.string({ description: 'Password to sign in with. Write-only.' }),
    port: t.int({
      description: 'SRT_LISTENER: a port of its own, one caller at a time; null: the shared port and a stream id, many callers.',
    }),
    latencyMs: t.int({ description: 'SRT: 20 to 30000 milliseconds; null: 120.' }),
    streamId: t.string({ description: 'SRT_CALLER: up to 512 characters; null: none.' }),
    packetSize: t.int({ description: 'UDP, SRT_CALLER: payload bytes of one datagram; null: 1316.' }),
    ttl: t.int({ description: "UDP: hops that a datagram may take; null: the system's default." }),
    localAddress: t.string({ description: "UDP: local address to send from; null: the system's choice." }),
    allowInvalidCertificate: t.boolean({ description: 'RTMPS: take a certificate that cannot be verified; null: no.' }),
    reconnectDelaySeconds: t.float({
      description: "Cap of the delay between attempts, 0.5 to 3600 seconds; null: the server's default.",
    }),
    maxReconnectAttempts: t.int({
      description: "Failed attempts after the first before it gives up, 0: never; null: the server's default.",
    }),
    tags: t.stringList({ description: 'The whole new list; null: none.' }),
    renewAccessToken: t.boolean({
      description:
        'SRT_LISTENER: true makes a new access token. Callers with the former callerUrl are dropped and get in no more.',
    }),
  }),
})
