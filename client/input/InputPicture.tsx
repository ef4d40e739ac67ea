import Play from 'lucide-solid/icons/play'
import { createEffect, createSignal, on, Show } from 'solid-js'
import { useLive } from '../live/LiveProvider.tsx'
import { smallIcon } from '../parts/icon.ts'
import { Picture } from '../parts/Picture.tsx'
import { isTabSeen } from '../parts/whileVisible.ts'
import type { InputDetail } from './detail.ts'
import { Preview } from './Preview.tsx'

/** What an input shows now: its still, and on a click the moving picture in the same place. */
export function InputPicture(props: { input: InputDetail }) {
  const live = useLive()
  const [isOpen, setOpen] = createSignal(false)
  let button: HTMLButtonElement | undefined
  // a preview that nobody sees costs as much as one that somebody does
  const shown = () => (isOpen() && isTabSeen() ? props.input.previewUrl : null)
  createEffect(
    on(
      () => props.input.id,
      () => setOpen(false),
    ),
  )
  function close(): void {
    setOpen(false)
    button?.focus()
  }
  return (
    <div class="input-picture">
      <Show
        when={shown()}
        fallback={
          <Picture input={props.input}>
            <Show when={props.input.previewUrl}>
              <button ref={button} type="button" class="input-over input-play" onClick={() => setOpen(true)}>
                <Play {...smallIcon} />
                Preview
              </button>
            </Show>
          </Picture>
        }
      >
        {(url) => (
          <Preview name={props.input.name} url={url()} poster={live.stills.of(props.input.id)?.still?.url} close={close} />
        )}
      </Show>
    </div>
  )
}
