import { createUniqueId, onMount } from 'solid-js'
import { Portal } from 'solid-js/web'

interface Props {
  title: string
  /** What it interrupts and what it spares. */
  text: string
  /** The word on the button that does it. */
  yes: string
  /** Called once, with whether it was wanted. */
  close: (yes: boolean) => void
}

/** Asks before something is interrupted. */
export function Question(props: Props) {
  const title = createUniqueId()
  let dialog!: HTMLDialogElement
  let isWanted = false
  onMount(() => dialog.showModal())

  function agree(): void {
    isWanted = true
    dialog.close()
  }

  return (
    <Portal>
      <dialog
        ref={dialog}
        class="question"
        role="alertdialog"
        aria-labelledby={title}
        aria-describedby={`${title}-text`}
        onClose={() => props.close(isWanted)}
      >
        <h2 id={title} class="text-title font-strong text-ink-1">
          {props.title}
        </h2>
        <p id={`${title}-text`} class="mt-2 text-read">
          {props.text}
        </p>
        <div class="mt-5 flex justify-end gap-2">
          <button type="button" class="btn" onClick={() => dialog.close()}>
            Cancel
          </button>
          <button type="button" class="btn btn-primary" onClick={agree}>
            {props.yes}
          </button>
        </div>
      </dialog>
    </Portal>
  )
}
