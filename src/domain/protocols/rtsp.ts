import { InvalidValueError } from '../errors.ts'
import { plainTarget } from '../output.ts'
import type { OutputTarget } from '../output.ts'
import { cannotCarryRtsp } from './carriage.ts'
import { atAddress, through } from './ffmpegOutput.ts'
import { decodePart, encodePart, givenOr, mask, parseAddress, readSecret, refuse, secretOf } from './rules.ts'
import type { ProtocolRules, StoredTarget, TargetGiven } from './rules.ts'

const example = 'rtsp://live.example.com:8554/path'

/** RTSP publishing (ANNOUNCE, RECORD), media in the same TCP connection. */
export const rtsp: ProtocolRules = {
  protocol: 'RTSP',
  acknowledgement: 'TCP_QUEUE',
  cannotCarry: cannotCarryRtsp,

  readTarget(given, prefix, stored = null) {
    const foreign = ['streamKey', 'passphrase', 'port', 'latencyMs', 'streamId', 'packetSize', 'ttl', 'localAddress'] as const
    refuse(given, [...foreign, 'allowInvalidCertificate'], prefix, 'RTSP')
    const fromUrl: UrlParts = given.url === undefined && stored ? { base: stored.url } : readUrl(given, prefix, stored)
    const username = givenOr(given.username, fromUrl.username ?? stored?.username)
    const password = secretOf(
      { given: given.password, path: `${prefix}.password`, isStored: stored?.hasPassword ?? false },
      fromUrl.password,
    )
    if (username !== null && !/^[^\s\p{Cc}\p{Cs}:]{1,200}$/u.test(username)) {
      throw new InvalidValueError(`${prefix}.username`, 'A user name has 1 to 200 characters without spaces and without :')
    }
    if (password && username === null) {
      throw new InvalidValueError(`${prefix}.username`, 'A password needs a user name beside it')
    }
    return {
      target: { ...plainTarget, protocol: 'RTSP', url: fromUrl.base, username },
      secrets: { password, streamKey: fromUrl.query },
    }
  },

  displayUrl(target) {
    const username = target.username && encodePart(target.username)
    return compose({ ...target, username }, target.hasPassword ? mask : null, target.hasStreamKey ? `?${mask}` : null)
  },

  ffmpegOutput(target, { password, streamKey }, { address }) {
    const url = compose(
      { ...target, url: atAddress(target.url, address), username: target.username && encodeURIComponent(target.username) },
      password && encodeURIComponent(password),
      streamKey,
    )
    const args = ['-map', '0:v?', '-map', '0:a?', '-c', 'copy', '-f', 'rtsp', '-rtsp_transport', 'tcp', ...through('tcp')]
    return { args, secretOptions: {}, url }
  },
}

interface UrlParts {
  base: string
  username?: string
  password?: string
  /** Often a token, so it is kept as a secret; null: none. */
  query?: string | null
}

function readUrl(given: TargetGiven, prefix: string, stored: StoredTarget | null): UrlParts {
  const field = `${prefix}.url`
  if (/^rtsps:/i.test(given.url?.trim() ?? '')) {
    throw new InvalidValueError(field, 'rtsps:// cannot be sent to: use rtsp://, or SRT with a passphrase for an encrypted way')
  }
  const url = parseAddress(given.url, field, ['rtsp'], example)
  if (url.pathname === '' || url.pathname === '/' || url.hash !== '') {
    throw new InvalidValueError(field, `The URL names no path on the server; write it like ${example}`)
  }
  const login = {
    username: url.username === '' ? undefined : decodePart(url.username, field),
    password: readSecret(decodePart(url.password, field), field, stored?.hasPassword ?? false),
  }
  const isMasked = url.search === `?${mask}`
  const query = isMasked ? readSecret(mask, field, stored?.hasStreamKey ?? false) : url.search || null
  return { base: `rtsp://${url.host}${url.pathname}`, ...login, query }
}

function compose(target: OutputTarget, password: string | null, query: string | null): string {
  const login = target.username === null ? '' : `${target.username}${password === null ? '' : `:${password}`}@`
  return `${target.url.replace('://', `://${login}`)}${query ?? ''}`
}
