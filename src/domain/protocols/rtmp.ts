import { InvalidValueError } from '../errors.ts'
import type { OutputTarget } from '../output.ts'
import { givenOr, mask, parseAddress, refuse } from './rules.ts'
import type { ProtocolRules, ReadTarget, StoredTarget, TargetGiven } from './rules.ts'

const example = 'rtmp://live.example.com/app/stream-key'

/** RTMP: an address is a server, an application and a stream key; the key is all that keeps strangers from sending in one's name. */
export const rtmp: ProtocolRules = {
  protocol: 'RTMP',
  acknowledges: true,

  readTarget(given, prefix, stored = null) {
    refuse(given, ['packetSize', 'ttl', 'localAddress'], prefix, 'RTMP')
    const fromUrl: UrlParts =
      given.url === undefined && stored ? { base: stored.target.url, ...noParts } : readUrl(given, prefix, stored)
    const username = givenOr(given.username, fromUrl.username ?? stored?.target.username)
    const secrets: ReadTarget['secrets'] = {
      streamKey: readSecret(given.streamKey, `${prefix}.streamKey`, stored?.hasStreamKey ?? false) ?? fromUrl.streamKey,
      password: readSecret(given.password, `${prefix}.password`, stored?.hasPassword ?? false) ?? fromUrl.password,
    }
    if (given.streamKey === null) secrets.streamKey = null
    if (given.password === null) secrets.password = null
    checkLogin(username, secrets.password ?? null, prefix)
    return { target: { protocol: 'RTMP', url: fromUrl.base, username, packetSize: null, ttl: null, localAddress: null }, secrets }
  },

  displayUrl(target, { hasStreamKey, hasPassword }) {
    return compose(target, hasStreamKey ? mask : null, hasPassword ? mask : null)
  },

  ffmpegOutput(target, { streamKey, password }) {
    // The key goes by an option of its own, so that FFmpeg's messages, which quote the URL, do not hold it, and so
    // that a key with a slash in it is not taken for a part of the application's name.
    const named = streamKey !== null && !streamKey.startsWith('?')
    const app = new URL(target.url).pathname.slice(1)
    return [
      ...['-map', '0:v:0?', '-map', '0:a:0?', '-c', 'copy', '-f', 'flv', '-flvflags', 'no_duration_filesize'],
      ...['-rw_timeout', '5000000'],
      ...(named ? ['-rtmp_app', app, '-rtmp_playpath', streamKey] : []),
      compose(target, named ? null : streamKey, password),
    ]
  },
}

/** What stands in a pasted URL; undefined: not there, or masked. */
interface UrlParts {
  /** Server and application. */
  base: string
  streamKey: string | undefined
  username: string | undefined
  password: string | undefined
}

const noParts = { streamKey: undefined, username: undefined, password: undefined }

function readUrl(given: TargetGiven, prefix: string, stored: StoredTarget | null): UrlParts {
  const field = `${prefix}.url`
  if (given.url === undefined || given.url === null || given.url.trim() === '') {
    throw new InvalidValueError(field, `An RTMP output needs a URL; write it like ${example}`)
  }
  if (/^rtmps:/i.test(given.url.trim())) {
    throw new InvalidValueError(
      field,
      'rtmps:// is not supported yet, since its certificate would not be verified; use rtmp:// where the destination offers it',
    )
  }
  const url = parseAddress(given.url, field, ['rtmp'], example)
  const segments = url.pathname.split('/').slice(1)
  if (segments.at(-1) === '') segments.pop()
  if (segments.length === 0 || segments.includes(''))
    throw new InvalidValueError(field, `The URL names no application; write it like ${example}`)

  // With a key of its own beside it, the whole path is the application.
  const keyApart = given.streamKey !== undefined && given.streamKey !== null && given.streamKey !== ''
  const lastIsKey = segments.length > 1 && (!keyApart || segments.at(-1) === mask)
  const last = (lastIsKey ? segments.pop() : '') + url.search
  return {
    base: `rtmp://${url.host}/${segments.join('/')}`,
    streamKey: readSecret(last === '' ? undefined : last, field, stored?.hasStreamKey ?? false),
    username: url.username === '' ? undefined : decode(url.username, field),
    password: url.password === '' ? undefined : readSecret(decode(url.password, field), field, stored?.hasPassword ?? false),
  }
}

/** The mask means: keep what is stored. */
function readSecret(text: string | null | undefined, field: string, isStored: boolean): string | undefined {
  if (text === undefined || text === null || text === '') return undefined
  if (text === mask) {
    if (isStored) return undefined
    throw new InvalidValueError(field, `${mask} stands for a hidden secret, and none is stored: write the secret itself`)
  }
  if (/[\s\p{Cc}]/u.test(text) || text.length > 1024) {
    throw new InvalidValueError(field, 'A stream key or password has no spaces or control characters and at most 1024 characters')
  }
  return text
}

function checkLogin(username: string | null, password: string | null, prefix: string): void {
  if (username !== null && !/^[^\s\p{Cc}:@/?#]{1,200}$/u.test(username)) {
    throw new InvalidValueError(
      `${prefix}.username`,
      'A user name for RTMP has 1 to 200 characters without spaces and without : @ / ? #',
    )
  }
  if (password !== null && /[@/?#]/.test(password)) {
    throw new InvalidValueError(
      `${prefix}.password`,
      'A password for RTMP cannot hold @ / ? or #: FFmpeg has no way to send these',
    )
  }
  if (password !== null && username === null)
    throw new InvalidValueError(`${prefix}.username`, 'A password needs a user name beside it')
}

function decode(text: string, field: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new InvalidValueError(
      field,
      'The user name or password in the URL has a % that is not followed by two hexadecimal digits',
    )
  }
}

function compose(target: OutputTarget, key: string | null, password: string | null): string {
  const login = target.username === null ? '' : `${target.username}${password === null ? '' : `:${password}`}@`
  const tail = key === null ? '' : key.startsWith('?') ? key : `/${key}`
  return target.url.replace('rtmp://', `rtmp://${login}`) + tail
}
