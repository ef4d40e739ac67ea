import type { Cause } from '../failure.ts'
import type { Protocol, SecretName } from '../output.ts'

/** What people call secrets. */
const words: Record<Protocol, Partial<Record<SecretName, string>>> = {
  RTMP: { streamKey: 'stream key', password: 'password', passphrase: 'part of the URL behind the ?' },
  RTSP: { streamKey: 'part of the URL behind the ?', password: 'password' },
  SRT_CALLER: { passphrase: 'passphrase', password: 'password in the stream id' },
  SRT_LISTENER: { passphrase: 'passphrase', accessToken: 'access token' },
  UDP: {},
}

/** In one phrase, such as `stream key and the password`; of a kind of output that is not known, as the columns are called. */
export function wordsOf(protocol: string, secrets: readonly SecretName[]): string {
  const known = words[protocol as Protocol] as (typeof words)[Protocol] | undefined
  return secrets.map((name) => known?.[name] ?? name).join(' and the ')
}

/** Why an output cannot run whose stored secrets cannot be decrypted. `unreadable`: at least one. */
export function secretUnreadable({ protocol }: { protocol: Protocol }, unreadable: readonly SecretName[]): Cause {
  const entered = unreadable.filter((name) => name !== 'accessToken')
  const enter = entered.length === 0 ? [] : [`enter the ${wordsOf(protocol, entered)} of this output again`]
  const renew = unreadable.includes('accessToken')
    ? ['have a new access token made (updateOutput with renewAccessToken), which changes the address for its receivers']
    : []
  return {
    code: 'SECRET_UNREADABLE',
    // The same for each output, since one incident tells of all.
    message: 'What is stored of its secrets cannot be read',
    likelyCause: 'SECRET_KEY is not the one that they were stored with',
    advice: [
      'Set SECRET_KEY to its earlier value, or name that value in SECRET_KEY_PREVIOUS, and start the server again',
      `Or ${[...enter, ...renew].join(', and ')}`,
    ],
    evidence: null,
  }
}
