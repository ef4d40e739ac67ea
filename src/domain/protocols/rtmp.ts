import { InvalidValueError } from '../errors.ts'
import { plainTarget } from '../output.ts'
import type { OutputTarget } from '../output.ts'
import { cannotCarryFlv } from './carriage.ts'
import { atAddress, through } from './ffmpegOutput.ts'
import type { FfmpegOutput } from './ffmpegOutput.ts'
import { checkText, decodePart, encodePart, givenOr, mask, parseAddress, portOf, readSecret, refuse, secretOf } from './rules.ts'
import type { ProtocolRules, StoredTarget, TargetGiven } from './rules.ts'

const example = 'rtmp://live.example.com/app/stream-key'

/** RTMP: an address is a server, an application and a stream key; the key is all that keeps strangers from sending in one's name. */
export const rtmp: ProtocolRules = {
  protocol: 'RTMP',
  acknowledgement: 'TCP_QUEUE',
  cannotCarry: cannotCarryFlv,

  readTarget(given, prefix, stored = null) {
    refuse(given, ['passphrase', 'port', 'latencyMs', 'streamId', 'packetSize', 'ttl', 'localAddress'], prefix, 'RTMP')
    // What people are shown of an application of two parts looks like one with a key.
    const isAsShown = stored !== null && (given.url === undefined || given.url === this.displayUrl(stored))
    const fromUrl: UrlParts = isAsShown ? { base: stored.url } : readUrl(given, prefix, stored)
    const { base, query: passphrase } = fromUrl
    const username = givenOr(given.username, fromUrl.username ?? stored?.username)
    const secrets = {
      streamKey: secretOf(
        { given: given.streamKey, path: `${prefix}.streamKey`, isStored: stored?.hasStreamKey ?? false },
        fromUrl.streamKey,
      ),
      password: secretOf(
        { given: given.password, path: `${prefix}.password`, isStored: stored?.hasPassword ?? false },
        fromUrl.password,
      ),
      ...(passphrase === undefined ? {} : { passphrase }),
    }
    checkLogin(username, secrets.password ?? null, prefix)
    const allowInvalidCertificate = givenOr(given.allowInvalidCertificate, stored?.allowInvalidCertificate) ?? false
    if (allowInvalidCertificate && !isSecure(base)) {
      throw new InvalidValueError(
        `${prefix}.allowInvalidCertificate`,
        'Only rtmps:// has a certificate: leave allowInvalidCertificate out, or use rtmps://',
      )
    }
    return { target: { ...plainTarget, protocol: 'RTMP', url: base, username, allowInvalidCertificate }, secrets }
  },

  displayUrl(target) {
    const query = target.hasPassphrase ? `?${mask}` : ''
    const username = target.username && encodePart(target.username)
    return compose({ ...target, username }, target.hasPassword ? mask : null) + query + (target.hasStreamKey ? `/${mask}` : '')
  },

  ffmpegOutput(target, { streamKey, password, passphrase }, { caFile, address, gate }) {
    // Not in the URL, which FFmpeg's messages quote, and where a key with a slash in it would be taken for a part of the
    // application's name.
    const app = target.url.split('/').slice(3).join('/')
    const key = keyOptions(app, streamKey, passphrase)
    // The server of a name is found by it in TLS, too.
    const pinned = isSecure(target.url) ? null : (address ?? null)
    const named = pinned === null ? null : asNamed(target.url, key)
    // Without these FFmpeg takes any certificate.
    const isVerified = isSecure(target.url) && !target.allowInvalidCertificate
    const authorities = gate ?? (isVerified ? caFile : null)
    const verified = [...(isVerified ? ['-tls_verify', '1'] : []), ...(authorities === null ? [] : ['-ca_file', authorities])]
    const args = [
      ...['-map', '0:v:0?', '-map', '0:a:0?', '-c', 'copy', '-f', 'flv', '-flvflags', 'no_duration_filesize'],
      ...(isSecure(target.url) ? through('rtmps', 'tls', 'tcp') : through('rtmp', 'tcp')),
      ...['-rw_timeout', '5000000', ...verified, ...key.args, ...(named?.args ?? [])],
    ]
    const url = compose({ ...target, url: atAddress(target.url, pinned) }, password)
    return { args, secretOptions: { ...key.secretOptions, ...named?.secretOptions }, url }
  },
}

