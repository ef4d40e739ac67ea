import type Hls from 'hls.js'
import type { ErrorData } from 'hls.js'

/** Plays an HLS index in a video element; what it returns ends it and leaves nothing behind. `tell` hears why it does not play; null: it does. */
export async function play(video: HTMLVideoElement, url: string, tell: (problem: string | null) => void): Promise<() => void> {
  const { default: Player } = await import('hls.js')
  if (!Player.isSupported()) return playNatively(video, url, tell)

  let hls: Hls
  let again: ReturnType<typeof setTimeout> | undefined
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
    if (status === 410) return start()
    tell(problemOf(status))
    if (status !== 503) again = setTimeout(start, againMs)
  }
  const playing = (): void => tell(null)
  video.addEventListener('playing', playing)
  start()
  return () => {
    clearTimeout(again)
    video.removeEventListener('playing', playing)
    hls.destroy()
    forget(video)
  }
}

const againMs = 3000

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
