/** A streaming service that takes RTMP, and how to tell its addresses and keys. */
export interface StreamingService {
  /** As people know it. */
  name: string
  /** Names of the servers that it takes streams at. */
  hosts: RegExp
  /** Names of its web pages, whose addresses people paste by mistake. */
  pages: RegExp
  /** What its own pages show as the server; the stream key follows behind a slash. */
  server: string
  /** What a stream key of it looks like. */
  key: RegExp
  /** What a text that is nothing else is taken for its key by, where that tells less than `key`, which is looked for within texts. */
  keyAlone?: RegExp
  /** Where people find the key. */
  keyPlace: string
  /** Whether it refuses rtmp:// and takes rtmps:// alone. */
  isSecureOnly: boolean
  /** Good to know, for who fills in the form. */
  hints: string[]
}

/** What a destination is called that belongs to no service known here. */
export const customService = 'Custom'

/** The first that fits wins. Patterns of keys hold for the whole of a key, without the query behind it. */
export const streamingServices: readonly StreamingService[] = [
  {
    name: 'YouTube',
    hosts: /(^|\.)rtmps?\.youtube\.com$/,
    pages: /(^|\.)(youtube\.com|youtu\.be)$/,
    server: 'rtmps://a.rtmps.youtube.com/live2',
    key: /(?=[a-z-]*[0-9])[a-z0-9]{4}(?:-[a-z0-9]{4}){3,4}/,
    // without a figure it is as well four words of a sentence: there it is no key
    keyAlone: /[a-z0-9]{4}(?:-[a-z0-9]{4}){3,4}/,
    keyPlace: 'YouTube Studio, Create, Go live, Stream',
    isSecureOnly: false,
    hints: ['YouTube shows the stream in YouTube Studio first; it goes public there, or at once if auto-start is on'],
  },
  {
    name: 'Twitch',
    hosts: /(^|\.)contribute\.live-video\.net$|^ingest\.global-contribute\.live-video\.net$|^live(-[a-z0-9]+)?\.twitch\.tv$/,
    pages: /(^|\.)twitch\.tv$/,
    server: 'rtmps://ingest.global-contribute.live-video.net/app',
    key: /live_[0-9]+_[A-Za-z0-9]{8,}/,
    keyPlace: 'Twitch’s Creator Dashboard, Settings, Stream',
    isSecureOnly: false,
    hints: ['With ?bandwidthtest=true behind the key Twitch takes the stream without showing it'],
  },
  {
    name: 'Facebook',
    hosts: /(^|\.)live-api(-[a-z0-9]+)?\.facebook\.com$|(^|\.)rtmp[a-z0-9-]*\.facebook\.com$/,
    pages: /(^|\.)(facebook\.com|fb\.com|fb\.watch)$/,
    server: 'rtmps://live-api-s.facebook.com:443/rtmp',
    key: /FB-[0-9]+-[0-9]+-[A-Za-z0-9_-]+/,
    keyPlace: 'Facebook’s Live Producer, Streaming software',
    isSecureOnly: true,
    hints: ['A key of Facebook is for one broadcast, unless the persistent stream key is switched on'],
  },
  {
    name: 'Kick',
    hosts: /^fa723fc1b171\.global-contribute\.live-video\.net$|(^|\.)ingest\.kick\.com$/,
    pages: /(^|\.)kick\.com$/,
    server: 'rtmps://fa723fc1b171.global-contribute.live-video.net/app',
    key: /sk_[a-z0-9-]+_[A-Za-z0-9_-]{8,}/,
    keyPlace: 'Kick’s Creator Dashboard, Settings, Stream URL & Key',
    isSecureOnly: true,
    hints: [],
  },
  {
    name: 'Restream',
    hosts: /^(live|srt|[a-z0-9-]+\.(live|srt))(-[a-z0-9]+)?\.restream\.io$/,
    pages: /(^|\.)restream\.io$/,
    server: 'rtmp://live.restream.io/live',
    key: /re_[0-9]+_[A-Za-z0-9]{8,}/,
    keyPlace: 'Restream’s Encoder page, RTMP',
    isSecureOnly: false,
    hints: [],
  },
]

/** The service that takes streams at this host; null when none is known to. */
export function serviceAt(host: string): StreamingService | null {
  return streamingServices.find(({ hosts }) => hosts.test(host)) ?? null
}

/** The service whose web page this host serves; null when none is known to. */
export function serviceOfPage(host: string): StreamingService | null {
  return streamingServices.find(({ pages }) => pages.test(host)) ?? null
}

/** The service whose stream keys look like this text; null when none does. */
export function serviceOfKey(text: string): StreamingService | null {
  const [key = ''] = text.split('?', 1)
  const isKeyOf = ({ key: usual, keyAlone }: StreamingService) => {
    const { source } = keyAlone ?? usual
    return new RegExp(`^(?:${source})$`).test(key)
  }
  return streamingServices.find(isKeyOf) ?? null
}
