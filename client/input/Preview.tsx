import Maximize from 'lucide-solid/icons/maximize'
import Volume2 from 'lucide-solid/icons/volume-2'
import VolumeX from 'lucide-solid/icons/volume-x'
import X from 'lucide-solid/icons/x'
import { createSignal, onCleanup, onMount, Show } from 'solid-js'
import { icon } from '../parts/icon.ts'
import { play } from './player.ts'

interface Props {
  name: string
  /** Of the HLS index. */
  url: string
  /** The still that stands there until it moves. */
  poster: string | undefined
  close: () => void
}

/** The moving picture, silent until asked. It costs the server something as long as it stands there. */
export function Preview(props: Props) {
  let video!: HTMLVideoElement
  let close!: HTMLButtonElement
  const [isMuted, setMuted] = createSignal(true)
  const [said, setSaid] = createSignal<string | null>('Starting the preview')
  let end: (() => void) | null = null
  let isGone = false
  onMount(async () => {
    close.focus()
    const ended = await play(video, props.url, setSaid)
    if (isGone) ended()
    else end = ended
  })
  onCleanup(() => {
    isGone = true
    end?.()
  })
  return (
    <div class="input-preview">
      <video ref={video} aria-label={`Preview of ${props.name}`} poster={props.poster} muted={isMuted()} autoplay playsinline />
      <Show when={said()}>
        <p class="input-said" role="status">
          {said()}
        </p>
      </Show>
      <div class="input-player">
        <button ref={close} type="button" class="input-over" onClick={() => props.close()}>
          <X {...icon} />
          Close preview
        </button>
        <button
          type="button"
          class="input-over ml-auto"
          aria-label={isMuted() ? 'Sound on' : 'Sound off'}
          title={isMuted() ? 'Sound on' : 'Sound off'}
          onClick={() => setMuted(!isMuted())}
        >
          <Show when={isMuted()} fallback={<Volume2 {...icon} />}>
            <VolumeX {...icon} />
          </Show>
        </button>
        <button
          type="button"
          class="input-over"
          aria-label="Full screen"
          title="Full screen"
          onClick={() => void video.requestFullscreen()}
        >
          <Maximize {...icon} />
        </button>
      </div>
    </div>
  )
}