/** A query belongs to the application unless it stands behind a key; a bare one, with no key beside it, is kept as the key is. */
function keyOptions(app: string, streamKey: string | null, query: string | null): Pick<FfmpegOutput, 'args' | 'secretOptions'> {
  if (streamKey === null && query === null) return { args: [], secretOptions: {} }
  const isBare = streamKey === null || streamKey.startsWith('?')
  if (isBare) return { args: ['-rtmp_playpath', ''], secretOptions: { rtmp_app: app + (query ?? streamKey) } }
  if (query === null) return { args: ['-rtmp_app', app], secretOptions: { rtmp_playpath: streamKey } }
  return { args: [], secretOptions: { rtmp_app: app + query, rtmp_playpath: streamKey } }
}

/** What a server is told to be called by, as FFmpeg makes it of a URL with the name of its host. */
function asNamed(url: string, key: Pick<FfmpegOutput, 'args' | 'secretOptions'>): Pick<FfmpegOutput, 'args' | 'secretOptions'> {
  const parsed = new URL(url)
  const path = url.split('/').slice(3)
  const hidden = key.secretOptions.rtmp_app
  // Of a path alone FFmpeg takes the last of two or three parts, or what is behind the first two, for a key.
  const app =
    hidden ?? (key.args.includes('-rtmp_app') ? path : path.slice(0, Math.max(1, Math.min(2, path.length - 1)))).join('/')
  const tcUrl = `${parsed.protocol}//${parsed.hostname}:${portOf(parsed)}/${app}`
  return hidden === undefined
    ? { args: ['-rtmp_tcurl', tcUrl], secretOptions: {} }
    : { args: [], secretOptions: { rtmp_tcurl: tcUrl } }
}

/** What stands in a pasted URL; undefined: not there, or masked. */
interface UrlParts {
  /** Server and application. */
  base: string
  streamKey?: string
  username?: string
  password?: string
  /** Of the application, with its `?`. It often holds a token, so it is kept as a secret, in the place of the passphrase, which RTMP has none of. Null: none. */
  query?: string | null
}

/** The query of an application as people are shown it, with what stands in the place of the key. */
const shownQuery = /^\?\*{4}(?:\/(.+))?$/

function readUrl(given: TargetGiven, prefix: string, stored: StoredTarget | null): UrlParts {
  const field = `${prefix}.url`
  const text = checkText(given.url, field, example)
  // Path and query are taken as they were written: a URL parser would rewrite the key.
  const [, address = text, path = '', query = ''] = /^([a-z]+:\/\/[^/?]*)([^?]*)(.*)/is.exec(text) ?? []
  const url = parseAddress(address, field, ['rtmp', 'rtmps'], example)
  const segments = path.split('/').slice(1)
  if (segments.at(-1) === '') segments.pop()
  if (segments.length === 0 || segments.includes('')) {
    throw new InvalidValueError(field, `The URL names no application; write it like ${example}`)
  }

  // With a key of its own beside it, the whole path is the application, unless the key stands in it as well.
  const keyApart = given.streamKey !== undefined && given.streamKey !== null && given.streamKey !== ''
  const lastIsKey = segments.length > 1 && (!keyApart || segments.at(-1) === mask || segments.at(-1) === given.streamKey)
  const [isShown, shownKey = ''] = shownQuery.exec(query) ?? []
  const isApart = keyApart || given.streamKey === null || isShown !== undefined || (stored?.hasStreamKey ?? false)
  const ofApp = !lastIsKey && query !== '' && isApart ? query : null
  const last = lastIsKey ? segments.pop() + query : ofApp === null ? query : shownKey
  return {
    base: `${url.protocol}//${url.host}/${segments.join('/')}`,
    streamKey: readSecret(last, field, stored?.hasStreamKey ?? false),
    query:
      ofApp !== null
        ? readSecret(isShown === undefined ? ofApp : mask, field, stored?.hasPassphrase ?? false)
        : stored?.hasPassphrase
          ? null
          : undefined,
    username: url.username === '' ? undefined : decodePart(url.username, field),
    password: readSecret(decodePart(url.password, field), field, stored?.hasPassword ?? false),
  }
}

function checkLogin(username: string | null, password: string | null, prefix: string): void {
  if (username !== null && !/^[^\s\p{Cc}\p{Cs}:@/?#]{1,200}$/u.test(username)) {
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
  if (password !== null && username === null) {
    throw new InvalidValueError(`${prefix}.username`, 'A password needs a user name beside it')
  }
}

function isSecure(url: string): boolean {
  return url.startsWith('rtmps:')
}

function compose(target: OutputTarget, password: string | null): string {
  const login = target.username === null ? '' : `${target.username}${password === null ? '' : `:${password}`}@`
  return target.url.replace('://', `://${login}`)
}
