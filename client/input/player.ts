import type Hls from 'hls.js'
import type { ErrorData } from 'hls.js'
import { loaded } from '../loading/loadLater.ts'
import { takeNewBuild } from '../loading/newBuild.ts'

const againMs = 3000
const longestMs = 30_000

/** How long until it is tried again; null: not by itself. `failures`: how often it failed since it last played. */
export function pauseMs(status: number | undefined, failures: number): number | null {
  if (status === 503) return null
  // its place was given away while nobody looked: another is had at once, unless that does not help
  if (status === 410 && failures === 1) return 0
  return Math.min(againMs * 2 ** (failures - 1), longestMs)
}

/** Plays an HLS index in a video element; what it returns ends it and leaves nothing behind. `tell` hears why it does not play; null: it does. */
export async function play(video: HTMLVideoElement, url: string, tell: (problem: string | null) => void): Promise<() => void> {
  const file = await loaded(() => import('hls.js')).catch(() => null)
  if (file === null) {
    void takeNewBuild()
    tell('The player could not be loaded. Close the preview, then open it again.')
    return () => undefined
  }
  const { default: Player } = file
  if (!Player.isSupported()) return playNatively(video, url, tell)

  let hls: Hls
  let again: ReturnType<typeof setTimeout> | undefined
  let failures = 0
  function start(): void {
    // a worker would come from a blob: address, which the content security policy does not let in
    hls = new Player({ enableWorker: false, lowLatencyMode: false, backBufferLength: 10, maxBufferLength: 10 })
    hls.on(Player.Events.ERROR, (_, data) => {
      if (data.fatal) failed(data)
    })
    hls.loadSource(url)
    hls.attachMedia(video)
  }
  function failed(data: ErrorData): void {
    hls.destroy()
    const status = data.response?.code
    const pause = pauseMs(status, ++failures)
    if (pause === 0) return start()
    tell(problemOf(status))
    if (pause !== null) again = setTimeout(start, pause)
  }
  const playing = (): void => {
    failures = 0
    tell(null)
  }
  video.addEventListener('playing', playing)
  start()
  return () => {
    clearTimeout(again)
    video.removeEventListener('playing', playing)
    hls.destroy()
    forget(video)
  }
}

function problemOf(status: number | undefined): string {
  if (status === 503) return 'Too many previews are open. Close one of them, then try again.'
  if (status === 404) return 'There is no moving picture now. It is tried again.'
  return 'The preview was interrupted. It is tried again.'
}

function playNatively(video: HTMLVideoElement, url: string, tell: (problem: string | null) => void): () => void {
  if (video.canPlayType('application/vnd.apple.mpegurl') === '') {
    tell('This browser cannot play it.')
    return () => undefined
  }
  video.src = url
  const playing = (): void => tell(null)
  const failed = (): void => tell('The preview was interrupted. Close it and open it again.')
  video.addEventListener('playing', playing)
  video.addEventListener('error', failed)
  return () => {
    video.removeEventListener('playing', playing)
    video.removeEventListener('error', failed)
    forget(video)
  }
}

/** Without it the browser would go on loading. */
function forget(video: HTMLVideoElement): void {
  video.removeAttribute('src')
  video.load()
}
