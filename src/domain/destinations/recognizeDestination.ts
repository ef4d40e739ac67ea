import { InvalidValueError } from '../errors.ts'
import type { OutputSecrets, OutputTarget, Protocol } from '../output.ts'
import { rulesOf } from '../protocols/index.ts'
import { mask } from '../protocols/rules.ts'
import { customService, serviceAt, serviceOfKey, serviceOfPage, streamingServices } from './streamingServices.ts'
import type { StreamingService } from './streamingServices.ts'

/** What a pasted text is. Holds no secret. */
export interface RecognizedDestination {
  /** Null when it cannot be told. */
  protocol: Protocol | null
  /** `Custom` for an address of no known service; null when it is no address. */
  service: string | null
  /** The address with every secret masked; empty when nothing of it can be shown safely. */
  url: string
  /** Fields of NewOutput whose values stand in it: `streamKey`, `password`, `passphrase`. */
  secretParts: string[]
  /** What is missing or wrong; null when an output can be made of it as it stands. */
  problem: string | null
  /** Good to know. */
  hints: string[]
}

const usable = 'rtmp://, rtmps://, srt://, udp:// or rtsp://'
const secretFields = ['streamKey', 'password', 'passphrase'] as const

/** Says what a pasted text is, which parts of it are secret and what is wrong. Takes any text. */
export function recognizeDestination(pasted: string): RecognizedDestination {
  const text = pasted.trim().replace(/^(["'<`])(.*)["'>`]$/s, '$2')
  const scheme = /^([a-z][a-z0-9+.-]{0,20}):\/\//i.exec(text)?.[1]?.toLowerCase()
  if (scheme === undefined) return withoutScheme(text)
  const protocol = protocolOf(scheme, text)
  if (protocol === null) return ofOtherScheme(scheme, text)

  const service = serviceAt(hostOf(text))
  const seen = { protocol, service: service?.name ?? customService, hints: hintsFor(service, scheme) }
  try {
    const { target, secrets } = rulesOf(protocol).readTarget({ url: text }, 'output')
    const judgement = protocol === 'RTMP' ? judgeRtmp(target, secrets, service) : judge(protocol, target, text)
    const usual = { url: maskTail(displayUrl(target, secrets)), secretParts: secretFields.filter((name) => secrets[name]) }
    return { ...seen, ...usual, ...judgement }
  } catch (error) {
    if (!(error instanceof InvalidValueError)) throw error
    const unread = { ...seen, url: maskUnread(text), secretParts: secretPartsOf(text) }
    if (/[?&]mode=rendezvous/i.test(text)) {
      return {
        ...unread,
        problem: 'SRT’s rendezvous mode is not known here: let one end be the caller and the other the listener',
      }
    }
    return { ...unread, problem: service ? `${maskKeys(error.message)}. ${serverOf(service)}` : maskKeys(error.message) }
  }
}

/** What could be wrong although it can be read; the rest stands in place of what is usual. */
type Judgement = Pick<RecognizedDestination, 'problem'> & Partial<Pick<RecognizedDestination, 'url' | 'secretParts'>>

function judgeRtmp({ url }: OutputTarget, { streamKey }: Partial<OutputSecrets>, service: StreamingService | null): Judgement {
  const { protocol, host, pathname } = new URL(url)
  // A query without a key belongs to the application.
  const hasKey = !!streamKey && !streamKey.startsWith('?')
  if (service === null) {
    if (hasKey) return { problem: null }
    return { problem: 'No stream key stands behind the application: most servers ask for one' }
  }
  if (service.isSecureOnly && protocol === 'rtmp:') {
    return { problem: `${service.name} takes rtmps:// only. ${serverOf(service)}` }
  }
  if (pathname !== new URL(service.server).pathname) {
    // The key may have been taken for the application.
    const shown = { url: `${protocol}//${host}/${mask}`, secretParts: ['streamKey'] }
    return { ...shown, problem: `This path is not the one of ${service.name}. ${serverOf(service)}` }
  }
  return { problem: hasKey ? null : `The stream key is missing: copy it from ${service.keyPlace}` }
}

function judge(protocol: Protocol, { port }: OutputTarget, text: string): Judgement {
  if (protocol !== 'SRT_LISTENER') return { problem: null }
  const url = `srt://0.0.0.0${port === null ? '' : `:${port}`}?mode=listener`
  if (['', '0.0.0.0', '::', '[::]'].includes(hostOf(text))) return { problem: null, url }
  return {
    problem: 'mode=listener lets this server wait for callers: if the destination is the one that waits, leave mode out',
    url: maskUnread(text),
  }
}

function protocolOf(scheme: string, text: string): Protocol | null {
  if (scheme === 'rtmp' || scheme === 'rtmps') return 'RTMP'
  if (scheme === 'udp') return 'UDP'
  if (scheme === 'rtsp' || scheme === 'rtsps') return 'RTSP'
  if (scheme !== 'srt') return null
  return /^srt:\/\/(?::|$)|[?&]mode=listener(?:&|$)/i.test(text) ? 'SRT_LISTENER' : 'SRT_CALLER'
}

function withoutScheme(text: string): RecognizedDestination {
  const ofKey = serviceOfKey(text)
  if (ofKey) {
    return {
      ...{
        protocol: 'RTMP',
        service: ofKey.name,
        url: `${ofKey.server}/${mask}`,
        secretParts: ['streamKey'],
        hints: ofKey.hints,
      },
      problem: `This is a stream key alone. ${serverOf(ofKey)}`,
    }
  }
  const service = serviceAt(hostOf(`rtmps://${text}`))
  if (service) {
    return {
      ...{ protocol: 'RTMP', service: service.name, url: maskUnread(`rtmps://${text}`), secretParts: [], hints: service.hints },
      problem: `rtmps:// is missing in front. ${serverOf(service)}`,
    }
  }
  const problem = text === '' ? 'Nothing is there yet' : `This is no address of a destination: it begins with ${usable}`
  return { protocol: null, service: null, url: '', secretParts: [], problem, hints: [] }
}

function ofOtherScheme(scheme: string, text: string): RecognizedDestination {
  const isWeb = scheme === 'http' || scheme === 'https'
  const service = serviceOfPage(hostOf(text))
  const seen = { url: isWeb ? maskUnread(text) : '', secretParts: secretPartsOf(text), hints: [] }
  if (isWeb && service) {
    const problem = `This is the address of a web page. ${serverOf(service)}`
    return { ...seen, protocol: 'RTMP', service: service.name, problem, hints: service.hints }
  }
  return { ...seen, protocol: null, service: null, problem: `This kind of address cannot be sent to: use ${usable}` }
}

function serverOf({ name, server, keyPlace }: StreamingService): string {
  return `The server of ${name} is ${server}, and the stream key stands in ${keyPlace}`
}

function hintsFor(service: StreamingService | null, scheme: string): string[] {
  if (service === null) return []
  const isPlain = scheme === 'rtmp' && service.server.startsWith('rtmps:')
  return [...(isPlain ? [`Better use rtmps://, which hides the stream key on its way: ${service.server}`] : []), ...service.hints]
}

/** The host of any text that begins like an address, in lower case; empty when there is none. */
function hostOf(text: string): string {
  const authority = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]{0,400})/i.exec(text)?.[1] ?? ''
  const host = /^(\[[0-9a-f:.]*\]|[a-z0-9._-]*)(?::[0-9]*)?$/i.exec(authority.slice(authority.lastIndexOf('@') + 1))?.[1] ?? ''
  return host.toLowerCase()
}

function displayUrl(target: OutputTarget, secrets: Partial<OutputSecrets>): string {
  const { streamKey, password, passphrase } = secrets
  return rulesOf(target.protocol).displayUrl({
    ...target,
    ...{ hasStreamKey: !!streamKey, hasPassword: !!password, hasPassphrase: !!passphrase },
  })
}

/** Scheme, host and port of what could not be read; everything else is taken for secret. */
function maskUnread(text: string): string {
  const [, scheme = '', authority = '', rest = ''] = /^([a-z][a-z0-9+.-]*:\/\/)([^/?#]*)(.*)/is.exec(text) ?? []
  const host = hostOf(text)
  const port = /:[0-9]{1,5}$/.exec(authority)?.[0] ?? ''
  const login = authority.includes('@') ? `${mask}@` : ''
  return `${scheme.toLowerCase()}${login}${host}${port}${rest === '' || rest === '/' ? '' : `/${mask}`}`
}

function secretPartsOf(text: string): string[] {
  const [address = '', query = ''] = text.split('?')
  return [
    ...(/^[a-z0-9+.-]+:\/\/[^/:@]*:[^/@]+@/i.test(address) ? ['password'] : []),
    ...(/(?:^|&)passphrase=./i.test(query) ? ['passphrase'] : []),
  ]
}

/** Behind the host, whose name may look like anything. */
function maskTail(url: string): string {
  const [head = ''] = /^[a-z]+:\/\/[^/?]*/.exec(url) ?? []
  return head + maskKeys(url.slice(head.length))
}

/** What looks like a stream key is not to be shown, wherever it stands. */
function maskKeys(text: string): string {
  return streamingServices.reduce((clean, { key }) => clean.replace(new RegExp(key.source, 'g'), mask), text)
}
